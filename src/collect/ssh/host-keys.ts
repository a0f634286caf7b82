import { fingerprintOf, type KnownHost, keyTypeOf, knownHostName, namesHost } from './known-hosts.ts';

/** One list of known hosts. */
export interface KnownHostsList {
  readonly path: string;
  readonly hosts: readonly KnownHost[];
}

/** A line of a list. */
export interface KnownHostPlace {
  readonly path: string;
  readonly host: KnownHost;
}

/** A host as the lists name it. */
export interface NamedHost {
  /** Name or address, or the `HostKeyAlias`, which stands for host and port. */
  readonly name: string;
  /** The name without its port, where a host at another port than SSH's own may stand, too. */
  readonly bareName: string | undefined;
}

export function namedHost(host: string, port: number, alias: string | undefined): NamedHost {
  if (alias !== undefined) return { name: alias.toLowerCase(), bareName: undefined };
  const name = knownHostName(host, port);
  return { name, bareName: port === 22 ? undefined : host.toLowerCase() };
}

/** What the lists say of a key that a host shows. */
export type HostKeyVerdict =
  | { readonly says: 'known' }
  | {
      readonly says: 'unknown';
      /** Keys of other types that are known of the host. */
      readonly otherTypes: readonly KnownHostPlace[];
      /** Authorities that may sign for the host: what they sign is not looked at here. */
      readonly authorities: readonly KnownHostPlace[];
    }
  | { readonly says: 'changed'; readonly known: KnownHostPlace }
  | { readonly says: 'revoked'; readonly place: KnownHostPlace };

/**
 * The order of OpenSSH: a key that is revoked anywhere is refused, one that is known anywhere is right, and only then another
 * key of the same type means that it has changed. The key of an authority never is the key of a host.
 */
export function judgeHostKey(lists: readonly KnownHostsList[], host: NamedHost, key: Buffer): HostKeyVerdict {
  const places = placesOf(lists, host.name);
  const bare = host.bareName === undefined ? [] : placesOf(lists, host.bareName);
  const revoked = [...places, ...bare].find(
    (place) => place.host.mark === 'revoked' && place.host.key.equals(key),
  );
  if (revoked !== undefined) return { says: 'revoked', place: revoked };
  const keys = places.filter((place) => place.host.mark === 'none');
  const isKnown = (place: KnownHostPlace) => place.host.key.equals(key);
  if (keys.some(isKnown)) return { says: 'known' };
  const type = keyTypeOf(key);
  const changed = keys.find((place) => place.host.keyType === type);
  if (changed !== undefined) return { says: 'changed', known: changed };
  // The same host at its usual port: OpenSSH looks there, too, and takes the key, not its absence, for an answer.
  if (bare.some((place) => place.host.mark === 'none' && isKnown(place))) return { says: 'known' };
  return {
    says: 'unknown',
    otherTypes: keys,
    authorities: places.filter((place) => place.host.mark === 'cert-authority'),
  };
}

/** The types of the keys that are known of a host, to ask it for these first. */
export function knownKeyTypes(lists: readonly KnownHostsList[], host: NamedHost): string[] {
  const own = placesOf(lists, host.name).filter((place) => place.host.mark === 'none');
  const places =
    own.length > 0 || host.bareName === undefined
      ? own
      : placesOf(lists, host.bareName).filter((place) => place.host.mark === 'none');
  return [...new Set(places.map((place) => place.host.keyType))];
}

function placesOf(lists: readonly KnownHostsList[], name: string): KnownHostPlace[] {
  return lists.flatMap(({ path, hosts }) =>
    hosts.filter((host) => namesHost(host.names, name)).map((host) => ({ path, host })),
  );
}

/** `~/.ssh/known_hosts:7`. */
export function placeText({ path, host }: KnownHostPlace): string {
  return `${path}:${host.line}`;
}

export function placeFingerprint({ host }: KnownHostPlace): string {
  return fingerprintOf(host.key);
}
