import type { Hit, SecretKind } from './hit.ts';

/** Runs of digits as long as the numbers of modems and SIM cards are; an ICCID may be filled up with one F. */
const digits = /(?<![0-9A-Fa-f.])[0-9]{14,32}(?:[Ff][0-9]?)?(?![0-9A-Za-z])/g;
/** Groups of digits as stickers and some modems print them. Samples: 35-209900-176148-1, 8944 1100 6512 3456 789 */
const groupedDigits =
  /(?<![0-9A-Za-z.:-])(?:\d{2}[- ]\d{6}[- ]\d{6}[- ]\d|89\d{2}(?:[- ]\d{3,5}){3,4})(?![0-9A-Za-z:]|[.-]\d)/g;
/** Some cards have letters among the digits. A sample: +QCCID: 8986031640205A1234B5 */
const cardNumber = /(?<![0-9A-Za-z])89(?=[0-9A-F]{17,18}(?![0-9A-Za-z]))[0-9]{4}[0-9A-F]{13,14}/gi;
/** Names before identifiers that may have letters or be short. Samples: meid: A1000012345678, <Esn>80ABCDEF</Esn> */
const namedIdentifier =
  /(?<![A-Za-z])(meid|esn|imeisv|imei|imsi|iccid|ccid|eid|equipment[ _-]?id(?:entifier)?)(?:\\?["'])?[ \t]{0,48}[:=>][ \t]{0,48}(?:\\?["'])?([0-9A-F]{8,32})(?![0-9A-Za-z])/gi;
/** Samples: +447700900123, 002B003400340037003700300030 (UCS2 of the same) */
const phoneNumber = /(?<![\w+])\+\d{9,15}(?![\d:])|(?<![0-9A-Z])(?:002B)?(?:003\d){7,20}(?![0-9A-Z])/gi;
/**
 * Samples: own: 447700900123, modem.generic.own-numbers.value[1] : 447700900123, "sender": "447700900123", and of umbim and
 * mmcli: number: 447700900123, of sms_tool From: 447700900123
 */
const ownNumber =
  /(?:(?<![A-Za-z])own(?:[ _-]?numbers?(?:\.value\[\d{1,3}\])?)?|"(?:number|sender|from|caller)"|(?:^[ \t]{0,40}|\| {1,40}|\bsms\.content\.)number|^[ \t]{0,40}From)[ \t]{0,48}[:=][ \t"']{0,48}(\d{7,15})(?!\d)/gi;
/** A sample: "447700900123", all that uqmi --get-msisdn prints */
const bareNumber = /^[^\w"]{0,20}"(\d{10,13})"[^\w"]{0,20}$/g;
/** Six bytes or more (a DHCP client id holds a MAC address, too). A sample: 00:1e:10:1f:00:00 */
const mac =
  /(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4,20}(?![0-9A-Fa-f:-])/g;
/** Name that systemd and some modems make of a MAC address. A sample: enx001e101f0000 */
const macInName = /\b(?:enx|wlx|wwx)([0-9a-f]{12})\b/g;
/** Without one of these a line holds no serial number that is named. */
const serialWord =
  /[Ss][Ee][Rr][Ii][Aa][Ll]|"[Ss][Nn]"|by-id|FSN|EGMR|[Dd][Uu][Ii][Dd]|[Cc][Ll][Ii][Ee][Nn][Tt]_?[Ii][Dd]/;
/** Samples: SerialNumber: 867223021234567, S:  SerialNumber=0123456789ABCDEF; of udev ID_SERIAL_SHORT=0123456789, ATTRS{serial}=="0123456789" */
const serials = [
  /(?<![A-Za-z])serial[ _-]?(?:number|no|num)(?:\\?["'])?[ \t]{0,48}[:=>][ \t]{0,48}(?:\\?["'])?([0-9A-Za-z._-]{4,64})/gi,
  /\bID_SERIAL_SHORT=([^\s"']{4,64})/g,
  /\{serial\}=="([^"]{4,64})"/g,
] as const;
/**
 * Samples: "serial": "0123456789ABCDEF", "sn": "0123456789", iSerial  3 0123456789ABCDEF, by-id/usb-Quectel_EC25_0123456789-if00; of
 * Sierra Wireless FSN: LQ650551070110, of Fibocom +CFSN: "Q0123456789", of Quectel +EGMR: "D1Q19A0123"; of DHCPv6 clientid
 * '0003000100aabbccddee'
 */
const otherSerials = [
  /"(?:serial|sn)"[ \t]{0,8}:[ \t]{0,8}"([^"]{4,64})/gi,
  /\biSerial[ \t]{1,40}\d{1,3}[ \t]{1,8}([^\s]{4,64})/g,
  /\bby-id\/[\w.:+-]{0,120}_([0-9A-Za-z.]{6,64})-(?:if|port)\d/g,
  /(?<![A-Za-z])C?FSN[ \t]{0,8}:[ \t]{0,8}"?([0-9A-Z]{8,32})(?![0-9A-Za-z])/g,
  /\+EGMR:[ \t]{0,4}"([0-9A-Z]{8,32})"/g,
  /\b(?:client_?id|dhcp_default_duid|duid)["']?[ \t]{0,8}[=: \t][ \t"']{0,8}(000[1-4][\da-f]{12,60})(?![0-9A-Za-z])/gi,
] as const;

/** What root hubs have as their serial number: where they are. Samples: 0000:00:14.0, dummy_hcd.0, fe380000.usb */
const busName = /^[\da-f]{4}(?::[\da-f]{2}:|$)|hcd|hci|\busb\b/i;

/** Samples of NMEA (degrees and minutes): 3150.7223N, $GPRMC,061951.00,A,3150.722306,N,11711.925292,E */
const nmea = /(?<![\d.])(\d{3,5}\.\d{2,8}),?[NSEW](?![A-Za-z])/g;
/** Samples: "latitude": 51.5072, longitude: -0.1276, modem.location.gps.latitude : 51.507200 */
const namedPlace =
  /(?<![A-Za-z])(?:lat|lon|lng|long|latitude|longitude)(?:\\?["'])?[ \t]{0,48}[:=>][ \t]{0,48}(?:\\?["'])?([+-]?\d{1,3}\.\d{2,15})/gi;
/** A sample of Sierra's answer to AT!GPSLOC?: Lat: 48 Deg 22 Min 37.12 Sec N */
const sexagesimal = /(?<![\d.])(\d{1,3} Deg \d{1,2} Min \d{1,2}(?:\.\d{1,4})? Sec) [NSEW]\b/gi;
/** Samples: +QGPSLOC: 061951.0,31.84536,117.19882,62.2,…, and by the cell +CLBS: 0,117.198820,31.845360,550 */
const placeAnswer =
  /[+^$](?:QGPSLOC|CGPSINFO|CGNSINF|CGNSSINFO|CGPS|GPSACP|WPDGP|UULOC|QCELLLOC|QLBS|CLBS|CIPGSMLOC)\w{0,4}:/gi;
const degrees = /(?<![\d.])[+-]?\d{1,3}\.\d{4,15}(?![\d.])/g;

/**
 * A sample: joe@example.net. A prompt names a router (`root@gw.lan:~#`), a kernel who built it (`builder@build.example.org`), and
 * systemd an instance of a unit (`ifup@wwan0.service`).
 */
const email =
  /(?<![\w.+@/-])[A-Za-z0-9][\w.+%-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}(?!(?:service|timer|socket|target|device|mount|path|slice|scope)(?![\w@]))[A-Za-z]{2,24}(?![\w@])(?!(?:-[\w.-]{1,60})?:\s?[~/])/g;
/** Samples: Linux version 5.15.134 (builder@build.example.org), Copyright 2005-2007 Joe Doe <joe@example.org> */
const builder =
  /Linux version \S{1,60} \([^)]{0,80}$|(?:Copyright|\(c\)|maintained by|authors?:?) [^<>(]{0,120}[<(]?$/i;
/** `builder` matches no more. UTF-16 units. */
const longestCredit = 200;
/** Messages as modems store them (3GPP TS 23.040): the number of the service centre, flags, then the rest. A sample: 0791447758100650040C91… */
const pdu =
  /(?<![0-9A-Za-z])(?:0[4-9A-C][89][0-9A-F]|00[0-9A-F]{2}[0-9A-F]{2})[0-9A-F]{26,350}(?![0-9A-Za-z])/gi;
/** Without one of these a line holds no message in words. */
const messageWord = /[Cc]ontent>|text\s{0,40}:/;
/** Messages in words. Samples: of a HiLink stick <Content>See you</Content>, of mmcli Content | text: See you */
const messageTexts = [
  /<[Cc]ontent>([^<>]{1,2000})<\/[Cc]ontent>/g,
  /^\s*(?:(?:Content\s{1,12})?\|\s{1,40}text|sms\.content\.text)\s{0,40}:\s{1,8}(\S.*)$/g,
] as const;
/** A message in JSON, as uqmi and sms_tool print it. Samples: "text": "See you", "content": "See you" */
const messageMember = /"(?:text|content)"[ \t]{0,8}:[ \t]{0,8}"((?:[^"\\]|\\.){1,2000})"/g;
/** What messages have beside their text. Programs tell errors in members of the same name. */
const besideMessage = /"(?:sender|number|phone(?:_?number)?|timestamp|index|smsc)"[ \t]{0,8}:/i;

/** Whether a line holds a member of a message that is not its text. */
export function isOfMessage(line: string): boolean {
  return besideMessage.test(line);
}

/** Texts in JSON that are messages if the object that they are members of is one. */
export function memberTexts(line: string): readonly Hit[] {
  return matchesOf(messageMember, line, 'message');
}

/** What stands for nobody in particular. A sample: /home/joe/log.txt, C:\Users\joe */
const home = /(?:\/home\/|\/Users\/|\b[A-Z]:\\Users\\)([A-Za-z0-9][\w.-]{1,31})(?![\w.-])/g;
const everybodysAccounts = new Set([
  'pi',
  'root',
  'user',
  'admin',
  'ubuntu',
  'debian',
  'openwrt',
  'public',
  'build',
  'builder',
  'buildbot',
  'shared',
  'default',
]);

/** Whether an account of this name is on many machines. */
export function isEverybodysAccount(name: string): boolean {
  return everybodysAccounts.has(name.toLowerCase()) || /^account-\d+$/.test(name);
}

/** Bytes of a MAC address that name the maker. */
const ouiLength = 'aa:bb:cc'.length;

/** Country codes (MCC) whose networks have codes (MNC) of three digits: North America, part of Latin America, India. */
const longNetworkCode =
  /^(?:302|31[0-6]|334|338|342|344|346|348|352|354|356|358|360|365|366|376|405|708|71[0246]|722|732|73[68]|74[0248]|750)/;

/** Names of options, keys and fields whose value is an identifier. A sample: modem.generic.equipment-identifier */
const identifierNames: readonly (readonly [RegExp, SecretKind])[] = [
  [/(?:imei(?:sv)?|meid|esn|equipment[ _-]?id(?:entifier)?)$/i, 'imei'],
  [/imsi$/i, 'imsi'],
  [/ccid$/i, 'iccid'],
  [/(?<![a-z])eid$/i, 'eid'],
  [/(?:msisdn|own-numbers?(?:\.value\[\d+\])?)$/i, 'msisdn'],
  [/(?:serial(?:[-_]?(?:number|no))?)$/i, 'serial'],
];

/** Whether the address that begins at an index is of those who made a program. */
function isBuilder(line: string, at: number): boolean {
  return builder.test(line.slice(Math.max(0, at - longestCredit), at));
}

/** What kind of identifier a field of this name holds; null where it holds none. */
export function identifierKindOf(name: string): SecretKind | null {
  return identifierNames.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Long numbers of a line that a word before them names, with what they are. */
export function namedNumbers(line: string): (readonly [string, SecretKind])[] {
  return [...line.matchAll(digits)].flatMap((match) => {
    const name = nameOf(wordsBefore(line, match.index), match[0].length);
    return name === null ? [] : [[match[0], name]];
  });
}

/**
 * Numbers that single out a device, a SIM card or a person, and where it is. What names only the maker or the network
 * stays.
 *
 * @param known long numbers that are named elsewhere
 */
export function findIdentifiers(line: string, known: ReadonlyMap<string, SecretKind>): Hit[] {
  return [
    ...macs(line),
    ...numbers(line, known),
    ...namedIdentifiers(line),
    ...matchesOf(phoneNumber, line, 'msisdn'),
    ...matchesOf(ownNumber, line, 'msisdn'),
    ...matchesOf(bareNumber, line, 'msisdn'),
    ...(serialWord.test(line) ? serialNumbers(line) : []),
    ...matchesOf(nmea, line, 'location'),
    ...matchesOf(sexagesimal, line, 'location'),
    ...matchesOf(namedPlace, line, 'location'),
    ...placesAnswered(line),
    ...matchesOf(email, line, 'email').filter(({ start }) => !isBuilder(line, start)),
    ...matchesOf(pdu, line, 'message'),
    ...(isOfMessage(line) ? memberTexts(line) : []),
    ...(messageWord.test(line) ? messageTexts.flatMap((pattern) => matchesOf(pattern, line, 'message')) : []),
    ...matchesOf(home, line, 'account').filter(({ value }) => !isEverybodysAccount(value)),
  ];
}

function serialNumbers(line: string): Hit[] {
  return [
    ...serials
      .flatMap((pattern) => matchesOf(pattern, line, 'serial'))
      .filter(({ value }) => !busName.test(value)),
    ...otherSerials.flatMap((pattern) => matchesOf(pattern, line, 'serial')),
  ];
}

/** The last group of each match, or all of it where the pattern has none. */
function matchesOf(pattern: RegExp, line: string, kind: SecretKind): Hit[] {
  return [...line.matchAll(pattern)].map((match) => {
    const value = match.at(-1) ?? match[0];
    const start = match.index + match[0].lastIndexOf(value);
    return { start, end: start + value.length, kind, value };
  });
}

/** Identifiers that are no long numbers. */
function namedIdentifiers(line: string): Hit[] {
  const named = [...line.matchAll(namedIdentifier)].map((match): Hit => {
    const [whole, name = '', value = ''] = match;
    const end = match.index + whole.length;
    return { start: end - value.length, end, kind: identifierKindOf(name) ?? 'imei', value };
  });
  return [...named, ...matchesOf(cardNumber, line, 'iccid')].filter(({ value }) => !isLongNumber(value));
}

/** Whether `digits` finds it. */
export function isLongNumber(value: string): boolean {
  return /^\d{14,32}(?:[Ff]\d?)?$/.test(value);
}

function placesAnswered(line: string): Hit[] {
  const [name] = line.matchAll(placeAnswer);
  if (name === undefined) return [];
  const at = name.index + name[0].length;
  return matchesOf(degrees, line.slice(at), 'location').map((hit) => ({
    ...hit,
    start: hit.start + at,
    end: hit.end + at,
  }));
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

function numbers(line: string, known: ReadonlyMap<string, SecretKind>): Hit[] {
  const grouped = [...line.matchAll(groupedDigits)].map((match): Hit => {
    const kind = match[0].startsWith('89') ? 'iccid' : 'imei';
    const value = match[0].replace(/[- ]/g, '');
    // The type of a device, or the issuer of a card, is in the first two groups.
    const kept = /^\d+[- ]\d+[- ]/.exec(match[0])?.[0].length ?? 0;
    return { start: match.index + kept, end: match.index + match[0].length, kind, value };
  });
  const plain = [...line.matchAll(digits)].flatMap((match) => {
    const kept = keptOf(match[0], wordsBefore(line, match.index), known.get(match[0]) ?? null);
    if (kept === null) return [];
    const [kind, length] = kept;
    return [{ start: match.index + length, end: match.index + match[0].length, kind, value: match[0] }];
  });
  return [...grouped, ...plain];
}

function wordsBefore(line: string, at: number): string {
  return line.slice(Math.max(0, at - 24), at);
}

type Kept = readonly ['imei' | 'imsi' | 'iccid' | 'eid', number];

/** What the words before a number say that it is; null where they say nothing. */
function nameOf(before: string, length: number): Kept[0] | null {
  if (length >= 18 && /iccid|ccid/i.test(before)) return 'iccid';
  if (/imsi|cimi/i.test(before) && length <= 15) return 'imsi';
  return length <= 17 && /imei|gsn|esn|equipment/i.test(before) ? 'imei' : null;
}

/** What a long number is, and how many of its first digits say nothing about the person; null where it is none. */
function keptOf(number: string, before: string, known: SecretKind | null): Kept | null {
  const { length } = number;
  if (length === 32) return number.startsWith('89') ? ['eid', 8] : null;
  const name = nameOf(before, length);
  if (length >= 18 && length <= 22) {
    // As a card stores them, the digits of each byte are swapped (ITU-T E.118, 3GPP TS 31.102 EF_IMSI).
    if (number.startsWith('98') || /^08\d9/.test(number)) return [length === 18 ? 'imsi' : 'iccid', 6];
    return number.startsWith('89') || name === 'iccid' ? ['iccid', issuerLength(number)] : null;
  }
  if (name === 'imsi' || (name === null && known === 'imsi')) return imsi(number);
  if (name === 'imei' || known === 'imei') return ['imei', 8];
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
