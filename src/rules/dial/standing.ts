import type { Span } from '../../capture/position.ts';
import type { Rung } from '../../knowledge/rung.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import { isRegistered, lastRegistration } from '../../situation/facts/registration.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';

/** A line, and its place among all that happened. */
interface Place {
  readonly span: Span;
  readonly order: number;
}

/** The attempt that a line belongs to, by where it stands; null where it is between attempts or there are none. */
export function attemptAround({ attempts }: Episode, { source, line }: Span): Attempt | null {
  return (
    attempts.find(({ first, last }) => {
      // A log that stands newest line first ends above its beginning.
      const [from, to] = [Math.min(first.line, last.line), Math.max(first.line, last.line)];
      return first.source === source && from <= line && line <= to;
    }) ?? null
  );
}

/** It fails no more: the same interface came up in a later try, or a session stands after that line. */
export function isMadeGood(episode: Episode, place: Place): boolean {
  return (
    isUpLater(episode, place) ||
    sessionStates(episode).some((state) => state.value === 'connected' && state.order > place.order)
  );
}

/**
 * The same interface came up in a later try. That a modem calls its context active makes no fault of PPP good: the context is
 * activated before anybody speaks PPP.
 */
export function isUpLater(episode: Episode, { span }: Pick<Place, 'span'>): boolean {
  const attempt = attemptAround(episode, span);
  return attempt === null
    ? episode.attempts.some(({ outcome }) => outcome === 'up')
    : attempt.resolvedBy !== null || attempt.outcome === 'up';
}

/** The last of these that nothing made good. */
export function lastStanding<T extends Place>(episode: Episode, places: readonly T[]): T | null {
  return places.findLast((place) => !isMadeGood(episode, place)) ?? null;
}

/** Attempts that stopped at one of these rungs and that no later one made good. */
export function failedAt({ attempts }: Episode, ...rungs: readonly Rung[]): readonly Attempt[] {
  return attempts.filter(
    ({ outcome, broken, resolvedBy }) =>
      outcome === 'failed' && resolvedBy === null && broken !== null && rungs.includes(broken),
  );
}

/** The line that shows the modem registered for data at the end: then its registration is not why a dial fails. */
export function registeredLine(episode: Episode): Evidence | null {
  const last = lastRegistration(episode);
  return last !== null && isRegistered(last.value) ? present(last.span, 'it is registered') : null;
}
