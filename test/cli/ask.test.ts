import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost } from './inputs.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/ask.v1.json', import.meta.url), 'utf8'));
const fits = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

describe('hwdiag ask', () => {
  test('without a file prints all commands, and reads nothing', async () => {
    const { code, stdout, stderr } = await runHere(['ask'], { stdin: brokenPost });
    expect(code).toBe(exitCode.nothingFound);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^# Paste all of this into a shell of the router/);
    expect(stdout.endsWith('\nEND\n')).toBe(true);
  });

  test('with one prints what it lacks', async () => {
    const { code, stdout } = await runHere(['ask', '-'], { stdin: brokenPost });
    expect(code).toBe(exitCode.nothingFound);
    expect(stdout).toContain('\nubus call system board\nEND\n');
    expect(stdout).not.toContain('logread');
  });

  test('says so where nothing is missing', async () => {
    const board =
      'root@GL-MT300N:~# ubus call system board\n{ "kernel": "3.18.27", "hostname": "GL-MT300N", "release": { "distribution": "OpenWrt", "version": "15.05.1" } }';
    const { code, stdout } = await runHere(['ask', '-'], { stdin: `${brokenPost}\n${board}\n` });
    expect(code).toBe(exitCode.nothingFound);
    expect(stdout).toBe('# Nothing is missing: hwdiag has no further question about this.\n');
  });

  test('--format json is what the schema says', async () => {
    const { stdout } = await runHere(['ask', '--format', 'json', '-'], { stdin: brokenPost });
    const report = JSON.parse(stdout);
    expect(fits(report), JSON.stringify(fits.errors)).toBe(true);
    expect(report.commands[0].command).toBe('ubus call system board');
    expect(fits(JSON.parse((await runHere(['ask', '--format', 'json'])).stdout))).toBe(true);
  });

  test('--script prints what to run on a router that no tool may log in to', async () => {
    const { code, stdout, stderr } = await runHere(['ask', '--script']);
    expect(code).toBe(exitCode.nothingFound);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^#!\/bin\/sh\n# Printed by hwdiag\./);
    expect(stdout.endsWith('\nmain\n')).toBe(true);
    expect(stdout).not.toMatch(/^mark=/m);
  });

  test('--script goes with no file and no other format', async () => {
    expect((await runHere(['ask', '--script', '-'])).code).toBe(exitCode.usage);
    expect((await runHere(['ask', '--script', '--format', 'json'])).code).toBe(exitCode.usage);
  });

  test('a file that is not there is an error', async () => {
    expect((await runHere(['ask', 'no-such-file'])).code).toBe(exitCode.couldNotLook);
    expect((await runHere(['ask', '-', '-'])).code).toBe(exitCode.usage);
  });
});
