import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openwrt1907 } from '../../collect/router/routers.ts';
import { makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped } from '../../servers/programs.ts';
import { startProxy } from '../../servers/proxy.ts';
import { noRouterServer, type RouterServer, startRouterServer } from '../../servers/router-server.ts';
import { sshConfigFor } from '../../servers/ssh-config.ts';
import { ended, runProcess, said, start } from '../process.ts';

tellSkipped('hwdiag watch on a router with dropbear', noRouterServer);

let folder: string;
let key: TestKey;
const running: { stop(): Promise<void> }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-cli-watch-'));
  if (noRouterServer === undefined) key = makeKey(folder, 'id', 'ed25519');
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * logread of ubox: with -l and -f the last lines, then what comes. It ignores that nobody reads it, as the real one does, and
 * does not let itself be asked to end.
 */
const logread = (live: string) => `case " $* " in
  *" --help "*) echo "    -l	<count>		Got only the last 'count' messages" >&2; exit 1 ;;
  *" -f "*) ;;
  *) exec cat /outputs/logread ;;
esac
trap '' PIPE TERM HUP INT
if [ "$2" != 0 ]; then cat /outputs/logread; fi
${live}`;

const hold = 'while :; do sleep 1; done';

/** Prints lines of netifd as they would be logged now, with a pause between them. */
const saying = (lines: readonly string[]) =>
  `while read -r line; do
  echo "$(date '+%a %b %e %H:%M:%S %Y') daemon.notice netifd: $line"
  sleep 0.2
done <<'LINES'
${lines.join('\n')}
LINES`;

const failing = [
  "Interface 'wwan' is setting up now",
  'wwan (2010): Waiting for SIM initialization',
  'wwan (2010): Waiting for network registration',
  'wwan (2010): Network registration failed',
  "Interface 'wwan' is now down",
];
const working = [
  "Interface 'wwan' is setting up now",
  'wwan (2020): Waiting for network registration',
  'wwan (2020): Starting network wwan',
  "Interface 'wwan' is now up",
  "Interface 'wwan_4' is setting up now",
  'wwan_4 (2030): udhcpc: started, v1.30.1',
  'wwan_4 (2030): udhcpc: sending discover',
  'wwan_4 (2030): udhcpc: lease of 10.20.30.40 obtained, lease time 7200',
  "Interface 'wwan_4' is now up",
];

async function router(live: string): Promise<RouterServer> {
  const server = await startRouterServer(
    { ...openwrt1907, programs: { logread: logread(live) } },
    { keys: [key.publicLine] },
  );
  running.push(server);
  return server;
}

/** The known hosts of this computer know the router. */
function configFor(server: RouterServer, port = server.port): string {
  return sshConfigFor(server, key, folder, port);
}

/** Without a terminal, so that nobody can be asked. */
const alone = {
  command: ['setsid', '--wait', process.execPath, join('dist', 'hwdiag.cjs')],
  get env() {
    return { HOME: folder, SSH_AUTH_SOCK: '' };
  },
};

function watch(config: string, ...argv: readonly string[]) {
  return runProcess(['watch', 'router', '-F', config, ...argv], '', { ...alone, env: alone.env });
}

/** In this process, so that signals reach it. */
function startWatch(config: string, ...argv: readonly string[]) {
  return start(['watch', 'router', '-F', config, ...argv], { env: alone.env });
}

/** The followers that run on the router. */
function followers({ root }: RouterServer): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isThere = readlinkSync(join('/proc', pid, 'root')) === root;
      return isThere && readFileSync(join('/proc', pid, 'cmdline'), 'utf8').includes('logread');
    } catch {
      return false;
    }
  });
}

/** Waits until there are followers, or none; false where that takes too long. */
async function hasFollowers(server: RouterServer, wanted: boolean): Promise<boolean> {
  for (let left = 50; left > 0; left -= 1) {
    if (followers(server).length > 0 === wanted) return true;
    await delay(200);
  }
  return false;
}

