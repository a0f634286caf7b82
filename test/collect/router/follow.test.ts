import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type FollowEnd, followLog } from '../../../src/collect/router/follow.ts';
import { tellSkipped } from '../../servers/programs.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import { openwrt1907 } from './routers.ts';

tellSkipped('following the log of a router', noRouter ?? undefined);

const routers: { remove(): void }[] = [];
afterEach(() => {
  for (const router of routers.splice(0)) router.remove();
});

interface Heard {
  readonly end: FollowEnd;
  readonly command: string | null;
  readonly log: string;
  readonly kernel: string;
}

/** Follows the log of a router until all these words were said. */
async function heard(
  programs: FixtureRouter['programs'],
  { backlog = 7, until = ['the last word'], files = {} as Readonly<Record<string, string>> } = {},
): Promise<Heard> {
  const router = startRouter({ ...openwrt1907, programs: programs ?? {} });
  routers.push(router);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(router.root, 'var/log'), { recursive: true });
    writeFileSync(join(router.root, path), text);
  }
  const stop = new AbortController();
  let [command, log, kernel]: [string | null, string, string] = [null, '', ''];
  const stopOnceSaid = () => {
    if (until.every((words) => `${log}${kernel}`.includes(words))) stop.abort();
  };
  const end = await followLog(router.connection, {
    backlog,
    signal: stop.signal,
    onStarted: (what) => {
      command = what;
    },
    onLog: (bytes) => {
      log += new TextDecoder().decode(bytes);
      stopOnceSaid();
    },
    onKernel: (bytes) => {
      kernel += new TextDecoder().decode(bytes);
      stopOnceSaid();
    },
  });
  await router.connection.close();
  return { end, command, log, kernel };
}

/** A program that says its arguments, and goes on. */
const speaks = 'echo "$*"; echo the last word; while :; do sleep 1; done';
const ubox = `case "$*" in --help) echo "    -l	<count>		Got only" >&2; exit 1 ;; esac\n${speaks}`;
const ofBusybox = (usage: string) =>
  `case "$*" in --help) echo "Usage: logread ${usage}" >&2; exit 1 ;; '') exit 0 ;; esac\n${speaks}`;
const withoutDaemon = 'echo "Failed to find log object: Not found" >&2; exit 255';

describe.skipIf(noRouter !== null)('what is followed', () => {
  test.each<[string, FixtureRouter['programs'], string, string]>([
    ['logread of ubox', { logread: ubox, ubus: '[ "$1 $2" = "list log" ]' }, 'logread -f', '-l 7 -f'],
    ['the same, whose ubus does not say', { logread: ubox, ubus: 'exit 1' }, 'logread -f', '-l 7 -f'],
    ['logread of busybox', { logread: ofBusybox('[-fF]\n -f follow\n -F and dump') }, 'logread -f', '-F'],
    ['an old one', { logread: ofBusybox('[-f]\n -f follow') }, 'logread -f', '-f'],
    [
      'journalctl beside a logread without its daemon',
      { logread: withoutDaemon, journalctl: speaks },
      'journalctl -f',
      '-f -n 7 --no-pager -o short-precise',
    ],
  ])('%s', async (_, programs, command, words) => {
    const { end, command: followed, log } = await heard(programs);
    expect(followed).toBe(command);
    expect(log).toBe(`${words}\nthe last word\n`);
    expect(end).toEqual({ how: 'stopped' });
  });

  test('nothing of before is asked for where nothing was read', async () => {
    const { log } = await heard({ logread: withoutDaemon, journalctl: speaks }, { backlog: 0 });
    expect(log).toContain('-n 0');
  });

  test('a file of a syslog daemon, and beside it the kernel', async () => {
    const { command, log, kernel } = await heard(
      {
        logread: withoutDaemon,
        dmesg: `case "$*" in --help) echo " -W, --follow-new" ;; *) ${speaks} ;; esac`,
      },
      { until: ['second', 'the last word'], files: { 'var/log/messages': 'first\nsecond\n' } },
    );
    expect(command).toBe('tail -F /var/log/messages');
    expect({ log, kernel }).toEqual({ log: 'first\nsecond\n', kernel: '--follow-new\nthe last word\n' });
  });

  test('no log at all', async () => {
    const { end, command } = await heard({ logread: withoutDaemon });
    expect(end).toEqual({ how: 'no-log' });
    expect(command).toBe(null);
  });
});
