import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Collection, type CollectOptions, collect } from '../../../src/collect/router/collection.ts';
import { collectionScript } from '../../../src/collect/router/collection-script.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import { openwrt1907 } from './routers.ts';

if (noRouter !== null) process.stderr.write(`No fault was tried on a router: ${noRouter}.\n`);

async function collected(
  router: FixtureRouter,
  options: CollectOptions = { deadlineSeconds: 60 },
): Promise<{ readonly collection: Collection; readonly files: readonly string[] }> {
  const { connection, root, remove } = startRouter(router);
  try {
    const collection = await collect(connection, options);
    return { collection, files: readdirSync(join(root, 'tmp')) };
  } finally {
    remove();
  }
}

function sectionOf({ sections }: Collection, name: string) {
  const section = sections.find((one) => one.name === name);
  if (section === undefined) throw new Error(`There is no section ${name}.`);
  return { ...section, text: Buffer.from(section.output).toString('latin1') };
}

describe.skipIf(noRouter !== null)('what may go wrong on a router', () => {
  test('a command that never ends, and lets nobody end it', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      programs: { lsmod: `trap '' TERM HUP INT\necho begun\nwhile true; do sleep 1; done` },
    });
    expect(sectionOf(collection, 'modules')).toMatchObject({
      text: 'begun\n',
      end: { how: 'timed-out', afterSeconds: 10 },
    });
    expect(sectionOf(collection, 'uci-network').end).toEqual({ how: 'exited', code: 0 });
    expect(collection.end).toEqual({ how: 'complete' });
  });

  test('the time is up: what was read is there, and no modem is asked any more', async () => {
    const { collection, files } = await collected(
      {
        ...openwrt1907,
        programs: { uqmi: 'echo asked >/tmp/asked', lsmod: 'sleep 60' },
      },
      // More than a busy machine takes to come so far, and less than the command has by itself.
      { deadlineSeconds: 8 },
    );
    expect(collection.end).toEqual({ how: 'deadline', seconds: 8 });
    expect(sectionOf(collection, 'log').end).toEqual({ how: 'exited', code: 0 });
    expect(sectionOf(collection, 'modules').end.how).toBe('timed-out');
    expect(files).toEqual([]);
  });

  test('a log of 16 MB', async () => {
    const line = 'Fri Mar 12 10:01:02 2021 daemon.notice netifd: ';
    const { collection } = await collected({
      ...openwrt1907,
      programs: {
        logread: `line='${line}${'x'.repeat(4000)}'; i=0; while [ $i -lt 4100 ]; do echo "$line"; i=$((i + 1)); done`,
      },
    });
    const log = sectionOf(collection, 'log');
    expect(log.end).toEqual({ how: 'cut', afterBytes: 655_360 });
    expect(log.output.length).toBe(655_360);
    expect(collection.end).toEqual({ how: 'complete' });
  });

  test('bytes of any kind, and frames that somebody made up', async () => {
    const printed = String.raw`\033[2J\377\376\000\n0123456789abcdef0123456789abcdef end 0 1.00\nno newline`;
    const { collection } = await collected({
      ...openwrt1907,
      programs: { lsmod: `printf '${printed}'` },
    });
    expect(sectionOf(collection, 'modules').text).toBe(
      '\x1b[2J\xff\xfe\0\n0123456789abcdef0123456789abcdef end 0 1.00\nno newline',
    );
  });

  test('nothing can be written: it does not need to', async () => {
    const { collection } = await collected({ ...openwrt1907, readOnly: true });
    expect(collection.end).toEqual({ how: 'complete' });
    expect(sectionOf(collection, 'qmi-cdc-wdm0-get-serving-system').text).toContain('registering_denied');
  });

  test('/tmp is full', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      fullTmp: true,
      programs: { df: 'echo "left: $( (echo x >/tmp/more) 2>/dev/null && echo some || echo none)"' },
    });
    expect(collection.end).toEqual({ how: 'complete' });
    expect(sectionOf(collection, 'storage').text).toBe('left: none\n');
    expect(sectionOf(collection, 'qmi-cdc-wdm0-get-serving-system').text).toContain('registering_denied');
  });

  test('the router is out of memory: what still runs is read', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      memoryLimit: 9000,
      programs: { lsmod: `awk 'BEGIN { text = "x"; while (1) text = text text }'` },
    });
    expect(collection.end).toEqual({ how: 'complete' });
    expect(sectionOf(collection, 'modules').text).toMatch(/out of memory|memory exhausted/);
    expect(sectionOf(collection, 'uci-network').end).toEqual({ how: 'exited', code: 0 });
  });

  test('commands are missing', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      without: ['head', 'nice', 'wc', 'md5sum', 'uptime', 'df', 'ps', 'date', 'tr'],
    });
    expect(collection.end).toEqual({ how: 'complete' });
    expect(sectionOf(collection, 'uptime').end).toEqual({ how: 'exited', code: 127 });
    expect(sectionOf(collection, 'log').text).toContain('Network registration failed\n');
  });

  test('a command is killed with the shell that waits for it, as when the memory is full', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      programs: { lsmod: 'echo begun; kill -KILL $PPID $$' },
    });
    expect(sectionOf(collection, 'modules').end.how).toBe('unfinished');
    expect(collection.end).toEqual({ how: 'complete' });
  });

  test('the script is killed', async () => {
    const { collection } = await collected({
      ...openwrt1907,
      programs: {
        lsmod: `for process in /proc/[0-9]*; do
  if [ -n "$(readlink $process/fd/4)" ]; then kill -KILL $(basename $process); fi
done`,
      },
    });
    expect(collection.end.how).toBe('script-failed');
    expect(sectionOf(collection, 'log').end).toEqual({ how: 'exited', code: 0 });
  });

  test('somebody here stops it: the router asks no modem for nobody', async () => {
    const abort = new AbortController();
    const { connection, root, remove } = startRouter({
      ...openwrt1907,
      programs: { uqmi: 'echo asked >/tmp/asked' },
    });
    try {
      const collection = await collect(connection, {
        deadlineSeconds: 60,
        signal: abort.signal,
        onProgress: ({ name }) => {
          if (name === 'modules') abort.abort();
        },
      });
      expect(collection.end).toEqual({ how: 'stopped' });
      expect(collection.sections.at(-1)).toMatchObject({ name: 'modules', end: { how: 'unfinished' } });
      await connection.close();
      expect(existsSync(join(root, 'tmp/asked'))).toBe(false);
    } finally {
      remove();
    }
  });

  test('half of a script does nothing', () => {
    const script = collectionScript({ mode: 'framed', mark: 'a'.repeat(32), deadlineSeconds: 5 });
    for (const share of [0.1, 0.5, 0.9, 0.9999]) {
      const half = script.slice(0, Math.floor(script.length * share) - 4);
      for (const shell of [['busybox', 'ash'], ['dash']]) {
        const [program = 'sh', ...words] = shell;
        expect(spawnSync(program, [...words, '-s'], { input: half, encoding: 'utf8' }).stdout).toBe('');
      }
    }
  });
});
