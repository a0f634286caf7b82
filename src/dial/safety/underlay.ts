import type { OwnEnd } from '../../collect/router/router-connection.ts';
import type { Card, Survey } from '../router/survey.ts';

/** Whether a test of the modem may cut the session that it is run over. */
export type Underlay =
  | { readonly cut: 'no'; readonly card: string }
  | { readonly cut: 'yes'; readonly why: string }
  /** A clause without a full stop: why nobody can say. */
  | { readonly cut: 'unknown'; readonly why: string };

/**
 * Finds out what carries the SSH session, below all tunnels. What cannot be told counts as unknown, never as safe.
 *
 * @param modemCards network devices that are known to be the modem's
 */
export function underlayOf(survey: Survey, own: OwnEnd, modemCards: ReadonlySet<string>): Underlay {
  const { session } = survey;
  if (own.isOverJumpHost) {
    return {
      cut: 'unknown',
      why: 'the session goes over another host, and the way to that host may lead over this modem',
    };
  }
  if (session === null) {
    return {
      cut: 'unknown',
      why: 'the router does not say where the session comes from (SSH_CONNECTION is not set)',
    };
  }
  const peer = plainAddress(session.peer);
  if (isLoopback(peer)) {
    return {
      cut: 'unknown',
      why: `to the router the session comes from itself (${peer}): a tunnel or a maker's cloud carries it, over whichever way that has`,
    };
  }
  if (own.localAddress === null) {
    return { cut: 'unknown', why: 'another program carries the session, and does not say from where' };
  }
  if (plainAddress(own.localAddress) !== peer) {
    return {
      cut: 'unknown',
      why: `it leaves this computer as ${plainAddress(own.localAddress)} and reaches the router as ${peer}: something between them translates addresses, and where that stands is not seen`,
    };
  }
  return endsOf({ ...session, peer }, survey, modemCards);
}

/**
 * What has the address that the session comes in at, and what the answers go out over, have to be one and the same: each alone
 * may be another uplink's, and packets may come in over one device and go back over another.
 */
function endsOf(
  { peer, server, owners }: NonNullable<Survey['session']>,
  survey: Survey,
  modemCards: ReadonlySet<string>,
): Underlay {
  const incoming = owners.map((name) => wayOver(name, survey, modemCards, []));
  const outgoing = wayOf(peer, survey, modemCards, []);
  const all = [...incoming, outgoing];
  const sure = all.find(({ cut }) => cut === 'yes') ?? all.find(({ cut }) => cut === 'unknown');
  if (sure !== undefined) return sure;
  if (incoming.length === 0)
    return {
      cut: 'unknown',
      why: `no network device of the router has ${server}, where the session comes in`,
    };
  const back = deviceIn(survey.ways.get(peer));
  return back !== null && owners.includes(back)
    ? outgoing
    : {
        cut: 'unknown',
        why: `the session comes in at an address of ${owners.join(' and ')}, and the way back leads over ${back}`,
      };
}

function deviceIn(words: string | undefined): string | null {
  return /\bdev (\S+)/.exec(words ?? '')?.[1] ?? null;
}

function wayOf(
  address: string,
  survey: Survey,
  modemCards: ReadonlySet<string>,
  over: readonly string[],
): Underlay {
  const name = deviceIn(survey.ways.get(address));
  return name === null || !survey.cards.has(name)
    ? { cut: 'unknown', why: `the router does not say which way leads to ${address}` }
    : wayOver(name, survey, modemCards, over);
}

