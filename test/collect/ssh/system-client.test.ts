import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { commandWords, systemClient } from '../../../src/collect/ssh/system-client.ts';
import { makeKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../../servers/programs.ts';
import { startSshd, type TestServer } from '../../servers/server.ts';
import { TestUser } from '../../servers/test-user.ts';
import { knownLine, LoginBench, printed } from './login-bench.ts';

const reason = whyNoServers(['ssh', 'sshd', 'ssh-keygen', 'useradd', 'chpasswd']);
tellSkipped('logins with the system’s own client', reason);

describe('the words of --ssh-command', () => {
  it.each<[string, readonly string[]]>([
    ['ssh', ['ssh']],
    ['  ssh   -v\t-4 ', ['ssh', '-v', '-4']],
    ["ssh -o 'ProxyCommand nc %h %p'", ['ssh', '-o', 'ProxyCommand nc %h %p']],
    ['"/opt/my ssh" -i "a \\" b"', ['/opt/my ssh', '-i', 'a " b']],
    ['/opt/my\\ ssh', ['/opt/my ssh']],
    ['C:\\Windows\\ssh.exe -v', ['C:\\Windows\\ssh.exe', '-v']],
    ["ssh ''", ['ssh', '']],
    ['ssh $HOME;reboot `id` $(id) >x', ['ssh', '$HOME;reboot', '`id`', '$(id)', '>x']],
    ['', []],
  ])('%s', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });

  it('with an open quotation mark are refused', () => {
    expect(() => commandWords('ssh "x')).toThrow(expect.objectContaining({ code: 'config' }));
  });
});

describe('a client of the system', () => {
  const bench = new LoginBench();
  const open: RouterConnection[] = [];
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
  });
  afterAll(() => bench.end());

  /** @param script what stands in for the client */
  function client(
    script: string,
    target = 'root@router',
    options = {},
    signal = new AbortController().signal,
  ) {
    const file = join(bench.folder, `client-${Math.random().toString(36).slice(2)}`);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    const connection = systemClient(target, { command: `${file} -x`, ...options }, signal);
    open.push(connection);
    return connection;
  }

  it('gets options, target and command as words of its own', async () => {
    const given = { port: 2222, identity: '/k e y', configFile: '/c', acceptNew: true };
    const output = await printed(client('printf "%s\\n" "$@"', 'ssh://me@[::1]:9', given), 'echo $HOME; id');
    expect(output.split('\n')).toEqual([
      '-x',
      '-T',
      '-p',
      '2222',
      '-i',
      '/k e y',
      '-F',
      '/c',
      '-o',
      'StrictHostKeyChecking=accept-new',
      '-l',
      'me',
      '::1',
      'echo $HOME; id',
      '',
    ]);
  });

  it('passes both outputs and the exit code on', async () => {
    const command = await client('cat; echo err >&2; exit 7').start('x');
    command.stdin.end('in');
    expect(await Promise.all([text(command.stdout), text(command.stderr), command.end])).toEqual([
      'in',
      'err\n',
      { code: 7, signal: null },
    ]);
  });

  it('is quoted when it gets no session', async () => {
    const command = await client('echo "Permission denied (publickey)." >&2; exit 255').start('x');
    command.stdout.resume();
    await expect(command.end).rejects.toMatchObject({
      code: 'client-failed',
      message: expect.stringContaining('Permission denied (publickey).'),
    });
  });

  it('that is not there is told in words', async () => {
    const connection = systemClient('router', { command: '/no/such/ssh' }, new AbortController().signal);
    await expect(connection.start('x')).rejects.toMatchObject({
      code: 'no-client',
      message: expect.stringContaining('/no/such/ssh cannot be started: there is no such file.'),
    });
  });

  it('is ended by an interruption', async () => {
    const interruption = new AbortController();
    const command = await client('exec sleep 60', 'router', {}, interruption.signal).start('x');
    command.stdout.resume();
    const why = new Error('Ctrl-C');
    interruption.abort(why);
    await expect(command.end).rejects.toBe(why);
  });

  it('that is killed lost its connection, as far as one can tell', async () => {
    const command = await client('kill -KILL $$').start('x');
    command.stdout.resume();
    await expect(command.end).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('is ended when the connection is closed', async () => {
    const connection = client('echo $$; exec sleep 60');
    const command = await connection.start('x');
    const pid = Number(await new Promise((resolve) => command.stdout.once('data', resolve)));
    await connection.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('must not take a target for an option', () => {
    const signal = new AbortController().signal;
    expect(() => systemClient('-oProxyCommand=id', { command: 'ssh' }, signal)).toThrow(
      expect.objectContaining({ code: 'config' }),
    );
  });
});

describe.skipIf(reason !== undefined)('OpenSSH’s client', { timeout: 60_000 }, () => {
  let bench: LoginBench;
  let user: TestUser;
  let hostKey: TestKey;
  let key: TestKey;
  let server: TestServer;

  beforeAll(async () => {
    bench = new LoginBench();
    user = await TestUser.create('sc');
    await user.setPassword('right horse');
    hostKey = makeKey(bench.folder, 'host', 'ed25519');
    key = makeKey(bench.folder, 'key', 'ed25519');
    user.authorize(key.publicLine);
    server = await startSshd({ folder: bench.folder, hostKeys: [hostKey.file] });
  }, 60_000);
  afterAll(async () => {
    await bench?.end();
    await server?.stop();
    await user?.remove();
  });

  function connection(list: string, ...settings: readonly string[]): RouterConnection {
    const known = join(bench.folder, `known-${Math.random().toString(36).slice(2)}`);
    writeFileSync(known, list);
    const configFile = `${known}.config`;
    writeFileSync(configFile, [`UserKnownHostsFile ${known}`, 'BatchMode yes', ...settings, ''].join('\n'));
    return systemClient(
      `${user.name}@127.0.0.1`,
      { command: 'ssh', port: server.port, identity: key.file, configFile },
      new AbortController().signal,
    );
  }

  it('logs in, and runs a script on its input', async () => {
    const list = knownLine(server, hostKey.publicLine);
    const script = `${'# a line of no use\n'.repeat(2_000)}id -un\n`;
    expect(await printed(connection(list), 'sh -s', script)).toBe(`${user.name}\n`);
  });

  it('refuses a host by itself, and is quoted', async () => {
    const command = await connection('').start('true');
    command.stdout.resume();
    await expect(command.end).rejects.toMatchObject({
      code: 'client-failed',
      message: expect.stringContaining('Host key verification failed.'),
    });
  });
});
