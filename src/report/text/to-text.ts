import type { Diagnosis } from '../../rules/finding.ts';
import type { Episode, Stats } from '../../situation/situation.ts';
import { wantsAll } from '../next-step.ts';
import { howToSeeWhatIsRead, nothingRecognised, whatIsRead } from '../no-data.ts';
import type { EpisodeView } from '../overview.ts';
import { overviewOf } from '../overview.ts';
import { counted } from '../words.ts';
import { asides, notCheckedRows, noteRows } from './asides.ts';
import { collecting } from './collecting.ts';
import { attemptRows, otherEpisodes } from './episodes.ts';
import { furtherFindings, nextStep, proof } from './findings.ts';
import { glyphsFor } from './glyphs.ts';
import { ladderRows } from './ladder.ts';
import type { Page, Row } from './layout.ts';
import { joined, paragraph, render, run } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Places } from './places.ts';
import { placesIn } from './places.ts';
import { leftOutRows, unreadWarning } from './set-aside.ts';
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
  const { setAside, stats } = diagnosis.situation;
  const places = placesIn(diagnosis);
  const leftOut = leftOutRows(page, places, setAside);
  if (subject === null || diagnosis.verdict.state === 'no-modem-data') {
    return joined([nothingFound(page), leftOut, countRows(page, stats)]);
  }
  return joined([
    [
      ...headline(page, subject, unreadWarning(page, places, subject, diagnosis.situation)),
      ...situationRow(page, places, subject, diagnosis.situation.episodes),
    ],
    contextRows(page, subject),
    ladderRows(page, subject),
    proof(page, subject),
    nextStep(page, subject, diagnosis.notChecked),
    furtherFindings(page, subject),
    attemptRows(page, subject),
    page.verbose ? timelineRows(page, subject) : [],
    noteRows(page, places, subject),
    otherEpisodes(page, places, subject, others),
    ...asides(page, places, subject, diagnosis.findings),
    leftOut,
    notCheckedRows(page, subject, diagnosis.notChecked),
    wantsAll(subject, diagnosis.notChecked) ? collecting(page, interfaceOf(subject)) : [],
    countRows(page, stats),
  ]);
}

/** The only interface that may be started anew; null where there is none, or a choice. */
function interfaceOf({ episode, attempt }: EpisodeView): string | null {
  if (attempt?.interface != null) return attempt.interface;
  const [only, another] = episode.interfaces.filter(({ cellular }) => cellular);
  return only === undefined || another !== undefined ? null : only.name;
}

function headline(page: Page, subject: EpisodeView, warning: string | null): Row[] {
  const { sign, style } = verdictSign(subject.verdict.state, glyphsFor(page.unicode));
  const caution = warning === null ? [] : [run(page, ` ${warning}`, 'warning')];
  return paragraph(page, [...verdictSentence(page, subject), ...caution], [run(page, `${sign} `, style)]);
}

/** Which of several situations the verdict is about. */
function situationRow(
  page: Page,
  places: Places,
  { episode }: EpisodeView,
  episodes: readonly Episode[],
): Row[] {
  if (episodes.length < 2) return [];
  const which = episode === episodes.at(-1) ? 'the last of them' : `number ${episodes.indexOf(episode) + 1}`;
  const words = `This text tells of ${episodes.length} situations; this is ${which}, ${places.range(episode.sources)}.`;
  return paragraph(page, [run(page, words, 'muted')], [run(page, '  ')]);
}

function countRows(page: Page, { lines, messages, foreign, unknown }: Stats): Row[] {
  const words = `${counted(lines, 'line')} read: ${messages} understood, ${foreign} of other programs, ${unknown} not known.`;
  return paragraph(page, [run(page, words, 'muted')]);
}

function nothingFound(page: Page): Row[] {
  const { undetermined } = glyphsFor(page.unicode);
  return joined([
    paragraph(
      page,
      [
        run(page, nothingRecognised, 'strong'),
        run(page, ` ${page.verbose ? whatIsRead : howToSeeWhatIsRead}`),
      ],
      [run(page, `${undetermined} `, 'warning')],
    ),
    collecting(page, null),
  ]);
}
