import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { brokenPost } from './inputs.ts';
import { ended, inTerminal, python, said, start } from './process.ts';

/** What terminals do to keys: end of input, interrupt. */
const ctrlD = '\u0004';
const ctrlC = '\u0003';

// Without Python these tests are listed as skipped.
describe.skipIf(python === null)('in a terminal', () => {
  async function pasted(argv: readonly string[], env: Record<string, string> = {}, columns = 100) {
    const child = start(argv, { env, command: inTerminal(columns) });
    const outcome = ended(child);
    await said(child.stdout, 'Ctrl-D');
    child.stdin.write(`${brokenPost}${ctrlD}`);
    const { code, stdout } = await outcome;
    // The terminal echoes what is typed; the report follows its last line.
    const echoEnd = stdout.indexOf("option device '/dev/cdc-wdm0'\r\n");
    return {
      code,
      prompt: stdout.slice(0, stdout.indexOf('\n')),
      report: stdout.slice(echoEnd).replaceAll('\r', ''),
    };
  }

  test('asks to paste, and reads until Ctrl-D', async () => {
    const { code, prompt, report } = await pasted([]);
    expect(prompt).toMatch(/^Paste .*Ctrl-D/);
    expect(code).toBe(exitCode.findings);
    expect(report).toContain('huawei_cdc_ncm');
  });

  test('the report is coloured and as wide as the terminal', async () => {
    const { report } = await pasted([]);
    expect(report).toMatch(/\u001b\[\d+m/);
    const widths = report
      .replaceAll(/\u001b\[\d+m/g, '')
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeGreaterThan(80);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  });

  test.each<[string, readonly string[], Record<string, string>]>([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['TERM=dumb', [], { TERM: 'dumb' }],
    ['--color never', ['--color', 'never'], {}],
  ])('%s: no colour', async (_name, argv, env) => {
    const { code, report } = await pasted(argv, env);
    expect(code).toBe(exitCode.findings);
    expect(report).toContain('huawei_cdc_ncm');
    expect(report).not.toContain('\u001b');
  });

  test('the Linux console gets ASCII', async () => {
    const { report } = await pasted([], { TERM: 'linux' });
    expect(report).toContain('huawei_cdc_ncm');
    expect(report).not.toMatch(/[^\x00-\x7f]/);
  });

  test('Ctrl-C while it waits ends it at once with 130', async () => {
    const child = start([], { command: inTerminal(80) });
    const outcome = ended(child);
    await said(child.stdout, 'Ctrl-D');
    child.stdin.write(ctrlC);
    const { code, stdout } = await outcome;
    expect(stdout).toMatch(/hwdiag: Interrupted\.\r\n$/);
    expect(code).toBe(exitCode.interrupted);
  });
});
