import type { InterfaceStatus, PingResult } from '../grammar/observation.ts';
import { rungOfNetifdError } from '../knowledge/netifd-error.ts';
import { protoInfo } from '../knowledge/proto.ts';
import { type DraftAttempt, outcomeOf } from './attempts.ts';
import { climbHardware } from './climb.ts';
import { optionValue } from './episodes.ts';
import { present } from './evidence.ts';
import { isModemNetdev } from './hand-command.ts';
import { LadderBuilder } from './ladder.ts';
import type { ConfiguredInterface, Modem } from './situation.ts';

export interface StatusScene {
  /** In the order of the input. */
  readonly statuses: readonly InterfaceStatus[];
  readonly pings: readonly PingResult[];
  readonly interfaces: readonly ConfiguredInterface[];
  readonly modems: readonly Modem[];
  /** What the logs tell of. */
  readonly attempts: readonly DraftAttempt[];
}

/** What is shown of one cellular interface and of the child that carries its address. */
interface Shown {
  readonly name: string | null;
  /** A status is a moment: of each interface the last one. */
  readonly statuses: readonly [InterfaceStatus, ...InterfaceStatus[]];
}

/**
 * Reads the last `ifstatus` of each cellular interface as an attempt, where it tells more than the log: an error code
 * is a broken rung, whatever the wording of the release; an address is a rung reached. Where the log tells the same end,
 * its attempt stands alone.
 */
export function statusAttemptsOf(scene: StatusScene): readonly DraftAttempt[] {
  const lastOfEach = new Map(scene.statuses.map((status) => [status.interface, status]));
  const byName = new Map<string | null, Shown>();
  for (const status of lastOfEach.values()) {
    const name = status.interface?.replace(/_[46]$/, '') ?? null;
    const known = byName.get(name);
    byName.set(name, { name, statuses: known === undefined ? [status] : [...known.statuses, status] });
  }
  return [...byName.values()]
    .filter((shown) => isCellular(shown, scene))
    .map((shown) => draft(shown, scene))
    .filter((attempt) => tellsMore(attempt, scene.attempts));
}

function isCellular({ name, statuses }: Shown, { interfaces }: StatusScene): boolean {
  const config = interfaces.find((known) => known.name === name);
  return (
    config?.cellular === true ||
    statuses.some(
      ({ proto, l3Device }) =>
        (proto !== null && protoInfo(proto)?.cellular === true) ||
        (l3Device !== null && isModemNetdev(l3Device)),
    )
  );
}

function draft({ name, statuses }: Shown, scene: StatusScene): DraftAttempt {
  const config = scene.interfaces.find((known) => known.name === name) ?? null;
  const own = statuses.find((status) => status.interface === name) ?? null;
  const proto = own?.proto ?? config?.proto ?? null;
  const device = config === null ? null : optionValue(config.section, 'device');
  const carrier = statuses.find((status) => status.up === true && status.addresses.length > 0) ?? null;
  const netdev = carrier?.l3Device ?? own?.l3Device ?? null;
  const first = statuses[0].span;
  const ladder = new LadderBuilder(proto === null || protoInfo(proto)?.cellular !== false);
  climbHardware(ladder, scene.modems, { device, netdev, first });
  for (const { errors } of statuses) {
    for (const { code, span: place } of errors) {
      const broken = rungOfNetifdError(code);
      if (broken !== null) ladder.break(broken, present(place));
    }
  }
  if (own?.up === true) ladder.reach('dial', present(own.span));
  if (carrier !== null) {
    ladder.reach('address', present(carrier.span));
    if (carrier.gateways.length > 0 && carrier.nameServers.length > 0)
      ladder.reach('route', present(carrier.span));
    for (const ping of answersOver(netdev, scene.pings)) ladder.reach('internet', present(ping.span));
  }
  const built = ladder.build();
  const address = carrier?.addresses[0] ?? null;
  return {
    method: 'netifd',
    interface: name,
    proto,
    config,
    host: null,
    device,
    netdev,
    child: carrier !== null && carrier.interface !== name ? carrier.interface : null,
    apn: null,
    address: carrier === null || address === null ? null : { value: address, span: carrier.span },
    ...built,
    outcome: outcomeOf(built, 'unfinished'),
    times: 1,
    first,
    last: statuses.at(-1)?.span ?? first,
    clock: null,
  };
}

/** Pings that were bound to this net device and got an answer. Others may have gone another way. */
function answersOver(netdev: string | null, pings: readonly PingResult[]): readonly PingResult[] {
  return pings.filter(({ device, received }) => netdev !== null && device === netdev && (received ?? 0) > 0);
}

/**
 * An interface that is merely down is no news beside a log; a state without end or error alone is none at all. An error
 * beside a log in which the connection came up is news only where it is shown after the log. Beside one that ends in the middle of
 * one more try, the error may be that of the try before.
 */
function tellsMore(attempt: DraftAttempt, attempts: readonly DraftAttempt[]): boolean {
  const logged = attempts.findLast((known) => known.interface === attempt.interface);
  if (logged === undefined) return true;
  if (attempt.outcome === 'unfinished') return false;
  if (logged.outcome === 'unfinished') {
    const ended = attempts.findLast(
      (known) => known.interface === attempt.interface && known.outcome !== 'unfinished',
    );
    if (ended?.outcome === 'failed' && ended.broken === attempt.broken) return false;
  }
  if (attempt.outcome === 'up') return logged.outcome !== 'up';
  if (logged.outcome !== 'up') return logged.broken === null && logged.lost === null;
  return logged.last.source === attempt.first.source && logged.last.line < attempt.first.line;
}
