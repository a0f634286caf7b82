import type { Span } from '../capture/position.ts';
import { type Rung, rungIndex } from '../knowledge/rung.ts';
import { type Presence, present } from './evidence.ts';
import { defaultRoutes, mainRoutes } from './facts/routes.ts';
import { shownStates } from './facts/shown-ladder.ts';
import { nodePresence } from './facts/software.ts';
import { takenDown } from './facts/taken-down.ts';
import type { Attempt, Episode, RungState } from './situation.ts';

/**
 * Takes SIM card, registration and default route into the ladders that do not show them, from whoever tells: a URC or a line of
 * the log within the course of an attempt, an answer asked for before or after it. An answer is a moment: what was asked outside
 * of all tries is how it stood at the end, and goes to the last one that came to an end, and to those after it.
 */
export function withShownStates(episode: Episode): readonly Attempt[] {
  const attempts = episode.attempts.map((attempt) => withMissingNode(attempt, episode));
  const named = attempts.map((attempt) => attempt.interface).filter((name) => name !== null);
  if (new Set(named).size > 1) return attempts;
  const ended = attempts.findLastIndex(({ outcome }) => outcome !== 'unfinished');
  return attempts.map((attempt, at) => {
    if (!attempt.ladder.some(isOpen)) return attempt;
    const isLast = at >= ended || at === attempts.length - 1;
    const states = shownStates(episode, isLast ? undefined : (span) => isWithin(attempt, span));
    const route = isLast ? defaultRouteOf(attempt, episode) : null;
    const shown = route === null ? states : new Map([...states, ['route', route] as const]);
    return shown.size === 0 ? attempt : completed(attempt, shown);
  });
}

/**
 * A handler whose words nobody understands, and that netifd takes down before anything came up: where the node that it was to
 * open is not there, that is how far it came.
 */
function withMissingNode(attempt: Attempt, episode: Episode): Attempt {
  const { outcome, device, method } = attempt;
  if (outcome !== 'unfinished' || method !== 'netifd' || device === null) return attempt;
  const down = takenDown(attempt, episode);
  const node = nodePresence(episode, device);
  if (down === null || node.state !== 'absent') return attempt;
  const control = rungIndex('control');
  const ladder = attempt.ladder.map((step): RungState => {
    if (rungIndex(step.rung) < control) return step;
    if (step.rung !== 'control') return { ...step, state: 'unreached', implied: false, evidence: [] };
    return { ...step, state: 'broken', implied: false, evidence: [present(down), present(node.span)] };
  });
  return { ...attempt, ladder, outcome: 'failed', broken: 'control' };
}

function isOpen({ rung, state }: RungState): boolean {
  return state === 'unknown' && (rung === 'sim' || rung === 'register' || rung === 'route');
}

/** The default route over the net device of a connection that is up, where the routes are listed. */
function defaultRouteOf({ outcome, netdev }: Attempt, episode: Episode): Presence | null {
  const table = outcome === 'up' && netdev !== null ? mainRoutes(episode) : null;
  const route = table === null ? undefined : defaultRoutes(table).find(({ device }) => device === netdev);
  return route === undefined ? null : present(route.span);
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
