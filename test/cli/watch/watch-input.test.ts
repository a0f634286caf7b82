import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../../src/cli/exit-code.ts';
import { runHere } from '../harness.ts';
import { bundle, ended, python, said, start } from '../process.ts';

const failing = [
  "Fri Mar 12 10:01:12 2021 daemon.notice netifd: Interface 'wwan' is setting up now",
  'Fri Mar 12 10:01:13 2021 daemon.notice netifd: wwan (1423): Waiting for network registration',
  'Fri Mar 12 10:01:24 2021 daemon.notice netifd: wwan (1423): Network registration failed',
  "Fri Mar 12 10:01:24 2021 daemon.notice netifd: Interface 'wwan' is now down",
  '',
].join('\n');

const told = [
  'hwdiag: Watching standard input. Ctrl-C ends it and prints the report.',
  '10:01:12 wwan: attempt 1 begins',
  '10:01:24 wwan: stops at register: Network registration failed',
  '10:01:24 wwan: stops at register – most likely: the modem does not get into a network',
  '',
].join('\n');

describe('hwdiag watch -', () => {
  test('tells what happens on standard error, and the report is that on the same text', async () => {
    const { code, stdout, stderr } = await runHere(['watch', '-'], { stdin: failing });
    expect(stderr).toBe(told);
    const report = await runHere(['-'], { stdin: failing });
    expect(stdout).toBe(report.stdout);
    expect(code).toBe(report.code);
  });

  test('tells each step when it comes, and ends with --once while the pipe is open', async () => {
    const child = start(['watch', '-', '--once', '--format', 'json']);
    const outcome = ended(child);
    const lines = failing.trimEnd().split('\n');
    child.stdin.write(`${lines.slice(0, 2).join('\n')}\n`);
    await said(child.stderr, 'attempt 1 begins');
    child.stdin.write(`${lines.slice(2).join('\n')}\n`);
    const { code, stdout, stderr } = await outcome;
    expect(stderr).toBe(told);
    expect(JSON.parse(stdout).verdict).toMatchObject({ state: 'broken', rung: 'register' });
    expect(code).toBe(exitCode.findings);
  });

  test('Ctrl-C ends it with the report', async () => {
    const child = start(['watch', '-']);
    const outcome = ended(child);
    child.stdin.write(failing);
    await said(child.stderr, 'Network registration failed');
    child.kill('SIGINT');
    const { code, stdout } = await outcome;
    expect(stdout).toContain('The connection stops at register');
    expect(code).toBe(exitCode.findings);
  });

  test('--for ends it', async () => {
    const child = start(['watch', '-', '--for', '1']);
    child.stdin.write(failing);
    expect((await ended(child)).stdout).toContain('The connection stops at register');
  });

  test('nothing came: it could not look', async () => {
    const { code, stdout, stderr } = await runHere(['watch', '-']);
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toBe('');
    expect(stderr).toContain('hwdiag: Nothing could be read on standard input: nothing came.');
  });

  test('nothing of a modem came: the report says so', async () => {
    const { code } = await runHere(['watch', '-'], { stdin: 'hello\n' });
    expect(code).toBe(exitCode.couldNotLook);
  });

  test('junk of a broken log at its beginning hides nothing of what follows', async () => {
    const junk = Uint8Array.from({ length: 400 }, (_, at) => (at * 7) % 0x20);
    const stdin = Buffer.concat([junk, Buffer.from(`\n${failing}`)]);
    const { code, stdout } = await runHere(['watch', '-'], { stdin });
    expect(stdout).toContain('The connection stops at register');
    expect(code).toBe(exitCode.findings);
  });

  test('a long log, all of whose attempts are counted', async () => {
    const rounds = Array.from({ length: 400 }, (_, at) => {
      const minute = String(at % 60).padStart(2, '0');
      const hour = String(Math.floor(at / 60) + 10);
      return failing.replaceAll('10:01:', `${hour}:${minute}:`).replaceAll('1423', String(2000 + at));
    });
    const { stderr } = await runHere(['watch', '-'], { stdin: rounds.join('') });
    const ends = stderr.match(/– most likely.*/g) ?? [];
    const times = ends.map((words) => Number(/\((\d+) times\)$/.exec(words)?.[1] ?? 1));
    expect(times.reduce((sum, one) => sum + one, 0)).toBe(400);
    expect(stderr).toContain('attempt 400 begins');
  });

  test.each<[readonly string[], string]>([
    [['-', '--port', '22'], '--port goes with a router, not with standard input.'],
    [['-', '--save', 'x.tar.gz'], '--save goes with a router, not with standard input.'],
    [['-', '--no-collect'], '--no-collect goes with a router, not with standard input.'],
    [['router', '--no-collect', '--timeout', '9'], '--timeout does not go with --no-collect'],
    [['router', '--no-redact'], '--no-redact goes with --save.'],
    [['router', '--overwrite'], '--overwrite goes with --save.'],
    [['-', '--for', '0'], 'It is a whole number from 1 to 604800'],
    [[], "Missing required argument 'router'"],
  ])('%j is wrong usage', async (argv, sentence) => {
    const { code, stderr } = await runHere(['watch', ...argv]);
    expect(code).toBe(exitCode.usage);
    expect(stderr).toContain(sentence);
  });

  test('does not wait for a keyboard', async () => {
    const { code, stderr } = await runHere(['watch', '-'], { stdinIsTerminal: true });
    expect(code).toBe(exitCode.usage);
    expect(stderr).toContain('logread -f | hwdiag watch -');
  });
});

