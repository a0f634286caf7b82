import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { networkOf, prefixOf } from './ip-address.ts';

/** `9: wwan0: <POINTOPOINT,UP,LOWER_UP> mtu 1500 qdisc …`; `eth0@if3` is `eth0`. */
const ipHead = /^\s*\d{1,5}: ([\w.:-]{1,40}?)(?:@[\w.-]{1,32})?: <([A-Z0-9_,-]{0,200})> mtu (\d{1,9})/;

/** `9: wwan0    inet 10.64.0.2/30 scope global wwan0` */
const ipOneLine = /^\s*\d{1,5}: ([\w.-]{1,32})(?:@[\w.-]{1,32})?\s+(inet6? .*)$/;

/** `wwan0     Link encap:UNSPEC` */
const busyboxHead = /^\s*([\w.:-]{1,32})\s+Link encap:/;

/** `wwan0: flags=4305<UP,POINTOPOINT,RUNNING>  mtu 1500` */
const netToolsHead = /^\s*([\w.:-]{1,32}): flags=\d{1,6}<([A-Z0-9_,]{0,200})>(?:\s+mtu (\d{1,9}))?/;

/** `wwan0            UNKNOWN        10.64.0.2/30 fe80::1/64`; `state UNKNOWN qlen 1000` is the rest of a wrapped line. */
const briefRow = /^\s*(?!(?:state|mode)\s)([\w.-]{1,32})(?:@[\w.-]{1,32})?\s+([A-Z]{2,14})(?:\s+(.*))?$/;

/** `inet 10.64.0.2/30 scope global wwan0`, `inet 10.64.64.3 peer 10.64.64.64/32`, masked `inet x.x.x.x/30` */
const ipAddress =
  /\binet6? ([\da-fxX*.:]{2,45}|[<[][\w -]{1,30}[>\]])(?: peer (?:[\da-fxX*.:]{2,45}|[<[][\w -]{1,30}[>\]]))?\/(\d{1,3})/;

/** `inet <redacted> scope global wwan0`, `inet addr:<redacted>`: nothing is left but that there is one. */
const hiddenAddress = /\binet6? (?:addr:\s?)?([<[][\w -]{1,30}[>\]]|[xX*]{3,20})(?=\s|$)/;

/** `inet addr:10.64.0.2  P-t-P:10.64.0.2  Mask:255.255.255.252` */
const busyboxAddress = /\binet addr:\s?([\dxX*.]{7,15})(?:.*\bMask:([\d.]{7,15}))?/;

/** `inet6 addr: fe80::1/64 Scope:Link` */
const busyboxAddress6 = /\binet6 addr:\s?([\da-f:]{2,45})\/(\d{1,3})/;

/** `inet 10.64.0.2  netmask 255.255.255.252  broadcast 10.64.0.3`, `inet6 fe80::1  prefixlen 64` */
const netToolsAddress = /\binet6? ([\da-fxX*.:]{2,45})\s+(?:netmask ([\d.]{7,15})|prefixlen (\d{1,3}))/;

/** `UP POINTOPOINT RUNNING NOARP MULTICAST  MTU:1500  Metric:1` */
const busyboxFlags = /^\s*([A-Z ]{2,120}?)\s*\bMTU:(\d{1,9})/;

/** `RX bytes:1234 (1.2 KiB)  TX bytes:5678 (5.5 KiB)` */
const busyboxCounters = /\bRX bytes:(\d{1,20}).*\bTX bytes:(\d{1,20})/;

/** `RX packets 123  bytes 4567 (4.4 KiB)` */
const netToolsCounter = /\b([RT]X) packets \d{1,20}\s+bytes (\d{1,20})/;

/** `    RX: bytes  packets  errors  dropped overrun mcast`: the numbers stand in the line below. */
const counterTitle = /^\s*([RT]X):\s+bytes\b/;

/** `    123456     1234     0       0       0       0` */
const counterRow = /^\s*(\d{1,20})(?:\s+\d{1,20}){3,7}\s*$/;

/** A device while its lines are read. */
interface Draft {
  readonly device: string;
  readonly span: Span;
  up: boolean | null;
  carrier: boolean | null;
  mtu: number | null;
  readonly addresses: string[];
  rxBytes: number | null;
  txBytes: number | null;
}

/**
 * Reads `ip addr` and `ip link` in all their layouts, and `ifconfig` of busybox and of net-tools. Sources: iproute2
 * ipaddress.c, busybox networking/interface.c, net-tools lib/interface.c.
 */
