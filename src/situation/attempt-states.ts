import type { Span } from '../capture/position.ts';
import type { InterfaceStatus } from '../grammar/observation.ts';
import { type Rung, rungIndex } from '../knowledge/rung.ts';
import { type Presence, present } from './evidence.ts';
import { defaultRoutes, mainRoutes } from './facts/routes.ts';
import { shownStates } from './facts/shown-ladder.ts';
import { nodePresence } from './facts/software.ts';
import { takenDown } from './facts/taken-down.ts';
import { isModemNetdev } from './hand-command.ts';
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
  return attempts.map((logged, at) => {
    const isLast = at >= ended || at === attempts.length - 1;
    const attempt = isLast ? withNetdev(logged, episode) : logged;
    if (!attempt.ladder.some(isOpen)) return attempt;
    const states = shownStates(episode, isLast ? undefined : (span) => isWithin(attempt, span));
    const shown = new Map(states);
    const route = isLast ? defaultRouteOf(attempt, episode) : null;
    if (route !== null) shown.set('route', route);
    const internet = isLast ? internetOf(attempt, episode) : null;
    if (internet !== null) shown.set('internet', internet);
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

/** The net device of a connection that is up, where no line of the log names it: ModemManager's handler does not. */
function withNetdev(attempt: Attempt, episode: Episode): Attempt {
  if (attempt.outcome !== 'up' || attempt.netdev !== null) return attempt;
  const netdev = statusOf(attempt, episode)?.l3Device ?? null;
  return netdev === null ? attempt : { ...attempt, netdev };
}

/** What netifd last showed of the interface of an attempt; undefined where that is not up, or is not shown. */
function statusOf({ interface: name, child }: Attempt, episode: Episode): InterfaceStatus | undefined {
  const status = episode.observations
    .of('interface-status')
    .findLast((shown) => shown.interface !== null && (shown.interface === name || shown.interface === child));
  return status?.up === true ? status : undefined;
}

/** Rungs that others than the log of the try may tell of. */
function isShownBeside(rung: Rung): boolean {
  return ['sim', 'register', 'route', 'internet'].includes(rung);
}

function isOpen({ rung, state }: RungState): boolean {
  return state === 'unknown' && isShownBeside(rung);
}

/**
 * The default route over the net device of a connection that is up, where the routes are listed, or where netifd has it in
 * the state of the interface, with name servers.
 */
function defaultRouteOf(attempt: Attempt, episode: Episode): Presence | null {
  const { outcome, netdev } = attempt;
  if (outcome !== 'up') return null;
  const table = mainRoutes(episode);
  const route =
    table === null
      ? undefined
      : defaultRoutes(table).find(({ device }) =>
          // Where no line names its net device, the name that only modems' have does.
          netdev === null ? device !== null && isModemNetdev(device) : device === netdev,
        );
  if (route !== undefined) return present(route.span);
  // A list of routes that lacks it tells more than what netifd means to have set.
  if (table?.isWhole === true && netdev !== null) return null;
  const status = statusOf(attempt, episode);
  return status !== undefined && status.gateways.length > 0 && status.nameServers.length > 0
    ? present(status.span)
    : null;
}

/** A ping over the net device of a connection that is up, and its answer. Others may have gone another way. */
function internetOf({ outcome, netdev }: Attempt, episode: Episode): Presence | null {
  if (outcome !== 'up' || netdev === null) return null;
  const ping = episode.observations
    .of('ping')
    .findLast(({ device, received }) => device === netdev && (received ?? 0) > 0);
  return ping === undefined ? null : present(ping.span);
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
