import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';

const config = "config interface 'wan'\r\n\toption password 'sesame99'  \r\n\toption pincode \"4711\"";

describe('hwdiag redact', () => {
  test('prints standard input without its secrets, and the sum on standard error', async () => {
    const { code, stdout, stderr } = await runHere(['redact'], { stdin: config });
    expect(stdout).toBe(
      "config interface 'wan'\r\n\toption password '<password-1a>'  \r\n\toption pincode \"<pin-1>\"",
    );
    expect(stderr).toBe(
      'hwdiag: Replaced 1 password and 1 PIN. Look it over before you show it: names in sentences are not recognised.\n',
    );
    expect(code).toBe(exitCode.nothingFound);
  });

  test('several files have the same tokens, packed ones are unpacked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hwdiag-redact-'));
    writeFileSync(join(folder, 'network'), config);
    writeFileSync(join(folder, 'log.gz'), gzipSync('login with sesame99 refused\n'));
    const { stdout } = await runHere(['redact', join(folder, 'network'), join(folder, 'log.gz')]);
    expect(stdout).toContain('"<pin-1>"\nlogin with <password-1a> refused\n');
  });

  test('an input that cannot be read is an error, and nothing of the others is printed', async () => {
    const { code, stdout, stderr } = await runHere(['redact', '-', 'no-such-file'], { stdin: config });
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^hwdiag: There is no file no-such-file\./);
    expect((await runHere(['redact'], { stdin: '' })).code).toBe(exitCode.couldNotLook);
    expect((await runHere(['redact', ''])).code).toBe(exitCode.usage);
  });
});
