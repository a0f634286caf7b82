import { type FieldType, fieldTypes } from './declaration.ts';

/** What stands behind a hole in a template. */
export interface Continuation {
  /**
   * The first offset from `from` to `to` at which what follows the hole can begin; -1 when there is none. `withinWord`
   * ends the search at the first blank.
   */
  next(text: string, from: number, to: number, withinWord: boolean): number;
}

/** Types that take more or less any word: a value of theirs says little about the message it stands in. */
type OpenType = 'path' | 'netdev' | 'iface' | 'word' | 'text';
type ClosedType = Exclude<FieldType, OpenType>;

/** Whether values of this type may be any word. */
export function isOpen(type: FieldType): type is OpenType {
  switch (type) {
    case 'path':
    case 'netdev':
    case 'iface':
    case 'word':
    case 'text':
      return true;
    default:
      return false;
  }
}

/** A closed value is as long as it can be and does not stop inside a word of letters and digits, numbers excepted. */
const closedForms: Readonly<Record<Exclude<ClosedType, 'ip'>, RegExp>> = {
  // 12d1
  hex4: /[0-9a-f]{4}(?![0-9a-z])/iy,
  // 1-1.2:1.0
  usbintf: /\d+-\d(?:[\d.]*\d)?:\d+\.\d+(?![0-9a-z])/iy,
  // 1-1.2 or usb1
  usbport: /(?:\d+-\d(?:[\d.]*\d)?|usb\d+)(?![0-9A-Za-z])/y,
  // 0c:5b:8f:27:9a:64
  mac: /[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![0-9a-z])/iy,
  // -71
  int: /-?\d+/y,
  // 1.25
  float: /-?\d+(?:\.\d+)?/y,
  // 0x1f or 1f
  hex: /(?:0x)?[0-9a-f]+/iy,
  // ttyUSB0 or /dev/ttyUSB0
  tty: /(?:\/dev\/)?tty[A-Za-z]+\d+(?![0-9A-Za-z])/y,
};

// 10.64.64.64
const ipv4Form = /\d{1,3}(?:\.\d{1,3}){3}(?![0-9a-z]|\.\d)/iy;
// fe80::1%wwan0; what looks like it is checked group by group
const ipv6Form = /[0-9a-f]{0,4}:[0-9a-f:.]{1,44}/iy;
const ipv6Zone = /%[\w.-]{0,14}\w/y;
const ipv6Group = /^[0-9a-f]{1,4}$/i;

/**
 * What people put in place of an address before they show a log: `x.x.x.x`, `10.1.xxx.xxx`, `2001:db8:xxxx::`,
 * `xx:xx:xx:12:34:56`, `***`, `<redacted>`, `[removed]`.
 */
const maskWord = String.raw`(?:[<[](?:redacted|removed|hidden|masked|censored)[>\]]|\*{3,}|x{3,})(?![0-9a-z*]|\.[\dx*])`;
const maskForms = {
  ip: new RegExp(
    String.raw`(?=[\d.:a-f]{0,36}[x*#])(?:\d{1,3}|[x*#]{1,3})(?:\.(?:\d{1,3}|[x*#]{1,3})){3}(?![0-9a-z*#]|\.[\dx*#])|(?=[\d:a-f]{0,36}[x*])[\da-fx*]{1,4}(?::[\da-fx*]{0,4}){2,7}(?![0-9a-z*:])|${maskWord}`,
    'iy',
  ),
  mac: new RegExp(
    String.raw`(?=[\da-f:-]{0,16}[x*#])(?:[\da-f]{2}|[x*#]{1,2})(?:[:-](?:[\da-f]{2}|[x*#]{1,2})){5}(?![0-9a-z*#])|${maskWord}`,
    'iy',
  ),
  hex: new RegExp(maskWord, 'iy'),
};

// /lib/netifd/proto/ncm.sh
const pathForm = /\/\S*/y;
// br-lan, eth0.1, 3g-modem; the kernel (dev_valid_name) allows more marks, which are taken here for those of a sentence
const netdevForm = /\w[\w.-]*/y;
// modem_4; names of UCI sections have no dot or dash, names of netifd's dynamic interfaces may
const ifaceForm = netdevForm;

/** Length of the longest name of a network device, IFNAMSIZ without its terminator. */
const longestNetdev = 15;

function endOf(form: RegExp, text: string, start: number): number {
  form.lastIndex = start;
  return form.test(text) ? form.lastIndex : -1;
}

