import type { Span } from '../../capture/position.ts';
import type { Rung } from '../../knowledge/rung.ts';
import { type Presence, present } from '../evidence.ts';
import { LadderBuilder } from '../ladder.ts';
import { hasDrivers } from '../modems.ts';
import type { Episode, RungState } from '../situation.ts';
import { tellsOfSeveralModems } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { isRegistered, registrations } from './registration.ts';
import { sessionStates } from './session.ts';
import { simStates } from './sim.ts';

/**
 * What listings and answers show of the ladder, whoever connects: how it stood when they were taken. Nothing of it is
 * broken; why something is not as it should be is for rules to say.
 */
export const shownLadder = perEpisode((episode): readonly RungState[] => {
  const ladder = new LadderBuilder(true);
  for (const modem of episode.modems.filter(({ attached }) => attached)) {
    const functions = modem.functions.map(({ span }) => present(span));
    ladder.reach('power', present(modem.span));
    if (functions.length > 0) ladder.reach('mode', ...functions);
    if (hasDrivers(modem)) ladder.reach('driver', ...functions);
  }
  for (const [rung, shown] of shownStates(episode)) ladder.reach(rung, shown);
  const session = sessionStates(episode).at(-1);
  if (session?.value === 'connected' && !tellsOfSeveralModems(episode))
    ladder.reach('dial', present(session.span));
  return ladder.build().ladder;
});

/**
 * SIM card and registration, where the last that is said of them is good: a card that is ready, a registration for data.
 * Nothing where the text tells of several modems, since it may be about another one.
 */
export function shownStates(
  episode: Episode,
  isWithin: (span: Span) => boolean = () => true,
): ReadonlyMap<Rung, Presence> {
  const shown = new Map<Rung, Presence>();
  if (tellsOfSeveralModems(episode)) return shown;
  const sim = simStates(episode).findLast(({ span }) => isWithin(span));
  const registration = registrations(episode).findLast(
    ({ domain, span }) => domain !== 'cs' && isWithin(span),
  );
  if (sim?.value === 'ready') shown.set('sim', present(sim.span));
  const isCardLost =
    sim !== undefined &&
    sim.value !== 'ready' &&
    registration !== undefined &&
    sim.order > registration.order;
  if (registration !== undefined && isRegistered(registration.value) && !isCardLost)
    shown.set('register', present(registration.span));
  return shown;
}
