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
