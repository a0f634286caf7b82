import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import type { InputErrorCode } from '../../src/collect/input-error.ts';
import { runHere } from './harness.ts';
import { brokenPost, otherLog, undeterminedLog, workingLog } from './inputs.ts';

let folder = '';
let broken = '';
let working = '';
let other = '';
let missing = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-cli-'));
  broken = file('broken.txt', brokenPost);
  working = file('working.log', workingLog);
  other = file('other.log', otherLog);
  missing = join(folder, 'missing.log');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const schema = JSON.parse(readFileSync(new URL('../../schema/report.v1.json', import.meta.url), 'utf8'));
const schemas = new Ajv2020({ strict: true, allowUnionTypes: true }).addSchema(schema);
const fitsReport = schemas.compile({ $ref: schema.$id });
const fitsEach = schemas.compile({ $ref: `${schema.$id}#/$defs/each` });

describe('one capture', () => {
  test('no file named: standard input', async () => {
    const named = await runHere(['-'], { stdin: brokenPost });
    expect(named.code).toBe(exitCode.findings);
    expect(named.stdout).toContain('[proto-qmi-on-huawei-ncm]');
    expect(await runHere([], { stdin: brokenPost })).toEqual(named);
  });

  test('several files are read as one, and each line keeps its file', async () => {
    const [driver = '', config = ''] = brokenPost.split('\nThe network is defined as,\n');
    const dmesg = file('dmesg.txt', driver);
    const alone = await runHere([dmesg, '--format', 'json']);
    expect(alone.code).not.toBe(exitCode.findings);
    const together = await runHere([dmesg, '-', '--format', 'json'], { stdin: config });
    expect(together.code).toBe(exitCode.findings);
    const { findings } = JSON.parse(together.stdout);
    const sources = findings[0].evidence.map((evidence: { source: string }) => evidence.source);
    expect(new Set(sources)).toEqual(new Set([dmesg, '-']));
  });

  test('one that cannot be read is said, and nothing is diagnosed without it', async () => {
    const { code, stdout, stderr } = await runHere([broken, missing]);
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toBe('');
    expect(stderr).toContain('missing.log');
  });

  test('nothing about a modem: the report says what to collect', async () => {
    const { code, stdout, stderr } = await runHere([other]);
    expect(code).toBe(exitCode.couldNotLook);
    expect(stderr).toBe('');
    expect(stdout).toContain('logread');
    expect(stdout).toContain('dmesg');
  });

  test('JSON obeys the published schema, and nothing else is on standard output', async () => {
    for (const stdin of [brokenPost, workingLog, undeterminedLog, otherLog]) {
      const { stdout, stderr } = await runHere(['--format', 'json', '--color', 'always'], { stdin });
      expect(stderr).toBe('');
      expect(fitsReport(JSON.parse(stdout)), JSON.stringify(fitsReport.errors)).toBe(true);
    }
  });

  test('--width and --verbose reach the report', async () => {
    const width = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    const thread = fileURLToPath(new URL('../../samples/forum-thread.txt', import.meta.url));
    const usual = await runHere([thread]);
    const narrow = await runHere([thread, '--width', '50']);
    const wide = await runHere([thread, '--width', '150']);
    expect(width(narrow.stdout)).toBeLessThanOrEqual(50);
    expect(width(usual.stdout)).toBeLessThanOrEqual(80);
    expect(width(wide.stdout)).toBeGreaterThan(80);
    const verbose = await runHere([thread, '--verbose']);
    expect(verbose.stdout.length).toBeGreaterThan(usual.stdout.length);
  });
});

