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

/**
 * What programs make of a line and of the same with more lines behind it. `one`: they say the whole, and not the line alone;
 * `likely-one`: the whole is said better; `two`: they say the line alone, and the whole not at all or worse; `either`: they
 * may say both; null: neither, as far as anybody knows.
 */
export type WrapVerdict = 'one' | 'likely-one' | 'two' | 'either' | null;

/** Knows what programs say. */
export type WrapJudge = (line: string, whole: string) => WrapVerdict;

/** A kind of damage that shows only over several lines. A new one is a new entry of `runMendings`. */
export interface RunMending {
  readonly name: string;
  readonly samples: readonly [MendingSample, ...MendingSample[]];
  /**
   * Begins to mend the lines of one source. What it lets through, it gives to `sink`, in order; `judge` knows what programs
   * say, and is asked only where a line may have been wrapped.
   */
  begin(sink: (line: Line) => void, judge: WrapJudge): LineStage;
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
