import type { ClockTime } from './clock.ts';
import { readEnvelope } from './envelope.ts';
import type { Line } from './line.ts';
import { scanUptime } from './scanners/uptime.ts';
import { scanCtime } from './scanners/wall-clock.ts';
import type { CaptureListener, Envelope } from './section.ts';

/**
 * A log line of a long run. There is one such object, filled anew for each line: whoever keeps something of it takes it
 * out. Indexes are 0-based and into `bytes`, which holds the line among others.
 */
export interface RunLine {
  readonly source: string;
  /** 1-based. */
  readonly number: number;
  readonly format: 'logread';
  readonly host: null;
  readonly clock: ClockTime;
  readonly uptime: number | null;
  readonly program: string;
  /** Process id of the program, or of the helper for which netifd relays the line. */
  readonly pid: number | null;
  /** Interface of `modem (2347): `, which netifd puts before what it relays; null where it relays nothing. */
  readonly relayedFor: string | null;
  readonly bytes: Uint8Array;
  /** Where the message begins. */
  readonly bodyAt: number;
  readonly end: number;
  /** 0-based index of the message's first character in the line. */
  readonly column: number;
  /** What stands before the message. Unlike a piece of the input it keeps nothing else in memory. */
  readonly prefix: string;
  /** The message, decoded. It keeps nothing else in memory. */
  body(): string;
}

/** What logread prints between date and message, up to the colon or the process id. */
interface Head {
  /** `daemon.notice netifd` */
  readonly text: string;
  /** The same with the character behind it: a colon or an opening bracket. */
  readonly bytes: Uint8Array;
  readonly program: string;
  /** Whether anybody wants to hear of this program. */
  readonly isHeard: boolean;
}

/** Lines of one log after which it is a file and no longer a paste: nobody's mail program breaks its lines any more. */
const linesThatProve = 4_096;
/** Lines on end after an interruption. */
const linesThatResume = 16;

/** `Wed Jun 11 19:19:44 2025 `: ctime(3) prints dates of one length. */
const stampLength = 25;
/** Places in it. */
const hoursAt = 11;
const minutesAt = 14;
const secondsAt = 17;

const longestHead = 96;
const longestBody = 4_096;
const longestName = 32;
const mostPidDigits = 9;
/** Heads that are remembered: a power of two. */
const headPlaces = 1_024;

/**
 * The long middle of a log that logread printed. Once thousands of its lines have come on end, all of one layout, the next
 * ones need not be looked at from all sides. They are not even decoded: only what differs from the line before is read,
 * and lines of programs that nobody wants to hear of are counted. A line of any other form is left to the reader of
 * single lines.
 */
export class LogRun implements RunLine {
  readonly #listener: CaptureListener;
  readonly #heads: (Head | undefined)[] = new Array(headPlaces);
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Lines that have come on end. */
  #length = 0;
  #passedOver = 0;
  /** Lines that the last call took. */
  #taken = 0;
  #stamp = '';
  readonly #stampBytes = new Uint8Array(stampLength);
  /** Midnight of the last stamp. */
  #day = 0;

  /** The stretch of bytes at hand, decoded, if all of it is ASCII. */
  #window: string | null = null;
  #windowAt = 0;
  #windowEnd = 0;

  readonly format = 'logread';
  readonly host = null;
  source = '';
  number = 0;
  bytes: Uint8Array = new Uint8Array(0);
  bodyAt = 0;
  end = 0;
  column = 0;
  prefix = '';
  clock: ClockTime = { seconds: 0, hasYear: true, text: '' };
  uptime: number | null = null;
  program = '';
  pid: number | null = null;
  relayedFor: string | null = null;

  constructor(listener: CaptureListener) {
    this.#listener = listener;
  }

  /** So many lines have come on end that the next ones may be taken as they stand. */
  get isLong(): boolean {
    return this.#length >= linesThatProve;
  }

  /** How many lines the last `take` took. */
  get taken(): number {
    return this.#taken;
  }

  /** The log goes on with this line, read on its own. */
  follow(line: Line, envelope: Envelope): void {
    if (envelope.format === 'logread' && line.pieces === undefined) this.#length += 1;
    else this.interrupt();
    this.source = line.source;
  }

  /** Something else stands here. Where a few lines later the log goes on, it is the long one still. */
  interrupt(): void {
    const resumed = linesThatProve - linesThatResume;
    this.#length = this.#length < resumed ? 0 : resumed;
  }

