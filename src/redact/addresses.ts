import type { Hit } from './hit.ts';

/** Four numbers with dots, not part of a longer version number. A sample: 203.0.113.7 */
const ipv4 = /(?<![0-9A-Za-z._])(?:\d{1,3}\.){3}\d{1,3}(?![0-9A-Za-z]|\.\d)/g;
/**
 * Numbers as modems write addresses (3GPP TS 27.007, 10.1.23): four and four of a mask, 16 of an IPv6 address, and 16 and 16. A sample:
 * +CGCONTRDP: 1,5,"internet","203.0.113.7.255.255.255.0"
 */
const dotted = /(?<![0-9A-Za-z._])\d{1,3}(?:\.\d{1,3}){7,31}(?![0-9A-Za-z]|\.\d)/g;
/** Anything made of hexadecimal digits and colons; what it is, is looked at afterwards. */
const colons = /(?<![0-9A-Za-z:.])[0-9A-Fa-f:]{3,39}(?![0-9A-Za-z:])/g;

/** Name servers that everybody may use: they say nothing about anybody. */
const publicServers = new Set([
  '1.0.0.1',
  '1.1.1.1',
  '8.8.4.4',
  '8.8.8.8',
  '9.9.9.9',
  '149.112.112.112',
  '208.67.220.220',
  '208.67.222.222',
  '2001:4860:4860::8844',
  '2001:4860:4860::8888',
  '2606:4700:4700::1001',
  '2606:4700:4700::1111',
  '2620:fe::fe',
  '2620:fe::9',
]);

/** Addresses by which a customer can be found. Private, shared (RFC 6598), link-local and special ones stay. */
export function findAddresses(line: string): Hit[] {
  return [...ipv4Hits(line), ...ipv6Hits(line), ...dottedHits(line)];
}

function ipv4Hits(line: string): Hit[] {
  return [...line.matchAll(ipv4)].flatMap((match) => {
    const address = match[0];
    const before = line.slice(Math.max(0, match.index - 10), match.index);
    if (!isPublicIpv4(address) || /\b(?:v|ver|version|firmware|revision)[ :=]*$/i.test(before)) return [];
    return [{ start: match.index, end: match.index + address.length, kind: 'ip', value: address }];
  });
}

function isPublicIpv4(address: string): boolean {
  const bytes = address.split('.').map(Number);
  const [a = 0, b = 0] = bytes;
  // Versions have parts such as 08, addresses have none.
  if (/(?:^|\.)0\d/.test(address)) return false;
  if (bytes.some((byte) => byte > 255) || publicServers.has(address)) return false;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100) return b < 64 || b > 127;
  if (a === 169) return b !== 254;
  if (a === 172) return b < 16 || b > 31;
  return !(a === 192 && b === 168);
}

function ipv6Hits(line: string): Hit[] {
  return [...line.matchAll(colons)].flatMap((match): Hit[] => {
    const address = match[0].toLowerCase();
    if (!isIpv6(address)) return [];
    const end = match.index + match[0].length;
    if (/^[23]/.test(address)) {
      return isPublicIpv6(address) ? [{ start: match.index, end, kind: 'ipv6', value: address }] : [];
    }
    // A link-local or unique local address may be made of the MAC address (RFC 4291, appendix A).
    const tail = /[0-9a-f]{1,4}:[0-9a-f]{0,2}ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}$/.exec(address);
    return tail === null ? [] : [{ start: match.index + tail.index, end, kind: 'ipv6', value: address }];
  });
}

function dottedHits(line: string): Hit[] {
  return [...line.matchAll(dotted)].flatMap(({ index, 0: text }): Hit[] => {
    const numbers = text.split('.');
    const bytes = numbers.map(Number);
    if (bytes.some((byte) => byte > 255)) return [];
    const lengthOf = (count: number) => numbers.slice(0, count).join('.').length;
    if (bytes.length === 8) {
      const value = numbers.slice(0, 4).join('.');
      return isPublicIpv4(value) ? [{ start: index, end: index + value.length, kind: 'ip', value }] : [];
    }
    if (bytes.length !== 16 && bytes.length !== 32) return [];
    const value = ipv6Of(bytes.slice(0, 16));
    const end = index + lengthOf(16);
    if (/^[23]...:/.test(value))
      return isPublicIpv6(value) ? [{ start: index, end, kind: 'ipv6', value }] : [];
    // The second half of what is made of a MAC address, see above.
    const isMadeOfMac = bytes[11] === 0xff && bytes[12] === 0xfe;
    return isMadeOfMac ? [{ start: index + lengthOf(8) + 1, end, kind: 'ipv6', value }] : [];
  });
}

/** Sixteen bytes in the usual spelling (RFC 5952). */
function ipv6Of(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  ).join(':');
  const zeros = groups.match(/(?:^|(?<=:))0(?::0){1,7}(?=:|$)/g) ?? [];
  const longest = zeros.reduce((most, one) => (one.length > most.length ? one : most), '');
  if (longest === '') return groups;
  const at = groups.search(new RegExp(`(?:^|(?<=:))${longest}(?=:|$)`));
  return `${groups.slice(0, at).replace(/:$/, '')}::${groups.slice(at + longest.length).replace(/^:/, '')}`;
}

function isPublicIpv6(address: string): boolean {
  return !publicServers.has(address) && !address.startsWith('2001:db8:');
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  const groups = text.split(':').filter((group) => group !== '');
  if (groups.some(({ length }) => length > 4)) return false;
  if (halves.length === 1) return groups.length === 8 && !text.startsWith(':') && !text.endsWith(':');
  return halves.length === 2 && groups.length > 0 && groups.length < 8;
}
