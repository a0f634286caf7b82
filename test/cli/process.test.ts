import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { formats } from '../../src/cli/report-options.ts';
import { brokenPost, otherLog, undeterminedLog, workingLog } from './inputs.ts';
import { bundle, ended, type ProcessOutcome, runProcess, start } from './process.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-cli-'));
  // A reader without privileges must get as far as the file.
  chmodSync(folder, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The end of a run that says in one line why there is no report. */
function expectFailure({ code, stdout, stderr }: ProcessOutcome, expected: number, words: RegExp): void {
  expect(stderr).toMatch(/^hwdiag: /);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr.indexOf('\n')).toBe(stderr.length - 1);
  expect(stdout).toBe('');
  expect(code).toBe(expected);
}

describe('exit codes', () => {
  test.each<[string, readonly string[], string, number]>([
    ['a working connection', [], workingLog, exitCode.nothingFound],
    ['a proven fault', [], brokenPost, exitCode.findings],
    ['a proven fault that is not to fail', ['--fail-on', 'never'], brokenPost, exitCode.nothingFound],
    ['a log that ends too early', [], undeterminedLog, exitCode.undetermined],
    ['a log without a modem', [], otherLog, exitCode.couldNotLook],
    ['a misspelt option', ['--fromat'], brokenPost, exitCode.usage],
    ['a command of a later version', ['fix', 'root@192.168.1.1'], '', exitCode.usage],
    ['--version', ['--version'], '', exitCode.nothingFound],
  ])('%s', async (_name, argv, stdin, expected) => {
    for (const format of formats) {
      const { code } = await runProcess(['--format', format, ...argv], stdin);
      expect(code).toBe(expected);
    }
  });
});

describe('input that cannot be looked at', () => {
  test('a missing file', async () => {
    expectFailure(await runProcess([join(folder, 'nowhere.log')]), exitCode.couldNotLook, /nowhere\.log/);
  });

  test('a directory', async () => {
    mkdirSync(join(folder, 'logs'));
    expectFailure(await runProcess([join(folder, 'logs')]), exitCode.couldNotLook, /logs is a folder/);
  });

  test('no permission', async (context) => {
    const secret = file('secret.log', brokenPost);
    chmodSync(secret, 0o000);
    const user = process.getuid?.() ?? context.skip('this system has no permissions to take away');
    if (user !== 0) {
      expectFailure(await runProcess([secret]), exitCode.couldNotLook, /secret\.log.*permission/);
      return;
    }
    // Root reads everything, so somebody else does it, with a copy of the program that is theirs to read.
    const copy = join(folder, 'program');
    cpSync(dirname(bundle), copy, { recursive: true });
    const command = [process.execPath, join(copy, basename(bundle))];
    const options = { uid: 65534, gid: 65534, command, cwd: folder };
    expect((await runProcess(['--version'], '', options)).code).toBe(0);
    expectFailure(await runProcess([secret], '', options), exitCode.couldNotLook, /secret\.log.*permission/);
  });

  test('empty input', async () => {
    expectFailure(await runProcess([file('empty.log', '')]), exitCode.couldNotLook, /empty/);
    expectFailure(await runProcess([], ''), exitCode.couldNotLook, /Nothing came in/);
    expectFailure(await runProcess([], '\n  \n'), exitCode.couldNotLook, /Nothing came in/);
  });

  test('binary data', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256);
    expectFailure(
      await runProcess([file('firmware.bin', bytes)]),
      exitCode.couldNotLook,
      /firmware\.bin.*text/,
    );
    expectFailure(await runProcess([], bytes), exitCode.couldNotLook, /text/);
    const archive = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...bytes]);
    expectFailure(await runProcess([file('log.gz', archive)]), exitCode.couldNotLook, /log\.gz.*gzip/);
  });
});

describe('input that is odd', () => {
  test('one line of 100 MB is not held, and what follows is read', async () => {
    const child = start(['--format', 'json'], { env: { NODE_OPTIONS: '--max-old-space-size=64' } });
    const outcome = ended(child);
    const megabyte = Buffer.alloc(1_000_000, 'x');
    for (let count = 0; count < 100; count += 1) {
      await new Promise<void>((resolve, reject) => {
        child.stdin.write(megabyte, (error) => (error ? reject(error) : resolve()));
      });
    }
    child.stdin.end(`\n${brokenPost}`);
    const { code, stdout, stderr } = await outcome;
    expect(stderr).toBe('');
    expect(code).toBe(exitCode.findings);
    expect(JSON.parse(stdout).findings[0].evidence).toContainEqual(expect.objectContaining({ line: 3 }));
  });

  test('a line of 100 MB alone is nothing about a modem', async () => {
    const { code, stderr } = await runProcess([file('long.log', Buffer.alloc(100_000_000, 'x'))]);
    expect(stderr).toBe('');
    expect(code).toBe(exitCode.couldNotLook);
    rmSync(join(folder, 'long.log'));
  });

  test('invalid UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('caf\u00e9 ', 'latin1'),
      Buffer.from([0xff, 0xc0, 0x0a]),
      Buffer.from(brokenPost),
    ]);
    const { code, stdout, stderr } = await runProcess([], bytes);
    expect(stderr).toBe('');
    expect(code).toBe(exitCode.findings);
    expect(stdout).toContain('huawei_cdc_ncm');
  });

  test('UTF-16, as Windows editors save it', async () => {
    const plain = await runProcess([], brokenPost);
    const littleEndian = Buffer.from(`\ufeff${brokenPost}`, 'utf16le');
    const bigEndian = Buffer.from(littleEndian).swap16();
    expect(plain.code).toBe(exitCode.findings);
    expect(await runProcess([], littleEndian)).toEqual(plain);
    expect(await runProcess([], bigEndian)).toEqual(plain);
  });

  test('control characters never reach the output', async () => {
    const { code, stdout } = await runProcess(
      [],
      brokenPost.replace("'modem'", "'modem\u001b]0;title\u0007'"),
    );
    expect(code).toBe(exitCode.findings);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  test('a file name with control characters', async () => {
    const outcome = await runProcess([join(folder, 'red\u001b[31m.log')]);
    expectFailure(outcome, exitCode.couldNotLook, /red/);
    expect(outcome.stderr).not.toContain('\u001b');
  });
});

