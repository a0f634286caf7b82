import type { Line, Piece } from '../line.ts';
import { pieceAt } from '../position.ts';

/** A change of a line: the characters from `start` to before `end` (0-based) become `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line with all the edits, which stand in order and do not overlap. It still knows where its characters come from. */
export function edited(line: Line, edits: readonly Edit[]): Line {
  const draft = new Draft(line);
  let at = 0;
  for (const { start, end, text } of edits) {
    draft.keep(line, at, start);
    draft.replace(line, start, end, text);
    at = end;
  }
  draft.keep(line, at, line.text.length);
  return draft.line();
}

/** The line with characters changed one for one. */
export function rewritten(line: Line, text: string): Line {
  return { ...line, text, pieces: piecesOf(line) };
}

/** The characters of a line from `start` to before `end` as a line of its own. */
export function partOf(line: Line, start: number, end = line.text.length): Line {
  const draft = new Draft(line);
  draft.keep(line, start, end);
  return draft.line();
}

/** Two lines as one, with `glue` between them. */
export function joined(first: Line, glue: string, second: Line): Line {
  const draft = new Draft(first);
  draft.keep(first, 0, first.text.length);
  draft.add(glue);
  draft.keep(second, 0, second.text.length);
  return draft.line();
}

/** All matches of a pattern taken out, or made something else; null where there are none. */
export function editsOf(
  text: string,
  pattern: RegExp,
  textFor: (match: RegExpExecArray) => string | null,
): readonly Edit[] | null {
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const made = textFor(match);
    if (made !== null && made !== match[0]) {
      edits.push({ start: match.index, end: match.index + match[0].length, text: made });
    }
  }
  return edits.length === 0 ? null : edits;
}

function piecesOf(line: Line): readonly Piece[] {
  return line.pieces ?? [{ at: 0, line: line.number, from: 0, original: line.text }];
}

/** A line that is being put together. */
class Draft {
  readonly #base: Line;
  readonly #pieces: Piece[] = [];
  #text = '';

  constructor(base: Line) {
    this.#base = base;
  }

  keep(line: Line, start: number, end: number): void {
    this.#place(line, start, end);
    this.#text += line.text.slice(start, end);
  }

  replace(line: Line, start: number, end: number, text: string): void {
    if (text === '') return;
    if (text.length === end - start) {
      this.#place(line, start, end);
    } else {
      const pieces = piecesOf(line);
      const first = pieces[pieceAt(pieces, start)];
      const last = pieces[pieceAt(pieces, Math.max(start, end - 1))];
      if (first !== undefined && last !== undefined) {
        const from = placeIn(first, start);
        const to = last.line === first.line ? endIn(last, end) : first.original.length;
        this.#pieces.push({ ...first, at: this.#text.length, from, length: Math.max(to - from, 0) });
      }
    }
    this.#text += text;
  }

  add(text: string): void {
    this.#text += text;
  }

  line(): Line {
    const [first] = this.#pieces;
    const pieces = first === undefined ? piecesOf(this.#base).slice(0, 1) : this.#pieces;
    return { ...this.#base, number: pieces[0]?.line ?? this.#base.number, text: this.#text, pieces };
  }

  /** Notes where the next `end - start` characters come from. */
  #place(line: Line, start: number, end: number): void {
    const pieces = piecesOf(line);
    for (let index = pieceAt(pieces, start); index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (piece === undefined || piece.at >= end) return;
      const first = Math.max(start, piece.at);
      if (Math.min(end, pieces[index + 1]?.at ?? end) <= first) continue;
      const placed = { ...piece, at: this.#text.length + first - start, from: placeIn(piece, first) };
      if (!goesOn(this.#pieces.at(-1), placed)) this.#pieces.push(placed);
    }
  }
}

function placeIn(piece: Piece, at: number): number {
  return piece.length === undefined ? piece.from + at - piece.at : piece.from;
}

function endIn(piece: Piece, end: number): number {
  return piece.from + (piece.length ?? end - piece.at);
}

/** A piece stands in the input right behind the one before it. */
function goesOn(before: Piece | undefined, piece: Piece): boolean {
  return (
    before !== undefined &&
    before.length === undefined &&
    piece.length === undefined &&
    before.line === piece.line &&
    before.from + piece.at - before.at === piece.from
  );
}
