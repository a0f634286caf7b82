import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { connect } from '../../../src/collect/ssh/connect.ts';
import { makeDropbearKey, type TestKey } from '../../servers/keys.ts';
import { tellSkipped, whyNoServers } from '../../servers/programs.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import { startDropbear, type TestServer } from '../../servers/server.ts';
import { TestUser } from '../../servers/test-user.ts';

const reason = whyNoServers(['dropbear', 'dropbearkey', 'ssh-keygen', 'useradd', 'chpasswd']);
tellSkipped('logins on a real dropbear', reason);

describe.skipIf(reason !== undefined)('a login on dropbear', () => {
  let folder: string;
  let user: TestUser;
  let hostKey: TestKey;
  let server: TestServer;
  const open: RouterConnection[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hwdiag-ssh-'));
    user = await TestUser.create('db');
    hostKey = makeDropbearKey(folder, 'host', 'ed25519');
    server = await startDropbear({ folder, hostKeys: [hostKey.file] });
  });
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
  });
  afterAll(async () => {
    await server?.stop();
    await user?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('works with a password', async () => {
    await user.setPassword('right horse');
    const questions = new ScriptedQuestions(['wrong', 'right horse'], true);
    const home = mkdtempSync(join(folder, 'home-'));
    const connection = await connect(
      `${user.name}@127.0.0.1`,
      {
        port: server.port,
        configFile: 'none',
        surroundings: { env: {}, platform: 'linux', homeFolder: home, localUser: 'me', localHost: 'here' },
      },
      questions,
      new AbortController().signal,
    );
    open.push(connection);
    const command = await connection.start('cat; echo err >&2; exit 3');
    command.stdin.end('hello');
    const [out, err, end] = await Promise.all([text(command.stdout), text(command.stderr), command.end]);
    expect([out, err, end]).toEqual(['hello', 'err\n', { code: 3, signal: null }]);
    expect(readFileSync(join(home, '.ssh', 'known_hosts'), 'utf8')).toBe(
      `[127.0.0.1]:${server.port} ssh-ed25519 ${hostKey.blob.toString('base64')}\n`,
    );
  });
});