describe('a reader that goes away', () => {
  test.each(['text', 'json'])('%s: the program ends quietly, with the code of its answer', async (format) => {
    const child = start(['--format', format]);
    const gone = new Promise((resolve) => child.stdout.once('close', resolve));
    child.stdout.destroy();
    await gone;
    const outcome = ended(child);
    child.stdin.end(brokenPost);
    expect(await outcome).toEqual({ code: exitCode.findings, stdout: '', stderr: '' });
  });

  test('nobody listens to errors either', async () => {
    const child = start(['--fromat']);
    child.stdout.destroy();
    child.stderr.destroy();
    expect((await ended(child)).code).toBe(exitCode.usage);
  });

  test('a full disk is told', async (context) => {
    if (process.platform !== 'linux') context.skip('only Linux has /dev/full');
    const command = ['sh', '-c', 'exec "$@" >/dev/full', 'sh', process.execPath, bundle];
    const outcome = await runProcess([], brokenPost, { command });
    expectFailure(outcome, exitCode.couldNotLook, /no space left/);
  });
});

test('a slow reader gets everything', async () => {
  const path = file('broken.log', brokenPost);
  const child = start(['--each', '--format', 'json', ...Array.from({ length: 100 }, () => path)]);
  child.stdin.end();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { code, stdout } = await ended(child);
  expect(code).toBe(exitCode.findings);
  // More than a pipe holds.
  expect(stdout.length).toBeGreaterThan(100_000);
  expect(JSON.parse(stdout)).toHaveLength(100);
});

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  test.each(['text', 'json'])('%s: ends with 130 and leaves nothing half-written', async (format) => {
    const child = start(['--format', format]);
    const outcome = ended(child);
    // More than pipes and sockets hold: once it is taken, the program is reading.
    await new Promise<void>((resolve, reject) => {
      child.stdin.write(brokenPost.repeat(2000), (error) => (error ? reject(error) : resolve()));
    });
    child.kill('SIGINT');
    expect(await outcome).toEqual({
      code: exitCode.interrupted,
      stdout: '',
      stderr: 'hwdiag: Interrupted.\n',
    });
  });

  test('ends it at once while a named pipe stays silent', async () => {
    const pipe = join(folder, 'silent');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const child = start([pipe]);
    child.stdin.end();
    const outcome = ended(child);
    // Opening the other side waits until the program has opened its own.
    const writer = await open(pipe, 'w');
    child.kill('SIGINT');
    expect(await outcome).toMatchObject({ stdout: '', stderr: 'hwdiag: Interrupted.\n' });
    // A shell tells this as 130, too.
    expect(child.signalCode).toBe('SIGINT');
    await writer.close();
  });
});

describe('a report in a pipe', () => {
  const ansi = /\u001b/;

  test('has 80 columns and no colour', async () => {
    const { stdout } = await runProcess([], brokenPost);
    expect(stdout).not.toMatch(ansi);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/[^\x00-\x7f]/);
  });

  test('is ASCII where the locale is not UTF-8, or on request', async () => {
    const plain = await runProcess(['--no-unicode'], brokenPost);
    expect(plain.stdout).not.toMatch(/[^\x00-\x7f]/);
    expect(await runProcess([], brokenPost, { env: { LC_ALL: 'C' } })).toEqual(plain);
    expect(await runProcess([], brokenPost, { env: { TERM: 'linux' } })).toEqual(plain);
  });

  test('--color always and FORCE_COLOR colour it, and only colour it', async () => {
    const plain = await runProcess([], brokenPost);
    const colored = await runProcess(['--color', 'always'], brokenPost, { env: { NO_COLOR: '1' } });
    expect(colored.stdout).toMatch(ansi);
    expect(colored.stdout.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
    expect(await runProcess([], brokenPost, { env: { FORCE_COLOR: '1' } })).toEqual(colored);
    expect(await runProcess([], brokenPost, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).toEqual(plain);
  });
});

test('the bundle is one file that needs no other', () => {
  const imports = readFileSync(bundle, 'utf8').matchAll(
    /\bimport\s*(?:[^"'`;()]*\bfrom\s*)?\(?["']([^"']+)["']/g,
  );
  for (const [, name] of imports) expect(name).toMatch(/^node:/);
});
