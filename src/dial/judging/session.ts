import { protoInfo } from '../../knowledge/proto.ts';
import type { LiveFacts } from '../live-test.ts';
import type { Subject } from '../subject.ts';

/**
 * Whether somebody behind the network device could answer DHCP: there is a session, or none is needed. A modem that is a router of
 * its own answers without one.
 */
export function isAnswerable(subject: Subject, { dial }: Pick<LiveFacts, 'dial'>): boolean {
  return dial === 'up' || isRouterOfItsOwn(subject);
}

/** A HiLink stick and its like: the router's interface dials nothing, it is given an address by the stick. */
export function isRouterOfItsOwn({ path, interface: config }: Subject): boolean {
  return path === 'inside' && (config === null || protoInfo(config.proto)?.cellular !== true);
}
