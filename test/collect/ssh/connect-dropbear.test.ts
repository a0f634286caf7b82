import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf, knownHostLine } from '../../../src/collect/ssh/known-hosts.ts';
import { makeDropbearKey, makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../../servers/programs.ts';
import { startProxy, type TestProxy } from '../../servers/proxy.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import { startDropbear, type TestServer } from '../../servers/server.ts';
import { TestUser } from '../../servers/test-user.ts';
import { faultOf, knownHosts, knownLine, LoginBench, printed } from './login-bench.ts';

const reason = whyNoServers(['dropbear', 'dropbearkey', 'ssh-keygen', 'ssh-agent', 'useradd', 'chpasswd']);
tellSkipped('logins on a real dropbear', reason);

const password = 'right horse';

describe.skipIf(reason !== undefined)('a login on dropbear', { timeout: 60_000 }, () => {
  let bench: LoginBench;
  let user: TestUser;
  let hostKey: TestKey;
  let rsaHostKey: TestKey;
  let server: TestServer;
  const more: (TestServer | TestProxy)[] = [];
  /** A list that knows the server. */
  let known: string;

  beforeAll(async () => {
    bench = new LoginBench();
    user = await TestUser.create('db');
    hostKey = makeDropbearKey(bench.folder, 'host', 'ed25519');
    rsaHostKey = makeDropbearKey(bench.folder, 'host-rsa', 'rsa');
    server = await startDropbear({ hostKeys: [hostKey.file, rsaHostKey.file] });
    known = knownLine(server, hostKey.publicLine);
    await user.setPassword(password);
  }, 60_000);
  afterEach(async () => {
    await bench.closeAll();
    for (const one of more.splice(0)) await one.stop();
    user.authorize();
  });
  afterAll(async () => {
    await bench?.end();
    await server?.stop();
    await user?.remove();
  });

  const home = (files: Readonly<Record<string, string>> = {}) => bench.home({ known_hosts: known, ...files });
  const target = () => `${user.name}@127.0.0.1:${server.port}`;

  describe('with a password', () => {
    it('asks again when it is a wrong one', async () => {
      const questions = new ScriptedQuestions(['wrong', password]);
      const connection = await bench.logIn(target(), { home: home(), questions });
      expect(await printed(connection, 'id -un')).toBe(`${user.name}\n`);
      const login = `${user.name}@127.0.0.1:${server.port}`;
      expect(questions.secrets).toEqual([
        { about: 'password', login, isJump: false, attempt: 1 },
        { about: 'password', login, isJump: false, attempt: 2 },
      ]);
    });

    it('gives up after three, and does not repeat them', async () => {
      const questions = new ScriptedQuestions(['wrong 1', 'wrong 2', 'wrong 3', password]);
      const fault = await faultOf(bench.logIn(target(), { home: home(), questions }));
      expect(fault.code).toBe('login-denied');
      expect(fault.message).toMatch(
        /does not let us in\. Tried: no password, password\. It takes: .*password/,
      );
      expect(fault.message).not.toContain('wrong');
    });

    it('says how to hand one over where there is nobody to ask', async () => {
      const fault = await faultOf(bench.logIn(target(), { home: home() }));
      expect(fault.code).toBe('login-denied');
      expect(fault.message).toContain('--password-stdin');
    });

    it('needs none on a fresh OpenWrt', async () => {
      const fresh = await startDropbear({ hostKeys: [hostKey.file], flags: ['-B'] });
      more.push(fresh);
      await user.setPassword('');
      try {
        const questions = new ScriptedQuestions();
        const connection = await bench.logIn(`${user.name}@127.0.0.1:${fresh.port}`, {
          home: bench.home({ known_hosts: knownLine(fresh, hostKey.publicLine) }),
          questions,
        });
        expect(await printed(connection, 'echo in')).toBe('in\n');
        expect(questions.secrets).toEqual([]);
      } finally {
        await user.setPassword(password);
      }
    });
  });

  describe('with a key', () => {
    it.each(['ed25519', 'rsa', 'ecdsa'] as const)('of type %s that is named', async (type) => {
      const key = makeKey(bench.folder, `named-${type}`, type);
      user.authorize(key.publicLine);
      const connection = await bench.logIn(target(), { home: home(), identity: key.file });
      expect(await printed(connection, 'echo in')).toBe('in\n');
    });

    it('that stands where keys usually do', async () => {
      const place = home();
      const key = makeKey(join(place, '.ssh'), 'id_ed25519', 'ed25519');
      makeKey(join(place, '.ssh'), 'id_rsa', 'rsa');
      user.authorize(key.publicLine);
      const connection = await bench.logIn(target(), { home: place });
      expect(await printed(connection, 'echo in')).toBe('in\n');
    });

    it.each(['ed25519', 'rsa', 'ecdsa'] as const)('of type %s that an agent has', async (type) => {
      const key = makeKey(bench.folder, `agent-${type}`, type);
      const other = makeKey(bench.folder, `agent-other-${type}`, 'ed25519');
      user.authorize(key.publicLine);
      const agent = bench.agent(other.file, key.file);
      const connection = await bench.logIn(target(), { home: home(), agent });
      expect(await printed(connection, 'echo in')).toBe('in\n');
    });

    it.each<[string, readonly string[]]>([
      ['OpenSSH’s format', []],
      ['the old format', ['-m', 'PEM']],
    ])('that is encrypted in %s, after its passphrase', async (_format, options) => {
      const type = options.length === 0 ? 'ed25519' : 'rsa';
      const key = makeKey(bench.folder, `locked-${type}`, type, 'open sesame', options);
      user.authorize(key.publicLine);
      const questions = new ScriptedQuestions(['wrong', 'open sesame']);
      const connection = await bench.logIn(target(), { home: home(), identity: key.file, questions });
      expect(await printed(connection, 'echo in')).toBe('in\n');
      expect(questions.secrets).toEqual([
        { about: 'passphrase', file: key.file, attempt: 1 },
        { about: 'passphrase', file: key.file, attempt: 2 },
      ]);
    });

    it('asks for no passphrase of a key that the router does not want', async () => {
      const key = makeKey(bench.folder, 'locked-unwanted', 'ed25519', 'open sesame');
      const questions = new ScriptedQuestions([password]);
      await bench.logIn(target(), { home: home(), identity: key.file, questions });
      expect(questions.secrets.map(({ about }) => about)).toEqual(['password']);
    });

    it('goes on to the password when a passphrase stays wrong', async () => {
      const key = makeKey(bench.folder, 'locked-forgotten', 'ed25519', 'open sesame');
      user.authorize(key.publicLine);
      const questions = new ScriptedQuestions(['a', 'b', 'c', password]);
      await bench.logIn(target(), { home: home(), identity: key.file, questions });
      expect(questions.secrets.map(({ about }) => about)).toEqual([
        'passphrase',
        'passphrase',
        'passphrase',
        'password',
      ]);
    });

    it('goes on when the agent is gone, and tells it where nothing else does', async () => {
      const fault = await faultOf(
        bench.logIn(target(), { home: home(), agent: join(bench.folder, 'no-agent') }),
      );
      expect(fault.code).toBe('login-denied');
      expect(fault.message).toContain('no-agent does not answer');
    });

    it('says which file is no key that it could read', async () => {
      const odd = makeDropbearKey(bench.folder, 'odd', 'ed25519');
      const fault = await faultOf(bench.logIn(target(), { home: home(), identity: odd.file }));
      expect(fault.message).toContain(`${odd.file} is not used: it has dropbear’s own format`);
    });
  });

  describe('whose key', () => {
    const asked = () => new ScriptedQuestions([password], true);

    it('is unknown, is asked about and remembered', async () => {
      const place = bench.home();
      const questions = asked();
      await bench.logIn(target(), { home: place, questions });
      expect(questions.hostKeys).toEqual([
        {
          host: `[127.0.0.1]:${server.port}`,
          keyType: 'ED25519',
          fingerprint: fingerprintOf(hostKey.blob),
          remarks: [],
        },
      ]);
      expect(knownHosts(place)).toBe(known);
      expect(statSync(join(place, '.ssh', 'known_hosts')).mode & 0o777).toBe(0o600);

      const again = asked();
      await bench.logIn(target(), { home: place, questions: again });
      expect(again.hostKeys).toEqual([]);
      expect(knownHosts(place)).toBe(known);
    });

    it('is unknown and not accepted, gets nothing: no login is tried', async () => {
      const questions = new ScriptedQuestions([password], false);
      const place = bench.home();
      const fault = await faultOf(bench.logIn(target(), { home: place, questions }));
      expect(fault.code).toBe('host-key-unknown');
      expect(questions.secrets).toEqual([]);
      expect(() => knownHosts(place)).toThrow();
    });

    it('is unknown is refused where there is nobody to ask', async () => {
      const fault = await faultOf(bench.logIn(target(), { home: bench.home() }));
      expect(fault.code).toBe('host-key-unknown');
      expect(fault.message).toContain(fingerprintOf(hostKey.blob));
      expect(fault.message).toContain('--accept-new');
    });

    it('is new is taken with --accept-new, told and remembered', async () => {
      const place = bench.home();
      const questions = new ScriptedQuestions([password]);
      await bench.logIn(target(), { home: place, questions, acceptNew: true });
      expect(questions.warnings.join()).toContain(fingerprintOf(hostKey.blob));
      expect(knownHosts(place)).toBe(known);
    });

    it('has changed is refused even so, naming line, both keys and the way out', async () => {
      const other = makeKey(bench.folder, 'other-host', 'ed25519');
      const place = bench.home({ known_hosts: `# mine\n${knownLine(server, other.publicLine)}` });
      const questions = asked();
      const fault = await faultOf(bench.logIn(target(), { home: place, questions, acceptNew: true }));
      expect(fault.code).toBe('host-key-changed');
      const list = join(place, '.ssh', 'known_hosts');
      expect(fault.message).toContain(`${list}:2`);
      expect(fault.message).toContain(fingerprintOf(hostKey.blob));
      expect(fault.message).toContain(fingerprintOf(other.blob));
      expect(fault.message).toContain(`ssh-keygen -R '[127.0.0.1]:${server.port}' -f ${list}`);
      expect(questions.hostKeys).toEqual([]);
      expect(questions.secrets).toEqual([]);
    });

    it('is revoked is refused', async () => {
      const list = `${known}@revoked * ${hostKey.publicLine}\n`;
      const fault = await faultOf(
        bench.logIn(target(), { home: bench.home({ known_hosts: list }), questions: asked() }),
      );
      expect(fault.code).toBe('host-key-revoked');
    });

    it('is known by another type is asked for that one first', async () => {
      const place = bench.home({ known_hosts: knownLine(server, rsaHostKey.publicLine) });
      const questions = asked();
      await bench.logIn(target(), { home: place, questions });
      expect(questions.hostKeys).toEqual([]);
    });

    it('is of a type that was not known before is no new host', async () => {
      const ecdsa = makeKey(bench.folder, 'ecdsa-host', 'ecdsa');
      const place = bench.home({ known_hosts: knownLine(server, ecdsa.publicLine) });
      const fault = await faultOf(bench.logIn(target(), { home: place, acceptNew: true }));
      expect(fault.code).toBe('host-key-unknown');
      expect(fault.message).toContain('Another key of it is known, of the type ECDSA');
    });

    it('stands hashed in the list is known', async () => {
      const line = knownHostLine(`[127.0.0.1]:${server.port}`, hostKey.blob, true);
      expect(line).toMatch(/^\|1\|/);
      const questions = asked();
      await bench.logIn(target(), { home: bench.home({ known_hosts: `${line}\n` }), questions });
      expect(questions.hostKeys).toEqual([]);
    });
  });

  describe('runs commands', () => {
    const logIn = async (signal?: AbortSignal, port = server.port) =>
      await bench.logIn(`${user.name}@127.0.0.1:${port}`, {
        home: bench.home({ known_hosts: known.replace(String(server.port), String(port)) }),
        questions: new ScriptedQuestions([password], true),
        keepAliveSeconds: 0.2,
        ...(signal === undefined ? {} : { signal }),
      });

    it('with input, both outputs and an exit code', async () => {
      const command = await (await logIn()).start('cat; echo err >&2; exit 3');
      command.stdin.end('hello');
      const [out, err, end] = await Promise.all([text(command.stdout), text(command.stderr), command.end]);
      expect([out, err, end]).toEqual(['hello', 'err\n', { code: 3, signal: null }]);
    });

    it('one after the other, one at a time', async () => {
      const connection = await logIn();
      const first = await connection.start('read line');
      await expect(connection.start('true')).rejects.toThrow('runs already');
      first.stdin.end('\n');
      first.stdout.resume();
      first.stderr.resume();
      await first.end;
      expect(await printed(connection, 'echo second')).toBe('second\n');
    });

    it('that a signal ends', async () => {
      // Not before the server has written down whose process it is.
      const command = await (await logIn()).start('read -r line; kill -KILL $$');
      command.stdin.end('\n');
      command.stdout.resume();
      command.stderr.resume();
      expect(await command.end).toEqual({ code: null, signal: 'KILL' });
    });

    it('with a long script on their input, and much output', async () => {
      const script = `${'# a line of no use\n'.repeat(2_000)}head -c 16777216 /dev/zero | tr '\\0' x\n`;
      const output = await printed(await logIn(), 'sh -s', script);
      expect(output.length).toBe(16_777_216);
      expect(createHash('md5').update(output).digest('hex')).toBe(
        createHash('md5').update('x'.repeat(16_777_216)).digest('hex'),
      );
    });

    it('and goes on after one that was stopped', async () => {
      const connection = await logIn();
      const command = await connection.start('sleep 60');
      command.stop();
      expect(await command.end).toEqual({ code: null, signal: null });
      expect(await printed(connection, 'echo next')).toBe('next\n');
    });

    it('and says so when the connection is cut in the middle of one', async () => {
      const proxy = await startProxy(server.port);
      more.push(proxy);
      const connection = await logIn(undefined, proxy.port);
      const command = await connection.start('echo begun; sleep 60');
      command.stderr.resume();
      command.stdout.once('data', () => proxy.cut());
      command.stdout.resume();
      await expect(command.end).rejects.toMatchObject({ name: 'SshError', code: 'connection-lost' });
      await expect(connection.start('true')).rejects.toMatchObject({ code: 'connection-lost' });
    });

    it('and notices that nobody answers any more', async () => {
      const proxy = await startProxy(server.port);
      more.push(proxy);
      const command = await (await logIn(undefined, proxy.port)).start('echo begun; sleep 60');
      command.stderr.resume();
      command.stdout.once('data', () => proxy.freeze());
      command.stdout.resume();
      await expect(command.end).rejects.toMatchObject({
        code: 'connection-lost',
        message: expect.stringContaining('does not answer any more'),
      });
    });

    it('and ends with the reason of the signal when it is interrupted', async () => {
      const interruption = new AbortController();
      const command = await (await logIn(interruption.signal)).start('sleep 60');
      command.stdout.resume();
      command.stderr.resume();
      const why = new Error('Ctrl-C');
      interruption.abort(why);
      await expect(command.end).rejects.toBe(why);
    });
  });
});
