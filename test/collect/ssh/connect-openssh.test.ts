import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SecretQuestion } from '../../../src/collect/ssh/questions.ts';
import { makeDropbearKey, makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../../servers/programs.ts';
import { startProxy, startSpeaker, type TestProxy } from '../../servers/proxy.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import { freePort, startDropbear, startSshd, type TestServer } from '../../servers/server.ts';
import { TestUser } from '../../servers/test-user.ts';
import { faultOf, knownLine, LoginBench, printed } from './login-bench.ts';

const reason = whyNoServers([
  'sshd',
  'dropbear',
  'dropbearkey',
  'ssh-keygen',
  'ssh-agent',
  'useradd',
  'chpasswd',
]);
tellSkipped('logins on a real OpenSSH server', reason);
const withoutPam = reason ?? (existsSync('/etc/pam.d/sshd') ? undefined : 'there is no /etc/pam.d/sshd');
tellSkipped('logins that the server asks its own questions for', withoutPam);

/** OpenSSH 10 has forgotten DSA. */
const withoutDsa =
  reason ??
  (execFileSync('ssh', ['-Q', 'key'], { encoding: 'utf8' }).includes('ssh-dss')
    ? undefined
    : 'this OpenSSH has no DSA keys');
tellSkipped('host keys of the type ssh-dss', withoutDsa);

const password = 'right horse';

describe.skipIf(reason !== undefined)('a login on OpenSSH', { timeout: 60_000 }, () => {
  let bench: LoginBench;
  let user: TestUser;
  let hostKey: TestKey;
  let rsaHostKey: TestKey;
  const running: (TestServer | TestProxy)[] = [];

  beforeAll(async () => {
    bench = new LoginBench();
    user = await TestUser.create('os');
    await user.setPassword(password);
    hostKey = makeKey(bench.folder, 'host', 'ed25519');
    rsaHostKey = makeKey(bench.folder, 'host-rsa', 'rsa');
  }, 60_000);
  afterEach(async () => {
    await bench.closeAll();
    for (const one of running.splice(0)) await one.stop();
    user.authorize();
  });
  afterAll(async () => {
    await bench?.end();
    await user?.remove();
  });

  async function sshd(...settings: readonly string[]): Promise<TestServer> {
    const server = await startSshd({
      folder: bench.folder,
      hostKeys: [hostKey.file, rsaHostKey.file],
      settings,
    });
    running.push(server);
    return server;
  }

  const target = ({ port }: { readonly port: number }) => `${user.name}@127.0.0.1:${port}`;
  const homeFor = (server: TestServer, key = hostKey) =>
    bench.home({ known_hosts: knownLine(server, key.publicLine) });

  it('works with a password', async () => {
    const server = await sshd();
    const questions = new ScriptedQuestions([password]);
    const connection = await bench.logIn(target(server), { home: homeFor(server), questions });
    expect(await printed(connection, 'id -un')).toBe(`${user.name}\n`);
  });

  it('needs no password where the empty one is allowed', async () => {
    const server = await sshd('PermitEmptyPasswords yes');
    await user.setPassword('');
    try {
      const questions = new ScriptedQuestions();
      await bench.logIn(target(server), { home: homeFor(server), questions });
      expect(questions.secrets).toEqual([]);
    } finally {
      await user.setPassword(password);
    }
  });

  it.each(['ed25519', 'rsa', 'ecdsa'] as const)('works with a key of type %s', async (type) => {
    const server = await sshd('PasswordAuthentication no');
    const key = makeKey(bench.folder, `key-${type}`, type);
    user.authorize(key.publicLine);
    await bench.logIn(target(server), { home: homeFor(server), identity: key.file });
  });

  it.each(['ed25519', 'rsa', 'ecdsa'] as const)('works with a key of type %s of an agent', async (type) => {
    const server = await sshd('PasswordAuthentication no');
    const key = makeKey(bench.folder, `agent-${type}`, type);
    user.authorize(key.publicLine);
    await bench.logIn(target(server), { home: homeFor(server), agent: bench.agent(key.file) });
  });

  it('offers a key of the agent first when its file is named', async () => {
    const server = await sshd('PasswordAuthentication no', 'MaxAuthTries 2');
    const others = Array.from({ length: 4 }, (_, index) =>
      makeKey(bench.folder, `crowd-${index}`, 'ed25519'),
    );
    const key = makeKey(bench.folder, 'chosen', 'ed25519');
    user.authorize(key.publicLine);
    const agent = bench.agent(...others.map(({ file }) => file), key.file);
    await bench.logIn(target(server), { home: homeFor(server), agent, identity: key.file });
    expect(server.log()).not.toContain('Failed publickey');
  });

  it('does not let the keys of an agent use up all attempts before the password', async () => {
    const server = await sshd();
    const keys = Array.from({ length: 9 }, (_, index) => makeKey(bench.folder, `many-${index}`, 'ed25519'));
    const questions = new ScriptedQuestions(['wrong', password]);
    const connection = await bench.logIn(target(server), {
      home: homeFor(server),
      agent: bench.agent(...keys.map(({ file }) => file)),
      questions,
    });
    expect(await printed(connection, 'echo in')).toBe('in\n');
    // No key is offered twice.
    expect(server.log().match(/Failed publickey/g)?.length ?? 0).toBeLessThanOrEqual(9);
  });

  it('finds the right key behind many wrong ones', async () => {
    const server = await sshd('PasswordAuthentication no');
    const keys = Array.from({ length: 9 }, (_, index) => makeKey(bench.folder, `wrong-${index}`, 'ed25519'));
    const key = makeKey(bench.folder, 'right', 'ed25519');
    user.authorize(key.publicLine);
    const agent = bench.agent(...keys.map(({ file }) => file), key.file);
    await bench.logIn(target(server), { home: homeFor(server), agent });
  });

  it('offers only named keys where the configuration says so', async () => {
    const server = await sshd('PasswordAuthentication no');
    const key = makeKey(bench.folder, 'not-named', 'ed25519');
    user.authorize(key.publicLine);
    const home = homeFor(server);
    const settings = join(home, '.ssh', 'settings');
    writeFileSync(settings, 'IdentitiesOnly yes\n');
    const fault = await faultOf(
      bench.logIn(target(server), { home, agent: bench.agent(key.file), configFile: settings }),
    );
    expect(fault.code).toBe('login-denied');
    expect(fault.message).toContain('Tried: no password. It takes: publickey.');
    expect(fault.message).toContain('--identity');
  });

  it.each(['a file', 'an agent'])(
    'gives a password after a key of %s where both are wanted',
    async (place) => {
      const server = await sshd('AuthenticationMethods publickey,password');
      const key = makeKey(bench.folder, `first-of-two-${place.replace(/ /g, '-')}`, 'ed25519');
      user.authorize(key.publicLine);
      const questions = new ScriptedQuestions([password]);
      await bench.logIn(target(server), {
        home: homeFor(server),
        questions,
        ...(place === 'a file' ? { identity: key.file } : { agent: bench.agent(key.file) }),
      });
      expect(questions.secrets.map(({ about }) => about)).toEqual(['password']);
    },
  );

  it.skipIf(withoutPam !== undefined)('answers what the server asks', async () => {
    const server = await sshd('UsePAM yes', 'KbdInteractiveAuthentication yes', 'PasswordAuthentication no');
    const questions = new ScriptedQuestions(['wrong', password]);
    await bench.logIn(target(server), { home: homeFor(server), questions });
    const asked = questions.secrets.map((question: SecretQuestion) =>
      question.about === 'prompt' ? [question.prompt.trim(), question.echo, question.attempt] : question,
    );
    expect(asked).toEqual([
      [expect.stringMatching(/Password:$/), false, 1],
      [expect.stringMatching(/Password:$/), false, 2],
    ]);
  });

  it.skipIf(withoutPam !== undefined)('asks three times in all, whoever asks', async () => {
    const server = await sshd('UsePAM yes', 'KbdInteractiveAuthentication yes');
    const questions = new ScriptedQuestions(['1', '2', '3', '4', '5', '6']);
    const fault = await faultOf(bench.logIn(target(server), { home: homeFor(server), questions }));
    expect(fault.code).toBe('login-denied');
    expect(questions.secrets.length).toBe(3);
  });

  describe('with old algorithms only', () => {
    const old = [
      'KexAlgorithms diffie-hellman-group14-sha1',
      'Ciphers aes128-cbc',
      'MACs hmac-sha1',
      'HostKeyAlgorithms ssh-rsa',
      'PubkeyAcceptedAlgorithms ssh-rsa',
    ];

    it('works, and says which', async () => {
      const server = await sshd(...old);
      const questions = new ScriptedQuestions([password]);
      const connection = await bench.logIn(target(server), { home: homeFor(server, rsaHostKey), questions });
      expect(await printed(connection, 'echo in')).toBe('in\n');
      expect(questions.warnings).toEqual([
        expect.stringContaining('diffie-hellman-group14-sha1, aes128-cbc'),
      ]);
    });

    it('takes an RSA key after one that is too new', async () => {
      const taken = 'PubkeyAcceptedAlgorithms rsa-sha2-256,ssh-rsa';
      const server = await sshd(taken, ...old, 'PasswordAuthentication no');
      const home = homeFor(server, rsaHostKey);
      makeKey(join(home, '.ssh'), 'id_ed25519', 'ed25519');
      const key = makeKey(join(home, '.ssh'), 'id_rsa', 'rsa');
      user.authorize(key.publicLine);
      await bench.logIn(target(server), { home });
    });

    /**
     * What these dropbears offer, as OpenSSH's configuration: the lists that a build of each tag of
     * https://github.com/mkj/dropbear sends, with its own options.h, less what no OpenSSH has (3des-ctr, twofish, blowfish). Their
     * host keys are RSA and DSA. Signatures of users with SHA-1 cannot be tried like this: they are given to servers that do not
     * tell which they take (RFC 8308), and every OpenSSH of today does.
     */
    const releases = [
      {
        release: 'dropbear 0.52 (OpenWrt 10.03)',
        kex: 'diffie-hellman-group1-sha1',
        ciphers: 'aes128-ctr,aes256-ctr,aes128-cbc,aes256-cbc,3des-cbc',
        macs: 'hmac-sha1-96,hmac-sha1,hmac-md5',
        told: ['diffie-hellman-group1-sha1'],
      },
      {
        release: 'dropbear 2011.54 (OpenWrt 12.09)',
        kex: 'diffie-hellman-group1-sha1,diffie-hellman-group14-sha1',
        ciphers: 'aes128-ctr,aes256-ctr,aes128-cbc,aes256-cbc,3des-cbc',
        macs: 'hmac-sha1-96,hmac-sha1,hmac-md5',
        told: ['diffie-hellman-group14-sha1'],
      },
      {
        release: 'dropbear 2014.63 (OpenWrt 14.07)',
        kex: 'curve25519-sha256@libssh.org,ecdh-sha2-nistp521,ecdh-sha2-nistp384,ecdh-sha2-nistp256,diffie-hellman-group1-sha1,diffie-hellman-group14-sha1',
        ciphers: 'aes128-ctr,aes256-ctr,aes128-cbc,aes256-cbc,3des-cbc',
        macs: 'hmac-sha1-96,hmac-sha1,hmac-md5',
        told: [],
      },
      {
        release: 'dropbear 2015.67 (OpenWrt 15.05)',
        kex: 'curve25519-sha256@libssh.org,ecdh-sha2-nistp521,ecdh-sha2-nistp384,ecdh-sha2-nistp256,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1',
        ciphers: 'aes128-ctr,aes256-ctr,aes128-cbc,aes256-cbc,3des-cbc',
        macs: 'hmac-sha2-256,hmac-sha2-512,hmac-sha1-96,hmac-sha1,hmac-md5',
        told: [],
      },
    ];

    describe.each(releases)('as $release', ({ kex, ciphers, macs, told }) => {
      const settings = (hostKeys: string) => [
        `KexAlgorithms ${kex}`,
        `Ciphers ${ciphers}`,
        `MACs ${macs}`,
        `HostKeyAlgorithms ${hostKeys}`,
      ];
      const warnings = (names: readonly string[]) =>
        names.length === 0 ? [] : [expect.stringContaining(`able to break: ${names.join(', ')}.`)];

      it('takes a password', async () => {
        const server = await sshd(...settings('ssh-rsa'));
        const questions = new ScriptedQuestions([password]);
        const home = homeFor(server, rsaHostKey);
        const connection = await bench.logIn(target(server), { home, questions });
        expect(await printed(connection, 'echo in')).toBe('in\n');
        expect(questions.warnings).toEqual(warnings(told));
      });

      it.skipIf(withoutDsa !== undefined)('shows a DSA key, which is checked as any other', async () => {
        const dsaHostKey = makeKey(bench.folder, `dsa-${await freePort()}`, 'dsa');
        const server = await startSshd({
          folder: bench.folder,
          hostKeys: [dsaHostKey.file],
          settings: settings('ssh-dss'),
        });
        running.push(server);
        const questions = new ScriptedQuestions([password]);
        await bench.logIn(target(server), { home: homeFor(server, dsaHostKey), questions });
        expect(questions.warnings).toEqual(warnings([...told, 'ssh-dss']));

        const other = makeKey(bench.folder, `dsa-other-${server.port}`, 'dsa');
        const fault = await faultOf(bench.logIn(target(server), { home: homeFor(server, other) }));
        expect(fault.code).toBe('host-key-changed');
      });
    });

    it.each([
      ['Ciphers 3des-cbc', '3des-cbc'],
      ['Ciphers aes256-cbc', 'aes256-cbc'],
      ['Ciphers aes128-ctr\nMACs hmac-sha1-96', 'hmac-sha1-96'],
      ['Ciphers aes128-ctr\nMACs hmac-md5', 'hmac-md5'],
      ['KexAlgorithms diffie-hellman-group1-sha1', 'diffie-hellman-group1-sha1'],
    ])('works with %s', async (setting, name) => {
      const server = await sshd(setting);
      const questions = new ScriptedQuestions([password]);
      await bench.logIn(target(server), { home: homeFor(server), questions });
      expect(questions.warnings).toEqual([expect.stringContaining(`: ${name}.`)]);
    });

    it('are not offered to a server that has better ones', async () => {
      const server = await sshd('KexAlgorithms diffie-hellman-group1-sha1,curve25519-sha256');
      const questions = new ScriptedQuestions([password]);
      await bench.logIn(target(server), { home: homeFor(server), questions });
      expect(questions.warnings).toEqual([]);
    });

    it('are not enough for one that shares nothing at all', async () => {
      const server = await sshd('KexAlgorithms sntrup761x25519-sha512@openssh.com');
      const fault = await faultOf(bench.logIn(target(server), { home: homeFor(server) }));
      expect(fault.code).toBe('no-common-algorithm');
      expect(fault.message).toContain('It has: sntrup761x25519-sha512@openssh.com');
      expect(fault.message).toContain('--ssh-command ssh');
    });
  });

  describe('over another host', () => {
    it('works, each with its own key and password', async () => {
      const jump = await sshd();
      const routerKey = makeDropbearKey(bench.folder, 'router', 'ed25519');
      const router = await startDropbear({ hostKeys: [routerKey.file] });
      running.push(router);
      const home = bench.home({
        known_hosts: knownLine(jump, hostKey.publicLine) + knownLine(router, routerKey.publicLine),
        config: [
          'Host attic',
          '  HostName 127.0.0.1',
          `  Port ${router.port}`,
          `  User ${user.name}`,
          '  ProxyJump stairs',
          'Host stairs',
          '  HostName 127.0.0.1',
          `  Port ${jump.port}`,
          `  User ${user.name}`,
          '',
        ].join('\n'),
      });
      const questions = new ScriptedQuestions([password, password]);
      const connection = await bench.logIn('attic', { home, questions, configFile: undefined });
      expect(connection.name).toBe(`${user.name}@127.0.0.1:${router.port}`);
      expect(await printed(connection, 'echo $SSH_CONNECTION')).toMatch(
        new RegExp(`^127\\.0\\.0\\.1 \\d+ 127\\.0\\.0\\.1 ${router.port}\n$`),
      );
      expect(questions.secrets).toEqual([
        expect.objectContaining({ login: `${user.name}@127.0.0.1:${jump.port}`, isJump: true }),
        expect.objectContaining({ login: `${user.name}@127.0.0.1:${router.port}`, isJump: false }),
      ]);
    });

    it('fails where that host cannot reach the router', async () => {
      const jump = await sshd();
      const closed = await freePort();
      const home = bench.home({
        known_hosts: knownLine(jump, hostKey.publicLine),
        config: `Host attic\n HostName 127.0.0.1\n Port ${closed}\n ProxyJump ${target(jump)}\n`,
      });
      const questions = new ScriptedQuestions([password]);
      const fault = await faultOf(bench.logIn('attic', { home, questions, configFile: undefined }));
      expect(fault.code).toBe('jump-failed');
      expect(fault.message).toContain(`cannot reach 127.0.0.1 port ${closed}`);
    });

    it('says on which host a login fails', async () => {
      const jump = await sshd();
      const home = bench.home({
        known_hosts: knownLine(jump, hostKey.publicLine),
        config: `Host attic\n HostName 127.0.0.1\n ProxyJump ${target(jump)}\n`,
      });
      const fault = await faultOf(bench.logIn('attic', { home, configFile: undefined }));
      expect(fault.code).toBe('jump-failed');
      expect(fault.message).toMatch(new RegExp(`^On the way, at .*:${jump.port}: .* does not let us in`));
    });

    it('refuses a way that leads back to itself', async () => {
      const home = bench.home({ config: 'Host attic\n ProxyJump stairs\nHost stairs\n ProxyJump attic\n' });
      const fault = await faultOf(bench.logIn('attic', { home, configFile: undefined }));
      expect(fault.code).toBe('config');
      expect(fault.message).toContain('ProxyJump');
    });
  });

  describe('that goes wrong', () => {
    it('is refused where nothing listens', async () => {
      const fault = await faultOf(bench.logIn(`root@127.0.0.1:${await freePort()}`, {}));
      expect(fault.code).toBe('refused');
      expect(fault.message).toMatch(/dropbear.*--port/);
    });

    it('is told where no such host is known', async () => {
      const fault = await faultOf(bench.logIn('root@no-such-router.invalid', {}));
      expect(fault.code).toBe('host-not-found');
    });

    it.each([
      ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
      ['noise', Buffer.alloc(70_000, 0xff)],
      ['another version', 'SSH-9.9-x\r\n'],
    ])('is told where %s answers', async (_name, words) => {
      const speaker = await startSpeaker(words);
      running.push(speaker);
      const fault = await faultOf(bench.logIn(`root@127.0.0.1:${speaker.port}`, { deadlineSeconds: 1 }));
      expect(['not-ssh', 'timed-out']).toContain(fault.code);
    });

    it.each([
      ['nothing at all', ''],
      ['its name and nothing more', 'SSH-2.0-dropbear_2019.78\r\n'],
    ])('ends after a while where a server says %s', async (_name, words) => {
      const speaker = await startSpeaker(words);
      running.push(speaker);
      const fault = await faultOf(bench.logIn(`root@127.0.0.1:${speaker.port}`, { deadlineSeconds: 0.3 }));
      expect(fault.code).toBe('timed-out');
    });

    it.each([10, 600, 1_500])('is told where the connection ends after %d bytes', async (bytes) => {
      const server = await sshd();
      const proxy = await startProxy(server.port, bytes);
      running.push(proxy);
      const fault = await faultOf(
        bench.logIn(target(proxy), { questions: new ScriptedQuestions([password], true) }),
      );
      expect(fault.code).toBe('connection-lost');
    });

    it('ends at once when it is interrupted', async () => {
      const speaker = await startSpeaker('');
      running.push(speaker);
      const interruption = new AbortController();
      const login = bench.logIn(`root@127.0.0.1:${speaker.port}`, { signal: interruption.signal });
      const why = new Error('Ctrl-C');
      setTimeout(() => interruption.abort(why), 50);
      await expect(login).rejects.toBe(why);
    });

    it.each(['password', 'host key'])(
      'waits for the answer about a %s longer than the server does',
      async (what) => {
        const server = await sshd('LoginGraceTime 1');
        class Slow extends ScriptedQuestions {
          override async secret(question: SecretQuestion): Promise<string | null> {
            if (what === 'password' && this.secrets.length === 0) await delay(1_600);
            return await super.secret(question);
          }
          override async confirmHostKey(question: Parameters<ScriptedQuestions['confirmHostKey']>[0]) {
            if (what === 'host key') await delay(1_600);
            return await super.confirmHostKey(question);
          }
        }
        const questions = new Slow([password], true);
        const connection = await bench.logIn(target(server), { questions, deadlineSeconds: 10 });
        expect(await printed(connection, 'echo in')).toBe('in\n');
        expect(questions.hostKeys.length).toBe(1);
        expect(questions.secrets.length).toBe(1);
      },
    );

    it('shows no stack, and passes on what the server says as words', async () => {
      const server = await sshd('MaxAuthTries 1');
      const questions = new ScriptedQuestions(['wrong', 'wrong', 'wrong']);
      const fault = await faultOf(bench.logIn(target(server), { home: homeFor(server), questions }));
      expect(fault.code).toBe('login-denied');
      expect(fault.message).toContain('Too many authentication failures');
    });
  });
});
