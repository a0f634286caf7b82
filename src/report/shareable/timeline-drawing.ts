import { type Rung, rungIndex, rungs } from '../../knowledge/rung.ts';
import type { HiddenAttempts, TimedAttempt, TimelineBlock } from './document.ts';

/** In units that are pixels on a phone. */
const width = 320;
const rowHeight = 15;
const cellHeight = 10;
const chartAt = 68;
const numbersAt = rungs.length * rowHeight + 14;
const widestColumn = 30;
/** Below this the numbers under the columns would run into each other. */
const numberedColumn = 15;
/** More columns are too thin to be told apart; of more attempts the middle is left out. */
const mostColumns = 48;

type Column = TimedAttempt | HiddenAttempts | { readonly type: 'apart' };

/** How far each attempt came: a column each, in the order of the text, the ladder's rungs as rows. */
export function timelineDrawing({ situations }: TimelineBlock): string {
  const columns = thinned(
    situations.flatMap(({ rows }, index): readonly Column[] =>
      index === 0 ? rows : [{ type: 'apart' }, ...rows],
    ),
  );
  const step = Math.min(widestColumn, (width - chartAt) / columns.length);
  const names = rungs.map(
    (rung) =>
      `<text class="quiet small" x="${chartAt - 10}" y="${rowOf(rung) + cellHeight - 1}" text-anchor="end">${rung}</text>`,
  );
  const drawn = columns.map((column, index) => columnDrawing(column, chartAt + index * step, step));
  const label = 'How far each attempt came, in the order of the text. The list below says the same in words.';
  return (
    `<figure><svg viewBox="0 0 ${width} ${numbersAt + 6}" role="img" aria-label="${label}">` +
    `${names.join('')}${drawn.join('')}</svg></figure>`
  );
}

function columnDrawing(column: Column, x: number, step: number): string {
  const middle = round(x + step / 2);
  switch (column.type) {
    case 'attempt':
      return attemptColumn(column, x, step);
    case 'hidden':
      return `<text class="quiet small" x="${middle}" y="${numbersAt}" text-anchor="middle">…</text>`;
    case 'apart':
      return `<path class="apart" d="M${middle} 0V${numbersAt}"/>`;
  }
}

function attemptColumn({ id, reached, broken, isSubject }: TimedAttempt, x: number, step: number): string {
  const gap = step > 8 ? 4 : 1;
  const cells = rungs.map((rung) => {
    const isReached = reached !== null && rungIndex(rung) <= rungIndex(reached);
    const fill = rung === broken ? 'fill-error' : isReached ? 'fill-good' : 'fill-empty';
    return `<rect class="${fill}" x="${round(x + gap / 2)}" y="${rowOf(rung)}" width="${round(step - gap)}" height="${cellHeight}" rx="1"/>`;
  });
  if (step < numberedColumn && !isSubject) return cells.join('');
  const look = isSubject ? 'bold small' : 'quiet small';
  return `${cells.join('')}<text class="${look}" x="${round(x + step / 2)}" y="${numbersAt}" text-anchor="middle">${id}</text>`;
}

/** The internet is on top. */
function rowOf(rung: Rung): number {
  return (rungs.length - 1 - rungIndex(rung)) * rowHeight;
}

function thinned(columns: readonly Column[]): readonly Column[] {
  const count = columns.length - mostColumns;
  if (count <= 0) return columns;
  const half = mostColumns / 2;
  return [...columns.slice(0, half), { type: 'hidden', count }, ...columns.slice(-half)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
