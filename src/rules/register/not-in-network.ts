import type { Span } from '../../capture/position.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { registrations, wasRegistered } from '../../situation/facts/registration.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';

/** The line that shows it, and the attempt that stops there. */
export interface NotInNetwork {
  readonly span: Span;
  readonly attempt: Attempt | null;
}

/**
 * The modem is in no network though its radio is on and its card is read, as far as the text tells; null where it was in
 * one, or where nothing shows that it is not.
 */
export function notInNetwork(episode: Episode): NotInNetwork | null {
  const sim = lastSim(episode)?.value ?? 'ready';
  const radio = radioStates(episode).at(-1)?.value ?? 'on';
  const isOnline =
    wasRegistered(episode) !== null ||
    sessionStates(episode).some(({ value }) => value === 'connected') ||
    episode.attempts.some(({ outcome, address }) => outcome === 'up' || address !== null);
  if (isOnline || radio !== 'on' || (sim !== 'ready' && sim !== 'starting')) return null;
  const attempt =
    episode.attempts.findLast(({ broken, resolvedBy }) => broken === 'register' && resolvedBy === null) ??
    null;
  const reading =
    registrations(episode).findLast(({ domain }) => domain !== 'cs') ?? registrations(episode).at(-1);
  // A refusal has reasons of its own.
  if (reading?.value === 'denied') return null;
  if (reading !== undefined) return { span: reading.span, attempt };
  const shown = attempt?.ladder.find(({ state }) => state === 'broken')?.evidence[0];
  return shown?.type === 'presence' ? { span: shown.span, attempt } : null;
}
