import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../../src/collect/router/collection.ts';
import { makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../../servers/programs.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import { startSshd } from '../../servers/server.ts';
import { TestUser } from '../../servers/test-user.ts';
import { startTurncoat, type Turncoat } from '../../servers/turncoat.ts';
import { knownLine, LoginBench, printed } from './login-bench.ts';

const reason = whyNoServers(['sshd', 'ssh-keygen', 'useradd', 'chpasswd']);
tellSkipped('exchanges of keys in the middle of a session', reason);

describe.skipIf(reason !== undefined)('an exchange of keys within a session', { timeout: 60_000 }, () => {
  let bench: LoginBench;
  let hostKey: TestKey;
  const running: { stop(): Promise<void> }[] = [];

  beforeAll(() => {
    bench = new LoginBench();
    hostKey = makeKey(bench.folder, 'host', 'ed25519');
  });
  afterEach(async () => {
    await bench.closeAll();
    for (const one of running.splice(0)) await one.stop();
  });
  afterAll(async () => await bench?.end());

  async function turncoat(): Promise<Turncoat> {
    const server = await startTurncoat(hostKey);
    running.push(server);
    return server;
  }

  it('goes on with the same key, often, on a real server', async () => {
    const server = await startSshd({
      folder: bench.folder,
      hostKeys: [hostKey.file],
      settings: ['RekeyLimit 512K'],
    });
    running.push(server);
    const user = await TestUser.create('rk');
    try {
      await user.setPassword('right horse');
      const questions = new ScriptedQuestions(['right horse'], true);
      const connection = await bench.logIn(`${user.name}@127.0.0.1:${server.port}`, { questions });
      const output = await printed(connection, 'head -c 8388608 /dev/zero | tr "\\0" x');
      expect(output).toBe('x'.repeat(8_388_608));
      expect(questions.hostKeys.length).toBe(1);
      expect(questions.warnings).toEqual([]);
      await connection.close();
    } finally {
      await user.remove();
    }
  });

  it.each([
    ['unknown, and nobody vouches for it', () => ''],
    // Both are known: the host that was logged in to has one of them.
    ['known of the same host', (other: TestKey, server: Turncoat) => knownLine(server, other.publicLine)],
  ])('with another key ends it, and says so: one that is %s', async (_, alsoKnown) => {
    const server = await turncoat();
    const other = makeKey(bench.folder, `other-${server.port}`, 'ed25519');
    const home = bench.home({
      known_hosts: knownLine(server, hostKey.publicLine) + alsoKnown(other, server),
    });
    const questions = new ScriptedQuestions([], true);
    const connection = await bench.logIn(`root@127.0.0.1:${server.port}`, { home, questions });
    const command = await connection.start('anything');
    command.stderr.resume();
    command.stdout.once('data', () => server.exchangeKeys(other));
    await expect(command.end).rejects.toMatchObject({ code: 'host-key-changed' });
    await expect(connection.start('more')).rejects.toMatchObject({ code: 'host-key-changed' });
    expect(questions.hostKeys).toEqual([]);
    expect(questions.warnings).toEqual([expect.stringMatching(/showed .* a moment ago, and shows .* now/)]);
  });

  it('with another key ends a collection, which says why', async () => {
    const server = await turncoat();
    const home = bench.home({ known_hosts: knownLine(server, hostKey.publicLine) });
    const questions = new ScriptedQuestions([], true);
    const connection = await bench.logIn(`root@127.0.0.1:${server.port}`, { home, questions });
    const collecting = collect(connection, { deadlineSeconds: 60 });
    await server.begun();
    server.exchangeKeys(makeKey(bench.folder, `third-${server.port}`, 'ed25519'));
    expect((await collecting).end).toEqual({
      how: 'connection-lost',
      why: expect.stringContaining('shows another key than a moment ago'),
    });
  });

  it('goes on with the same key where the server asks for it', async () => {
    const server = await turncoat();
    const home = bench.home({ known_hosts: knownLine(server, hostKey.publicLine) });
    const connection = await bench.logIn(`root@127.0.0.1:${server.port}`, { home });
    const command = await connection.start('anything');
    command.stderr.resume();
    let output = '';
    command.stdout.on('data', (words) => {
      if (output === '') server.exchangeKeys(hostKey);
      output += words;
    });
    expect(await command.end).toEqual({ code: 0, signal: null });
    expect(output).toBe('begun\nended\n');
  });
});
