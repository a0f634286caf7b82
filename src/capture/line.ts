/** One line of the input, without its line ending. */
export interface Line {
  /** Name of the input: a path, or `-` for standard input. */
  readonly source: string;
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than the reader keeps; `text` is its beginning. */
  readonly truncated: boolean;
}
