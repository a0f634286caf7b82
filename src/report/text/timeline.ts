import type { EpisodeView } from '../overview.ts';
import { durationWords, type TimelineEntry, timelineOf } from '../timeline.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';
import { displayWidth } from './width.ts';

/** So many rows from the beginning and from the end of a long attempt. */
const rowsAtEachEnd = 40;

const stateStyles: Readonly<Record<'reached' | 'broken', Style>> = { reached: 'good', broken: 'error' };

/** The attempt that the verdict is about, event by event: when, who spoke, what it proves, and where nobody spoke for long. */
export function timelineRows(page: Page, view: EpisodeView): Row[] {
  const entries = timelineOf(view);
  if (entries.filter(({ type }) => type === 'event').length < 2) return [];
  const wide = Math.max(
    ...entries.map((entry) => (entry.type === 'event' ? displayWidth(entry.time ?? '') : 0)),
  );
  const between = Math.max(0, entries.length - 2 * rowsAtEachEnd);
  const [start, end] =
    between === 0 ? [entries, []] : [entries.slice(0, rowsAtEachEnd), entries.slice(-rowsAtEachEnd)];
  return [
    ...heading(page, 'What happened'),
    ...start.flatMap((entry) => entryRows(page, entry, wide)),
    ...(between === 0
      ? []
      : paragraph(page, [run(page, `and ${between} more between`, 'muted')], [run(page, '  ')])),
    ...end.flatMap((entry) => entryRows(page, entry, wide)),
  ];
}

function entryRows(page: Page, entry: TimelineEntry, wide: number): Row[] {
  const glyphs = glyphsFor(page.unicode);
  const blank = ' '.repeat(wide);
  if (entry.type === 'silence') {
    const words = `${durationWords(entry.seconds)} of silence`;
    return paragraph(
      page,
      [run(page, words, 'warning')],
      [run(page, `  ${blank} ${glyphs.frameGap} `, 'muted')],
    );
  }
  const { time, speaker, words, rung, state, times } = entry;
  const style = state === null ? 'muted' : stateStyles[state];
  const sign = state === null ? glyphs.unreached : glyphs[state];
  const lead: Row = [run(page, `  ${(time ?? '').padStart(wide)} `, 'muted'), run(page, `${sign} `, style)];
  return paragraph(
    page,
    [
      run(page, `${speaker}: `, 'muted'),
      run(page, words),
      ...(times > 1 ? [run(page, ` (${times} times)`, 'muted')] : []),
      ...(rung === null || state === null
        ? []
        : [run(page, ` (${state === 'reached' ? 'proves' : 'breaks'} ${rung})`, style)]),
    ],
    lead,
  );
}
