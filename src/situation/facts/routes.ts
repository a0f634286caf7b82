import type { Span } from '../../capture/position.ts';
import type { RouteShown } from '../../grammar/observation.ts';
import { readShellLine } from '../../grammar/structures/shell-words.ts';
import { isModemNetdev } from '../hand-command.ts';
import { letsThrough } from '../log-filter.ts';
import type { Attempt, Episode } from '../situation.ts';
import { isWholeOutput } from './outputs.ts';
import { perEpisode } from './per-episode.ts';

/** Whether a net device is a modem’s: by its driver, because the modem’s interface uses it, or by its name. */
export function isModemDevice(episode: Episode, device: string): boolean {
  return ownDevices(episode).has(device) || isModemNetdev(device);
}

const ownDevices = perEpisode((episode): ReadonlySet<string> => {
  const devices = [
    ...episode.modems.flatMap(({ functions }) =>
      functions.flatMap(({ kind, node }) => (kind === 'network' ? [node] : [])),
    ),
    ...episode.attempts.map(({ netdev }) => netdev),
  ];
  return new Set(devices.filter((device) => device !== null));
});

/** An IPv4 address that a modem’s connection has. */
export interface ModemAddress {
  readonly value: string;
  readonly span: Span;
  /** The interface that carries it, `modem_4` of `modem`; null where only the device is shown. */
  readonly interface: string | null;
  readonly device: string | null;
  readonly attempt: Attempt | null;
}

/** The address of the connection as it stood at the end; null where none is shown, or where it was lost again. */
export const modemAddress = perEpisode((episode): ModemAddress | null => {
  const attempt =
    episode.attempts.findLast(({ outcome }) => outcome !== 'unfinished') ?? episode.attempts.at(-1);
  if (attempt?.address != null && attempt.lost === null && !attempt.address.value.includes(':')) {
    return {
      ...attempt.address,
      interface: attempt.child ?? attempt.interface,
      device: attempt.netdev,
      attempt,
    };
  }
  const link = episode.observations
    .of('link')
    .findLast(({ device, addresses }) => isModemDevice(episode, device) && addresses.some(isV4));
  const value = link?.addresses.find(isV4);
  if (link === undefined || value === undefined) return null;
  return { value, span: link.span, interface: null, device: link.device, attempt: attempt ?? null };
});

function isV4(address: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}/.test(address);
}

/** The main routes of IPv4 at the moment when they were last listed. */
export interface RouteTable {
  readonly routes: readonly RouteShown[];
  readonly first: Span;
  readonly last: Span;
  /** It was printed by a command that lists them all, so that what is not in it is not there. */
  readonly isWhole: boolean;
}

export const mainRoutes = perEpisode((episode): RouteTable | null => {
  const shown = episode.observations
    .of('route')
    .filter(({ family, table }) => family !== 6 && (table === null || table === 'main'));
  const section = shown.at(-1)?.section;
  const routes = shown.filter((known) => known.section === section);
  const [first] = routes;
  const last = routes.at(-1);
  if (first === undefined || last === undefined) return null;
  return { routes, first: first.span, last: last.span, isWhole: isWholeListing(episode, first.section) };
});

/** Programs that print what others have listed. */
const printers: ReadonlySet<string> = new Set(
  'cat more less head tail sort tee grep egrep fgrep ssh adb echo'.split(' '),
);

/** Source: iproute2 ip-route(8): without a selector, or with `table main`, all routes of the main table are listed. */
function isWholeListing(episode: Episode, section: number): boolean {
  const command = episode.printedBy.get(section);
  if (command === undefined || !isWholeOutput(episode, section)) return false;
  const { calls } = readShellLine(command.text);
  return calls.every((call) => {
    const words = call.arguments.filter((word) => !/^-(?:4|n|r|rn|nr|A|inet)$/.test(word));
    if (call.program === 'ip')
      return /^r(?:o(?:u(?:t(?:e)?)?)?)?(?: (?:s|sh|show|list|ls))?(?: table main)?$/.test(words.join(' '));
    if (call.program === 'route') return words.length === 0;
    if (call.program === 'netstat')
      return words.length === 0 && call.arguments.some((word) => word.includes('r'));
    // Routes below another command that asks for none: the text was cut, and what stood above them is not there.
    if (!printers.has(call.program)) return false;
    return letsThrough(call, 'default via 10.64.0.1 dev wwan0');
  });
}

/** A VPN may lay two halves over the default route. Source: OpenVPN, `redirect-gateway def1`. */
const wholeInternet = /^(?:default|0\.0\.0\.0\/[01]|128\.0\.0\.0\/1)$/;

/** Default routes that send packets on, the one that counts first: the lowest metric, of two alike the first one. */
export function defaultRoutes({ routes }: RouteTable): readonly RouteShown[] {
  return routes
    .filter(({ type, target }) => type === 'unicast' && wholeInternet.test(target))
    .sort((one, other) => (one.metric ?? 0) - (other.metric ?? 0));
}
