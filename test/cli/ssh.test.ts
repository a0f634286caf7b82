import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FixtureRouter } from '../collect/router/fixture-router.ts';
import { glinet4, openwrt1505, openwrt1907, openwrt2410 } from '../collect/router/routers.ts';
import { makeKey, type TestKey } from '../servers/keys.ts';
import { programPath, tellSkipped } from '../servers/programs.ts';
import { startDelay, startProxy } from '../servers/proxy.ts';
import { noRouterServer, type RouterServer, startRouterServer } from '../servers/router-server.ts';
import { sshConfigFor } from '../servers/ssh-config.ts';
import { ended, runProcess, start } from './process.ts';

tellSkipped('hwdiag ssh on a router with dropbear', noRouterServer);

/** Somebody's computer: a home folder of its own. The key lets root in, if the router was started with it. */
let folder: string;
let key: TestKey;
const running: { stop(): Promise<void> }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-cli-ssh-'));
  if (noRouterServer === undefined) key = makeKey(folder, 'id', 'ed25519');
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function router(fixture: FixtureRouter, flags: readonly string[] = []): Promise<RouterServer> {
  const server = await startRouterServer(fixture, { keys: [key.publicLine], flags });
  running.push(server);
  return server;
}

/** The known hosts of this computer know the router. */
function know(server: RouterServer, port = server.port): string {
  return sshConfigFor(server, key, folder, port);
}

/** Without a terminal, so that nobody can be asked; setsid takes it away. */
const alone = { command: ['setsid', '--wait', process.execPath, join('dist', 'hwdiag.cjs')] };

function hwdiag(...argv: readonly string[]) {
  return runProcess(['ssh', ...argv], '', { ...alone, env: { HOME: folder, SSH_AUTH_SOCK: '' } });
}

describe.skipIf(noRouterServer !== undefined)('hwdiag ssh', () => {
  test.each([
    ['OpenWrt 15.05', openwrt1505, 'sim-pin-required'],
    ['OpenWrt 19.07', openwrt1907, 'registration-denied'],
    ['OpenWrt 24.10', openwrt2410, 'driver-net-missing-qmi'],
  ])('logs in to %s and names the cause', async (_, fixture, cause) => {
    const config = know(await router(fixture));
    const { code, stdout, stderr } = await hwdiag('router', '-F', config, '--format', 'json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).verdict).toMatchObject({ state: 'broken', cause });
    expect(code).toBe(1);
  });

  test('finds nothing wrong with a GL.iNet router that is online', async () => {
    const config = know(await router(glinet4));
    const { code, stdout, stderr } = await hwdiag('router', '-F', config);
    expect(stderr).toBe('');
    expect(stdout).toContain('It works');
    expect(code).toBe(0);
  });

  test('lets itself in to a new router with the empty password, but takes no key of a host for granted', async () => {
    const { port } = await router(openwrt2410, ['-B']);
    const target = `ssh://root@127.0.0.1:${port}`;
    const refused = await hwdiag(target, '-F', 'none');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(/is not a known host.*SHA256:/s);
    const accepted = await hwdiag(target, '-F', 'none', '--accept-new', '--format', 'json');
    expect(accepted.stderr).toMatch(/SHA256:/);
    expect(JSON.parse(accepted.stdout).verdict.cause).toBe('driver-net-missing-qmi');
    expect(readFileSync(join(folder, '.ssh/known_hosts'), 'utf8')).toContain(
      `[127.0.0.1]:${port} ssh-ed25519 `,
    );
  });

  test('saves what it read, and reads it again to the same report', async () => {
    const config = know(await router(openwrt2410));
    const file = join(folder, 'ticket.tar.gz');
    const live = await hwdiag('router', '-F', config, '--save', file, '--format', 'json', '--overwrite');
    expect(live.stderr).toContain(`to ${file}, secrets replaced.`);
    const replayed = await runProcess([file, '--format', 'json'], '');
    const verdicts = [live.stdout, replayed.stdout].map((text) => JSON.parse(text).verdict);
    expect(verdicts[1]).toEqual(verdicts[0]);
    const again = await hwdiag('router', '-F', config, '--save', file);
    expect(again.code).toBe(3);
    expect(again.stdout).toBe('');
    expect(again.stderr).toMatch(/is there already.*--overwrite/);
  });

  test('tells what it read where the connection breaks in the middle, and what is missing', async () => {
    const server = await router(openwrt1907);
    const proxy = await startProxy(server.port, 12_000);
    running.push(proxy);
    const config = know(server, proxy.port);
    const { code, stdout, stderr } = await hwdiag('router', '-F', config);
    expect(stderr).toMatch(
      /Not everything was read: the connection was lost(: it was reset)?\. What follows/,
    );
    expect(stdout).toContain('Could not be read');
    expect(stdout).toMatch(/hwdiag ssh: not run \(what comes after/);
    expect([1, 4]).toContain(code);
  });

  test('gives up a router that falls silent, and tells what it had read', async () => {
    const server = await router(openwrt1907);
    const proxy = await startProxy(server.port);
    running.push(proxy);
    const outcome = hwdiag('router', '-F', know(server, proxy.port));
    await delay(2_500);
    proxy.freeze();
    const { stdout, stderr } = await outcome;
    expect(stderr).toContain(
      'Not everything was read: the connection was lost: it does not answer any more.',
    );
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Could not be read.*lost: it does not answer any more/);
  }, 60_000);

  test('reads it over a way of 200 ms', async () => {
    const server = await router(openwrt2410);
    const way = await startDelay(server.port, 200);
    running.push(way);
    const { stdout, stderr } = await hwdiag('router', '-F', know(server, way.port), '--format', 'json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).verdict.cause).toBe('driver-net-missing-qmi');
  });

  test('ends at once with Ctrl-C, and prints no half of a report', async () => {
    const config = know(await router(openwrt1907));
    const child = start(['ssh', 'router', '-F', config], { env: { HOME: folder, SSH_AUTH_SOCK: '' } });
    const outcome = ended(child);
    await delay(2_500);
    child.kill('SIGINT');
    expect(await outcome).toEqual({ code: 130, stdout: '', stderr: 'hwdiag: Interrupted.\n' });
  });

  test.skipIf(programPath('ssh') === undefined)('leaves the login to the client of the system', async () => {
    const config = know(await router(openwrt2410));
    const { stdout, stderr } = await hwdiag(
      'router',
      '-F',
      config,
      '--ssh-command',
      'ssh',
      '--format',
      'json',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).verdict.cause).toBe('driver-net-missing-qmi');
  });

  test('says in a sentence why it cannot log in', async () => {
    const server = await router(openwrt2410);
    const config = know(server);
    const bare = join(folder, 'bare');
    writeFileSync(bare, readFileSync(config, 'utf8').replace(/.*IdentityFile.*\n/, ''));
    const wrong = await runProcess(['ssh', 'router', '-F', bare, '--password-stdin'], 'sesame\n', {
      ...alone,
      env: { HOME: folder, SSH_AUTH_SOCK: '' },
    });
    expect(wrong).toMatchObject({ code: 3, stdout: '' });
    expect(wrong.stderr).toMatch(/^hwdiag: .*\.\n$/s);
    expect(wrong.stderr).not.toContain('sesame');
    const refused = await hwdiag('ssh://root@127.0.0.1:1', '-F', 'none');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/^hwdiag: .*\.\n$/);
  });
});