describe.skipIf(python === null)('in a terminal', () => {
  /** The terminal is standard output and error of the program; its log comes in over a pipe. */
  function inTerminalWithPipe(env: Record<string, string> = {}, words = '', text = failing, after = 3) {
    const script = join('test', 'cli', 'terminal.py');
    const log = text.trimEnd().split('\n');
    const saying = log.map((line) => `echo "${line}"; sleep 0.3`).join('; ');
    const line = `{ ${saying}; sleep ${after}; } | '${process.execPath}' '${bundle}' watch - ${words}`;
    return start([], { command: [python ?? '', script, '70', 'sh', '-c', line], env });
  }

  test('draws the ladder over itself, and takes it away before the report', async () => {
    const child = inTerminalWithPipe();
    const { stdout } = await ended(child);
    expect(stdout).toMatch(/\u001b\[\d+A/);
    expect(stdout).toContain('attempt 1: ');
    const shown = screenOf(stdout, 70);
    expect(shown.filter((line) => /attempt 1: /.test(line))).toEqual([]);
    expect(shown.filter((line) => /^10:01:24 wwan: stops at register/.test(line))).toHaveLength(1);
    const [first, second, third] = shown;
    expect(first).toMatch(/^hwdiag: Watching/);
    expect(second).toMatch(/^10:01:24 wwan/);
    expect(third).toMatch(/^✘ The connection stops at register/);
    // Nothing of the terminal was changed that would have to be put back.
    expect(stdout).not.toMatch(/\u001b\[\?|\u001b[78c]/);
  });

  test('draws nothing below the report where the log ends before an attempt is told', async () => {
    const begun = [
      failing.trimEnd(),
      "Fri Mar 12 10:01:32 2021 daemon.notice netifd: Interface 'wwan' is setting up now",
      "Fri Mar 12 10:01:34 2021 daemon.notice netifd: Interface 'wwan' is now up",
      'Fri Mar 12 10:01:34 2021 daemon.notice netifd: wwan_4 (1431): udhcpc: started, v1.30.1',
      'Fri Mar 12 10:01:34 2021 daemon.notice netifd: wwan_4 (1431): udhcpc: sending discover',
      'Fri Mar 12 10:01:34 2021 daemon.notice netifd: wwan_4 (1431): udhcpc: lease of 10.64.12.2 obtained, lease time 7200',
      "Fri Mar 12 10:01:34 2021 daemon.notice netifd: Interface 'wwan_4' is now up",
    ];
    const { stdout } = await ended(inTerminalWithPipe({}, '', begun.join('\n'), 0));
    const shown = screenOf(stdout, 70);
    expect(stdout).toContain('attempt 2: ');
    expect(shown.filter((line) => /attempt \d: /.test(line))).toEqual([]);
    expect(shown.at(-1)).toMatch(/^10 lines read/);
  });

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }, '', /\u001b\[\d*m/],
    ['TERM=dumb', { TERM: 'dumb' }, '', /\u001b/],
    ['--no-unicode', {}, '--no-unicode --color never', /[^\x00-\x7f]/],
  ])('%s', async (_, env, words, lacks) => {
    const { stdout } = await ended(inTerminalWithPipe(env, words));
    expect(stdout).toContain('stops at register');
    expect(stdout).not.toMatch(lacks);
  });
});

/** What a terminal of that width shows in the end, line by line; it knows only what the program uses. */
function screenOf(output: string, columns: number): readonly string[] {
  const rows: string[] = [''];
  let at = 0;
  let column = 0;
  const plain = output.replaceAll(/\u001b\[\d*(?:;\d+)*m/g, '');
  for (const [, up, erase, sign] of plain.matchAll(/\u001b\[(\d+)A|\u001b\[([JK])|([\s\S])/gu)) {
    if (up !== undefined) at = Math.max(at - Number(up), 0);
    else if (erase === 'K') rows[at] = (rows[at] ?? '').slice(0, column);
    else if (erase === 'J') {
      rows[at] = (rows[at] ?? '').slice(0, column);
      rows.length = at + 1;
    } else if (sign === '\r') column = 0;
    else if (sign === '\n') {
      at += 1;
      rows[at] ??= '';
    } else if (sign !== undefined) {
      if (column >= columns) throw new Error(`A line is too long: ${rows[at]}`);
      const row = (rows[at] ?? '').padEnd(column);
      rows[at] = `${row.slice(0, column)}${sign}${row.slice(column + 1)}`;
      column += 1;
    }
  }
  return rows.map((row) => row.trimEnd()).filter((row) => row !== '');
}