  /**
   * Takes whole lines from `start` on, as far as they go on with a long run, and returns the place behind the last one.
   * The next line begins there: it has to be read on its own, unless it goes on behind `end`.
   *
   * @param number of the first line
   */
  take(bytes: Uint8Array, start: number, end: number, number: number): number {
    this.#taken = 0;
    if (!this.isLong) return start;
    this.bytes = bytes;
    this.#window = null;
    this.#windowAt = start;
    this.#windowEnd = end;
    let at = start;
    while (at < end) {
      const next = this.#takeLine(bytes, at, end, number + this.#taken);
      if (next < 0) break;
      at = next;
      this.#taken += 1;
    }
    if (this.#passedOver > 0) {
      this.#listener.passedOver(this.#passedOver, number + this.#taken - 1);
      this.#passedOver = 0;
    }
    return at;
  }

  body(): string {
    const { bytes, bodyAt, end } = this;
    if (this.#window === null) {
      const window = this.#decoder.decode(bytes.subarray(this.#windowAt, this.#windowEnd));
      // Every character of more than one byte makes the text shorter than the bytes.
      this.#window = window.length === this.#windowEnd - this.#windowAt ? window : '';
    }
    if (this.#window === '') return this.#decoder.decode(bytes.subarray(bodyAt, end));
    return ` ${this.#window.slice(bodyAt - this.#windowAt, end - this.#windowAt)}`.slice(1);
  }

  /** Returns where the next line begins, or -1 where this one must be read on its own. */
  #takeLine(bytes: Uint8Array, start: number, limit: number, number: number): number {
    const headAt = start + stampLength;
    const end = bytes.indexOf(lineFeed, headAt);
    if (end < 0 || end >= limit) return -1;
    const place = headPlaceOf(bytes, headAt);
    let head = this.#heads[place];
    if (head === undefined || !areBytesAt(bytes, headAt, head.bytes)) {
      const read = this.#readHead(bytes, start, end);
      if (read === null) return -1;
      this.#heads[place] = read;
      head = read;
    }
    if (!head.isHeard) {
      // Nobody asks when this was; that it is a date shows.
      if (bytes[headAt - 1] !== blank || bytes[start + 13] !== colon || bytes[start + 16] !== colon)
        return -1;
      this.#passedOver += 1;
      return end + 1;
    }
    if (!areBytesAt(bytes, start, this.#stampBytes) && !this.#readStamp(bytes, start)) return -1;
    return this.#readMessage(head, bytes, start, headAt + head.text.length, end, number) ? end + 1 : -1;
  }

  #readMessage(
    head: Head,
    bytes: Uint8Array,
    start: number,
    headEnd: number,
    lineEnd: number,
    number: number,
  ): boolean {
    let end = lineEnd;
    while (end > headEnd && bytes[end - 1] === carriageReturn) end -= 1;
    let at = headEnd;
    this.prefix = this.#stamp + head.text;
    this.pid = null;
    if (bytes[at] === openBracket) {
      const close = this.#readPid(bytes, at + 1);
      if (bytes[close] !== closeBracket) return false;
      this.prefix += `[${this.pid}]`;
      at = close + 1;
    }
    if (bytes[at] !== colon || bytes[at + 1] !== blank || at + 2 > end) return false;
    this.prefix += ': ';
    at += 2;
    this.uptime = null;
    this.relayedFor = null;
    if (head.program === 'kernel') {
      at = this.#readUptime(bytes, at, end);
      // User space, too, writes to the kernel's log; such lines are rare and read on their own.
      if (at < 0) return false;
    } else if (head.program === 'netifd') {
      at = this.#readRelay(bytes, at, end);
    }
    if (end - at > longestBody) return false;
    this.number = number;
    this.program = head.program;
    this.column = at - start;
    this.bodyAt = at;
    this.end = end;
    return this.#listener.runLine(this);
  }

  /** Reads a process id and returns the place behind it; -1 where none stands there that prints the same again. */
  #readPid(bytes: Uint8Array, start: number): number {
    let at = start;
    let pid = 0;
    for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, at)) {
      pid = pid * 10 + digit;
      at += 1;
    }
    const digits = at - start;
    if (digits < 1 || digits > mostPidDigits || (digits > 1 && bytes[start] === zero)) return -1;
    this.pid = pid;
    return at;
  }

  #readUptime(bytes: Uint8Array, start: number, end: number): number {
    if (bytes[start] !== openBracket) return -1;
    let close = start;
    while (close < end && bytes[close] !== closeBracket) close += 1;
    const stamp = textOf(bytes, start, Math.min(close + 2, end));
    const uptime = scanUptime(stamp, 0);
    if (uptime === null || uptime.next !== stamp.length) return -1;
    this.uptime = uptime.value;
    this.prefix += stamp;
    return start + stamp.length;
  }

  /** Takes off `modem_4 (2396): `. Returns `start` where it does not stand there. */
  #readRelay(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && isNameCharacter(bytes[at] ?? 0)) at += 1;
    if (at === start || at - start > longestName) return start;
    if (bytes[at] !== blank || bytes[at + 1] !== openParenthesis) return start;
    const close = this.#readPid(bytes, at + 2);
    if (
      close < 0 ||
      bytes[close] !== closeParenthesis ||
      bytes[close + 1] !== colon ||
      bytes[close + 2] !== blank
    ) {
      this.pid = null;
      return start;
    }
    this.relayedFor = textOf(bytes, start, at);
    this.prefix += `${this.relayedFor} (${this.pid}): `;
    return Math.min(close + 3, end);
  }

  #readStamp(bytes: Uint8Array, start: number): boolean {
    if (this.#isSameDay(bytes, start) && this.#readTime(bytes, start)) return true;
    const stamp = textOf(bytes, start, start + stampLength);
    const scanned = scanCtime(stamp, 0);
    if (scanned === null || scanned.next !== stampLength - 1 || !stamp.endsWith(' ')) return false;
    this.#stamp = stamp;
    this.clock = scanned.value;
    this.#day = scanned.value.seconds - secondsOfDay(bytes, start);
    this.#stampBytes.set(bytes.subarray(start, start + stampLength));
    return true;
  }

  /** Whether the stamp differs from the last one in its time only. */
  #isSameDay(bytes: Uint8Array, start: number): boolean {
    const stamp = this.#stampBytes;
    for (let at = stampLength - 1; at >= 0; at -= 1) {
      if (at === secondsAt + 1) at = hoursAt - 1;
      if (bytes[start + at] !== stamp[at]) return false;
    }
    return true;
  }

  #readTime(bytes: Uint8Array, start: number): boolean {
    const seconds = secondsOfDay(bytes, start);
    if (seconds < 0) return false;
    for (let at = hoursAt; at < secondsAt + 2; at += 1) this.#stampBytes[at] = bytes[start + at] ?? 0;
    const time = textOf(bytes, start + hoursAt, start + secondsAt + 2);
    const text = this.clock.text.slice(0, hoursAt) + time + this.clock.text.slice(secondsAt + 2);
    this.clock = { seconds: this.#day + seconds, hasYear: true, text };
    this.#stamp = `${text} `;
    return true;
  }

  /** Reads the whole line in the way of a single one, to be sure of what its head means. */
  #readHead(bytes: Uint8Array, start: number, end: number): Head | null {
    const headAt = start + stampLength;
    let at = headAt;
    while (at < end && bytes[at] !== colon && bytes[at] !== openBracket) at += 1;
    if (at === end || at - headAt > longestHead) return null;
    const text = textOf(bytes, headAt, at);
    const envelope = readEnvelope(textOf(bytes, start, Math.min(end, at + longestHead)));
    if (envelope === null || envelope.format !== 'logread' || envelope.program === null) return null;
    // What else may stand before a tag (`[1770447821.417]` of -t) makes another layout.
    if (text !== `${envelope.facility}.${envelope.severity} ${envelope.program}`) return null;
    return {
      text,
      bytes: bytes.slice(headAt, at + 1),
      program: envelope.program,
      isHeard: this.#listener.hears(envelope.program),
    };
  }
}

