import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { rules } from '../../src/rules/list.ts';
import { runHere } from './harness.ts';

describe('hwdiag explain', () => {
  test.each([
    [['apn-typo'], /^apn-typo\n\nAPN differs/],
    [['usb-autosuspend'], /^usb-autosuspend: [\s\S]*It breaks power: /],
    [['+CME ERROR: 30'], /^\+CME ERROR 30: no-network/],
    [['+CME', 'ERROR:', '33'], /session cause \(SM, ESM\) 33: /],
    [['NO_DEVICE'], /^NO_DEVICE: a protocol handler gave up/],
    [
      ['Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Setting up wwan0'],
      /^said by {2}proto-ncm\n/,
    ],
  ])('%j', async (words, expected) => {
    const { code, stdout, stderr } = await runHere(['explain', ...words]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(expected);
    expect(code).toBe(exitCode.nothingFound);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('every rule has a page that can be read in a terminal', async () => {
    for (const { id } of rules) {
      const { stdout } = await runHere(['explain', id]);
      expect(stdout).toMatch(new RegExp(`^${id}\\n`));
      expect(stdout).not.toMatch(/```|<!--/);
    }
  });

  test('what nobody knows: 4, with what is near, and no control character', async () => {
    const near = await runHere(['explain', 'apn-typos']);
    expect(near.code).toBe(exitCode.undetermined);
    expect(near.stdout).toMatch(/Did you mean\s+apn-typo\?/);
    expect((await runHere(['explain', '\u001b[31mred'])).stdout).not.toContain('\u001b');
    expect((await runHere(['explain'])).code).toBe(exitCode.usage);
    expect((await runHere(['explain', ''])).code).toBe(exitCode.usage);
  });
});

describe('hwdiag rules', () => {
  test('lists each, for people and for programs', async () => {
    const { stdout, code } = await runHere(['rules']);
    expect(code).toBe(exitCode.nothingFound);
    const json = JSON.parse((await runHere(['rules', '--format', 'json'])).stdout);
    expect(json.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    expect(json.rules[0]).toEqual({
      id: expect.any(String),
      title: expect.any(String),
      role: expect.any(String),
      severity: expect.any(String),
      rung: expect.any(String),
      maxConfidence: expect.any(String),
      since: '0.1.0',
      needs: expect.any(Array),
      explains: expect.any(Array),
    });
    for (const { id } of rules) expect(stdout).toMatch(new RegExp(`^ {2}${id} `, 'm'));
  });
});
