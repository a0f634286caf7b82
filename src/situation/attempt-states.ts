import type { Span } from '../capture/position.ts';
import { type Rung, rungIndex } from '../knowledge/rung.ts';
import type { Presence } from './evidence.ts';
import { shownStates } from './facts/shown-ladder.ts';
import type { Attempt, Episode, RungState } from './situation.ts';

/**
 * Takes SIM card and registration into the ladders that do not show them, from whoever tells: a URC or a line of the log
 * within the course of an attempt, an answer asked for before or after it. An answer is a moment: what was asked outside
 * of all tries is how it stood at the end, and goes to the last one that came to an end, and to those after it.
 */
export function withShownStates(episode: Episode): readonly Attempt[] {
  const { attempts } = episode;
  const named = attempts.map((attempt) => attempt.interface).filter((name) => name !== null);
  if (new Set(named).size > 1) return attempts;
  const ended = attempts.findLastIndex(({ outcome }) => outcome !== 'unfinished');
  return attempts.map((attempt, at) => {
    if (!attempt.ladder.some(isOpen)) return attempt;
    const isLast = at >= ended || at === attempts.length - 1;
    const shown = shownStates(episode, isLast ? undefined : (span) => isWithin(attempt, span));
    return shown.size === 0 ? attempt : completed(attempt, shown);
  });
}

function isOpen({ rung, state }: RungState): boolean {
  return state === 'unknown' && (rung === 'sim' || rung === 'register');
}

function isWithin({ first, last }: Attempt, { source, line }: Span): boolean {
  const [from, to] = [Math.min(first.line, last.line), Math.max(first.line, last.line)];
  return source === first.source && from <= line && line <= to;
}

/** The rungs that are shown, and those under them: a modem that is registered has a card, and somebody who asks it. */
function completed(attempt: Attempt, shown: ReadonlyMap<Rung, Presence>): Attempt {
  const ladder = attempt.ladder.map((step): RungState => {
    if (step.state !== 'unknown') return step;
    const own = shown.get(step.rung);
    const above = [...shown].find(([rung]) => rungIndex(rung) > rungIndex(step.rung))?.[1];
    const evidence = own ?? above;
    return evidence === undefined
      ? step
      : { ...step, state: 'reached', implied: own === undefined, evidence: [evidence] };
  });
  return { ...attempt, ladder, reached: ladder.findLast(({ state }) => state === 'reached')?.rung ?? null };
}
