import type { TriageRecord } from '../../report/triage/record.ts';
import { answerCode, type ExitCode, exitCode, type FailOn } from '../exit-code.ts';

/** The exit code of one bundle, also of one that an earlier run with another `--fail-on` has diagnosed. */
export function recordCode(
  { outcome, cause, severity }: Pick<TriageRecord, 'outcome' | 'cause' | 'severity'>,
  failOn: FailOn,
): ExitCode {
  if (outcome === 'not-looked-at') return exitCode.couldNotLook;
  // Levels are in order: whether any finding counts is whether the worst one does.
  const findings = severity === null ? [] : [{ severity, confidence: 'likely' as const }];
  return answerCode({ verdict: { state: outcome, cause }, findings }, failOn);
}
