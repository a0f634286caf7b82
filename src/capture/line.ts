/** One line of the input, without its line ending. */
export interface Line {
  /** Name of the input: a path, or `-` for standard input. */
  readonly source: string;
  /** 1-based; of a line that was put together, the number of its first piece. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than the reader keeps; `text` is its beginning. */
  readonly truncated: boolean;
  /** Where the parts of `text` stand in the input, from left to right; none where the text is the input's own line. */
  readonly pieces?: readonly Piece[];
}

/**
 * A part of a line that was mended (marks of a quotation taken off, an entity of HTML decoded, a wrapped line joined)
 * and where it stands in the input. Inside a piece the characters correspond one to one, unless it has a `length`.
 */
export interface Piece {
  /** 0-based index into the mended text at which the piece begins; it reaches to the next piece. */
  readonly at: number;
  /** 1-based number of the line of the input that it comes from. */
  readonly line: number;
  /** 0-based index into `original` at which it begins. */
  readonly from: number;
  /** Units of `original` that it was made from as a whole (5 of `&amp;`), where they are not as many as its own. */
  readonly length?: number;
  /** That whole line, as decoded. */
  readonly original: string;
}
