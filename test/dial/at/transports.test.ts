import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { AtClient } from '../../../src/dial/at/at-client.ts';
import { AtFailure } from '../../../src/dial/at/at-failure.ts';
import { readOnly } from '../../../src/dial/at/at-permits.ts';
import type { AtPort } from '../../../src/dial/at/at-port.ts';
import { openAtPort } from '../../../src/dial/at/open-at-port.ts';
import type { Transport } from '../../../src/dial/at/transport.ts';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { survey } from '../../../src/dial/router/survey.ts';
import { LoginBench } from '../../collect/ssh/login-bench.ts';
import { makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped } from '../../servers/programs.ts';
import type { RouterServer } from '../../servers/router-server.ts';
import { logInTo, noPortRouter, startPortRouter } from './port-router.ts';
import { type RealPort, realPort } from './real-ports.ts';

tellSkipped('ports of a modem behind dropbear', noPortRouter);

const streams: readonly Transport['name'][] = ['socat', 'stty', 'picocom'];
const all: readonly Transport['name'][] = [...streams, 'gcom', 'sms_tool'];
const device = { usbId: '12d1:1506', model: null };
const signal = new AbortController().signal;

describe.skipIf(noPortRouter !== undefined)('a port of a router', () => {
  const bench = new LoginBench();
  let key: TestKey;
  let port: RealPort;
  let server: RouterServer;

  beforeAll(() => {
    key = makeKey(bench.folder, 'id', 'ed25519');
  });

  afterEach(async () => {
    await bench.closeAll();
    await server.stop();
    await port.stop();
  });

  afterAll(() => bench.end());

  async function start(made: Promise<RealPort> = realPort()): Promise<RouterConnection> {
    port = await made;
    server = await startPortRouter(port, key);
    return logInTo(server, key, bench);
  }

  async function open(connection: RouterConnection, by: Transport['name']): Promise<AtPort> {
    return openAtPort(connection, '/dev/ttyUSB2', await survey(new RouterShell(connection)), signal, { by });
  }

  test.each(all)(
    'carries commands and answers, and is left as it should be: %s',
    async (by) => {
      const connection = await start();
      const opened = await open(connection, by);
      const client = new AtClient(opened, { permits: readOnly, device });
      expect((await client.ask('AT+CSQ')).lines).toEqual(['+CSQ: 21,99']);
      expect((await client.ask('AT+CGMI')).lines).toEqual(['huawei']);
      expect((await client.ask('AT^SYSCFGEX?')).lines[0]).toMatch(/^\^SYSCFGEX:/);
      expect((await client.ask('AT+CGDCONT?')).lines[0]).toMatch(/^\+CGDCONT: ?1,"IP/);
      if (streams.includes(by)) expect(port.settings()).toContain(' -echo ');
      await client.close();
      expect(holders(port)).toEqual([]);
      expect(existsSync(join(server.root, 'var/lock/LCK..ttyUSB2'))).toBe(false);
      // Nothing was sent back to the modem but commands.
      expect(port.sent().replace(/AT[^\r\n]*[\r\n]+/g, '')).toBe('');
      // The connection is free for the next.
      expect((await survey(new RouterShell(connection))).programs.has('socat')).toBe(true);
    },
    60_000,
  );

  describe.each(all)('opened by %s', (by) => {
    /** Opened, and in the middle of a talk. */
    async function inTalk() {
      const connection = await start();
      const client = new AtClient(await open(connection, by), { permits: readOnly, device });
      expect((await client.ask('AT+CSQ')).lines).toEqual(['+CSQ: 21,99']);
      port.modem.change({ ports: { pcui: { answers: 'silent' } } });
      const answer = client.ask('AT+CGMI', { patience: 20_000 }).then(
        () => 'answered',
        (error: unknown) => (error instanceof AtFailure ? error.code : String(error)),
      );
      await until(() => port.sent().includes('AT+CGMI'));
      return { client, answer };
    }

    async function nothingIsLeft(): Promise<void> {
      await until(() => holders(port).length === 0);
      expect(existsSync(join(server.root, 'var/lock/LCK..ttyUSB2'))).toBe(false);
      // What opens it next does not send back what the modem says.
      if (by === 'stty' || by === 'gcom') expect(port.settings()).toContain(' -echo ');
    }

    test('leaves nothing where the server of the connection is killed', async () => {
      const { answer } = await inTalk();
      const [server_ = 0] = ancestors(holderOf(port)).filter((pid) =>
        commandLine(`${pid}`).includes('dropbear'),
      );
      process.kill(server_, 'SIGKILL');
      expect(await answer).toBe('port-gone');
      await nothingIsLeft();
    }, 60_000);

    test('leaves nothing where its shell is killed', async () => {
      const { answer } = await inTalk();
      const shell = ancestors(holderOf(port)).findLast((pid) => commandLine(`${pid}`).includes('script='));
      process.kill(shell ?? holderOf(port), 'SIGKILL');
      await nothingIsLeft();
      expect(await answer).toMatch(/^(?:port-gone|silent)$/);
    }, 60_000);

    test('ends a talk at once where it is closed', async () => {
      const { client, answer } = await inTalk();
      await client.close();
      expect(await answer).toBe('port-gone');
      await nothingIsLeft();
    }, 60_000);

    test('is told to be gone where the modem leaves', async () => {
      const { answer } = await inTalk();
      await port.unplug();
      expect(await answer).toMatch(/^(?:port-gone|silent)$/);
      await until(() => holders(port).length === 0);
    }, 60_000);
  });

  test('is left alone where somebody has it open', async () => {
    const connection = await start();
    const other = await logInTo(server, key, bench);
    const holder = await other.start('exec 3<>/dev/ttyUSB2; echo open; read line');
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    holder.stderr.resume();
    await expect(open(connection, 'stty')).rejects.toMatchObject({
      code: 'busy',
      reason: expect.stringMatching(/^it is held by /),
    });
    expect(port.sent()).toBe('');
    holder.stdin.end();
    await holder.end;
    await (await open(connection, 'stty')).close();
  }, 60_000);

  test('is left alone where somebody has locked it, but not where that one is gone', async () => {
    const connection = await start();
    const folder = join(server.root, 'var/lock');
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'LCK..ttyUSB2');
    writeFileSync(lock, '         1\n');
    await expect(open(connection, 'stty')).rejects.toMatchObject({
      code: 'busy',
      reason: expect.stringMatching(/^it is locked by /),
    });
    expect(readFileSync(lock, 'utf8')).toBe('         1\n');
    writeFileSync(lock, '     99999\n');
    const opened = await open(connection, 'stty');
    expect(readFileSync(lock, 'utf8').trim()).not.toBe('99999');
    await opened.close();
    expect(existsSync(lock)).toBe(false);
  }, 60_000);

  test('is not opened where nothing can take its echo away', async () => {
    const connection = await start();
    const nothing = { programs: new Set<string>() };
    await expect(openAtPort(connection, '/dev/ttyUSB2', nothing, signal)).rejects.toMatchObject({
      code: 'no-means',
    });
    // By its name it carries messages; what it is counts.
    await expect(openAtPort(connection, '/dev/wwan0at0', nothing, signal)).rejects.toMatchObject({
      code: 'no-means',
      message: expect.stringContaining('it is a terminal'),
    });
    expect(port.sent()).toBe('');
    expect(holders(port)).toEqual([]);
  }, 60_000);

  test('is closed by the router where nobody ends it', async () => {
    const connection = await start();
    const opened = await openAtPort(
      connection,
      '/dev/ttyUSB2',
      await survey(new RouterShell(connection)),
      signal,
      {
        by: 'stty',
        limitSeconds: 2,
      },
    );
    const end = await new Promise((resolve) =>
      opened.listen({ bytes: () => undefined, attemptOver: () => undefined, ended: resolve }),
    );
    expect(end).toMatchObject({ how: 'gone', reason: 'it was open for 2 s' });
    await until(() => holders(port).length === 0);
  }, 60_000);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 300; left > 0 && !isSo(); left -= 1) await delay(50);
  expect(isSo()).toBe(true);
}

function holderOf(port: RealPort): number {
  const [holder] = holderPids(port);
  if (holder === undefined) throw new Error('nobody has the port open');
  return Number(holder);
}

/** A process and those that have started it, the nearest first. */
function ancestors(pid: number): readonly number[] {
  const parent = Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  return parent > 1 ? [pid, ...ancestors(parent)] : [pid];
}

/** The processes of the router that have a terminal open. */
function holders(port: RealPort): readonly string[] {
  return holderPids(port).map(commandLine);
}

function holderPids({ device: rdev }: RealPort): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => !isOtherEnd(pid))
    .filter((pid) => {
      try {
        // What it is called there is a matter of its root folder.
        return readdirSync(`/proc/${pid}/fd`).some((fd) => statSync(`/proc/${pid}/fd/${fd}`).rdev === rdev);
      } catch {
        return false;
      }
    });
}

/** socat holds its terminal at both ends. */
function isOtherEnd(pid: string): boolean {
  return commandLine(pid).startsWith('socat PTY,link=');
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
