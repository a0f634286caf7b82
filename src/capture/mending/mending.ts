import type { Line } from '../line.ts';

/** Text as it came in, and what becomes of it, line by line. */
interface MendingSample {
  readonly damaged: readonly string[];
  readonly mended: readonly string[];
}

/** One kind of damage that forums, mail and terminals do to a line. A new one is a new entry of a table in `index.ts`. */
export interface LineMending {
  /** What people call it. */
  readonly name: string;
  readonly samples: readonly [MendingSample, ...MendingSample[]];
  /**
   * The line without the damage: as one line, or as several that stood on it. Null where it is not damaged in this way,
   * and that is told by a look at a few characters. Never throws, and never takes a word away.
   */
  mend(line: Line): readonly Line[] | null;
}

/** A kind of damage that shows only over several lines. A new one is a new entry of `runMendings`. */
export interface RunMending {
  readonly name: string;
  readonly samples: readonly [MendingSample, ...MendingSample[]];
  /** Begins to mend the lines of one source. What it lets through, it gives to `sink`, in order. */
  begin(sink: (line: Line) => void): LineStage;
}

/** Where lines come in one after the other. */
export interface LineStage {
  /** It has begun something that the next line may go on with, however that begins. */
  readonly isOpen: boolean;
  /** Whether it has nothing to do with a line that begins with a letter or a kernel stamp, unless it is open. */
  readonly passesPlainLines: boolean;
  line(line: Line): void;
  /** The source is at its end: nothing may be held back any longer. */
  end(): void;
}
