import { EmbeddedActionsParser } from 'chevrotain';

/** What Chevrotain 11.2 calls while it analyses a grammar (`traits/gast_recorder.ts`); its types leave it out. */
interface Recorder {
  enableRecording(): void;
}

let recordingMethods: object | null = null;

/** `CONSUME`, `OR` and all the others as Chevrotain has them while it records what a rule is made of. */
function methodsThatRecord(): object {
  if (recordingMethods === null) {
    const { prototype } = EmbeddedActionsParser;
    recordingMethods = Object.create(prototype) as object;
    (prototype as unknown as Recorder).enableRecording.call(recordingMethods);
  }
  return recordingMethods;
}

/**
 * Base of all parsers. While Chevrotain records a grammar it covers some ninety methods of the parser with methods of its
 * own, and uncovers them by deleting one after the other. V8 lays the whole object out anew for each, nearly a megabyte for
 * a parser, which was a quarter of all the memory that a short log took. Here one object with those methods steps in
 * between this class and its base for as long as a grammar is recorded, which is one call of `performSelfAnalysis`.
 */
export abstract class GrammarParser extends EmbeddedActionsParser {
  protected enableRecording(): void {
    this.RECORDING_PHASE = true;
    Object.setPrototypeOf(GrammarParser.prototype, methodsThatRecord());
  }

  protected disableRecording(): void {
    this.RECORDING_PHASE = false;
    Object.setPrototypeOf(GrammarParser.prototype, EmbeddedActionsParser.prototype);
  }
}
