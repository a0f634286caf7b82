import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnoser } from '../src/diagnosis.ts';
import { toJson } from '../src/report/json.ts';
import { toReply } from '../src/report/reply.ts';
import { plainPalette } from '../src/report/text/palette.ts';
import { toText } from '../src/report/text/to-text.ts';

const names = readdirSync('samples').flatMap((file) => /^(.+)(?<!\.out)\.txt$/.exec(file)?.[1] ?? []);

function diagnosisOf(name: string) {
  const path = `samples/${name}.txt`;
  const diagnoser = new Diagnoser();
  diagnoser.capture.source(path);
  diagnoser.capture.feed(readFileSync(path));
  diagnoser.capture.endSource();
  return diagnoser.finish();
}

function expected(name: string, ending: string): string {
  return readFileSync(`samples/${name}.${ending}`, 'utf8');
}

describe('samples', () => {
  it('has the five situations of the first thread and the whole of it', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'e3372-qmi-on-ncm',
        'e3372-3g-works',
        'e3372-by-hand',
        'e3372-ncm-works',
        'ms2372h-no-lease',
        'forum-thread',
      ]),
    );
  });

  it.each(names)('%s gives the JSON report beside it', (name) => {
    expect(JSON.parse(JSON.stringify(toJson(diagnosisOf(name))))).toEqual(JSON.parse(expected(name, 'json')));
  });

  it.each(names)('%s gives the terminal report beside it: 80 columns, no colour', (name) => {
    expect(
      toText(diagnosisOf(name), { width: 80, unicode: true, verbose: false, palette: plainPalette }),
    ).toBe(expected(name, 'out.txt'));
  });

  it.each(names)('%s gives the reply beside it', (name) => {
    expect(toReply(diagnosisOf(name), true)).toBe(expected(name, 'reply'));
  });

  it('is what the README shows', () => {
    const shown = /```\n\$ (npx hwdiag (samples\/(.+)\.txt))\n([^`]+)```/.exec(
      readFileSync('README.md', 'utf8'),
    );
    const [, , , name = '', output = ''] = shown ?? [];
    expect(output.length).toBeGreaterThan(400);
    expect(expected(name, 'out.txt').startsWith(output)).toBe(true);
  });
});
