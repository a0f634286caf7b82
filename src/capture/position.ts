import type { Line, Piece } from './line.ts';

/**
 * A range of one line of the input as the user gave it, before any cleaning. Everything the program says later
 * points back to such ranges.
 */
export interface Span {
  /** Name of the input as the user knows it: a path, or `-` for standard input. */
  readonly source: string;
  /** 1-based line number in the source. */
  readonly line: number;
  /** 1-based column in UTF-16 units. */
  readonly column: number;
  /** Length in UTF-16 units. */
  readonly length: number;
  /** The whole line, as decoded (control characters still in it; reports clean them before printing). */
  readonly text: string;
}

/** The words a span covers. */
export function spanText(span: Span): string {
  return span.text.slice(span.column - 1, span.column - 1 + span.length);
}

/** Index of the last of the pieces that begins at a character (0-based) or before it; 0 where all begin behind it. */
export function pieceAt(pieces: readonly Piece[], at: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((pieces[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The range of the input that the characters from `start` to before `end` (0-based) of a line were read from. Of a line
 * that was put together from several, the part in the line where the range begins.
 */
export function spanOf(line: Line, start: number, end: number): Span {
  const { pieces } = line;
  const piece = pieces?.[pieceAt(pieces, start)];
  if (pieces === undefined || piece === undefined) {
    return {
      source: line.source,
      line: line.number,
      column: start + 1,
      length: end - start,
      text: line.text,
    };
  }
  const from = piece.length === undefined ? piece.from + (start - piece.at) : piece.from;
  let place = pieceAt(pieces, end - 1);
  while (place > 0 && pieces[place]?.line !== piece.line) place -= 1;
  const last = pieces[place] ?? piece;
  const to = Math.min(last.from + (last.length ?? end - last.at), last.original.length);
  return {
    source: line.source,
    line: piece.line,
    column: from + 1,
    length: Math.max(to - from, 1),
    text: piece.original,
  };
}