describe('--each', () => {
  test('text: one report after the other, each under its name', async () => {
    const first = await runHere([broken]);
    const second = await runHere([working]);
    const both = await runHere(['--each', broken, working]);
    expect(both.stdout).toBe(`==> ${broken} <==\n\n${first.stdout}\n==> ${working} <==\n\n${second.stdout}`);
    expect(both).toMatchObject({ code: exitCode.findings, stderr: '' });
  });

  test('text: a file that cannot be read is said, and the others are told', async () => {
    const { code, stdout, stderr } = await runHere(['--each', missing, working]);
    expect(code).toBe(exitCode.couldNotLook);
    expect(stderr).toMatch(/^hwdiag: .*missing\.log/);
    expect(stdout).toMatch(/^==> .*working\.log <==\n/);
    expect(stdout).not.toContain('missing.log');
  });

  test('text: a name with control characters is cleaned', async () => {
    const odd = file('odd\u001b[31m.log', workingLog);
    const { stdout } = await runHere(['--each', odd]);
    expect(stdout).not.toContain('\u001b');
  });

  test('json: an array with one entry per file, in their order', async () => {
    const { code, stdout, stderr } = await runHere(
      ['--each', '--format', 'json', working, missing, '-', broken],
      {
        stdin: otherLog,
      },
    );
    expect(code).toBe(exitCode.findings);
    expect(stderr).toContain('missing.log');
    const entries = JSON.parse(stdout);
    expect(entries.map((entry: { file: string }) => entry.file)).toEqual([working, missing, '-', broken]);
    expect(entries[1]).toEqual({
      file: missing,
      report: null,
      error: { code: 'not-found', message: expect.stringContaining('missing.log') },
    });
    for (const index of [0, 2, 3]) expect(entries[index].error).toBeNull();
    expect(fitsEach(entries), JSON.stringify(fitsEach.errors)).toBe(true);
    expect(fitsEach([{ ...entries[1], error: { code: 'gone', message: '' } }])).toBe(false);
    expect(fitsEach([{ ...entries[0], report: {} }])).toBe(false);
    const alone = await runHere(['--format', 'json', broken]);
    expect(entries[3].report).toEqual(JSON.parse(alone.stdout));
  });

  test.each(['markdown', 'bbcode', 'sarif', 'html'])(
    '%s: one document with a part per file in their order, also of one that cannot be read',
    async (format) => {
      const argv = ['--each', '--format', format, working, missing, broken];
      const { code, stdout, stderr } = await runHere(argv);
      expect(code).toBe(exitCode.findings);
      expect(stderr).toMatch(/^hwdiag: .*missing\.log/);
      const places = ['working', 'missing', 'broken'].map((name) =>
        stdout.search(new RegExp(`${name}\\\\?\\.`)),
      );
      expect(places).toEqual([...places].sort((one, other) => one - other));
      expect(places[0]).toBeGreaterThan(-1);
      if (format === 'sarif') expect(JSON.parse(stdout).runs).toHaveLength(3);
      const other = await runHere(['--each', '--format', format, missing]);
      expect(other.code).toBe(exitCode.couldNotLook);
    },
  );
});

test('the schema takes every reason why a file cannot be looked at, and no other', () => {
  const codes: Readonly<Record<InputErrorCode, null>> = {
    'not-found': null,
    directory: null,
    device: null,
    'no-permission': null,
    empty: null,
    binary: null,
    unreadable: null,
    'too-large': null,
    encrypted: null,
    link: null,
    unneeded: null,
  };
  const { error } = schema.$defs.each.items.properties;
  expect(error.oneOf[0].properties.code.enum).toEqual(Object.keys(codes));
});

describe('the invitation to paste', () => {
  test.each<[NodeJS.Platform, RegExp]>([
    ['linux', /^Paste .*Ctrl-D\.\n$/],
    ['darwin', /^Paste .*Ctrl-D\.\n$/],
    ['win32', /^Paste .*Ctrl-Z and Enter\.\n$/],
  ])('%s', async (platform, words) => {
    const { stderr, stdout } = await runHere([], { stdin: workingLog, stdinIsTerminal: true, platform });
    expect(stderr).toMatch(words);
    expect(stdout).not.toContain('Paste');
  });

  test('is not given to a pipe, nor when files are named', async () => {
    expect((await runHere([], { stdin: workingLog })).stderr).toBe('');
    expect((await runHere([working], { stdinIsTerminal: true })).stderr).toBe('');
  });
});

describe('an interruption', () => {
  test('while the input has not ended', async () => {
    const controller = new AbortController();
    const pieces = [brokenPost];
    const stdin = new Readable({
      read() {
        const piece = pieces.pop();
        if (piece === undefined) controller.abort();
        else this.push(piece);
      },
    });
    expect(await runHere([], { stdin, interruption: controller.signal })).toEqual({
      code: exitCode.interrupted,
      stdout: '',
      stderr: 'hwdiag: Interrupted.\n',
    });
  });

  test('before anything was read', async () => {
    const outcome = await runHere([broken], { interruption: AbortSignal.abort() });
    expect(outcome).toEqual({ code: exitCode.interrupted, stdout: '', stderr: 'hwdiag: Interrupted.\n' });
  });

  test('between the files of --each keeps the reports that are there', async () => {
    const controller = new AbortController();
    const stdin = new Readable({ read: () => controller.abort() });
    const { code, stdout, stderr } = await runHere(['--each', broken, '-'], {
      stdin,
      interruption: controller.signal,
    });
    expect(code).toBe(exitCode.interrupted);
    expect(stderr).toBe('hwdiag: Interrupted.\n');
    expect(stdout).toBe(`==> ${broken} <==\n\n${(await runHere([broken])).stdout}`);
  });
});
