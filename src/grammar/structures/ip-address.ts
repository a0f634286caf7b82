import type { RouteShown } from '../observation.ts';

/** `10.64.0.2`, masked `10.64.x.x` */
const ipv4 = /^(?:\d{1,3}|[xX*]{1,3})(?:\.(?:\d{1,3}|[xX*]{1,3})){3}(?:\/\d{1,2})?$/;

/** `fe80::1%wwan0`, `2001:db8::/32` */
const ipv6 = /^[0-9a-fA-FxX*:]*:[0-9a-fA-FxX*:.]*(?:%[\w.-]+)?(?:\/\d{1,3})?$/;

/** IP version of an address or a network; null for a name and for none. */
export function familyOf(address: string | null): 4 | 6 | null {
  if (address === null) return null;
  if (ipv4.test(address)) return 4;
  return ipv6.test(address) ? 6 : null;
}

/** A word that somebody put in place of an address: `<redacted>`, `[removed]/28`, `XXX`. */
export function isMasked(address: string): boolean {
  return /^(?:[<[][\w -]{1,30}[>\]]|[xX*]{3,20})(?:\/\d{1,3})?$/.test(address);
}

/** `10.64.0.2/30`; the address alone where the length of the prefix is not known. */
export function networkOf(address: string, prefix: number | null): string {
  return prefix === null ? address : `${address}/${prefix}`;
}

/** 24 of `255.255.255.0`; null for what is no netmask. */
export function prefixOf(netmask: string): number | null {
  const bytes = netmask.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => !(byte >= 0 && byte <= 255))) return null;
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : null;
}

const routeTypes: readonly RouteShown['type'][] = [
  'unicast',
  'local',
  'broadcast',
  'anycast',
  'multicast',
  'unreachable',
  'blackhole',
  'prohibit',
  'throw',
];

/** The type that ip-route(8) prints before a route; null for another word. */
export function routeTypeOf(word: string): RouteShown['type'] | null {
  return routeTypes.find((type) => type === word) ?? null;
}
