import type { Span } from '../../capture/position.ts';
import type { Attempt, Episode } from '../situation.ts';
import { type ModemReading, modemFacts } from './modem-facts.ts';
import type { Reading } from './reading.ts';
import { isRegistered, registrations } from './registration.ts';
import { sessionStates } from './session.ts';
import { type SimState, simStates } from './sim.ts';

/** What is said of the SIM card and was not made good later. */
export interface Standing<T> {
  /** All lines that say so, in the order of events. */
  readonly readings: readonly Reading<T>[];
  readonly last: Reading<T>;
  /** The attempt in whose course the last of them stands; null where it is none's. */
  readonly attempt: Attempt | null;
}

/**
 * The SIM card was last said to be in one of these states, and nothing shows that a connection got past it. What only
 * says that it is being waited for does not count, nor does uqmi's “illegal”, unless they are asked for.
 */
export function standingSim(episode: Episode, ...states: readonly SimState[]): Standing<SimState> | null {
  const all = simStates(episode);
  const passing = new Set<SimState>(
    (['starting', 'illegal'] as const).filter((state) => !states.includes(state)),
  );
  const last = all.findLast(({ value }) => !passing.has(value));
  if (last === undefined || !states.includes(last.value)) return null;
  return standing(
    episode,
    all.filter(({ value }) => states.includes(value)),
  );
}

/** Readings of a fault, of which the last is not made good by an attempt or a session that comes up after it. */
export function standing<T>(episode: Episode, readings: readonly Reading<T>[]): Standing<T> | null {
  const last = readings.at(-1);
  if (last === undefined) return null;
  const attempt = attemptAt(episode, last.span);
  return isOvercome(episode, last, attempt) ? null : { readings, last, attempt };
}

/** The attempt to which a line belongs: as evidence, or because it stands in its course; the last one that fits. */
export function attemptAt(episode: Episode, span: Span): Attempt | null {
  return (
    episode.attempts.findLast((attempt) =>
      attempt.ladder.some(({ evidence }) =>
        evidence.some((known) => known.type === 'presence' && isSame(known.span, span)),
      ),
    ) ??
    episode.attempts.findLast(({ first, last }) => {
      const [from, to] = [Math.min(first.line, last.line), Math.max(first.line, last.line)];
      return first.source === span.source && from <= span.line && span.line <= to;
    }) ??
    null
  );
}

/** The same attempt or a later one came up, or a modem is registered or in a session after the line. */
function isOvercome(episode: Episode, reading: Reading<unknown>, attempt: Attempt | null): boolean {
  return (
    episode.attempts.some(
      (later) => later.outcome === 'up' && (attempt === null || later.id >= attempt.id),
    ) ||
    registrations(episode).some(
      ({ domain, value, order }) => domain !== 'cs' && isRegistered(value) && order > reading.order,
    ) ||
    sessionStates(episode).some(({ value, order }) => value === 'connected' && order > reading.order)
  );
}

function isSame(one: Span, other: Span): boolean {
  return one.source === other.source && one.line === other.line;
}

/** mmcli shows a card in the slot in use, although the modem may have failed for want of one. */
export function activeSimPath(episode: Episode): ModemReading | null {
  const last = modemFacts(episode, 'modem.generic.sim').at(-1);
  return last?.value.includes('/SIM/') === true ? last : null;
}
