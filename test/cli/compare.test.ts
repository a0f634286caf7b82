import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost, workingLog } from './inputs.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/compare.v1.json', import.meta.url), 'utf8'));
const fits = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

let folder = '';
let broken = '';
let working = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-compare-'));
  broken = join(folder, 'broken.txt');
  working = join(folder, 'working.log');
  writeFileSync(broken, brokenPost);
  writeFileSync(working, workingLog);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hwdiag compare', () => {
  test('ends as diff does: 0 where nothing differs, 1 where something does', async () => {
    const same = await runHere(['compare', broken, broken]);
    expect(same.code).toBe(exitCode.nothingFound);
    expect(same.stdout).toContain('Nothing that matters has changed.');
    const other = await runHere(['compare', broken, working]);
    expect(other.code).toBe(exitCode.findings);
    expect(other.stdout).toMatch(/^before ✘ The router cannot talk to the modem/);
  });

  test('a folder is all files in it, and one of the two may be standard input', async () => {
    const [driver = '', config = ''] = brokenPost.split('\nThe network is defined as,\n');
    const capture = join(folder, 'capture');
    mkdirSync(join(capture, 'etc'), { recursive: true });
    writeFileSync(join(capture, 'dmesg.txt'), driver);
    writeFileSync(join(capture, 'etc', 'network'), config);
    writeFileSync(join(capture, '.hidden'), '\0\0');
    const { code, stdout } = await runHere(['compare', capture, '-'], { stdin: brokenPost });
    expect(stdout).toContain('Nothing that matters has changed.');
    expect(code).toBe(exitCode.nothingFound);
  });

  test('--format json is what the schema says', async () => {
    const { code, stdout } = await runHere(['compare', '--format', 'json', broken, working]);
    expect(code).toBe(exitCode.findings);
    expect(fits(JSON.parse(stdout)), JSON.stringify(fits.errors)).toBe(true);
  });

  test('what cannot be compared is an error', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'Hello.\n');
    expect((await runHere(['compare', empty, working])).code).toBe(exitCode.couldNotLook);
    expect((await runHere(['compare', broken, other])).stderr).toBe(
      `hwdiag: Nothing in ${other} is about a modem.\n`,
    );
    expect((await runHere(['compare', join(folder, 'none'), working])).code).toBe(exitCode.couldNotLook);
    expect((await runHere(['compare', '-', '-'])).code).toBe(exitCode.usage);
    expect((await runHere(['compare', broken])).code).toBe(exitCode.usage);
  });
});
