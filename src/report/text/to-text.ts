import type { Diagnosis } from '../../rules/finding.ts';
import type { Episode, Stats } from '../../situation/situation.ts';
import { wantsAll } from '../next-step.ts';
import { noDataWords } from '../no-data.ts';
import type { EpisodeView } from '../overview.ts';
import { interfaceToStart, overviewOf } from '../overview.ts';
import { countWords } from '../words.ts';
import { asides, notCheckedRows, noteRows } from './asides.ts';
import { collecting } from './collecting.ts';
import { attemptRows, otherEpisodes, situationWords } from './episodes.ts';
import { furtherFindings, nextStep, proof } from './findings.ts';
import { glyphsFor } from './glyphs.ts';
import { ladderRows } from './ladder.ts';
import type { Page, Row } from './layout.ts';
import { joined, paragraph, render, run } from './layout.ts';
import { liveRows } from './live.ts';
import type { Palette } from './palette.ts';
import { placesIn } from './places.ts';
import { leftOutRows, missingRows, unreadWarning } from './set-aside.ts';
import { contextRows } from './subject.ts';
import { timelineRows } from './timeline.ts';
import { verdictSentence, verdictSign } from './verdict-sentence.ts';

/** How a report is to look: the page, and the colours (`plainPalette` for none). */
export interface TextOptions extends Page {
  readonly palette: Palette;
}

/**
 * The report for a terminal, complete with line feeds. No line is wider than the page, none ends in blanks, and no
 * control or invisible character of the input is in it.
 */
export function toText(diagnosis: Diagnosis, options: TextOptions): string {
  const { palette, ...page } = options;
  return render(sections(page, diagnosis), palette);
}

function sections(page: Page, diagnosis: Diagnosis): Row[] {
  const { subject, others } = overviewOf(diagnosis);
  const { setAside, missingOutputs, stats } = diagnosis.situation;
  const places = placesIn(diagnosis);
  const leftOut = leftOutRows(page, places, setAside);
  const missing = missingRows(page, missingOutputs);
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') {
    return joined([
      nothingFound(page, diagnosis.situation.withoutModem),
      liveRows(page, diagnosis.live),
      leftOut,
      missing,
      countRows(page, stats),
    ]);
  }
  return joined([
    [
      ...headline(page, subject, unreadWarning(page, places, subject, diagnosis.situation)),
      ...situationRow(page, situationWords(places, subject, diagnosis.situation.episodes)),
    ],
    contextRows(page, subject),
    ladderRows(page, subject),
    liveRows(page, diagnosis.live),
    proof(page, subject),
    nextStep(page, subject, diagnosis.notChecked),
    furtherFindings(page, subject),
    attemptRows(page, subject),
    page.verbose ? timelineRows(page, subject) : [],
    noteRows(page, places, subject),
    otherEpisodes(page, places, subject, others),
    ...asides(page, places, subject, diagnosis.findings),
    leftOut,
    missing,
    notCheckedRows(page, subject, diagnosis.notChecked),
    wantsAll(subject, diagnosis.notChecked)
      ? collecting(page, subject.episode, interfaceToStart(subject))
      : [],
    countRows(page, stats),
  ]);
}

function headline(page: Page, subject: EpisodeView, warning: string | null): Row[] {
  const { sign, style } = verdictSign(subject.verdict.state, glyphsFor(page.unicode));
  const caution = warning === null ? [] : [run(page, ` ${warning}`, 'warning')];
  return paragraph(page, [...verdictSentence(page, subject), ...caution], [run(page, `${sign} `, style)]);
}

function situationRow(page: Page, words: string): Row[] {
  return words === '' ? [] : paragraph(page, [run(page, words, 'muted')], [run(page, '  ')]);
}

function countRows(page: Page, stats: Stats): Row[] {
  return paragraph(page, [run(page, countWords(stats), 'muted')]);
}

function nothingFound(page: Page, episode: Episode | null): Row[] {
  const { undetermined } = glyphsFor(page.unicode);
  const { words, meaning, asksForMore } = noDataWords(episode, page.verbose);
  return joined([
    paragraph(
      page,
      [run(page, words, 'strong'), run(page, ` ${meaning}`)],
      [run(page, `${undetermined} `, 'warning')],
    ),
    asksForMore ? collecting(page, episode, null) : [],
  ]);
}
