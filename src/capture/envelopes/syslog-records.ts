import type { ClockTime } from '../clock.ts';
import {
  backslashCode,
  closeBracketCode,
  digit,
  isBlank,
  minusCode,
  openBracketCode,
  pastBlanks,
  quoteCode,
  type Scan,
  wordEnd,
} from '../scanners/characters.ts';
import { scanHost } from '../scanners/host.ts';
import { decodePriority, scanPriorityNumber } from '../scanners/priority.ts';
import { isKnownProgram } from '../scanners/programs.ts';
import { syslogEnvelope } from '../scanners/record.ts';
import { scanNamedTag } from '../scanners/tag.ts';
import { scanUptime } from '../scanners/uptime.ts';
import { scanIsoTime, scanYearlessTime } from '../scanners/wall-clock.ts';
import type { EnvelopeFormat } from './envelope-format.ts';
import { skipEpochStamp } from './logread.ts';

/**
 * RFC 3164, as ubox `logread -r` sends it: `<PRI>TIME [STAMP][HOST ][PREFIX: ]MESSAGE`. Without a tag at once, the first word
 * is the host.
 */
export const rfc3164: EnvelopeFormat = {
  name: 'RFC 3164',
  samples: [
    "<29>Aug 22 13:59:14 OpenWrt netifd: Interface 'wwan' has lost the connection",
    '<6>Feb  7 08:03:41 OpenWrt kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    "<29>Aug 22 13:59:14 netifd: Interface 'wwan' has lost the connection",
    '<30>Aug 22 13:59:14 [1770447821.417] OpenWrt pppd[2231]: Modem hangup',
    '<30>Aug 22 13:59:14 OpenWrt van-7: pppd[2231]: Modem hangup',
  ],
  begins: ['<'],
  read(text, at) {
    const number = scanPriorityNumber(text, at);
    const clock = number === null ? null : scanYearlessTime(text, number.next);
    const timeEnd = clock === null ? -1 : pastBlanks(text, clock.next);
    if (number === null || clock === null || timeEnd === -1) return null;
    const start = skipEpochStamp(text, timeEnd);
    const host = scanNamedTag(text, start) === null ? scanHost(text, start) : null;
    const tagAt = skipPrefix(text, host?.next ?? start);
    return syslogEnvelope(
      text,
      tagAt,
      'syslog',
      clock.value,
      decodePriority(number.value),
      host?.value ?? null,
    );
  },
};

/** RFC 5424: `<PRI>1 TIME HOST APP PROCID MSGID SD MESSAGE`, with a minus for what is not known. */
export const rfc5424: EnvelopeFormat = {
  name: 'RFC 5424',
  samples: [
    "<29>1 2026-08-22T13:59:14.123456+02:00 OpenWrt netifd 1402 - - Interface 'wwan' is now up",
    '<30>1 2026-08-22T11:59:15Z OpenWrt pppd 2231 - - local  IP address 10.64.64.64',
    '<29>1 2024-08-21T20:03:00+02:00 OPNsense.localdomain ppp 4711 - [meta sequenceId="1"] [opt1_link0] LCP: Down event',
    '<6>1 - OpenWrt kernel - - - [   31.402117] usb 1-1: Product: HUAWEI Mobile',
  ],
  begins: ['<'],
  read(text, at) {
    const number = scanPriorityNumber(text, at);
    if (number === null || digit(text, number.next) !== 1) return null;
    const timeAt = pastBlanks(text, number.next + 1);
    const time = timeAt === -1 ? null : scanRecordTime(text, timeAt);
    const hostAt = time === null ? -1 : pastBlanks(text, time.next);
    const host = hostAt === -1 ? null : scanHost(text, hostAt);
    if (time === null || host === null) return null;
    const app = scanField(text, host.next);
    const process = app === null ? null : scanField(text, app.next);
    const message = process === null ? null : scanField(text, process.next);
    const dataEnd = message === null ? -1 : structuredDataEnd(text, message.next);
    if (app === null || process === null || dataEnd === -1) return null;
    const { facility, severity } = decodePriority(number.value);
    let bodyAt = Math.min(dataEnd + 1, text.length);
    if (text.charCodeAt(bodyAt) === byteOrderMark) bodyAt += 1;
    const uptime = app.value === 'kernel' ? scanUptime(text, bodyAt) : null;
    return {
      format: 'syslog',
      clock: time.value,
      facility,
      severity,
      host: host.value,
      uptime: uptime?.value ?? null,
      program: app.value,
      pid: process.value !== null && decimal.test(process.value) ? Number(process.value) : null,
      bodyAt: uptime?.next ?? bodyAt,
    };
  },
};

/** `4711` */
const decimal = /^\d{1,10}$/;

const byteOrderMark = 0xfeff;

/** Longest word of a record's head: the name of a program, RFC 5424 has 48 characters for it. */
const longestField = 48;

/** Skips the words that `logread -P` was told to put before the tag: known by the tag that follows at once. */
function skipPrefix(text: string, at: number): number {
  const prefix = scanNamedTag(text, at);
  if (prefix === null || prefix.value.pid !== null || isKnownProgram(prefix.value.program)) return at;
  const tag = scanNamedTag(text, prefix.next);
  return tag !== null && isKnownProgram(tag.value.program) ? prefix.next : at;
}

/** The time of a record; null where it has none. */
function scanRecordTime(text: string, at: number): Scan<ClockTime | null> | null {
  if (text.charCodeAt(at) === minusCode) return { value: null, next: at + 1 };
  const time = scanIsoTime(text, at);
  return time === null ? null : { value: time.value.clock, next: time.next };
}

/** A word of a record's head and the blanks behind it; null for a minus. */
function scanField(text: string, at: number): Scan<string | null> | null {
  const end = wordEnd(text, at, longestField);
  const next = end === -1 ? -1 : pastBlanks(text, end);
  if (next === -1) return null;
  const word = text.slice(at, end);
  return { value: word === '-' ? null : word, next };
}

/** End of `-` or of `[id name="value" …][…]`, where a blank or the end follows; -1 where it is not well formed. */
function structuredDataEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === minusCode) return isEnd(text, at + 1) ? at + 1 : -1;
  let end = at;
  let quoted = false;
  let inside = false;
  for (; end < text.length; end += 1) {
    const character = text.charCodeAt(end);
    if (quoted) {
      if (character === backslashCode) end += 1;
      else if (character === quoteCode) quoted = false;
    } else if (inside) {
      if (character === quoteCode) quoted = true;
      else if (character === closeBracketCode) inside = false;
    } else if (character === openBracketCode) inside = true;
    else break;
  }
  return end > at && !inside && !quoted && isEnd(text, end) ? end : -1;
}

function isEnd(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}
