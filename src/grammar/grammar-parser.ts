import { EmbeddedActionsParser } from 'chevrotain';

/** `CONSUME`, `CONSUME1` to `CONSUME9`, `consume`, … */
const covered =
  /^(?:(?:CONSUME|SUBRULE|OPTION|OR|MANY|MANY_SEP|AT_LEAST_ONE|AT_LEAST_ONE_SEP)\d?|consume|subrule|option|or|many|atLeastOne|ACTION|BACKTRACK|LA)$/;

/**
 * Base of all parsers. While Chevrotain records a grammar it covers some ninety methods of the parser with methods of its
 * own, and uncovers them by deleting one after the other. V8 lays the whole object out anew for each, nearly a megabyte for
 * a parser, which was a quarter of all the memory that a short log took. Here the methods are covered once more, with
 * themselves.
 */
export abstract class GrammarParser extends EmbeddedActionsParser {
  /** In place of Chevrotain's own (11.2, `traits/gast_recorder.ts`), which `performSelfAnalysis` calls. */
  protected disableRecording(): void {
    this.RECORDING_PHASE = false;
    const own = this as unknown as Record<string, unknown>;
    const methods = Object.getPrototypeOf(this) as Record<string, unknown>;
    for (const name of Object.keys(this)) if (covered.test(name)) own[name] = methods[name];
  }
}