function isIpv4(text: string): boolean {
  return text.split('.').every((octet) => Number(octet) <= 255);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) {
    return false;
  }
  let groups = 0;
  const tail = halves.length - 1;
  for (const [at, half] of halves.entries()) {
    if (half === '') {
      continue;
    }
    const parts = half.split(':');
    for (const [index, part] of parts.entries()) {
      const last = at === tail && index === parts.length - 1;
      if (last && part.includes('.')) {
        if (endOf(ipv4Form, part, 0) !== part.length || !isIpv4(part)) {
          return false;
        }
        groups += 2;
      } else if (ipv6Group.test(part)) {
        groups += 1;
      } else {
        return false;
      }
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}

/** IPv4 in four decimal parts, or IPv6 with or without a zone; no port, no prefix length. */
function ipEnd(text: string, start: number): number {
  const v4 = endOf(ipv4Form, text, start);
  if (v4 > 0) {
    return isIpv4(text.slice(start, v4)) ? v4 : -1;
  }
  if (isMaskMark(text.charCodeAt(start))) return endOf(maskForms.ip, text, start);
  let end = endOf(ipv6Form, text, start);
  // A sentence goes on behind an address: `fe80::1: no reply`.
  while (end > start && !isIpv6(text.slice(start, end)) && /[:.]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  if (end > start && isIpv6(text.slice(start, end)) && !isWordCharacter(text.charCodeAt(end))) {
    const zone = endOf(ipv6Zone, text, end);
    return zone > 0 ? zone : end;
  }
  return endOf(maskForms.ip, text, start);
}

/** ASCII letter or digit. NaN, the code behind the end of a text, is none. */
function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The first character of most masks; the others begin like an address. */
function isMaskMark(code: number): boolean {
  return code === 0x78 || code === 0x58 || code === 0x2a || code === 0x23 || code === 0x3c || code === 0x5b;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** The longest name first, then ever shorter ones that do not stop inside a word. */
function nameEnd(form: RegExp, text: string, start: number, before: number): number {
  let end = before < 0 ? endOf(form, text, start) : before - 1;
  while (end > start && isWordCharacter(text.charCodeAt(end))) {
    end -= 1;
  }
  return end > start ? end : -1;
}

function netdevEnd(text: string, start: number, before: number): number {
  let end = nameEnd(netdevForm, text, start, before);
  while (end - start > longestNetdev) {
    end = nameEnd(netdevForm, text, start, end);
  }
  return end;
}

function maskableEnd(type: 'mac' | 'hex', text: string, start: number): number {
  const end = endOf(closedForms[type], text, start);
  return end >= 0 ? end : endOf(maskForms[type], text, start);
}

/** One bit for each type. */
export function bitOf(type: FieldType): number {
  return 1 << fieldTypes.indexOf(type);
}

function bitsOf(...types: readonly FieldType[]): number {
  return types.reduce((bits, type) => bits | bitOf(type), 0);
}

const textBit = bitOf('text');
const anyBits = bitsOf('word', 'text');
const letterBits = bitsOf('netdev', 'iface', 'word', 'text');
const hexLetterBits = bitsOf('hex4', 'mac', 'ip', 'hex') | letterBits;
const digitBits = bitsOf('usbintf', 'usbport', 'int', 'float') | hexLetterBits;
const markBits: ReadonlyMap<number, number> = new Map([
  [0x23, bitsOf('ip', 'mac') | anyBits], // #
  [0x2a, bitsOf('ip', 'mac', 'hex') | anyBits], // *
  [0x2d, bitsOf('int', 'float') | anyBits], // -
  [0x2f, bitsOf('tty', 'path') | anyBits], // /
  [0x3a, bitOf('ip') | anyBits], // :
  [0x3c, bitsOf('ip', 'mac', 'hex') | anyBits], // <
  [0x58, bitsOf('ip', 'mac', 'hex') | letterBits], // X
  [0x5b, bitsOf('ip', 'mac', 'hex') | anyBits], // [
  [0x5f, letterBits], // _
  [0x74, bitOf('tty') | letterBits], // t
  [0x75, bitOf('usbport') | letterBits], // u
  [0x78, bitsOf('ip', 'mac', 'hex') | letterBits], // x
]);

/**
 * The types that can begin with a character, one bit each, so that one look at it rules most holes out. NaN is the code
 * behind the end of a text, where only free text can begin.
 */
export function typesBeginningWith(code: number): number {
  if (isBlank(code) || Number.isNaN(code)) {
    return textBit;
  }
  if (code >= 0x30 && code <= 0x39) {
    return digitBits;
  }
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x66) {
    return hexLetterBits;
  }
  return markBits.get(code) ?? (isWordCharacter(code) ? letterBits : anyBits);
}

/** The shortest word first, then ever longer ones. */
function wordEnd(
  text: string,
  start: number,
  before: number,
  longest: number,
  follows: Continuation,
): number {
  const shortest = Math.max(start, before) + 1;
  return isBlank(text.charCodeAt(shortest - 1)) ? -1 : follows.next(text, shortest, longest, true);
}

/**
 * Where a value of `type` that begins at `start` can end: the next offset to try after `before` (-1 at first), or -1
 * when there is no further one. Numbers, addresses and the like have one end, the longest. Names and paths give their
 * longest first and then shorter ones, since sentences put marks behind them. Words and free text give their shortest
 * first, so that `<a:text>: <b:text>` splits at the first colon; they stop only where what `follows` can begin, and not
 * beyond `longest`.
 */
export function fieldEnd(
  type: FieldType,
  text: string,
  start: number,
  before: number,
  longest: number,
  follows: Continuation,
): number {
  switch (type) {
    case 'text':
      return follows.next(text, before < 0 ? start : before + 1, longest, false);
    case 'word':
      return wordEnd(text, start, before, longest, follows);
    case 'iface':
      return nameEnd(ifaceForm, text, start, before);
    case 'netdev':
      return netdevEnd(text, start, before);
    case 'path':
      return nameEnd(pathForm, text, start, before);
    case 'ip':
      return before < 0 ? ipEnd(text, start) : -1;
    case 'mac':
    case 'hex':
      return before < 0 ? maskableEnd(type, text, start) : -1;
    default:
      return before < 0 ? endOf(closedForms[type], text, start) : -1;
  }
}

/** The value of a field from its text: a number for `int` and `float`. Digits beyond 2^53 lose their last places. */
export function fieldValue(type: FieldType, text: string): string | number {
  return type === 'int' || type === 'float' ? Number(text) : text;
}
