import { Capture } from './capture/capture.ts';
import { Reader } from './grammar/reader.ts';
import { diagnose } from './rules/diagnose.ts';
import type { Diagnosis } from './rules/finding.ts';
import type { ListedRule } from './rules/listed-rule.ts';
import type { TestedLive } from './rules/live-proof.ts';
import { SituationFold } from './situation/situation-fold.ts';

/** The whole stream in one object: feed `capture` with the input, then ask for the diagnosis. */
export class Diagnoser {
  readonly #fold = new SituationFold();
  readonly capture = new Capture(new Reader(this.#fold));

  /**
   * Ends the capture and says what it shows.
   *
   * @param rules those that are asked; all of them where none are given
   * @param live tests that were run on the router, whose output is part of the capture
   */
  finish(rules?: readonly ListedRule[], live: TestedLive | null = null): Diagnosis {
    this.capture.end();
    return diagnose(this.#fold.finish(this.capture.lines), rules, live);
  }
}
