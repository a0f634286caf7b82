import type { Attempt } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { findingHead, findingRows } from './findings.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, indented, paragraph, run } from './layout.ts';
import type { Places } from './places.ts';
import { attemptWords, configuredWords } from './subject.ts';
import { verdictSentence, verdictSign } from './verdict-sentence.ts';

/** All attempts of the episode, where there is more to tell than the ladder shows. */
export function attemptRows(page: Page, { episode, attempt }: EpisodeView): Row[] {
  const { attempts } = episode;
  if (attempts.length === 0 || (attempts.length === 1 && attempts[0]?.times === 1)) return [];
  return [
    ...heading(page, 'Attempts'),
    ...attempts.flatMap((one) => {
      const times = one.times > 1 ? `, ${one.times} times with the same end` : '';
      const shown = one === attempt ? ' (the ladder above)' : '';
      const later = one.resolvedBy === null ? '' : `; came up later (attempt ${one.resolvedBy})`;
      return paragraph(
        page,
        [run(page, `${attemptWords(one)}: ${endWords(one)}${times}${later}${shown}`)],
        [run(page, `  ${one.id}. `)],
      );
    }),
  ];
}

function endWords({ outcome, broken, reached }: Attempt): string {
  const far = reached === null ? '' : `, reached ${reached}`;
  switch (outcome) {
    case 'up':
      return `came up${far}`;
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

function episodeWords(places: Places, { episode, attempt }: EpisodeView): string {
  const { board, host } = episode.router;
  const what = attempt === null ? configuredWords(episode) : attemptWords(attempt);
  const parts = [places.range(episode.sources), board?.value ?? host?.value ?? '', what];
  return parts.filter((part) => part !== '').join('; ');
}