/** What a network device stands on, and whether that is the modem. */
function wayOver(
  name: string,
  survey: Survey,
  modemCards: ReadonlySet<string>,
  over: readonly string[],
): Underlay {
  const through = over.length === 0 ? '' : ` inside ${over.join(' inside ')}`;
  const stack = stackOf(name, survey);
  const cards = stack.flatMap((one) => survey.cards.get(one) ?? []);
  const modem = cards.find((one) => modemCards.has(one.name) || isModem(one));
  if (modem !== undefined) {
    return { cut: 'yes', why: `the session comes in over the modem itself (${modem.name})${through}` };
  }
  const stranger = stack.find((one) => !survey.cards.has(one));
  if (stranger !== undefined)
    return { cut: 'unknown', why: `nothing is known of the network device ${stranger}` };
  const tunnels = cards.filter(isTunnel);
  // A port of a bridge may be a tunnel, and the session may come in by any of its ports.
  return (
    worst(tunnels.map((tunnel) => wayThrough(tunnel, survey, modemCards, over))) ?? { cut: 'no', card: name }
  );
}

/** What carries a tunnel. */
function wayThrough(
  { name, kind }: Card,
  survey: Survey,
  modemCards: ReadonlySet<string>,
  over: readonly string[],
): Underlay {
  const through = over.length === 0 ? '' : ` inside ${over.join(' inside ')}`;
  const ends = kind === 'wireguard' ? (survey.endpoints.get(name) ?? []) : [];
  if (ends.length === 0 || over.includes(name) || over.length >= mostTunnels) {
    return {
      cut: 'unknown',
      why: `the session comes in through the tunnel ${name}${through}, and what carries that is not seen`,
    };
  }
  // Any of its other ends may be ours.
  return (
    worst(ends.map((end) => wayOf(end, survey, modemCards, [...over, name]))) ?? {
      cut: 'unknown',
      why: `nothing is known of the tunnel ${name}`,
    }
  );
}

/** Tunnels in one another; a router that shows more shows a maze. */
const mostTunnels = 2;

function worst(ways: readonly Underlay[]): Underlay | undefined {
  return ways.find(({ cut }) => cut === 'yes') ?? ways.find(({ cut }) => cut === 'unknown') ?? ways[0];
}

/** A network device and what it stands on, such as the ports of a bridge, down to the hardware; each once. */
function stackOf(name: string, { cards }: Survey): readonly string[] {
  const stack = new Set([name]);
  for (const one of stack) for (const lower of cards.get(one)?.lower ?? []) stack.add(lower);
  return [...stack];
}

/** Sources: Linux drivers/net/usb, drivers/net/wwan; device names of 3g.sh (`3g-wan`) and ModemManager. */
function isModem({ kind, parent, type, name, driver }: Card): boolean {
  if (kind === 'wwan' || parent === 'wwan' || type === 519) return true;
  if (type === 512) return /^3g-|^ppp\d/.test(name);
  if (parent !== 'usb') return false;
  return !/^(?:asix|ax88179_178a|r8152|smsc\w*|dm9601|lan78xx|aqc111|rtl\w*|mt7\w*|ath\w*|rt2\w*|carl9170|brcm\w*)$/.test(
    driver ?? '',
  );
}

const tunnelKinds: ReadonlySet<string> = new Set([
  'wireguard',
  'tun',
  'gre',
  'gretap',
  'ipip',
  'sit',
  'vti',
  'xfrm',
  'l2tp',
  'vxlan',
  'amneziawg',
]);

/** ARPHRD_NONE, and the types of IP in IP, GRE and SIT. Source: Linux include/uapi/linux/if_arp.h. */
const tunnelTypes: ReadonlySet<number> = new Set([65534, 768, 769, 776, 778, 823]);

function isTunnel({ kind, name, type }: Card): boolean {
  return (
    (kind !== null && tunnelKinds.has(kind)) ||
    tunnelTypes.has(type) ||
    /^(?:wg|tun|tap|tailscale|zt|gre|ipsec|vpn|l2tp|ppp(?!oe)|pptp|sstp|awg|nebula|omr)/.test(name)
  );
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Without the zone of a link-local address, and an IPv4 address as such. */
function plainAddress(address: string): string {
  return address
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .toLowerCase();
}