describe.skipIf(noRouterServer !== undefined)('hwdiag watch on a router', () => {
  test('reads it first, and tells what comes then: a failure, and a connection that comes up', async () => {
    const server = await router(`${saying(failing)}\nsleep 1\n${saying(working)}\n${hold}`);
    const file = join(folder, 'watched.tar.gz');
    const child = startWatch(configFor(server), '--format', 'json', '--save', file);
    const outcome = ended(child);
    await said(child.stderr, 'wwan: up');
    expect(await hasFollowers(server, true)).toBe(true);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await outcome;
    expect(stderr).toMatch(/^hwdiag: Watching root@127\.0\.0\.1:\d+ \(logread -f\)\./);
    // What the log held before is not told.
    expect(stderr.match(/attempt \d+ begins/g)).toEqual(['attempt 1 begins', 'attempt 2 begins']);
    expect(stderr).toContain('wwan: stops at register – the network refuses the modem');
    expect(stderr).toContain('wwan: reached address: lease of 10.20.30.40 obtained, lease time 7200');
    const report = JSON.parse(stdout);
    expect(report.verdict).toMatchObject({ reached: 'address' });
    expect(code).toBe(1);
    expect(await hasFollowers(server, false)).toBe(true);
    const replayed = await runProcess([file, '--format', 'json'], '');
    expect(JSON.parse(replayed.stdout).verdict).toEqual(report.verdict);
  }, 120_000);

  test.each([
    ['came up', working, 'working', 0],
    ['failed', failing, 'broken', 1],
  ])(
    '--once ends when an attempt %s',
    async (_, lines, state, expected) => {
      const server = await router(`${saying(lines)}\n${hold}`);
      const { code, stdout } = await watch(configFor(server), '--no-collect', '--once', '--format', 'json');
      expect(JSON.parse(stdout).verdict.state).toBe(state);
      expect(code).toBe(expected);
      expect(await hasFollowers(server, false)).toBe(true);
    },
    60_000,
  );

  test('tells what it saw where the connection is cut, and leaves nothing behind', async () => {
    const server = await router(`${saying(failing)}\n${hold}`);
    const proxy = await startProxy(server.port);
    running.push(proxy);
    const child = startWatch(configFor(server, proxy.port), '--no-collect');
    const outcome = ended(child);
    await said(child.stderr, 'stops at register –');
    proxy.cut();
    const { stdout, stderr } = await outcome;
    expect(stderr).toMatch(/hwdiag: The connection to root@\S+ was lost\./);
    expect(stdout).toContain('The connection stops at register');
    expect(await hasFollowers(server, false)).toBe(true);
  }, 60_000);

  test('leaves nothing behind on the router where it is killed itself', async () => {
    const server = await router(hold);
    const child = startWatch(configFor(server), '--no-collect');
    const outcome = ended(child);
    await said(child.stderr, 'Watching');
    expect(await hasFollowers(server, true)).toBe(true);
    child.kill('SIGKILL');
    expect((await outcome).code).toBe(null);
    expect(await hasFollowers(server, false)).toBe(true);
  }, 60_000);

  test('says so where the log ends', async () => {
    const server = await router(saying(failing));
    const { stdout, stderr } = await watch(configFor(server), '--no-collect');
    expect(stderr).toMatch(/hwdiag: The log of root@\S+ ended\./);
    expect(stdout).toContain('The connection stops at register');
  }, 60_000);

  test('a flood, endless lines and what is no text: it ends when it is to', async () => {
    const server = await router(
      `${saying(failing)}\nprintf 'a\\033[2J\\0\\303\\n'\nwhile :; do cat /bin/busybox; done`,
    );
    const { stdout, stderr, code } = await watch(configFor(server), '--no-collect', '--for', '8');
    expect(stderr).toContain('stops at register');
    expect(stderr).toContain('the report rests on its last part');
    expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect([0, 1, 3, 4]).toContain(code);
    expect(await hasFollowers(server, false)).toBe(true);
  }, 90_000);

  test('nothing came: it could not look', async () => {
    const server = await router(hold);
    const { code, stdout, stderr } = await watch(configFor(server), '--no-collect', '--for', '1');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/hwdiag: Nothing was logged on root@\S+ meanwhile\.\n$/);
  }, 60_000);

  test('a router without a log', async () => {
    const server = await startRouterServer(
      { ...openwrt1907, programs: { logread: 'exit 1' } },
      { keys: [key.publicLine] },
    );
    running.push(server);
    const { code, stderr } = await watch(configFor(server), '--no-collect');
    expect(code).toBe(3);
    expect(stderr).toContain('has no log that can be followed');
  }, 60_000);
});
