import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { fingerprintOf } from '../../src/collect/ssh/known-hosts.ts';
import { knownHosts, knownLine, LoginBench } from '../collect/ssh/login-bench.ts';
import { startHostile } from '../servers/hostile.ts';
import { makeDropbearKey, makeKey, type TestKey } from '../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../servers/programs.ts';
import { startDropbear, type TestServer } from '../servers/server.ts';
import { TestUser } from '../servers/test-user.ts';
import { ended, inTerminal, python, said, start } from './process.ts';

const reason =
  whyNoServers(['dropbear', 'dropbearkey', 'ssh-keygen', 'useradd', 'chpasswd']) ??
  (python === null ? 'there is no Python to make a terminal' : undefined);
tellSkipped('questions of a login at a terminal', reason);

const ctrlC = '\u0003';
const ctrlD = '\u0004';
const password = 'right horse';

describe.skipIf(reason !== undefined)('a login at a terminal', { timeout: 60_000 }, () => {
  let bench: LoginBench;
  let user: TestUser;
  let hostKey: TestKey;
  let server: TestServer;

  beforeAll(async () => {
    bench = new LoginBench();
    user = await TestUser.create('tt');
    await user.setPassword(password);
    hostKey = makeDropbearKey(bench.folder, 'host', 'ed25519');
    server = await startDropbear({ hostKeys: [hostKey.file] });
  }, 60_000);
  afterEach(() => user.authorize());
  afterAll(async () => {
    await bench?.end();
    await server?.stop();
    await user?.remove();
  });

  const known = () => bench.home({ known_hosts: knownLine(server, hostKey.publicLine) });
  /** Without an SSH agent of whoever runs the tests. */
  const begun = (home: string, ...options: readonly string[]) =>
    start(['ssh', `${user.name}@127.0.0.1:${server.port}`, '--ssh-config', 'none', ...options], {
      command: inTerminal(200),
      env: { HOME: home, SSH_AUTH_SOCK: '' },
    });

  it('asks for a password three times, and shows nothing of what is typed', async () => {
    const child = begun(known());
    const outcome = ended(child);
    for (const attempt of ['tick', 'trick', 'track']) {
      await said(child.stdout, `${attempt === 'tick' ? '' : 'That was not it. '}Password of ${user.name}`);
      child.stdin.write(`${attempt}\r`);
    }
    const { code, stdout } = await outcome;
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toContain('does not let us in. Tried: no password, password.');
    expect(stdout).not.toMatch(/tick|trick|track/);
  });

  it('shows the key of an unknown host, takes only a clear yes, and goes on', async () => {
    const home = bench.home();
    const child = begun(home);
    const outcome = ended(child);
    await said(child.stdout, 'Is it? (yes/no, or the fingerprint)');
    child.stdin.write('y\r');
    await said(child.stdout, 'Please type');
    child.stdin.write(`${fingerprintOf(hostKey.blob)}\r`);
    await said(child.stdout, 'Password of');
    child.stdin.write(ctrlD);
    const { code, stdout } = await outcome;
    expect(stdout).toContain(`ED25519 key has the fingerprint ${fingerprintOf(hostKey.blob)}`);
    expect(knownHosts(home)).toBe(knownLine(server, hostKey.publicLine));
    expect(code).toBe(exitCode.couldNotLook);
  });

  it('sends nothing after a no', async () => {
    const home = bench.home();
    const child = begun(home);
    const outcome = ended(child);
    await said(child.stdout, 'Is it? (yes/no');
    child.stdin.write('no\r');
    const { code, stdout } = await outcome;
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toContain('its key was not accepted');
    expect(stdout).not.toContain('Password');
  });

  it('asks for the passphrase of a key', async () => {
    const key = makeKey(bench.folder, 'locked', 'ed25519', 'open sesame');
    user.authorize(key.publicLine);
    const child = begun(known(), '--identity', key.file);
    const outcome = ended(child);
    await said(child.stdout, `Passphrase of the key ${key.file}: `);
    child.stdin.write('open sesame\r');
    const { stdout } = await outcome;
    expect(stdout).not.toContain('open sesame');
    expect(stdout).not.toContain('Password');
    expect(stdout).not.toContain('does not let us in');
  });

  it.each(['Password of', 'Is it? (yes/no'])('ends with 130 at Ctrl-C behind “%s”', async (question) => {
    const child = begun(question.startsWith('Is') ? bench.home() : known());
    const outcome = ended(child);
    await said(child.stdout, question);
    child.stdin.write(ctrlC);
    const { code, stdout } = await outcome;
    expect(code).toBe(exitCode.interrupted);
    expect(stdout).toMatch(/hwdiag: Interrupted\.\r\n$/);
  });

  it('leaves the terminal as it was', async () => {
    const shell = `${process.execPath} "$0" "$@"; stty -a`;
    const command = inTerminal(200);
    const child = start(['ssh', `${user.name}@127.0.0.1:${server.port}`, '--ssh-config', 'none'], {
      // The program runs in a shell, which looks at the terminal afterwards.
      command: [...command.slice(0, 3), '/bin/sh', '-c', shell, command.at(-1) ?? ''],
      env: { HOME: known(), SSH_AUTH_SOCK: '' },
    });
    const outcome = ended(child);
    await said(child.stdout, 'Password of');
    child.stdin.write(ctrlC);
    const { stdout } = await outcome;
    expect(stdout).toMatch(/(?<!-)\bicanon\b/);
    expect(stdout).toMatch(/(?<!-)\becho\b/);
    expect(stdout).toMatch(/(?<!-)\bisig\b/);
  });

  it('makes what a server says harmless', async () => {
    const key = makeKey(bench.folder, 'hostile', 'ed25519');
    const hostile = await startHostile(key, '\u001b[2J\u001b]0;owned\u0007Your bank password: ');
    try {
      const home = bench.home({ known_hosts: knownLine(hostile, key.publicLine) });
      const child = start(['ssh', `root@127.0.0.1:${hostile.port}`, '--ssh-config', 'none'], {
        command: inTerminal(200),
        env: { HOME: home, SSH_AUTH_SOCK: '' },
      });
      const outcome = ended(child);
      await said(child.stdout, 'Your bank password:');
      child.stdin.write('x\r');
      const { stdout } = await outcome;
      expect(stdout).toContain(`root@127.0.0.1:${hostile.port} asks: ␛[2J␛]0;owned␇Your bank password:`);
      // Readline moves the cursor; nothing else may come through.
      expect(stdout.replaceAll(/\u001b\[\d*[GJK]/g, '')).not.toMatch(/[\u001b\u0007]/);
    } finally {
      await hostile.stop();
    }
  });

  describe('with --password-stdin', () => {
    const without = (home: string, input: string | Buffer, ...options: readonly string[]) => {
      const child = start(
        [
          'ssh',
          `${user.name}@127.0.0.1:${server.port}`,
          '--ssh-config',
          'none',
          '--password-stdin',
          ...options,
        ],
        // A session of its own has no terminal to ask at.
        { env: { HOME: home, SSH_AUTH_SOCK: '' }, detached: true },
      );
      // Of a line that is too long not all is read.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
      return ended(child);
    };

    it('takes the first line, once', async () => {
      const { code, stderr } = await without(known(), 'wrong\nright horse\n');
      expect(code).toBe(exitCode.couldNotLook);
      expect(stderr).toContain('Tried: no password, password.');
      expect(stderr).not.toMatch(/wrong|horse/);
    });

    it('logs in with it', async () => {
      const { stderr } = await without(known(), `${password}\n`);
      expect(stderr).not.toContain('does not let us in');
      expect(server.log()).toMatch(new RegExp(`Password auth succeeded for '${user.name}'`));
    });

    it('refuses an unknown host, as there is nobody to ask', async () => {
      const { code, stderr } = await without(bench.home(), `${password}\n`);
      expect(code).toBe(exitCode.couldNotLook);
      expect(stderr).toContain('is not a known host');
      expect(stderr).toContain('--accept-new');
    });

    it('says so when the input is empty', async () => {
      const { code, stderr } = await without(known(), '');
      expect(code).toBe(exitCode.couldNotLook);
      expect(stderr).toContain('does not let us in');
      expect(stderr).toContain('Standard input is empty');
    });

    it.each([
      ['longer than', 'x'.repeat(1_000_000)],
      ['holds a NUL', 'sesame\0\n'],
      ['not UTF-8', Buffer.from('s\xe9same\n', 'latin1')],
    ])('sends no line that is no password, and does not quote it: %s', async (why, input) => {
      const { code, stderr } = await without(known(), input, '--debug');
      expect(code).toBe(exitCode.couldNotLook);
      expect(stderr).toMatch(/The first line of standard input is no password: it .*\.$/m);
      expect(stderr).toContain(why);
      expect(stderr).toContain('Tried: no password.');
      expect(stderr).not.toMatch(/same|xxx/);
    });

    it('takes a line that Windows ends', async () => {
      const { stderr } = await without(known(), `${password}\r\n`);
      expect(stderr).not.toContain('does not let us in');
    });

    it('shows nothing where standard input is the keyboard', async () => {
      const child = begun(known(), '--password-stdin');
      const outcome = ended(child);
      await said(child.stdout, 'Password of');
      child.stdin.write(`${password}\r`);
      const { stdout } = await outcome;
      expect(stdout).not.toContain('horse');
      expect(stdout).not.toContain('does not let us in');
    });
  });

  it('ends at SIGTERM as at Ctrl-C, and leaves the terminal as it was', async () => {
    const command = inTerminal(200);
    const program = `echo "I am $$."; exec ${process.execPath} "$0" "$@"`;
    const shell = `/bin/sh -c '${program}' "$0" "$@"; echo "ended with $?"; stty -a`;
    const child = start(['ssh', `${user.name}@127.0.0.1:${server.port}`, '--ssh-config', 'none'], {
      command: [...command.slice(0, 3), '/bin/sh', '-c', shell, command.at(-1) ?? ''],
      env: { HOME: known(), SSH_AUTH_SOCK: '' },
    });
    let shown = '';
    child.stdout.on('data', (chunk) => {
      shown += chunk;
    });
    const outcome = ended(child);
    await said(child.stdout, 'Password of');
    process.kill(Number(/I am (\d+)\./.exec(shown)?.[1]), 'SIGTERM');
    const { stdout } = await outcome;
    expect(stdout).toContain(`ended with ${exitCode.interrupted}`);
    expect(stdout).toMatch(/(?<!-)\bicanon\b/);
    expect(stdout).toMatch(/(?<!-)\becho\b/);
  });
});
