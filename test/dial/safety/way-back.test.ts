import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import {
  keptStatus,
  lateStatus,
  leftOvers,
  NoWayBack,
  retry,
  WayBack,
} from '../../../src/dial/safety/way-back.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { reroutedConnection, undoFolderIn } from '../../collect/router/rerouted-connection.ts';
import { programPath } from '../../servers/programs.ts';

let folder: string;
let shell: RouterShell;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-way-back-'));
  shell = shellHere();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The shell of the router. */
let words: readonly [string, ...string[]];

/** A shell of a router whose live tests leave their folders in that of this test. */
function shellHere(environment: Readonly<Record<string, string>> = {}): RouterShell {
  const local = localConnection(words, environment);
  return new RouterShell(reroutedConnection(local, undoFolderIn(folder)));
}

function foldersOnRouter(): readonly string[] {
  return readdirSync(folder).flatMap((name) => (name.startsWith('hwdiag-undo.') ? [join(folder, name)] : []));
}

async function prepared(): Promise<WayBack> {
  const wayBack = await WayBack.prepare(shell);
  if (wayBack === null) throw new Error('There is no room for the way back.');
  return wayBack;
}

/** A step that leaves a line in a file. */
function line(word: string) {
  return { title: `writes ${word}`, script: `echo ${word} >>${folder}/done`, byHand: 'Write it.' };
}

function done(): string {
  return existsSync(join(folder, 'done')) ? readFileSync(join(folder, 'done'), 'utf8') : '';
}

