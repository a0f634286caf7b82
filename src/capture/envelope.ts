import { type ClockTime, calendarSeconds, type TimeOfYear, yearOfYearless } from './clock.ts';
import type { Envelope } from './section.ts';

/** One layout of a log line. A new one is a new entry of `envelopeFormats`. */
export interface EnvelopeFormat {
  /** What people call it. */
  readonly name: string;
  /** Lines that it reads and no other format does. */
  readonly samples: readonly [string, ...string[]];
  /** Reads the envelope that begins at `at`. Looks at a few characters only where the line is none of its own. */
  read(text: string, at: number): Envelope | null;
}

/** All layouts, in the order in which they are tried. */
export const envelopeFormats: readonly EnvelopeFormat[] = [
  {
    name: 'logread',
    samples: [
      "Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wwan' is now up",
      'Sat Feb  7 08:03:41 2026 [1770447821.417] daemon.notice netifd: wwan (4021): Waiting for network registration',
      'Sat Feb  7 08:03:41 2026 kern.info kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    ],
    read: readLogread,
  },
  {
    name: 'dmesg',
    samples: [
      '[  126.890000] usb 1-1: device descriptor read/64, error -71',
      '[   31.402117][  T123] usb 1-1: Product: HUAWEI Mobile',
    ],
    read: readDmesg,
  },
  {
    name: 'busybox syslogd',
    samples: [
      'Jan  1 00:00:31 OpenWrt user.info kernel: [   31.640000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
      'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
      'Mar 14 22:10:05.417 OpenWrt local2.info chat[1404]:  -- got it',
      'Mar 14 22:10:05 OpenWrt <190> pppd[1402]: Serial connection established.',
    ],
    read: readSyslogd,
  },
  {
    name: 'busybox syslogd -S',
    samples: [
      'Jan  1 00:00:31 kernel: [   31.640000] usb 1-1: USB disconnect, address 2',
      'Mar 14 22:10:05 pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
    ],
    read: readSmallSyslogd,
  },
];

/** What the line says before its message; null where it is no log line. Blanks in front of it do not matter. */
export function readEnvelope(text: string): Envelope | null {
  let at = 0;
  while (isBlank(text.charCodeAt(at))) at += 1;
  for (const format of envelopeFormats) {
    const envelope = format.read(text, at);
    if (envelope !== null) return envelope;
  }
  return null;
}

/** A value together with the place where the text goes on: a 0-based index. */
interface Scan<T> {
  readonly value: T;
  readonly next: number;
}

/** ubox `logread.c`: `CTIME [STAMP] FACILITY.SEVERITY[ kernel:] MESSAGE`; the stamp with `-t` only. */
function readLogread(text: string, at: number): Envelope | null {
  const clock = scanCtime(text, at);
  if (clock === null) return null;
  const priority = scanPriority(text, skipEpochStamp(text, clock.next));
  if (priority === null) return null;
  return syslogEnvelope(text, priority.next, 'logread', clock.value, priority.value, null);
}

/** busybox `syslogd.c`: `TIME HOST FACILITY.SEVERITY MESSAGE`; `<NNN>` stands for a priority that has no name. */
function readSyslogd(text: string, at: number): Envelope | null {
  const clock = scanYearlessTime(text, at);
  if (clock === null) return null;
  const hostEnd = text.indexOf(' ', clock.next);
  if (hostEnd <= clock.next || hostEnd - clock.next > longestHost) return null;
  const priority = scanPriority(text, hostEnd + 1) ?? scanPriorityNumber(text, hostEnd + 1);
  if (priority === null) return null;
  const host = text.slice(clock.next, hostEnd);
  const named = host === nameless ? null : host;
  return syslogEnvelope(text, priority.next, 'syslogd', clock.value, priority.value, named);
}

/**
 * busybox `syslogd.c` with `-S`: `TIME MESSAGE`. Sentences begin with a time, too, so a message without a tag of one
 * word is none.
 */
function readSmallSyslogd(text: string, at: number): Envelope | null {
  const clock = scanYearlessTime(text, at);
  if (clock === null) return null;
  const envelope = syslogEnvelope(text, clock.next, 'syslogd', clock.value, noPriority, null);
  return envelope.program === null || envelope.program.includes(' ') ? null : envelope;
}

/** Reads tag and kernel stamp, which begin at `at`, and adds them to what stands before. Spreading objects is too slow here. */
function syslogEnvelope(
  text: string,
  at: number,
  format: Envelope['format'],
  clock: ClockTime,
  { facility, severity }: Priority,
  host: string | null,
): Envelope {
  const tag = scanTag(text, at);
  const mayBeKernel = tag.value.program === 'kernel' || (tag.value.program === null && facility === 'kern');
  const uptime = mayBeKernel ? scanUptime(text, tag.next) : null;
  return {
    format,
    clock,
    facility,
    severity,
    host,
    uptime: uptime === null ? null : uptime.value,
    program: uptime === null ? tag.value.program : 'kernel',
    pid: tag.value.pid,
    bodyAt: uptime === null ? tag.next : uptime.next,
  };
}

interface Priority {
  readonly facility: string | null;
  readonly severity: string | null;
}

const noPriority: Priority = { facility: null, severity: null };

/** `daemon.notice ` */
function scanPriority(text: string, at: number): Scan<Priority> | null {
  const dot = text.indexOf('.', at);
  if (dot === -1 || dot - at > longestFacility) return null;
  const blank = text.indexOf(' ', dot);
  const severityEnd = blank === -1 ? text.length : blank;
  if (severityEnd - dot - 1 > longestSeverity) return null;
  const facility = text.slice(at, dot);
  const severity = text.slice(dot + 1, severityEnd);
  if (!facilities.has(facility) || !severities.has(severity)) return null;
  return {
    value: {
      facility: facility === unnamed ? null : facility,
      severity: severity === unnamed ? null : severity,
    },
    next: Math.min(severityEnd + 1, text.length),
  };
}

/** `<190> ` */
function scanPriorityNumber(text: string, at: number): Scan<Priority> | null {
  if (text.charCodeAt(at) !== openAngleCode) return null;
  const close = digitsEnd(text, at + 1);
  const digits = close - at - 1;
  if (digits < 1 || digits > mostPriorityDigits || text.charCodeAt(close) !== closeAngleCode) return null;
  if (close + 1 === text.length) return { value: noPriority, next: close + 1 };
  return text.charCodeAt(close + 1) === blankCode ? { value: noPriority, next: close + 2 } : null;
}

/** Kernel `printk.c` with `printk.time=1`: `[%5lu.%06lu] `, with CONFIG_PRINTK_CALLER `[%5lu.%06lu][ T123] `. */
function readDmesg(text: string, at: number): Envelope | null {
  const uptime = scanUptime(text, at);
  if (uptime === null) return null;
  return {
    format: 'dmesg',
    clock: null,
    uptime: uptime.value,
    facility: null,
    severity: null,
    host: null,
    program: 'kernel',
    pid: null,
    bodyAt: uptime.next,
  };
}

/** `Sat Feb  7 08:03:41 2026 `, as ctime(3) prints it; web pages turn the two blanks into one. */
function scanCtime(text: string, at: number): Scan<ClockTime> | null {
  if (!weekdays.has(threeLetters(text, at)) || text.charCodeAt(at + 3) !== blankCode) return null;
  const time = scanMonthAndTime(text, at + 4);
  if (time === null) return null;
  const century = text.charCodeAt(time.next) === blankCode ? twoDigits(text, time.next + 1) : -1;
  const yearOfCentury = twoDigits(text, time.next + 3);
  const end = time.next + 5;
  if (century < 0 || yearOfCentury < 0 || text.charCodeAt(end) !== blankCode) return null;
  const seconds = calendarSeconds(century * 100 + yearOfCentury, time.value);
  if (seconds === null) return null;
  return { value: { seconds, hasYear: true, text: text.slice(at, end) }, next: end + 1 };
}

/** `Mar 14 22:10:05 `, with milliseconds `Mar 14 22:10:05.417 `. */
function scanYearlessTime(text: string, at: number): Scan<ClockTime> | null {
  const time = scanMonthAndTime(text, at);
  if (time === null) return null;
  let end = time.next;
  if (text.charCodeAt(end) === dotCode) {
    end = digitsEnd(text, time.next + 1);
    if (end !== time.next + 4) return null;
  }
  if (text.charCodeAt(end) !== blankCode) return null;
  const seconds = calendarSeconds(yearOfYearless, time.value);
  if (seconds === null) return null;
  return { value: { seconds, hasYear: false, text: text.slice(at, end) }, next: end + 1 };
}

/** `Feb  7 08:03:41`, up to its last digit. */
function scanMonthAndTime(text: string, at: number): Scan<TimeOfYear> | null {
  if (text.charCodeAt(at + 3) !== blankCode) return null;
  const month = months.get(threeLetters(text, at));
  if (month === undefined) return null;
  let next = at + 4;
  if (text.charCodeAt(next) === blankCode) next += 1;
  let day = digit(text, next);
  next += 1;
  if (digit(text, next) >= 0) {
    day = day * 10 + digit(text, next);
    next += 1;
  }
  if (day < 1 || text.charCodeAt(next) !== blankCode) return null;
  const hour = twoDigits(text, next + 1);
  const minute = text.charCodeAt(next + 3) === colonCode ? twoDigits(text, next + 4) : -1;
  const second = text.charCodeAt(next + 6) === colonCode ? twoDigits(text, next + 7) : -1;
  if (hour < 0 || minute < 0 || second < 0) return null;
  return { value: { month, day, hour, minute, second }, next: next + 9 };
}

/** Skips `[1770447821.417] `, which `logread -t` prints after the date. It says the same as the date, in UTC. */
function skipEpochStamp(text: string, at: number): number {
  if (text.charCodeAt(at) !== openBracketCode) return at;
  const dot = digitsEnd(text, at + 1);
  if (dot === at + 1 || text.charCodeAt(dot) !== dotCode) return at;
  const close = digitsEnd(text, dot + 1);
  if (close === dot + 1 || text.charCodeAt(close) !== closeBracketCode) return at;
  return text.charCodeAt(close + 1) === blankCode ? close + 2 : at;
}

/** `[  126.890000] `, also with the task or CPU that printed it: `[  126.890000][  T123] `. Seconds since boot. */
function scanUptime(text: string, at: number): Scan<number> | null {
  if (text.charCodeAt(at) !== openBracketCode) return null;
  let start = at + 1;
  while (text.charCodeAt(start) === blankCode) start += 1;
  const dot = digitsEnd(text, start);
  if (dot === start || dot - start > mostUptimeDigits || text.charCodeAt(dot) !== dotCode) return null;
  const close = digitsEnd(text, dot + 1);
  const decimals = close - dot - 1;
  // The kernel prints six; some vendors' three. Fewer is a number in somebody's sentence.
  if (decimals < 3 || decimals > 6 || text.charCodeAt(close) !== closeBracketCode) return null;
  const end = skipCaller(text, close + 1);
  if (end < text.length && text.charCodeAt(end) !== blankCode) return null;
  return { value: Number(text.slice(start, close)), next: Math.min(end + 1, text.length) };
}

/** Skips `[  T123]` or `[    C0]`. */
function skipCaller(text: string, at: number): number {
  if (text.charCodeAt(at) !== openBracketCode) return at;
  let start = at + 1;
  while (text.charCodeAt(start) === blankCode) start += 1;
  const kind = text.charCodeAt(start);
  if (kind !== taskCode && kind !== cpuCode) return at;
  const close = digitsEnd(text, start + 1);
  return close > start + 1 && text.charCodeAt(close) === closeBracketCode ? close + 1 : at;
}

interface Tag {
  readonly program: string | null;
  readonly pid: number | null;
}

const noTag: Tag = { program: null, pid: null };

/**
 * The syslog tag: `netifd: `, `pppd[10723]: `, `Create Connection 1: ` (ROOter), `[8986]: ` (procd services without a
 * name). One blank after the colon belongs to it; further ones are the message's.
 */
function scanTag(text: string, at: number): Scan<Tag> {
  const none = { value: noTag, next: at };
  const limit = Math.min(text.length, at + longestTag);
  for (let end = at; end < limit; end += 1) {
    const code = text.charCodeAt(end);
    if (code === openBracketCode) {
      const close = digitsEnd(text, end + 1);
      const digits = close - end - 1;
      if (digits < 1 || digits > mostPidDigits || text.charCodeAt(close) !== closeBracketCode) return none;
      const next = afterTagColon(text, close + 1);
      if (next === null) return none;
      const program = end === at ? null : text.slice(at, end);
      return { value: { program, pid: Number(text.slice(end + 1, close)) }, next };
    }
    if (code === colonCode) {
      const next = afterTagColon(text, end);
      if (next === null || end === at || text.charCodeAt(end - 1) === blankCode) return none;
      return { value: { program: text.slice(at, end), pid: null }, next };
    }
    if (!isTagCharacter(code) || (end === at && code === blankCode)) return none;
  }
  return none;
}

/** Where the message begins after a tag's colon at `at`; null where no colon is there or no blank follows. */
function afterTagColon(text: string, at: number): number | null {
  if (text.charCodeAt(at) !== colonCode) return null;
  if (at + 1 === text.length) return at + 1;
  return text.charCodeAt(at + 1) === blankCode ? at + 2 : null;
}

const blankCode = 0x20;
const colonCode = 0x3a;
const dotCode = 0x2e;
const openBracketCode = 0x5b;
const closeBracketCode = 0x5d;
const openAngleCode = 0x3c;
const closeAngleCode = 0x3e;
const taskCode = 0x54;
const cpuCode = 0x43;

const longestFacility = 9;
const longestSeverity = 9;
/** busybox prints `%.64s`. */
const longestHost = 64;
const longestTag = 64;
const mostPidDigits = 10;
const mostPriorityDigits = 10;
const mostUptimeDigits = 10;

/** The kernel's host name until somebody sets one. */
const nameless = '(none)';

/** logread's word for a facility or severity without a name. */
const unnamed = '<unknown>';

const facilities: ReadonlySet<string> = new Set([
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'cron',
  'uucp',
  'authpriv',
  'ftp',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
  unnamed,
]);

/** Names of syslog(3), and the older spellings that some C libraries print. */
const severities: ReadonlySet<string> = new Set([
  'emerg',
  'alert',
  'crit',
  'err',
  'warn',
  'notice',
  'info',
  'debug',
  'panic',
  'error',
  'warning',
  unnamed,
]);

const weekdays: ReadonlySet<number> = new Set(
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((name) => threeLetters(name, 0)),
);

/** 1-based. */
const months: ReadonlyMap<number, number> = new Map(
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, index) => [
    threeLetters(name, 0),
    index + 1,
  ]),
);

/** Three characters as one number, so that no string is made for a comparison. */
function threeLetters(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
}

function isBlank(code: number): boolean {
  return code === blankCode || code === 0x09;
}

/** Value of the digit at `at`, -1 where there is none. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : -1;
}

/** Value of the two digits at `at`, -1 where there are no two. */
function twoDigits(text: string, at: number): number {
  const tens = digit(text, at);
  const ones = digit(text, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (digit(text, end) >= 0) end += 1;
  return end;
}

/** Letters, digits, blank, `# + - . / @ _` and whatever is not ASCII. */
function isTagCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2d && code <= 0x39) ||
    code === blankCode ||
    code === 0x5f ||
    code === 0x40 ||
    code === 0x2b ||
    code === 0x23 ||
    code > 0x7f
  );
}
