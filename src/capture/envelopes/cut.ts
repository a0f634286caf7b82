import type { ClockTime } from '../clock.ts';
import {
  colonCode,
  dotCode,
  isBlank,
  isLetter,
  minusCode,
  openBracketCode,
  pastBlankOrEnd,
  pastBlanks,
  skipBlanks,
  underscoreCode,
  wordEnd,
} from '../scanners/characters.ts';
import { scanHost } from '../scanners/host.ts';
import { endsFacility, noPriority, type Priority, scanPriority, severityOf } from '../scanners/priority.ts';
import { isKnownProgram } from '../scanners/programs.ts';
import { syslogEnvelope } from '../scanners/record.ts';
import { type NamedTag, scanNamedTag } from '../scanners/tag.ts';
import { scanUptime } from '../scanners/uptime.ts';
import { isEnglishMonth, isWeekday, scanYearfulTime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';
import { skipEpochStamp } from './logread.ts';

/**
 * A line of logread that has lost its date, or the beginning of it, to whoever selected it: it still has a facility and a
 * severity, and a tag. What is left of the date must be the end of one; without a day there is no clock.
 */
export const cutLogread: EnvelopeFormat = {
  name: 'logread, its beginning cut off',
  samples: [
    "Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wwan' is now up",
    'ue Aug 22 13:59:14 2017 daemon.notice netifd: Interface',
    '22 13:59:14 2017 daemon.notice netifd: Interface',
    "13:59:14 2017 daemon.notice netifd: Interface 'wwan' is now up",
    '9:14 2017 daemon.notice netifd: Interface',
    ':14 2017 daemon.notice netifd: Interface',
    '17 daemon.notice netifd: Interface',
    'daemon.notice netifd[1]: wwan (4021): Waiting for network registration',
    '[1770447821.417] daemon.info pppd[4177]: Serial connection established.',
    'kern.info kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    'kern.info [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    'user.notice Create Connection 1: Modem 1 Connected',
    'emon.notice netifd: Interface',
    '.notice netifd: Interface',
    'notice netifd: Interface',
  ],
  begins: ['letter', 'digit', '[', 'other'],
  read(text, at) {
    const start = priorityStart(text, at);
    if (start === -1) return readCutPriority(text, at);
    const priority = scanPriority(text, start);
    if (priority === null) return readCutPriority(text, at);
    const rest = wordsBetween(text, at, stampStart(text, at, start));
    // Of a date that has lost its weekday, nothing is lost.
    const date = rest.length === 4 ? scanYearfulTime(text, at, at) : null;
    if (date === null && !isEndOfDate(rest, yearful)) return null;
    return cutEnvelope(text, priority.next, date?.value ?? null, priority.value, null);
  },
};

/** A line of busybox syslogd that has lost its date, or the beginning of it. */
export const cutSyslogd: EnvelopeFormat = {
  name: 'busybox syslogd, its beginning cut off',
  samples: [
    '14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
    '22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
    ':05 OpenWrt user.info kernel: [   31.640000] usb 1-1: USB disconnect, address 2',
    'OpenWrt user.info kernel: [   31.640000] usb 1-1: USB disconnect, address 2',
  ],
  begins: ['letter', 'digit', 'other'],
  read(text, at) {
    const start = priorityStart(text, at);
    const priority = start === -1 ? null : scanPriority(text, start);
    if (priority === null) return null;
    const words = wordsBetween(text, at, start);
    const host = words.at(-1);
    if (host === undefined || !hostName.test(host)) return null;
    // `Wed OpenWrt daemon…` has lost its middle; `Tue Aug 22 13:59:14 2017 daemon…` is logread's.
    if (isEndOfDate(words, yearful) || !isEndOfDate(words.slice(0, -1), yearless)) return null;
    const envelope = cutEnvelope(text, priority.next, null, priority.value, host);
    return envelope === null ? null : { ...envelope, format: 'syslogd' };
  },
};

/**
 * A tag with nothing but a time of day or a host before it. Sentences and listings have words with a colon, too (`Note: this
 * works`), so the tag must be that of a known program, or have a pid that is no number in a list.
 */
export const tagged: EnvelopeFormat = {
  name: 'a tag alone',
  samples: [
    'netifd: wan (4219): mbim[4219] Registered in roaming mode',
    'pppd[8120]: No response to 5 echo-requests',
    'smsd[1402]: some message',
    'kernel: cdc_ncm: usb0: network connection: disconnected',
    'kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    '13:59:14 netifd: Network device',
    '13:59:14 gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
    'gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
    'my-router.lan kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    'raspbian kernel: smsc95xx 1-1.1:1.0 eth0: unexpected urb length 0',
  ],
  begins: ['letter', 'digit', 'other'],
  read(text, at) {
    const timed = pastTimeOfDay(text, at);
    const start = timed === -1 ? at : timed;
    const alone = scanNamedTag(text, start);
    if (alone !== null) {
      if (!isTrusted(text, alone.next, alone.value, timed === -1)) return null;
      return syslogEnvelope(text, start, 'tagged', null, noPriority, null);
    }
    const host = scanPriority(text, start) === null ? scanHost(text, start) : null;
    const tag = host === null ? null : scanNamedTag(text, host.next);
    if (host === null || tag === null || !isTrustedBehindHost(text, tag.next, tag.value)) return null;
    return syslogEnvelope(text, host.next, 'tagged', null, noPriority, host.value);
  },
};

/** `OpenWrt`, `my-router.lan`: a name with a letter in it. */
const hostName = /^(?=.*[A-Za-z])[\w.-]{1,64}$/;

/**
 * Where facility and severity begin; -1 where they do not. Short words, numbers and the stamp of `logread -t` may stand before
 * them, and right before them the name of a host.
 */
function priorityStart(text: string, at: number): number {
  // Most lines that come here are no log lines; their first dot, if any, ends a sentence.
  const dot = text.indexOf('.', at);
  if (dot === -1 || dot - at > longestRest || !isLowerOrDigit(text.charCodeAt(dot + 1))) return -1;
  let wordAt = at;
  for (let words = 0; words <= mostRestWords; words += 1) {
    if (scanPriority(text, wordAt) !== null) return wordAt;
    const end = wordEnd(text, wordAt, longestRestWord);
    const next = end === -1 ? -1 : pastBlanks(text, end);
    if (next === -1) return -1;
    if (!mayBeOfDate(text, wordAt, end)) return scanPriority(text, next) === null ? -1 : next;
    wordAt = next;
  }
  return -1;
}

/** Longest beginning of a line up to the first dot: a date and a host. */
const longestRest = 100;

/** Weekday, month, day, time, year, stamp. */
const mostRestWords = 6;

/** Longest name of a host. */
const longestRestWord = 64;

function mayBeOfDate(text: string, at: number, end: number): boolean {
  const first = text.charCodeAt(at);
  return end - at <= 3 || isDigit(first) || first === colonCode || first === openBracketCode;
}

/** Where the stamp of `logread -t` begins, if it stands before the priority at `end`; `end` otherwise. */
function stampStart(text: string, at: number, end: number): number {
  const open = text.lastIndexOf('[', end);
  return open >= at && skipEpochStamp(text, open) === end ? open : end;
}

function wordsBetween(text: string, at: number, end: number): readonly string[] {
  const rest = text.slice(at, end).trim();
  return rest === '' ? [] : rest.split(/\s+/);
}

interface DatePart {
  /** The part as it is printed. */
  isWhole(word: string): boolean;
  /** The end of one. */
  isEnd(word: string): boolean;
}

const year: DatePart = { isWhole: (word) => /^\d{4}$/.test(word), isEnd: (word) => /^\d{1,4}$/.test(word) };
const timeOfDay: DatePart = {
  isWhole: (word) => /^\d\d:\d\d:\d\d$/.test(word),
  isEnd: (word) => /^[\d:]{1,8}$/.test(word) && '00:00:00'.endsWith(word.replace(/\d/g, '0')),
};
const day: DatePart = { isWhole: (word) => /^\d{1,2}$/.test(word), isEnd: (word) => /^\d{1,2}$/.test(word) };
/** Lost in part; with all of it, and a year behind the time, a date is known. */
const month: DatePart = {
  isWhole: (word) => word.length === 3 && isEnglishMonth(word, 0),
  isEnd: (word) => /^[a-z]{1,2}$/.test(word),
};
const weekday: DatePart = {
  isWhole: (word) => word.length === 3 && isWeekday(word, 0),
  isEnd: (word) => /^[a-z]{1,2}$/.test(word),
};

/** The parts of a date, the last first. */
const yearful = [year, timeOfDay, day, month, weekday] as const;
const yearless = [timeOfDay, day, month] as const;

/** Whether words are the end of a date, the first of them perhaps the end of its part. */
function isEndOfDate(words: readonly string[], parts: readonly DatePart[]): boolean {
  if (words.length > parts.length) return false;
  return words
    .toReversed()
    .every((word, index) =>
      index === words.length - 1 ? parts[index]?.isEnd(word) : parts[index]?.isWhole(word),
    );
}

/** `emon.notice netifd: …`, `.notice netifd: …`, `notice netifd: …` */
function readCutPriority(text: string, at: number): Envelope | null {
  let dot = at;
  while (dot - at < 9 && isLowerOrDigit(text.charCodeAt(dot))) dot += 1;
  const hasDot = text.charCodeAt(dot) === dotCode;
  if (hasDot && !endsFacility(text.slice(at, dot))) return null;
  const severityAt = hasDot ? dot + 1 : at;
  let end = severityAt;
  while (end - severityAt < 9 && isLowerOrDigit(text.charCodeAt(end))) end += 1;
  if (end === severityAt || !isBlank(text.charCodeAt(end))) return null;
  const severity = severityOf(text.slice(severityAt, end));
  const tagAt = skipBlanks(text, end);
  const tag = severity === null ? null : scanNamedTag(text, tagAt);
  if (tag === null || !(tag.value.pid !== null || isKnownProgram(tag.value.program))) return null;
  return syslogEnvelope(text, tagAt, 'logread', null, { facility: null, severity }, null);
}

function isLowerOrDigit(character: number): boolean {
  return (character >= 0x61 && character <= 0x7a) || (character >= 0x30 && character <= 0x39);
}

/** Null where nobody says the line: words such as `mail.info` stand in sentences, too. */
function cutEnvelope(
  text: string,
  at: number,
  clock: ClockTime | null,
  priority: Priority,
  host: string | null,
): Envelope | null {
  const envelope = syslogEnvelope(text, at, 'logread', clock, priority, host);
  return envelope.program === null && envelope.pid === null ? null : envelope;
}

/** Index behind `13:59:14 `, or behind the end of it; -1 where none is there. */
function pastTimeOfDay(text: string, at: number): number {
  let end = at;
  while (end - at < 8 && (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === colonCode)) end += 1;
  if (end - at < 3 || !timeOfDay.isEnd(text.slice(at, end))) return -1;
  const next = pastBlankOrEnd(text, end);
  return next === -1 ? -1 : skipBlanks(text, next);
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** Fewer digits may number the members of a list: `bearer[0]: `. */
const leastPid = 100;

/** Programs whose name alone tells that a line is a log line. The others print it on terminals, too. */
const loggers: ReadonlySet<string> = new Set(['netifd', 'procd', 'odhcpd', 'dnsmasq-dhcp']);

function isTrusted(text: string, bodyAt: number, { program, pid }: NamedTag, bare: boolean): boolean {
  if (pid !== null) return pid >= leastPid || isKnownProgram(program);
  if (program === 'kernel') return isKernelMessage(text, bodyAt);
  // `netifd: 'interface'` is a line of some program's source.
  return bare ? loggers.has(program) && isLetter(text.charCodeAt(bodyAt)) : isKnownProgram(program);
}

function isTrustedBehindHost(text: string, bodyAt: number, { program, pid }: NamedTag): boolean {
  if (pid !== null) return pid >= leastPid || isKnownProgram(program);
  return program === 'kernel' && isKernelMessage(text, bodyAt);
}

/** A stamp, or a driver or device and a colon; `kernel: 5.15.134` names a version. */
function isKernelMessage(text: string, at: number): boolean {
  return scanUptime(text, at) !== null || hasSubject(text, at);
}

/** Whether `smsc95xx 1-1.1:1.0 eth0: ` or the like stands at `at`. */
function hasSubject(text: string, at: number): boolean {
  if (!isLetter(text.charCodeAt(at))) return false;
  const limit = Math.min(text.length, at + longestSubject);
  let blanks = 0;
  for (let end = at; end < limit && blanks <= mostSubjectBlanks; end += 1) {
    const character = text.charCodeAt(end);
    if (isBlank(character)) blanks += 1;
    else if (character === colonCode && isBlank(text.charCodeAt(end + 1))) return true;
    else if (!isSubjectCharacter(character)) return false;
    // `it crashes. netifd: `: a sentence ends.
    else if (character === dotCode && isBlank(text.charCodeAt(end + 1))) return false;
  }
  return false;
}

/** Letters, digits, `: - . _`. */
function isSubjectCharacter(character: number): boolean {
  return (
    isLetter(character) ||
    (character >= 0x30 && character <= 0x3a) ||
    character === minusCode ||
    character === dotCode ||
    character === underscoreCode
  );
}

const longestSubject = 80;
const mostSubjectBlanks = 3;
