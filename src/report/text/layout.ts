import { printableWords } from '../printable.ts';
import type { Palette, Style } from './palette.ts';
import { displayWidth, fitting } from './width.ts';

/** A piece of one row, printable, all in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style | null;
}

/** One line of a report. */
export type Row = readonly Run[];

/** How much room there is and which signs a terminal can show. */
export interface Page {
  /** Columns. */
  readonly width: number;
  readonly unicode: boolean;
  readonly verbose: boolean;
}

/** A piece of text made safe to print. Lines of the input go through `printable` instead, which changes no quote. */
export function run(page: Page, text: string, style: Style | null = null): Run {
  return { text: printableWords(text, page.unicode), style };
}

export function rowWidth(row: Row): number {
  return row.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/**
 * Fills lines with words. `lead` stands before the first line, `indent` columns are left before the others; a word
 * longer than a line is cut into lines. Blanks between words do not survive.
 */
export function paragraph(
  page: Page,
  pieces: readonly Run[],
  lead: Row = [],
  indent = rowWidth(lead),
): Row[] {
  const room = Math.max(page.width - indent, 1);
  const margin: Row = indent > 0 ? [{ text: ' '.repeat(indent), style: null }] : [];
  const rows: Row[] = [];
  let row: Run[] = [...lead];
  let left = page.width - rowWidth(lead);
  let fresh = true;
  const turn = () => {
    rows.push(row);
    row = [...margin];
    left = room;
    fresh = true;
  };
  for (const word of words(pieces)) {
    let rest = word.runs;
    const width = rowWidth(rest);
    if (!fresh && width + 1 > left) turn();
    if (fresh && width > left && rowWidth(row) > indent) turn();
    if (!fresh) {
      // A blank between two words of one style belongs to them, so that the style is not switched off and on.
      const style = row.at(-1)?.style ?? null;
      row.push({ text: ' ', style: style === rest[0]?.style ? style : null });
      left -= 1;
    }
    while (rowWidth(rest) > left) {
      const [head, tail] = splitAt(rest, left);
      if (head.length === 0) break;
      row.push(...head);
      turn();
      rest = tail;
    }
    row.push(...rest);
    left -= rowWidth(rest);
    fresh = false;
  }
  if (!fresh || rows.length === 0) rows.push(row);
  return rows;
}

interface Word {
  readonly runs: readonly Run[];
}

/** Words of a text; pieces without a blank between them stay one word. */
function words(pieces: readonly Run[]): Word[] {
  const found: Run[][] = [];
  let open: Run[] | null = null;
  for (const { text, style } of pieces) {
    const parts = text.split(' ');
    for (const [index, part] of parts.entries()) {
      if (index > 0) open = null;
      if (part === '') continue;
      if (open === null) {
        open = [];
        found.push(open);
      }
      open.push({ text: part, style });
    }
  }
  return found.map((runs) => ({ runs }));
}

function splitAt(runs: readonly Run[], columns: number): [Run[], Run[]] {
  const head: Run[] = [];
  const tail: Run[] = [];
  let left = columns;
  for (const piece of runs) {
    const start = tail.length > 0 ? '' : fitting(piece.text, left);
    const end = piece.text.slice(start.length);
    if (start !== '') head.push({ text: start, style: piece.style });
    if (end !== '') tail.push({ text: end, style: piece.style });
    left -= displayWidth(start);
  }
  return [head, tail];
}

/** Blocks with a blank row between them; empty ones leave nothing behind. */
export function joined(blocks: readonly (readonly Row[])[]): Row[] {
  const filled = blocks.filter((block) => block.length > 0);
  return filled.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
}

export function heading(page: Page, text: string): Row[] {
  return paragraph(page, [run(page, text, 'strong')]);
}

/** Columns that a part stands further in than what it belongs to, as long as that leaves room to read. */
const step = 2;
const leastWidth = 38;

/** Rows made for a narrower page, moved to the right. */
export function indented(page: Page, rowsFor: (narrower: Page) => readonly Row[]): Row[] {
  if (page.width - step < leastWidth) return [...rowsFor(page)];
  const margin = run(page, ' '.repeat(step));
  const rows = rowsFor({ ...page, width: page.width - step });
  return rows.map((row) => (row.length === 0 ? row : [margin, ...row]));
}

/** Rows as text, each ended by a line feed, without blanks at their ends. */
export function render(rows: readonly Row[], palette: Palette): string {
  return rows.map((row) => `${dressedRow(merged(trimmed(row)), palette)}\n`).join('');
}

function dressedRow(row: Row, palette: Palette): string {
  return row.map((piece) => dressed(piece, palette)).join('');
}

function dressed({ text, style }: Run, palette: Palette): string {
  return style === null ? text : palette[style](text);
}

function trimmed(row: Row): Row {
  const kept = [...row];
  for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
    const text = last.text.trimEnd();
    if (text !== '') return [...kept, { text, style: last.style }];
  }
  return [];
}

/** Neighbours of one style as one piece. */
function merged(row: Row): Row {
  const pieces: Run[] = [];
  for (const { text, style } of row) {
    const last = pieces.at(-1);
    if (last !== undefined && last.style === style)
      pieces[pieces.length - 1] = { text: last.text + text, style };
    else pieces.push({ text, style });
  }
  return pieces;
}
