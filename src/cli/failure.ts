import { type ExitCode, exitCode } from './exit-code.ts';

/** What went wrong, for programs that read the JSON report; the words may change, these may not. */
export type FailureCode = 'usage' | 'nothing-about-a-modem' | 'output-not-writable' | 'interrupted';

/** An end that is no fault of the program: it is told in one sentence, with the next step, and without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly exitCode: ExitCode;
  /** What the user can do now; null where the sentence says it all. */
  readonly nextStep: string | null;

  constructor(code: FailureCode, sentence: string, nextStep: string | null, cause?: unknown) {
    super(sentence, { cause });
    this.code = code;
    this.exitCode = exitCodes[code];
    this.nextStep = nextStep;
  }
}

const exitCodes: Readonly<Record<FailureCode, ExitCode>> = {
  usage: exitCode.usage,
  'nothing-about-a-modem': exitCode.couldNotLook,
  'output-not-writable': exitCode.couldNotLook,
  interrupted: exitCode.interrupted,
};
