import { readEnvelope } from '../../capture/envelope.ts';
import type { Evidence } from '../../situation/evidence.ts';
import { type FramedLine, framedLines, gapsIn, type Mark } from '../framed-lines.ts';
import { printable } from '../printable.ts';
import { glyphsFor } from './glyphs.ts';
import type { Page, Row, Run } from './layout.ts';
import { paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';
import { displayWidth, fittingEnd } from './width.ts';

/** Words that are looked for in vain get this many columns at least, next to a gutter. */
const leastLabelRoom = 24;

/** Columns left of the frame. */
const margin = '  ';

/**
 * The lines that prove a finding, as they stand in the input: a header with the place, line numbers in a gutter, each
 * line cut to the page around what matters, a marker under the very columns, and the label.
 * Lines come in the order of the input, one frame per source; `limit` says how many at most.
 */
export function codeFrames(
  page: Page,
  evidence: readonly Evidence[],
  style: Style,
  limit: number,
  { place, howToSeeMore } = forTerminal,
): Row[] {
  const sources = framedLines(evidence);
  const total = sources.reduce((sum, lines) => sum + lines.length, 0);
  let left = limit;
  const rows: Row[] = [];
  for (const lines of sources) {
    if (left <= 0) break;
    rows.push(...frame(page, lines.slice(0, left), style, place));
    left -= lines.length;
  }
  const hidden = total - limit;
  if (hidden > 0) {
    const more = hidden === 1 ? '1 more line' : `${hidden} more lines`;
    rows.push(...paragraph(page, [run(page, `and ${more}${howToSeeMore}`, 'muted')], [run(page, margin)]));
  }
  return rows;
}

function frame(page: Page, lines: readonly FramedLine[], style: Style, place: Place): Row[] {
  const glyphs = glyphsFor(page.unicode);
  const first = lines[0];
  if (first === undefined) return [];
  const digits = Math.max(...lines.map(({ span }) => String(span.line).length));
  const blankGutter = `${margin}${' '.repeat(digits)} `;
  const rows: Row[] = [frameHeader(page, place(first), `${blankGutter}${glyphs.frameHead} `)];
  const gaps = gapsIn(lines);
  for (const line of lines) {
    const number = String(line.span.line).padStart(digits);
    const gutter: Row = [run(page, `${margin}${number} ${glyphs.frameSide} `, 'muted')];
    const side: Row = [run(page, `${blankGutter}${glyphs.frameSide} `, 'muted')];
    const room = page.width - displayWidth(`${blankGutter}${glyphs.frameSide} `);
    const view = lineView(page, line, room);
    rows.push([...gutter, { text: view.text, style: null }]);
    for (const mark of line.marks) rows.push(...markerRows(page, view, mark, side, room, style));
    for (const { words, after } of gaps) {
      if (after !== line) continue;
      const gap: Row = [run(page, `${blankGutter}${glyphs.frameGap} `, 'muted')];
      rows.push(...paragraph(page, [run(page, words, style)], gap));
    }
  }
  return rows;
}

type Place = (first: FramedLine) => string;

/** What depends on where frames are shown: the words of the header, and those behind the number of lines left out. */
interface FrameWords {
  readonly place: Place;
  readonly howToSeeMore: string;
}

const forTerminal: FrameWords = { place: placeWithColumn, howToSeeMore: ', shown with --verbose' };

function placeWithColumn({ span, marks }: FramedLine): string {
  return `${span.source}:${span.line}:${marks[0]?.span.column ?? span.column}`;
}

/** `╭─ name:line:column`; a long name loses its beginning. */
function frameHeader(page: Page, words: string, lead: string): Row {
  const { ellipsis } = glyphsFor(page.unicode);
  const place = printable(words, page.unicode);
  const room = page.width - displayWidth(lead);
  const shown =
    displayWidth(place) <= room ? place : `${ellipsis}${fittingEnd(place, room - displayWidth(ellipsis))}`;
  return [
    { text: lead, style: 'muted' },
    { text: shown, style: 'muted' },
  ];
}

/** A line as a frame shows it, cut to the room around its marks. */
export function cutLine(page: Page, line: FramedLine, room: number): string {
  return lineView(page, line, room).text;
}

/** The part of a line that a frame shows. */
interface LineView {
  readonly text: string;
  /** Terminal column, from 0, at which a UTF-16 index of the line is shown; clamped to what is shown. */
  columnOf(index: number): number;
}

/**
 * Cuts a line to the room so that its marks are seen: from the beginning where that is enough; else its beginning goes
 * first, because log lines begin with a time, and the marks keep as much before them as fits.
 */
function lineView(page: Page, { span, marks }: FramedLine, room: number): LineView {
  const { ellipsis } = glyphsFor(page.unicode);
  const dots = displayWidth(ellipsis);
  const spans = marks.length > 0 ? marks.map((mark) => mark.span) : [span];
  const firstColumn = Math.min(...spans.map(({ column }) => column));
  const cells = cellsAround(span.text, firstColumn - 1, page.unicode);
  const total = cells.at(-1)?.end ?? 0;
  const at = (index: number) => cells.find((cell) => index < cell.index + cell.length)?.start ?? total;
  if (total <= room) return { text: cells.map(({ text }) => text).join(''), columnOf: at };

  const from = at(firstColumn - 1);
  const to = Math.max(...spans.map(({ column, length }) => at(column - 1 + length)));
  const start =
    to <= room - dots ? 0 : cutAt(span.text, at, cells, windowStart(from, to, total, room, dots), from);
  const lead = start > 0 ? ellipsis : '';
  let text = lead;
  let used = displayWidth(lead);
  let shownTo = start;
  for (const cell of cells) {
    if (cell.start < start) continue;
    if (used + total - cell.start > room && used + cell.end - cell.start > room - dots) {
      text += ellipsis;
      break;
    }
    text += cell.text;
    used += cell.end - cell.start;
    shownTo = cell.end;
  }
  const shift = displayWidth(lead) - start;
  return { text, columnOf: (index) => Math.min(Math.max(at(index), start), shownTo) + shift };
}

/** Leftmost column to show where the marks do not fit at the beginning. */
function windowStart(from: number, to: number, total: number, room: number, dots: number): number {
  if (total - from <= room - dots) return total - (room - dots);
  if (to - from <= room - 2 * dots) return to - (room - 2 * dots);
  return from;
}

/** Units of a line in which its envelope ends. */
const longestEnvelope = 512;

/** 0-based index of what a log line says and who says it, behind its time and facility; 0 for any other line. */
function endOfTime(line: string): number {
  const envelope = readEnvelope(line.slice(0, longestEnvelope));
  if (envelope === null) return 0;
  const tag = envelope.program === null ? -1 : line.lastIndexOf(envelope.program, envelope.bodyAt - 1);
  return tag === -1 ? envelope.bodyAt : tag;
}

/** Where a cut line begins: at a word, and not inside the time and facility of a log line. */
function cutAt(
  line: string,
  at: (index: number) => number,
  cells: readonly Cell[],
  target: number,
  limit: number,
): number {
  const start = startOfWord(cells, target, limit);
  const body = at(endOfTime(line));
  return start < body && body <= limit ? body : start;
}

/** First column at or after `target` that begins a word, but not after `limit`. */
function startOfWord(cells: readonly Cell[], target: number, limit: number): number {
  let afterBlank = false;
  for (const { start, text } of cells) {
    if (start > limit) break;
    if (start >= target && afterBlank && text.trim() !== '') return start;
    afterBlank = text.trim() === '';
  }
  return Math.min(target, limit);
}

/** One character of a line as it is shown. */
interface Cell {
  /** UTF-16 index in the line. */
  readonly index: number;
  /** UTF-16 units it takes in the line. */
  readonly length: number;
  readonly text: string;
  /** Terminal columns, from 0, end excluded. */
  readonly start: number;
  readonly end: number;
}

/** Of a long line only this much before and after the mark is looked at. UTF-16 units. */
const context = 2048;

function cellsAround(line: string, index: number, unicode: boolean): Cell[] {
  const cells: Cell[] = [];
  const origin = Math.max(0, index - context);
  let next = origin;
  let start = 0;
  for (const character of line.slice(origin, index + context)) {
    const text = printable(character, unicode);
    const end = start + displayWidth(text);
    cells.push({ index: next, length: character.length, text, start, end });
    next += character.length;
    start = end;
  }
  return cells;
}

function markerRows(
  page: Page,
  view: LineView,
  { span, label }: Mark,
  side: Row,
  room: number,
  style: Style,
): Row[] {
  const glyphs = glyphsFor(page.unicode);
  const start = Math.min(view.columnOf(span.column - 1), room - 1);
  const end = Math.min(Math.max(view.columnOf(span.column - 1 + span.length), start + 1), room);
  const marker: Run = {
    text: glyphs.markerStart + glyphs.marker.repeat(end - start - 1),
    style,
  };
  const under: Row = [...side, { text: ' '.repeat(start), style: null }, marker];
  if (label === null) return [under];
  const words = run(page, label, style);
  if (end + 1 + displayWidth(words.text) <= room) return [[...under, { text: ' ', style: null }, words]];
  const needed = Math.min(displayWidth(words.text) + displayWidth(glyphs.labelHook), leastLabelRoom);
  const hookAt = Math.max(0, Math.min(start, room - needed));
  const lead: Row = [
    ...side,
    { text: ' '.repeat(hookAt), style: null },
    run(page, hookAt === start ? glyphs.labelHook : '', style),
  ];
  const gutter = side.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const hook = hookAt === start ? displayWidth(glyphs.labelHook) : 0;
  return [under, ...hangingLabel(page, words, lead, side, gutter + hookAt + hook)];
}

/** A label of several rows keeps the frame's side on each. */
function hangingLabel(page: Page, words: Run, lead: Row, side: Row, indent: number): Row[] {
  const sideText = side.map(({ text }) => text).join('');
  return paragraph(page, [words], lead, indent).map((row, index) => {
    if (index === 0) return row;
    const [, ...rest] = row;
    return [
      ...side,
      { text: ' '.repeat(Math.max(indent - displayWidth(sideText), 0)), style: null },
      ...rest,
    ];
  });
}
