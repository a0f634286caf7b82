import { describe, expect, test } from 'vitest';
import { answerCode, exitCode, exitCodeTable, type FailOn, joinExitCodes } from '../../src/cli/exit-code.ts';
import type { Confidence, Severity, VerdictState } from '../../src/rules/finding.ts';

describe('the exit code of one capture', () => {
  test.each<[VerdictState, readonly (readonly [Severity, Confidence])[], FailOn, number]>([
    ['working', [], 'error', 0],
    ['no-modem-data', [], 'error', 3],
    ['undetermined', [], 'error', 4],
    ['undetermined', [], 'never', 4],
    // A finding counts before the verdict does.
    ['undetermined', [['error', 'proven']], 'error', 1],
    ['mixed', [['error', 'possible']], 'error', 1],
    ['working', [['error', 'likely']], 'error', 1],
    // What is refuted is no finding.
    ['working', [['error', 'refuted']], 'info', 0],
    ['undetermined', [['error', 'refuted']], 'info', 4],
    // --fail-on is the least severity that counts.
    ['broken', [['warning', 'proven']], 'error', 0],
    ['broken', [['warning', 'proven']], 'warning', 1],
    ['broken', [['error', 'proven']], 'warning', 1],
    ['working', [['info', 'proven']], 'warning', 0],
    ['working', [['info', 'proven']], 'info', 1],
    ['broken', [['error', 'proven']], 'never', 0],
    // It stops, and no finding says why.
    ['broken', [], 'error', 4],
    ['mixed', [], 'error', 4],
  ])('%s, findings %j, --fail-on %s: %i', (state, findings, failOn, expected) => {
    const answer = {
      verdict: { state, cause: findings.length > 0 ? 'apn-typo' : null },
      findings: findings.map(([severity, confidence]) => ({ severity, confidence })),
    };
    expect(answerCode(answer, failOn)).toBe(expected);
  });
});

test('several captures end with the gravest answer', () => {
  expect(joinExitCodes([0, 0])).toBe(exitCode.nothingFound);
  expect(joinExitCodes([0, 4, 0])).toBe(exitCode.undetermined);
  expect(joinExitCodes([4, 3, 0])).toBe(exitCode.couldNotLook);
  expect(joinExitCodes([3, 4, 1])).toBe(exitCode.findings);
});

test('the help tells every exit code once', () => {
  expect(exitCodeTable.map(({ code }) => code)).toEqual(Object.values(exitCode));
});
