import { groupedSteps } from '../ladder-steps.ts';
import { codeFrames } from '../text/code-frame.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { render } from '../text/layout.ts';
import { plainPalette } from '../text/palette.ts';
import { stateWords } from '../words.ts';
import type { Block, TimedAttempt } from './document.ts';

/** Columns that a code block of a forum shows without scrolling, more or less. */
const width = 96;

/**
 * Lines of the input with their numbers and marks, as the terminal shows them, for a code block. The columns of redacted
 * lines are not those of the input, so the place is told by its line only.
 */
export function codeBlock({ evidence, limit }: Extract<Block, { type: 'lines' }>): readonly string[] {
  const page = { width, unicode: true, verbose: false };
  const rows = codeFrames(page, evidence, 'note', limit, ({ span }) => `${span.source}:${span.line}`);
  return render(rows, plainPalette).trimEnd().split('\n');
}

/** The ladder in a few rows of sign, state and rungs, lowest first. */
export function ladderTable({
  steps,
  lostAt,
}: Extract<Block, { type: 'ladder' }>): readonly (readonly [state: string, rungs: string])[] {
  const glyphs = glyphsFor(true);
  const rows = groupedSteps(steps).map(({ state, steps: group }) => {
    const names = group.map(({ rung, implied }) => (implied ? `(${rung})` : rung));
    return [`${glyphs[state]} ${stateWords[state]}`, names.join(', ')] as const;
  });
  return lostAt === null ? rows : [...rows, [`${glyphs.broken} lost at`, lostAt]];
}

/** An attempt in one line. */
export function attemptLine({ time, name, end, times, isSubject }: TimedAttempt): string {
  const head = [time, name].filter((part) => part !== null).join(', ');
  const often = times > 1 ? `, ${times} times with the same end` : '';
  return `${head}: ${end}${often}${isSubject ? ' (the ladder above)' : ''}`;
}