export function readLinks(lines: readonly Line[]): BlockReading {
  const drafts: Draft[] = [];
  const unread: Line[] = [];
  let counter: string | null = null;
  for (const line of lines) {
    const begun = headOf(line);
    if (begun !== null) {
      const known = drafts.at(-1);
      const goesOn = begun.isOneLine && known?.device === begun.draft.device;
      if (!goesOn) drafts.push(begun.draft);
      else known?.addresses.push(...begun.draft.addresses);
      counter = null;
      continue;
    }
    const draft = drafts.at(-1);
    if (draft === undefined) {
      unread.push(line);
      continue;
    }
    const { text } = line;
    const numbers = counterRow.exec(text);
    if (counter !== null && numbers !== null) {
      if (counter === 'RX') draft.rxBytes = Number(numbers[1]);
      else draft.txBytes = Number(numbers[1]);
    }
    counter = counterTitle.exec(text)?.[1] ?? null;
    addDetail(draft, text);
  }
  return { observations: drafts.map((draft): Unplaced => ({ kind: 'link', ...draft })), unread };
}

function headOf(line: Line): { readonly draft: Draft; readonly isOneLine: boolean } | null {
  const { text } = line;
  const head = ipHead.exec(text);
  if (head !== null) {
    const [, device = '', flags = '', mtu] = head;
    return { draft: newDraft(line, device, flags.split(','), 'LOWER_UP', mtu), isOneLine: false };
  }
  const netTools = netToolsHead.exec(text);
  if (netTools !== null) {
    const [, device = '', flags = '', mtu] = netTools;
    return { draft: newDraft(line, device, flags.split(','), 'RUNNING', mtu), isOneLine: false };
  }
  const busybox = busyboxHead.exec(text);
  if (busybox !== null)
    return { draft: newDraft(line, busybox[1] ?? '', null, '', undefined), isOneLine: false };
  const single = ipOneLine.exec(text);
  if (single !== null) {
    const draft = newDraft(line, single[1] ?? '', null, '', undefined);
    addDetail(draft, single[2] ?? '');
    return { draft, isOneLine: true };
  }
  const brief = briefRow.exec(text);
  if (brief === null || !/^(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT)$/.test(brief[2] ?? '')) return null;
  const draft = newDraft(line, brief[1] ?? '', null, '', undefined);
  // `UNKNOWN` is what drivers without an operational state show while they are up.
  draft.up = brief[2] === 'UNKNOWN' ? null : brief[2] === 'UP';
  draft.addresses.push(
    ...(brief[3] ?? '').split(/\s+/).filter((word) => /^[\da-f.:]{2,45}\/\d{1,3}$/.test(word)),
  );
  return { draft, isOneLine: true };
}

function newDraft(
  line: Line,
  device: string,
  flags: readonly string[] | null,
  carrier: string,
  mtu: string | undefined,
): Draft {
  const start = line.text.search(/\S/);
  return {
    device,
    span: spanOf(line, start, line.text.trimEnd().length),
    up: flags === null ? null : flags.includes('UP'),
    carrier: flags === null ? null : flags.includes(carrier),
    mtu: mtu === undefined ? null : Number(mtu),
    addresses: [],
    rxBytes: null,
    txBytes: null,
  };
}

function addDetail(draft: Draft, text: string): void {
  const address = addressIn(text);
  if (address !== null) draft.addresses.push(address);
  const flags = busyboxFlags.exec(text);
  if (flags !== null) {
    const words = (flags[1] ?? '').split(/\s+/);
    draft.up = words.includes('UP');
    draft.carrier = words.includes('RUNNING');
    draft.mtu = Number(flags[2]);
  }
  const both = busyboxCounters.exec(text);
  if (both !== null) {
    draft.rxBytes = Number(both[1]);
    draft.txBytes = Number(both[2]);
  }
  const [, direction, bytes] = netToolsCounter.exec(text) ?? [];
  if (direction === 'RX') draft.rxBytes = Number(bytes);
  if (direction === 'TX') draft.txBytes = Number(bytes);
}

function addressIn(text: string): string | null {
  const ip = ipAddress.exec(text) ?? busyboxAddress6.exec(text);
  if (ip !== null) return networkOf(ip[1] ?? '', Number(ip[2]));
  const masked = busyboxAddress.exec(text) ?? netToolsAddress.exec(text);
  if (masked === null) return hiddenAddress.exec(text)?.[1] ?? null;
  const [, address = '', netmask, prefix] = masked;
  if (prefix !== undefined) return networkOf(address, Number(prefix));
  return networkOf(address, netmask === undefined ? null : prefixOf(netmask));
}
