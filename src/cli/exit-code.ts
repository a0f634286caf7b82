import type { Confidence, Severity, VerdictState } from '../rules/finding.ts';

/** The exit codes of the program. Scripts depend on them: a code never changes its meaning. */
export const exitCode = {
  /** Looked, and nothing as severe as `--fail-on` was found. */
  nothingFound: 0,
  /** A finding at or above `--fail-on` that is not refuted. */
  findings: 1,
  /** The command line is not understood; nothing was read. */
  usage: 2,
  /** Could not look: an input cannot be read, nothing in it is about a modem, or the report cannot be written. */
  couldNotLook: 3,
  /** Looked, nothing found at or above `--fail-on`, but something does not come up and the input does not show why. */
  undetermined: 4,
  /** A fault of the program itself (EX_SOFTWARE of sysexits.h). */
  internalError: 70,
  /** Ended with Ctrl-C or SIGTERM (128 + SIGINT, as shells count). */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The same for `--help`, in the order it is printed. */
export const exitCodeTable: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: exitCode.nothingFound, meaning: 'looked, found nothing at or above --fail-on' },
  { code: exitCode.findings, meaning: 'found something at or above --fail-on' },
  { code: exitCode.usage, meaning: 'the command line is not understood' },
  {
    code: exitCode.couldNotLook,
    meaning: 'could not look: input unreadable, or nothing about a modem in it',
  },
  { code: exitCode.undetermined, meaning: 'looked, and cannot tell' },
  { code: exitCode.internalError, meaning: 'internal error' },
  { code: exitCode.interrupted, meaning: 'interrupted' },
];

/** The least severe finding that makes the program end with 1. */
export const failOnLevels = ['error', 'warning', 'info', 'never'] as const satisfies readonly (
  | Severity
  | 'never'
)[];
export type FailOn = (typeof failOnLevels)[number];

/** The severities that count, by `--fail-on`. */
const counted: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  never: [],
};

/** The part of a diagnosis that the exit code depends on. */
interface Answer {
  readonly verdict: { readonly state: VerdictState; readonly cause: string | null };
  readonly findings: readonly { readonly severity: Severity; readonly confidence: Confidence }[];
}

/** The exit code for one capture. A finding counts before the verdict does. */
export function answerCode({ verdict, findings }: Answer, failOn: FailOn): ExitCode {
  const counts = counted[failOn];
  if (findings.some(({ severity, confidence }) => confidence !== 'refuted' && counts.includes(severity))) {
    return exitCode.findings;
  }
  switch (verdict.state) {
    case 'no-modem-data':
      return exitCode.couldNotLook;
    case 'undetermined':
      return exitCode.undetermined;
    case 'broken':
    case 'mixed':
      // It is seen to stop and nobody knows why: that must not read as "all is well".
      return verdict.cause === null ? exitCode.undetermined : exitCode.nothingFound;
    case 'working':
      return exitCode.nothingFound;
  }
}

/**
 * The exit code for several captures that were looked at one by one (`--each`): a fault found in one outweighs that
 * another could not be read, and both outweigh that one does not tell.
 */
export function joinExitCodes(codes: readonly ExitCode[]): ExitCode {
  const weight: readonly ExitCode[] = [exitCode.findings, exitCode.couldNotLook, exitCode.undetermined];
  return weight.find((code) => codes.includes(code)) ?? exitCode.nothingFound;
}
