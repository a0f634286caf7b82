import type { Declaration } from './declaration.ts';

/** A declaration that fits a text, with the values of its holes. */
export interface Match {
  /** Name of the speaker whose declaration it is. */
  readonly speaker: string;
  readonly declaration: Declaration;
  /** Values by name; numbers for `int` and `float`, the text as it stands for the others. */
  readonly fields: Readonly<Record<string, string | number>>;
}
