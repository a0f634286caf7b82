import type { Envelope } from '../section.ts';

/** What a line begins with, blanks left aside. Whatever is not ASCII counts as a letter. */
export type Beginning = 'letter' | 'digit' | '[' | '<' | 'other';

/** One layout of a log line. A new one is a new entry of `envelopeFormats`. */
export interface EnvelopeFormat {
  /** What people call it. */
  readonly name: string;
  /** Lines that it reads and no other format does. */
  readonly samples: readonly [string, ...string[]];
  /** What its lines may begin with. Other lines are not shown to it. */
  readonly begins: readonly [Beginning, ...Beginning[]];
  /** Reads the envelope that begins at `at`. Looks at a few characters only where the line is none of its own. */
  read(text: string, at: number): Envelope | null;
}
