import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClient } from '../../../src/collect/ssh/system-client.ts';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { programPath } from '../../servers/programs.ts';

const shells = [
  ['dash', ['/bin/sh']],
  ['busybox ash', ['busybox', 'sh']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

describe.each(
  shells.filter(([, [program]]) => programPath(program) !== undefined || program.startsWith('/')),
)('a task under %s', (_, words) => {
  const shell = () => new RouterShell(localConnection(words));
  // Nobody else on this machine sleeps so long.
  const long = `sleep 4321${process.pid}`;

  test('comes back with what it printed on both outputs, and how it ended', async () => {
    const section = await shell().run({
      name: 'live-x',
      command: 'echo out; echo err >&2; exit 3',
      patience: 5,
    });
    expect(new TextDecoder().decode(section.output)).toBe('out\nerr\n');
    expect(section.end).toEqual({ how: 'exited', code: 3 });
    expect(section).toMatchObject({ name: 'live-x', command: 'echo out; echo err >&2; exit 3' });
  });

  test('is ended by the router when its time is up, with all that it had started', async () => {
    const { end, output } = await shell().run({
      name: 'live-x',
      command: 'hang',
      script: `echo begun; (${long}; echo never) | cat`,
      patience: 1,
    });
    expect(end).toEqual({ how: 'timed-out', afterSeconds: 1 });
    expect(new TextDecoder().decode(output)).toContain('begun');
    expect(processes(long)).toBe('');
  });

  test('leaves nothing behind that does not end when it is asked to', async () => {
    const { end } = await shell().run({
      name: 'live-x',
      command: 'hang',
      script: `(trap '' TERM; exec ${long}) >/dev/null 2>&1 & sleep 60`,
      patience: 1,
    });
    expect(end).toEqual({ how: 'timed-out', afterSeconds: 1 });
    await until(() => processes(long) === '');
    expect(processes(long)).toBe('');
  });

  test('is ended on the router before an interruption goes on', async () => {
    const interruption = new AbortController();
    const run = shell().run({ name: 'live-x', command: long, patience: 30 }, interruption.signal);
    const failed = expect(run).rejects.toThrow('Ctrl-C');
    await until(() => processes(long) !== '');
    interruption.abort(new Error('Ctrl-C'));
    await failed;
    expect(processes(long)).toBe('');
  });

  test('keeps no more of its output than it may', async () => {
    const section = await shell().run({
      name: 'live-x',
      command: 'yes | head -c 100000',
      patience: 10,
      most: 5000,
    });
    expect(section.output.length).toBe(5000);
    expect(section.end).toEqual({ how: 'cut', afterBytes: 5000 });
  });

  test('may end with the status that ssh has for its own faults', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hwdiag-shell-'));
    try {
      const client = join(folder, 'ssh');
      // Its last word is the command, as ssh has it; the shell that runs it here is the one that is tried.
      writeFileSync(
        client,
        `#!/bin/sh\nfor last; do :; done\nexec ${words.join(' ')} -c "$(echo "$last" | sed 's|exec sh|exec ${words.join(' ')}|')"\n`,
      );
      chmodSync(client, 0o755);
      const signal = new AbortController().signal;
      const connection = systemClient('root@router', { command: client }, signal);
      const { end, output } = await new RouterShell(connection).run({
        name: 'live-x',
        command: 'uqmi -d /dev/cdc-wdm0 --get-data-status',
        script: 'echo no answer; exit 255',
        patience: 5,
      });
      expect(end).toEqual({ how: 'exited', code: 254 });
      expect(new TextDecoder().decode(output)).toBe('no answer\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('reads nothing of its own script as input', async () => {
    const { text } = await shell().read({ name: 'live-x', command: 'cat; echo end', patience: 5 });
    expect(text).toBe('end\n');
  });
});

function processes(words: string): string {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return all
    .split('\n')
    .filter((line) => line === words)
    .join('\n');
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}
