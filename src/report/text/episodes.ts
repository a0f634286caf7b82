import type { Attempt, Episode } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { findingHead, findingRows } from './findings.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, indented, paragraph, run } from './layout.ts';
import type { Places } from './places.ts';
import { attemptWords, configuredWords } from './subject.ts';
import { verdictSentence, verdictSign } from './verdict-sentence.ts';

/** So many attempts are listed from the beginning and from the end without `verbose`. */
const attemptsAtEachEnd = 4;

/** The attempts of the episode, where there is more to tell than the ladder shows. */
export function attemptRows(page: Page, { episode, attempt }: EpisodeView): Row[] {
  const { attempts } = episode;
  if (attempts.length === 0 || (attempts.length === 1 && attempts[0]?.times === 1)) return [];
  const between = page.verbose ? 0 : Math.max(0, attempts.length - 2 * attemptsAtEachEnd);
  const start = between === 0 ? attempts : attempts.slice(0, attemptsAtEachEnd);
  const end = between === 0 ? [] : attempts.slice(-attemptsAtEachEnd);
  const gap = between === 0 ? [] : remark(page, `and ${between} between them, shown with --verbose`);
  const leftOut =
    episode.dialoguesLeftOut === 0
      ? []
      : remark(page, 'The log is long: tries in the middle of it are not told one by one.');
  return [
    ...heading(page, 'Attempts'),
    ...start.flatMap((one) => attemptRow(page, one, episode, one === attempt)),
    ...gap,
    ...end.flatMap((one) => attemptRow(page, one, episode, one === attempt)),
    ...leftOut,
  ];
}

function attemptRow(page: Page, attempt: Attempt, episode: Episode, isShown: boolean): Row[] {
  const times = attempt.times > 1 ? `, ${attempt.times} times with the same end` : '';
  const later = attempt.resolvedBy === null ? '' : `; came up later (attempt ${attempt.resolvedBy})`;
  const shown = isShown ? ' (the ladder above)' : '';
  // Of a transcript without date and interface there is nothing to tell but the end.
  const words = [attemptWords(attempt, episode), endWords(attempt)].filter((part) => part !== '').join(': ');
  return paragraph(page, [run(page, `${words}${times}${later}${shown}`)], [run(page, `  ${attempt.id}. `)]);
}

function remark(page: Page, words: string): Row[] {
  return paragraph(page, [run(page, words, 'muted')], [run(page, '  ')]);
}

/** How an attempt ended, in a few words. */
export function endWords({ outcome, broken, reached }: Attempt): string {
  const far = reached === null ? '' : `, reached ${reached}`;
  switch (outcome) {
    case 'up':
      return `came up${far}`;
    case 'lost':
      return 'came up, then lost';
    case 'failed':
      return broken === null ? `failed${far}` : `stopped at ${broken}`;
    case 'unfinished':
      return `end not shown${far}`;
    case 'claimed':
      return "worked, by the writer's words only";
  }
}

/** The other episodes, each in a few rows. */
export function otherEpisodes(
  page: Page,
  places: Places,
  subject: EpisodeView,
  others: readonly EpisodeView[],
): Row[] {
  if (others.length === 0) return [];
  const earlier = others.every(({ episode }) => episode.id < subject.episode.id);
  return [
    ...heading(page, earlier ? 'Earlier in the same text' : 'Elsewhere in the same text'),
    ...others.flatMap((view) => episodeRows(page, places, view)),
  ];
}

function episodeRows(page: Page, places: Places, view: EpisodeView): Row[] {
  const { sign, style } = verdictSign(view.verdict.state, glyphsFor(page.unicode));
  const rule = view.main === null ? [] : [run(page, ` [${view.main.rule}]`, 'muted')];
  const rows = [
    ...paragraph(page, [run(page, episodeWords(places, view), 'muted')], [run(page, `  ${sign} `, style)]),
    ...paragraph(page, [...verdictSentence(page, view), ...rule], [run(page, '    ')]),
  ];
  if (!page.verbose && view.main !== null && view.main.fix !== null) {
    const lead = view.main.confidence === 'proven' ? 'fix' : 'if that is it';
    rows.push(
      ...paragraph(page, [run(page, view.main.fix.summary, 'muted')], [run(page, `    ${lead}: `, 'muted')]),
    );
  }
  const further = page.verbose ? view.faults : view.faults.filter((finding) => finding !== view.main);
  for (const finding of further) {
    if (page.verbose)
      rows.push(...indented(page, (narrower) => findingRows(narrower, finding, view.episode)));
    else rows.push(...findingHead(page, finding, '    '));
  }
  for (const note of view.notes) {
    rows.push(...paragraph(page, [run(page, note.title, 'muted')], [run(page, '    note: ', 'muted')]));
  }
  return rows;
}

/** Which of several situations the verdict is about; empty where there is one only. */
export function situationWords(
  places: Places,
  { episode }: EpisodeView,
  episodes: readonly Episode[],
): string {
  if (episodes.length < 2) return '';
  const which = episode === episodes.at(-1) ? 'the last of them' : `number ${episodes.indexOf(episode) + 1}`;
  return `This text tells of ${episodes.length} situations; this is ${which}, ${places.range(episode.sources)}.`;
}

/** Which episode it is: lines, router, interface. */
export function episodeWords(places: Places, { episode, attempt }: EpisodeView): string {
  const { board, host } = episode.router;
  const what = attempt === null ? configuredWords(episode) : attemptWords(attempt, episode);
  const parts = [places.range(episode.sources), board?.value ?? host?.value ?? '', what];
  return parts.filter((part) => part !== '').join('; ');
}
