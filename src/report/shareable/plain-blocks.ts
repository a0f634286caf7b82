import { groupedSteps } from '../ladder-steps.ts';
import { codeFrames } from '../text/code-frame.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { render } from '../text/layout.ts';
import { plainPalette } from '../text/palette.ts';
import { stateWords } from '../words.ts';
import type { HiddenAttempts, LadderBlock, LinesBlock, TimedAttempt } from './document.ts';

/** Columns of a code block. It scrolls, so lines of logs are whole in it; only what is longer is cut around its marks. */
const width = 250;

/** What the terminal leaves free on the left. */
const margin = /^ {2}/gm;

/**
 * Lines of the input with their numbers and marks, as the terminal shows them, for a code block. The columns of redacted
 * lines are not those of the input, so the place is told by its line only.
 */
export function linesText({ evidence, limit }: LinesBlock): readonly string[] {
  const page = { width, unicode: true, verbose: false };
  const rows = codeFrames(page, evidence, 'note', limit, {
    place: ({ span }) => `${span.source}:${span.line}`,
    // Who reads the post has no options.
    howToSeeMore: '',
  });
  return render(rows, plainPalette).replace(margin, '').trimEnd().split('\n');
}

/** The ladder in a few lines of sign, state and rungs, lowest first. */
export function ladderText({ steps, lostAt }: LadderBlock): readonly string[] {
  const glyphs = glyphsFor(true);
  const wide = Math.max(...Object.values(stateWords).map(({ length }) => length));
  const row = (sign: string, words: string, rungs: string) => `${sign} ${words.padEnd(wide)}  ${rungs}`;
  return [
    ...groupedSteps(steps).map(({ state, steps: group }) => {
      const rungs = group.map(({ rung, implied }) => (implied ? `(${rung})` : rung));
      return row(glyphs[state], stateWords[state], rungs.join(', '));
    }),
    ...(lostAt === null ? [] : [row(glyphs.broken, 'lost at', lostAt)]),
  ];
}

/** An attempt in one line. */
export function attemptText(row: TimedAttempt | HiddenAttempts): string {
  if (row.type === 'hidden') return `and ${row.count} more between`;
  const { id, time, name, end, times, isSubject } = row;
  const what = [time ?? '', name].filter((part) => part !== '').join(', ');
  const often = times > 1 ? `, ${times} times with the same end` : '';
  return `${id}. ${what === '' ? '' : `${what}: `}${end}${often}${isSubject ? ' (the ladder above)' : ''}`;
}

/** Of a log of which not all attempts were kept. */
export const cutWords = 'The log is long: tries in the middle of it are not told one by one.';
