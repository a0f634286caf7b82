import { printable } from '../report/printable.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

type FailureCode = 'usage' | 'could-not-look' | 'output-not-writable';

/** An end that is no fault of the program: it is told without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  /** The message is a whole sentence for the user, with what to do next where there is something to do. */
  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }

  get exitCode(): ExitCode {
    return exitCodes[this.code];
  }
}

const exitCodes: Readonly<Record<FailureCode, ExitCode>> = {
  usage: exitCode.usage,
  'could-not-look': exitCode.couldNotLook,
  'output-not-writable': exitCode.couldNotLook,
};

/** What standard error says: the sentence, and further lines where there are some, safe to print. */
export function failureText(sentence: string, unicode: boolean, further: readonly string[] = []): string {
  return [`hwdiag: ${sentence}`, ...further].map((line) => `${printable(line, unicode)}\n`).join('');
}
