import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { collect } from '../../src/collect/router/collection.ts';
import type { RouterConnection } from '../../src/collect/router/router-connection.ts';
import { connect } from '../../src/collect/ssh/connect.ts';
import { openwrt1907 } from '../../test/collect/router/routers.ts';
import { makeKey } from '../../test/servers/keys.ts';
import { startDelay } from '../../test/servers/proxy.ts';
import { noRouterServer, startRouterServer } from '../../test/servers/router-server.ts';

/** What one way of reading a router took. */
export interface SshTiming {
  /** Milliseconds from nothing to the last byte. */
  readonly total: number;
  /** Milliseconds that the commands took by themselves, as the router counts them. */
  readonly own: number;
  readonly commands: number;
}

export interface SshBench {
  /** Logs in, and runs the one script. */
  collected(delay: number): Promise<SshTiming>;
  /** Logs in, and runs the same commands one after the other, each as a command of its own. */
  oneByOne(delay: number): Promise<SshTiming>;
  stop(): Promise<void>;
}

/** Why it cannot be measured here; null where it can. */
export const whyNot: string | null = noRouterServer ?? null;

/** A router with dropbear on loopback, which is reached over a way of so many milliseconds. */
export async function startBench(): Promise<SshBench> {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-bench-ssh-'));
  const key = makeKey(folder, 'id', 'ed25519');
  const router = await startRouterServer(openwrt1907, { keys: [key.publicLine] });
  const log = { warn: () => undefined, secret: async () => null, confirmHostKey: async () => true };
  const within = async <T>(delay: number, work: (connection: RouterConnection) => Promise<T>): Promise<T> => {
    const way = delay === 0 ? null : await startDelay(router.port, delay);
    const surroundings = {
      env: {},
      platform: 'linux',
      homeFolder: folder,
      localUser: 'root',
      localHost: 'here',
    } as const;
    const connection = await connect(
      `root@127.0.0.1:${way?.port ?? router.port}`,
      { configFile: 'none', identity: key.file, surroundings },
      log,
      new AbortController().signal,
    );
    try {
      return await work(connection);
    } finally {
      await connection.close();
      await way?.stop();
    }
  };
  const collectedOver = (connection: RouterConnection) => collect(connection, { deadlineSeconds: 120 });
  const { sections } = await within(0, collectedOver);
  const own = await within(0, (connection) =>
    plainTime(
      connection,
      sections.map(({ command }) => command),
    ),
  );
  return {
    collected: async (delay) => {
      const start = performance.now();
      const read = await within(delay, collectedOver);
      const last = read.sections.at(-1);
      if (read.end.how !== 'complete' || last === undefined) throw new Error(`it ended: ${read.end.how}`);
      return {
        total: performance.now() - start,
        own: (last.startedAt + last.seconds) * 1000,
        commands: read.sections.length,
      };
    },
    oneByOne: async (delay) => {
      const start = performance.now();
      await within(delay, async (connection) => {
        for (const { command } of sections) {
          const running = await connection.start(`${command} </dev/null 2>&1`);
          running.stdin.end();
          running.stdout.resume();
          running.stderr.resume();
          await running.end;
        }
      });
      return { total: performance.now() - start, own, commands: sections.length };
    },
    stop: async () => {
      await router.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Milliseconds that the commands take one after the other in one shell, by the clock of the router. */
async function plainTime(connection: RouterConnection, commands: readonly string[]): Promise<number> {
  const running = await connection.start('sh -s');
  const lines = commands.map((command) => `{ ${command}; } </dev/null >/dev/null 2>&1`);
  const clock = 'read -r now rest </proc/uptime; echo "$now"';
  running.stdin.end([clock, ...lines, clock, ''].join('\n'));
  running.stderr.resume();
  const [from = Number.NaN, to = Number.NaN] = (await text(running.stdout)).trim().split('\n').map(Number);
  return (to - from) * 1000;
}
