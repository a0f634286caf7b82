import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rungs } from '../../src/knowledge/rung.ts';
import { toJsonText } from '../../src/report/json.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { arbitraryDiagnosis } from './arbitrary-diagnosis.ts';

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const page = fc.record({
  width: fc.integer({ min: 40, max: 120 }),
  unicode: fc.boolean(),
  verbose: fc.boolean(),
  palette: fc.constant(plainPalette),
});

describe('a report on anything', () => {
  test('holds no control or invisible character, no line wider than the page, no blanks at line ends', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, page, (diagnosis, options) => {
        const text = toText(diagnosis, options);
        expect(text.endsWith('\n')).toBe(true);
        for (const line of text.slice(0, -1).split('\n')) {
          expect(line).not.toMatch(invisible);
          expect(line).not.toMatch(/\s$/u);
          expect(displayWidth(line)).toBeLessThanOrEqual(options.width);
          if (!options.unicode) expect(line).toMatch(/^[\x20-\x7e]*$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is the same text when it is coloured, once the colours are taken off', () => {
    const bracketed = (text: string) => `\u0001${text}\u0002`;
    const marking = {
      error: bracketed,
      warning: bracketed,
      note: bracketed,
      good: bracketed,
      strong: bracketed,
      muted: bracketed,
      command: bracketed,
    };
    fc.assert(
      fc.property(arbitraryDiagnosis, page, (diagnosis, options) => {
        const coloured = toText(diagnosis, { ...options, palette: marking });
        expect(coloured.replaceAll(/[\u0001\u0002]/g, '')).toBe(toText(diagnosis, options));
      }),
      { numRuns: 50 },
    );
  });

  test('names in its first sentence the one rung that its ladder shows as broken', () => {
    fc.assert(
      fc.property(
        arbitraryDiagnosis,
        fc.constantFrom(...rungs),
        fc.constantFrom('broken' as const, 'mixed' as const),
        (diagnosis, rung, state) => {
          fc.pre(diagnosis.episodeVerdicts.length > 0);
          const told = {
            ...diagnosis,
            verdict: { ...diagnosis.verdict, state, rung },
            episodeVerdicts: diagnosis.episodeVerdicts.map((own) => ({ ...own, state, rung })),
          };
          const text = toText(told, { width: 100, unicode: true, verbose: false, palette: plainPalette });
          expect(
            /(?:The connection stops|it was lost) at (\w+)/.exec(text.replaceAll(/\s+/g, ' '))?.[1],
          ).toBe(rung);
          const word = text.includes('✘ lost at') ? 'lost at' : 'stops at';
          const rows = [...text.matchAll(new RegExp(`^ {2}✘ ${word} +(.+)$`, 'gm'))];
          expect(rows.map((row) => row[1]?.replaceAll(/[()]/g, ''))).toEqual([rung]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('is, as JSON, readable back and free of invisible characters', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, (diagnosis) => {
        const json = toJsonText(diagnosis);
        expect(json.replaceAll('\n', '')).not.toMatch(invisible);
        expect(JSON.parse(json)).toHaveProperty('schemaVersion', 1);
      }),
      { numRuns: 200 },
    );
  });
});
