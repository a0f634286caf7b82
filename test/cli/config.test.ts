import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost } from './inputs.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hwdiag-config-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function file(content: string): string {
  const path = join(root, 'hwdiag.config.json');
  writeFileSync(path, content);
  return path;
}

async function rulesSaid(argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runHere([...argv, '--format', 'json'], { stdin: brokenPost });
  return JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
}

describe('choosing rules', () => {
  const cause = 'proto-qmi-on-huawei-ncm';

  test('only one, or all but one', async () => {
    expect(await rulesSaid([])).toContain(cause);
    expect(await rulesSaid(['--rule', cause])).toEqual([cause]);
    expect(await rulesSaid(['--rule', `${cause},apn-typo`, '--ignore', cause])).toEqual([]);
    expect(await rulesSaid(['--ignore', cause])).not.toContain(cause);
  });

  test.each([
    ['--rule', 'apn-typos', 'There is no rule apn-typos; did you mean apn-typo?'],
    ['--ignore', 'usb-autosuspend', 'This version has no rule for usb-autosuspend yet.'],
  ])('%s %s is wrong usage', async (option, id, sentence) => {
    const { code, stderr } = await runHere([option, id], { stdin: brokenPost });
    expect(code).toBe(exitCode.usage);
    expect(stderr).toContain(sentence);
  });
});

describe('a configuration file', () => {
  test('sets what the command line does not', async () => {
    const path = file(
      '{ "ignore": ["proto-qmi-on-huawei-ncm"], "format": "json", "failOn": "never", "width": 60, "unicode": false, "verbose": true, "rules": [] }',
    );
    const set = await runHere(['--config', path], { stdin: brokenPost });
    expect(JSON.parse(set.stdout).findings.map(({ rule }: { rule: string }) => rule)).not.toContain(
      'proto-qmi-on-huawei-ncm',
    );
    expect((await runHere(['--config', path, '--format', 'text'], { stdin: brokenPost })).stdout).not.toMatch(
      /^\{/,
    );
    expect(await rulesSaid(['--config', path, '--ignore', 'apn-typo'])).toContain('proto-qmi-on-huawei-ncm');
    expect((await runHere(['--no-config'], { stdin: brokenPost })).code).toBe(exitCode.findings);
  });

  test.each([
    ['markdown', /^\*\*✘\*\* The connection stops/],
    ['bbcode', /^✘ The connection stops/],
    ['sarif', /^\{\n {2}"\$schema": "[^"]*sarif-2\.1\.0/],
    ['html', /^<!DOCTYPE html>/],
  ])('sets the format %s', async (format, beginning) => {
    const { code, stdout } = await runHere(['--config', file(JSON.stringify({ format }))], {
      stdin: brokenPost,
    });
    expect(stdout).toMatch(beginning);
    expect(code).toBe(exitCode.findings);
  });

  test.each([
    ['{', 'is no JSON'],
    ['[]', 'holds no JSON object.'],
    ['{ "formt": "json" }', 'sets formt, which is none of rules, ignore,'],
    ['{ "format": "xml" }', 'sets format to what is not one of text, json, markdown, bbcode, sarif, html.'],
    ['{ "ignore": "apn-typo" }', 'sets ignore to what is not a list of rule ids.'],
    ['{ "width": 3 }', 'sets width to what is not a whole number from'],
    ['{ "verbose": "yes" }', 'sets verbose to what is not true or false.'],
    ['{ "rules": ["no-such"] }', 'There is no rule no-such.'],
  ])('%s: 2, and a sentence', async (content, sentence) => {
    const { code, stdout, stderr } = await runHere(['--config', file(content)], { stdin: brokenPost });
    expect(code).toBe(exitCode.usage);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
  });

  test('that is named has to be there', async () => {
    const { code, stderr } = await runHere(['--config', join(root, 'nowhere.json')], { stdin: brokenPost });
    expect(code).toBe(exitCode.usage);
    expect(stderr).toContain('does not exist.');
  });
});
