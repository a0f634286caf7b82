import { describe, expect, it } from 'vitest';
import { bareLineMendings, lineMendings, runMendings } from '../../../src/capture/mending/index.ts';
import { spanOf, spanText } from '../../../src/capture/position.ts';
import { mendedLines, mendedTexts } from './mended.ts';

const samples = [...lineMendings, ...bareLineMendings, ...runMendings].flatMap(({ name, samples: all }) =>
  all.map(({ damaged, mended }) => ({ name, damaged, mended })),
);

describe('every mending', () => {
  it.each(samples)('$name: $damaged', ({ damaged, mended }) => {
    expect(mendedTexts(damaged)).toEqual(mended);
  });

  it.each(samples)('$name: $mended stays as it is', ({ mended }) => {
    expect(mendedTexts(mended)).toEqual(mended);
  });

  it.each(samples)('$name: every word of $damaged is pointed at where it stands', ({ damaged }) => {
    for (const line of mendedLines(damaged)) {
      for (const { index, 0: word } of line.text.matchAll(/[\w.:]{2,}/g)) {
        const span = spanOf(line, index, index + word.length);
        // Words of ours, such as a date for the milliseconds that it was made from.
        if (!damaged.some((text) => text.includes(word))) {
          expect(damaged).toContain(span.text);
          continue;
        }
        expect(damaged.flatMap((text) => [text, ...text.split('\r')])).toContain(span.text);
        // A word that was put together from two places ends in the second.
        const found = spanText(span);
        const isPutTogether = found !== word;
        if (isPutTogether) expect(found).toMatch(new RegExp(`^${word.slice(0, 1)}.*`));
        else expect(found).toBe(word);
      }
    }
  });

  it('has a name of its own', () => {
    const names = [...lineMendings, ...bareLineMendings, ...runMendings].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