/** Where the head that begins at `at` is kept: told by characters in which heads differ. */
function headPlaceOf(bytes: Uint8Array, at: number): number {
  let hash = 0;
  for (const offset of tellingOffsets) hash = Math.imul(hash ^ (bytes[at + offset] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (headPlaces - 1);
}

/** From the beginning of `daemon.notice netifd:`; facilities and severities begin alike, programs end differently. */
const tellingOffsets = [0, 5, 8, 11, 12, 13, 14, 16, 18, 20] as const;

/** Seconds since midnight of the stamp at `start`; -1 where that is no time of day. */
function secondsOfDay(bytes: Uint8Array, start: number): number {
  const hours = twoDigits(bytes, start + hoursAt);
  const minutes = twoDigits(bytes, start + minutesAt);
  const seconds = twoDigits(bytes, start + secondsAt);
  if (hours < 0 || minutes < 0 || seconds < 0 || hours > 23 || minutes > 59 || seconds > 60) return -1;
  return hours * 3600 + minutes * 60 + seconds;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at);
  const ones = digitAt(bytes, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

function areBytesAt(bytes: Uint8Array, start: number, expected: Uint8Array): boolean {
  for (let at = 0; at < expected.length; at += 1) if (bytes[start + at] !== expected[at]) return false;
  return true;
}

/** ASCII text of these bytes. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - zero;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** Letters, digits and the marks that stand in names of interfaces. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= zero && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x40
  );
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const zero = 0x30;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
