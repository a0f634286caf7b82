import type { Episode, MissingOutput, SetAside, Situation, SourceRange } from '../../situation/situation.ts';
import { missingTitle, missingWords } from '../missing-output.ts';
import type { EpisodeView } from '../overview.ts';
import { listed } from '../words.ts';
import { hiddenRows } from './asides.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, paragraph, run } from './layout.ts';
import type { Places } from './places.ts';
import { displayWidth, fitting } from './width.ts';

/** How many stretches may be listed, and how many columns of a sentence quoted, without `verbose`. */
const stretchLimit = 6;
const quoteColumns = 60;

/** Stretches of the input that are part of no statement, and why. */
export function leftOutRows(page: Page, places: Places, setAside: readonly SetAside[]): Row[] {
  if (setAside.length === 0) return [];
  const shown = page.verbose ? setAside : setAside.slice(0, stretchLimit);
  return [
    ...heading(page, 'Left out'),
    ...shown.flatMap((stretch) =>
      paragraph(
        page,
        [run(page, `${places.range([stretch])}: ${reasonWords(page, stretch)}`)],
        [run(page, `  ${glyphsFor(page.unicode).bullet} `)],
      ),
    ),
    ...hiddenRows(page, setAside.length - shown.length),
  ];
}

/** Commands of a collection that were not run or did not finish, and why. */
export function missingRows(page: Page, missing: readonly MissingOutput[]): Row[] {
  if (missing.length === 0) return [];
  const shown = page.verbose ? missing : missing.slice(0, stretchLimit);
  return [
    ...heading(page, missingTitle),
    ...shown.flatMap((one) =>
      paragraph(page, [run(page, missingWords(one))], [run(page, `  ${glyphsFor(page.unicode).bullet} `)]),
    ),
    ...hiddenRows(page, missing.length - shown.length),
  ];
}

/** What a stretch is, and why it is left out. */
export function reasonWords(page: Page, { reason, words }: SetAside): string {
  switch (reason) {
    case 'advice':
      return `read as advice, not as this router's configuration (“${quoted(page, words)}”)`;
    case 'unread':
      return `output of ${quoted(page, words)}, not understood yet`;
  }
}

function quoted(page: Page, words: string): string {
  const { text } = run(page, words);
  if (page.verbose || displayWidth(text) <= quoteColumns) return text;
  return `${fitting(text, quoteColumns)}${glyphsFor(page.unicode).ellipsis}`;
}

/**
 * A warning that belongs behind a verdict that it works: output in or right after the lines of the episode that could
 * not be read may say otherwise. Null where there is none.
 */
export function unreadWarning(
  page: Page,
  places: Places,
  { episode, verdict }: EpisodeView,
  { episodes, setAside }: Situation,
): string | null {
  if (verdict.state !== 'working') return null;
  const unread = setAside.filter(
    (stretch) => stretch.reason === 'unread' && isPartOf(stretch, episode, episodes),
  );
  if (unread.length === 0) return null;
  const named = unread
    .slice(0, stretchLimit)
    .map((stretch) => `${places.range([stretch])} (output of ${quoted(page, stretch.words)})`);
  const more = unread.length > named.length ? [`${unread.length - named.length} more stretches`] : [];
  const sentence = `${listed([...named, ...more])} cannot be read yet: look there, too.`;
  return sentence.replace(/^line/, 'Line');
}

/** An episode ends with its last line that was read; what cannot be read after it is still its own, up to the next one. */
function isPartOf(stretch: SetAside, episode: Episode, episodes: readonly Episode[]): boolean {
  if (episode.sources.some((own) => overlap(own, stretch))) return true;
  let nearest = 0;
  let owner: Episode | null = null;
  for (const one of episodes) {
    for (const { source, firstLine } of one.sources) {
      if (source !== stretch.source || firstLine > stretch.firstLine || firstLine < nearest) continue;
      nearest = firstLine;
      owner = one;
    }
  }
  return owner === episode;
}

function overlap(one: SourceRange, other: SourceRange): boolean {
  return one.source === other.source && one.firstLine <= other.lastLine && other.firstLine <= one.lastLine;
}
