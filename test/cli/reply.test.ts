import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost, workingLog } from './inputs.ts';

describe('--reply', () => {
  test('prints what to post back, and ends as the report does', async () => {
    const { code, stdout, stderr } = await runHere(['--reply'], { stdin: brokenPost });
    expect(code).toBe(exitCode.findings);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^The router cannot talk to the modem\. The reason: /);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect((await runHere(['--reply', '-'], { stdin: workingLog })).code).toBe(exitCode.nothingFound);
  });

  test('--each answers each file', async () => {
    const { stdout, code } = await runHere(['--reply', '--each', '-', 'no-such-file'], { stdin: brokenPost });
    expect(stdout).toMatch(/^==> - <==\n\nThe router cannot talk to the modem\./);
    expect(code).toBe(exitCode.findings);
  });

  test('is text and nothing else', async () => {
    const { code, stderr } = await runHere(['--reply', '--format', 'json', '-'], { stdin: brokenPost });
    expect(code).toBe(exitCode.usage);
    expect(stderr).toBe(
      "hwdiag: --reply is text: it takes no --format. Run 'hwdiag --help' for all options.\n",
    );
    expect((await runHere(['--reply', '--format', 'text', '-'], { stdin: brokenPost })).code).toBe(
      exitCode.findings,
    );
  });
});