/** The next sign of hwdiag is overdue at once. */
function letTimePass(): void {
  for (const left of foldersOnRouter()) {
    // As hwdiag writes it: whoever reads it in between reads a whole one.
    writeFileSync(join(left, 'past'), '0\n');
    renameSync(join(left, 'past'), join(left, 'ends'));
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await delay(25);
}

const shells = [
  ['busybox ash', ['busybox', 'sh']],
  ['dash', ['dash']],
] as const;

describe.each(shells.filter(([, [program]]) => programPath(program) !== undefined))(
  'the way back, under %s',
  (_, program) => {
    beforeAll(() => {
      words = program;
    });

    test('undoes the last change first, once, and leaves nothing on the router', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      await wayBack.remember(line('second'), 30);
      const records = await wayBack.undo();
      expect(done()).toBe('second\nfirst\n');
      expect(records.map(({ how, title }) => [how, title])).toEqual([
        ['undone', 'writes second'],
        ['undone', 'writes first'],
      ]);
      expect(foldersOnRouter()).toEqual([]);
    });

    test('is gone by the router itself where hwdiag does not come back', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('alone'), 30);
      letTimePass();
      await until(() => done() !== '');
      expect(done()).toBe('alone\n');
      await until(() => foldersOnRouter().every((left) => readdirSync(join(left, 'steps')).length === 0));
      const [left, ...others] = await leftOvers(shell);
      expect(others).toEqual([]);
      expect(left).toMatchObject({ open: [] });
      expect(left?.records.map(({ how }) => how)).toEqual(['cut-off', 'undone']);
      if (left !== undefined) await retry(shell, left);
      expect(foldersOnRouter()).toEqual([]);
    });

    test('lets nothing be changed any more once the router has acted on its own', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('alone'), 30);
      letTimePass();
      await until(() => done() !== '');
      await expect(wayBack.expect(60)).rejects.toThrow(NoWayBack);
      await expect(wayBack.remember(line('late'), 30)).rejects.toThrow(/has put back by itself/);
      const { end } = await shell.run(
        wayBack.watched({ name: 'live-late', command: `echo late >>${folder}/done`, patience: 5 }),
      );
      expect(end).toEqual({ how: 'exited', code: lateStatus });
      await wayBack.undo();
      expect(done()).toBe('alone\n');
    });

    test('waits as long as each task says that it may take', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('early'), 30);
      const [left] = foldersOnRouter();
      const ends = () => Number(readFileSync(join(left ?? '', 'ends'), 'utf8'));
      const first = ends();
      await wayBack.expect(600);
      expect(ends() - first).toBeGreaterThan(500);
      await shell.run(wayBack.watched({ name: 'live-task', command: 'true', patience: 5 }));
      expect(ends() - first).toBeLessThan(100);
      await wayBack.undo();
      expect(done()).toBe('early\n');
    });

    test('keeps what cannot be undone yet, tells it, and goes on trying', async () => {
      const wayBack = await prepared();
      await wayBack.remember(
        {
          title: 'wakes the modem',
          script: `[ -e ${folder}/modem ] && echo woken >>${folder}/done`,
          byHand: 'Wake it.',
        },
        30,
      );
      await wayBack.remember(line('other'), 30);
      const records = await wayBack.undo();
      expect(records.find(({ title }) => title === 'wakes the modem')?.how).toBe('failed');
      expect(records.find(({ title }) => title === 'writes other')?.how).toBe('undone');
      const [left] = await leftOvers(shell);
      expect(left).toMatchObject({ isRunning: false, open: ['wakes the modem'] });
      writeFileSync(join(folder, 'modem'), '');
      if (left !== undefined) await retry(shell, left);
      expect(done()).toBe('other\nwoken\n');
      expect(foldersOnRouter()).toEqual([]);
    });

    test('does not undo what a step wants left as it is, and tells it', async () => {
      const wayBack = await prepared();
      const guarded = (word: string) => ({
        ...line(word),
        script: `[ -e seen ] || exit ${keptStatus}\necho ${word} >>${folder}/done`,
      });
      await wayBack.remember(guarded('unseen'), 30);
      expect(await wayBack.undo()).toMatchObject([{ how: 'kept', title: 'writes unseen' }]);
      expect(done()).toBe('');
      const other = await prepared();
      await other.remember(guarded('seen'), 30);
      await other.mark('seen');
      expect(await other.undo()).toMatchObject([{ how: 'undone', title: 'writes seen' }]);
      expect(done()).toBe('seen\n');
      expect(foldersOnRouter()).toEqual([]);
    });

    test('does the other steps where one hangs', async () => {
      shell = shellHere({ longest: '1' });
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      await wayBack.remember({ title: 'hangs', script: 'sleep 1000', byHand: 'Wait.' }, 30);
      const records = await wayBack.undo();
      expect(records.map(({ how, title }) => [how, title])).toEqual([
        ['failed', 'hangs'],
        ['undone', 'writes first'],
      ]);
      expect(done()).toBe('first\n');
    });

    test('is watched over although somebody ends all that sleeps', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('alone'), 30);
      const [left = ''] = foldersOnRouter();
      const watcher = readFileSync(join(left, 'watcher'), 'utf8').trim();
      let asleep = Number.NaN;
      await until(() => {
        asleep = Number.parseInt(readFileSync(`/proc/${watcher}/task/${watcher}/children`, 'utf8'), 10);
        return !Number.isNaN(asleep);
      });
      expect(asleep).toBeGreaterThan(1);
      process.kill(asleep, 'SIGTERM');
      letTimePass();
      await until(() => done() !== '');
      expect(done()).toBe('alone\n');
    });

    // The programs of busybox are its own.
    test.skipIf(program[0] === 'busybox')('does all without ls and sort', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      await wayBack.remember(line('second'), 30);
      const [left = ''] = foldersOnRouter();
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      for (const name of ['sh', 'rm', 'mkdir', 'sleep', 'cat'])
        symlinkSync(programPath(name) ?? '', join(bin, name));
      const { status } = spawnSync(programPath(program[0]) ?? '', [join(left, 'run'), 'undo'], {
        env: { PATH: bin },
      });
      expect(status).toBe(0);
      expect(done()).toBe('second\nfirst\n');
      await wayBack.undo();
    });

    test('is that of one test at a time: another one changes nothing', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      await expect(WayBack.prepare(shellHere())).rejects.toThrow(/another hwdiag/);
      expect(foldersOnRouter()).toHaveLength(1);
      await wayBack.undo();
      const next = await prepared();
      await next.undo();
    });

    test('goes on where somebody was killed over it', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      const [left = ''] = foldersOnRouter();
      mkdirSync(join(left, 'busy'));
      writeFileSync(join(left, 'busy/by'), '4194304\n');
      await wayBack.undo();
      expect(done()).toBe('first\n');
    });

    test('tells a test that is still being made from one that was cut off', async () => {
      const wayBack = await prepared();
      await wayBack.remember(line('first'), 30);
      expect(await leftOvers(shell)).toMatchObject([{ isRunning: true, open: ['writes first'] }]);
      await wayBack.undo();
    });

    test.skipIf(process.getuid?.() !== 0)('runs nothing of a folder that is somebody else’s', async () => {
      const foreign = join(folder, 'hwdiag-undo.0123456789ab');
      mkdirSync(join(foreign, 'steps'), { recursive: true });
      writeFileSync(join(foreign, 'run'), `echo foreign >>${folder}/done\n`);
      chownSync(foreign, 65_534, 65_534);
      expect(await leftOvers(shell)).toEqual([]);
    });

    test('carries whatever a step holds', async () => {
      const wayBack = await prepared();
      const word = `it's "$HOME" \\ \`x\` %s`;
      await wayBack.remember(
        {
          title: 'a title\nof two lines',
          script: `printf '%s\\n' '${word.replaceAll("'", "'\\''")}' >>${folder}/done`,
          byHand: '',
        },
        30,
      );
      const records = await wayBack.undo();
      expect(done()).toBe(`${word}\n`);
      expect(records.map(({ title }) => title)).toEqual(['a title of two lines']);
    });

    test('lets nothing be changed where the router has no room for it', async () => {
      // The kernel takes no folder there.
      const full = reroutedConnection(localConnection(words), undoFolderIn('/proc'));
      expect(await WayBack.prepare(new RouterShell(full))).toBeNull();
    });
  },
);
