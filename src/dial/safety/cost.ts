import { rungIndex } from '../../knowledge/rung.ts';
import { tellsOfSeveralModems } from '../../situation/facts/modem-facts.ts';
import { roams } from '../../situation/facts/registration.ts';
import type { Bench, PlannedTest } from '../live-test.ts';
import type { Subject } from '../subject.ts';

/**
 * Why the connection that a test makes or uses may cost money: a clause; null where it does not. In a foreign network each one
 * may. Where nobody knows in which network the modem is, what the router does by itself anyway costs no more when it is tested.
 */
export function whyCostly(
  bench: Pick<Bench, 'seen' | 'subject'>,
  test: Pick<PlannedTest, 'rung' | 'class'>,
): string | null {
  if (!isConnection(test)) return null;
  const { subject } = bench;
  const now = bench.seen();
  const abroad = (now === null ? null : roams(now)) ?? roamedBefore(subject);
  if (abroad === true) return 'the modem is roaming, where each connection may cost money (--allow-cost)';
  if (abroad === false || isRoutersOwn(subject)) return null;
  return 'nobody knows whether the modem is roaming, and the router would not connect like this by itself: it may cost money (--allow-cost)';
}

function isConnection({ rung, class: kind }: Pick<PlannedTest, 'rung' | 'class'>): boolean {
  const above = rungIndex(rung) - rungIndex('dial');
  return above > 0 || (above === 0 && kind === 'dials');
}

/** What was read before the tests. Of several modems it may be another one that is at home. */
function roamedBefore({ episode }: Subject): boolean | null {
  const abroad = roams(episode);
  return abroad === false && tellsOfSeveralModems(episode) ? null : abroad;
}

/** An interface that is up, or that the router starts whenever it can. */
function isRoutersOwn({ interface: config }: Subject): boolean {
  return config?.state?.up === true || config?.state?.autostart === true;
}
