import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostKeyCheck } from '../../../src/collect/ssh/host-key-check.ts';
import { settingsOf } from '../../../src/collect/ssh/host-settings.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hwdiag-host-key-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A public key of a type as it goes over the wire; nothing here looks at more of it. */
function keyOf(type: string, rest: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type + rest)]);
}

function checkOf(questions: ScriptedQuestions, acceptsNew: boolean): HostKeyCheck {
  const surroundings = {
    env: {},
    platform: 'linux',
    homeFolder: home,
    localUser: 'joe',
    localHost: 'desk',
  } as const;
  return new HostKeyCheck(
    settingsOf(
      'root@192.0.2.1',
      { port: undefined, identity: undefined, configFile: 'none' },
      false,
      surroundings,
    ),
    acceptsNew,
    questions,
  );
}

describe('a login that takes more than one connection', () => {
  const first = keyOf('ssh-ed25519', 'first');

  test.each([
    ['of the same type', keyOf('ssh-ed25519', 'second')],
    ['of another type', keyOf('ssh-rsa', 'second')],
  ])('takes one new key, and no second one %s', async (_, second) => {
    const { signal } = new AbortController();
    const questions = new ScriptedQuestions([], true);
    for (const acceptsNew of [true, false]) {
      rmSync(join(home, '.ssh'), { recursive: true, force: true });
      const check = checkOf(questions, acceptsNew);
      await check.check(first, signal);
      await check.check(first, signal);
      await expect(check.check(second, signal)).rejects.toMatchObject({
        code: 'host-key-changed',
        message: expect.stringContaining('a moment ago'),
      });
      const known = readFileSync(join(home, '.ssh/known_hosts'), 'utf8');
      expect(known.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(questions.hostKeys).toHaveLength(1);
    expect(questions.warnings).toHaveLength(1);
  });
});
