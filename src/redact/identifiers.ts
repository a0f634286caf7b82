import type { Hit } from './hit.ts';

/** Runs of digits as long as the numbers of modems and SIM cards are; an ICCID may be filled up with one F. */
const digits = /(?<![0-9A-Fa-f.])[0-9]{14,32}[Ff]?(?![0-9A-Za-z])/g;
/** Six bytes or more (a DHCP client id holds a MAC address, too). A sample: 00:1e:10:1f:00:00 */
const mac =
  /(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4,20}(?![0-9A-Fa-f:-])/g;
/** Name that systemd and some modems make of a MAC address. A sample: enx001e101f0000 */
const macInName = /\b(?:enx|wlx|wwx)([0-9a-f]{12})\b/g;
/** Samples: SerialNumber: 867223021234567, S:  SerialNumber=0123456789ABCDEF */
const serial = /\bserial[ _-]?(?:number|no)[ \t]*[:=][ \t]*([0-9A-Za-z._-]{4,64})/gi;

/** Bytes of a MAC address that name the maker. */
const ouiLength = 'aa:bb:cc'.length;

/** Country codes (MCC) whose networks have codes (MNC) of three digits: North America, part of Latin America, India. */
const longNetworkCode =
  /^(?:302|31[0-6]|334|338|342|344|346|348|352|354|356|358|360|365|366|376|405|708|71[0246]|722|732|73[68]|74[0248]|750)/;

/** Numbers that single out a device, a SIM card or a person. What names only the maker or the network stays. */
export function findIdentifiers(line: string): Hit[] {
  return [...macs(line), ...numbers(line), ...serials(line)];
}

function macs(line: string): Hit[] {
  const hits: Hit[] = [];
  for (const match of line.matchAll(mac)) {
    const bytes = match[0].toLowerCase().replaceAll('-', ':');
    if (/^(?:00:){5}00$|^(?:ff:){5}ff$/.test(bytes)) continue;
    hits.push({
      start: match.index + ouiLength + 1,
      end: match.index + match[0].length,
      kind: 'mac',
      value: bytes,
    });
  }
  for (const match of line.matchAll(macInName)) {
    const bytes = (match[1] ?? '').replace(/..(?=.)/g, '$&:');
    const end = match.index + match[0].length;
    hits.push({ start: end - 6, end, kind: 'mac', value: bytes });
  }
  return hits;
}

function serials(line: string): Hit[] {
  return [...line.matchAll(serial)].map((match) => {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    return { start: end - value.length, end, kind: 'serial', value };
  });
}

function numbers(line: string): Hit[] {
  return [...line.matchAll(digits)].flatMap((match) => {
    const kept = keptOf(match[0], line.slice(Math.max(0, match.index - 24), match.index));
    if (kept === null) return [];
    const [kind, length] = kept;
    return [{ start: match.index + length, end: match.index + match[0].length, kind, value: match[0] }];
  });
}

type Kept = readonly ['imei' | 'imsi' | 'iccid' | 'eid', number];

/** What a long number is, and how many of its first digits say nothing about the person; null where it is none. */
function keptOf(number: string, before: string): Kept | null {
  const { length } = number;
  if (length === 32) return number.startsWith('89') ? ['eid', 8] : null;
  if (length >= 18 && length <= 21) {
    return number.startsWith('89') || /iccid|ccid/i.test(before) ? ['iccid', issuerLength(number)] : null;
  }
  if (/imsi|cimi/i.test(before) && length <= 15) return imsi(number);
  if (length <= 17 && /imei|gsn|esn/i.test(before)) return ['imei', 8];
  if (length === 15) return passesLuhn(number) || !/^[2-7]/.test(number) ? ['imei', 8] : imsi(number);
  return length === 16 && /^(?:35|86|01|99)/.test(number) ? ['imei', 8] : null;
}

function imsi(number: string): Kept {
  return ['imsi', longNetworkCode.test(number) ? 6 : 5];
}

/** `89`, the country code and the issuer: seven digits at most (ITU-T E.118). */
function issuerLength(number: string): number {
  return number.startsWith('891') ? 6 : 7;
}

/** Check digit of an IMEI (3GPP TS 23.003 annex B). */
function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, character] of [...number].reverse().entries()) {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
