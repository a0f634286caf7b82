import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../../src/cli/exit-code.ts';
import { runHere } from './harness.ts';
import { brokenPost, workingLog } from './inputs.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hwdiag-eval-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(name: string, cases: { readonly [path: string]: string }): string {
  for (const [path, content] of Object.entries(cases)) {
    mkdirSync(join(root, name, path, '..'), { recursive: true });
    writeFileSync(join(root, name, path), content);
  }
  return join(root, name);
}

const isQmiOnNcm = JSON.stringify({ healthy: false, expect: [{ cause: 'proto-qmi-on-huawei-ncm' }] });
const isHealthy = JSON.stringify({ healthy: true, expect: [] });

describe('hwdiag eval', () => {
  test('all right: 0', async () => {
    const cases = folder('right', {
      'broken/input.txt': brokenPost,
      'broken/case.json': isQmiOnNcm,
      'works/input.txt': workingLog,
      'works/case.json': isHealthy,
      'README.md': 'about them',
    });
    const { code, stdout, stderr } = await runHere(['eval', cases]);
    expect(stderr).toBe('');
    expect(code).toBe(exitCode.nothingFound);
    expect(stdout).toContain('root cause first      1 of 1 (100.0%)\n');
  });

  test('one is missed: 1, told as JSON', async () => {
    const one = folder('missed', { 'input.txt': workingLog, 'case.json': isQmiOnNcm });
    const { code, stdout } = await runHere(['eval', one, '--format', 'json']);
    expect(code).toBe(exitCode.findings);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      failures: { threads: 1, firstRight: 0 },
      misses: [{ id: 'missed', expected: ['proto-qmi-on-huawei-ncm'], first: null }],
    });
  });

  test.each([
    ['no cases', { 'notes/a.txt': 'a' }, 'holds no labelled case'],
    ['no JSON', { 'a/input.txt': 'a', 'a/case.json': '{' }, 'case.json is no JSON'],
    [
      'a field is missing',
      { 'a/input.txt': 'a', 'a/case.json': '{"healthy":true}' },
      'case.json has no expect.',
    ],
    ['no label', { 'a/input.txt': 'a' }, 'case.json is missing beside input.txt.'],
    ['no input', { 'a/case.json': isHealthy }, 'input.txt'],
  ] as const)('%s: 3, and a sentence', async (name, cases, sentence) => {
    const { code, stdout, stderr } = await runHere(['eval', folder(name.replaceAll(' ', '-'), cases)]);
    expect(code).toBe(exitCode.couldNotLook);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test('a folder that is not there, or no folder', async () => {
    expect((await runHere(['eval', join(root, 'nowhere')])).stderr).toContain('does not exist.');
    const file = join(folder('file', { 'a.txt': 'a' }), 'a.txt');
    expect((await runHere(['eval', file])).stderr).toContain('is no folder.');
    expect((await runHere(['eval'])).code).toBe(exitCode.usage);
  });
});
