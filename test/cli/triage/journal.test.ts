import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failedRecord } from '../../../src/cli/triage/failed-record.ts';
import { Journal } from '../../../src/cli/triage/journal.ts';

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'hwdiag-journal-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function lineOf(id: string): string {
  return `${JSON.stringify(failedRecord(id, 'empty', `${id} is empty.`))}\n`;
}

test('two runs on one file do not write over each other', async () => {
  const path = join(scratch, 'shared.ndjson');
  const [one, other] = [await Journal.open(path), await Journal.open(path)];
  const lines: string[] = [];
  for (let count = 1; count <= 20; count += 1) {
    const [long, short] = [lineOf(`${'long/'.repeat(count)}${count}.txt`), lineOf(`${count}`)];
    await Promise.all([one.add(long), other.add(short)]);
    lines.push(long, short);
  }
  await one.close();
  await other.close();
  const written = readFileSync(path, 'utf8').split('\n');
  expect(written.sort()).toEqual(lines.join('').split('\n').sort());
  const again = await Journal.open(path);
  expect(await again.recordOf('20')).toMatchObject({ id: '20', error: { code: 'empty' } });
  await again.close();
});
