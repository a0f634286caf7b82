import type { ClockTime } from './clock.ts';
import { readEnvelope } from './envelope.ts';
import type { Line } from './line.ts';
import type { Span } from './position.ts';
import { isNameCharacter } from './scanners/name-character.ts';
import { scanCtime } from './scanners/wall-clock.ts';
import type { CaptureListener, Envelope } from './section.ts';

/**
 * A log line of a long run. There is one such object, filled anew for each line: whoever keeps something of it takes it
 * out. Indexes are 0-based and into `view`, which holds the line among others.
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
  readonly view: DataView;
  /** Where the message begins. */
  readonly bodyAt: number;
  readonly end: number;
  /** The message, decoded. It keeps nothing else in memory. */
  body(): string;
  /** So many of its characters from `start` on; `body` is the message. */
  words(start: number, length: number, body: string): Span;
}

/** What logread prints between date and message, up to the colon or the process id. */
interface Head {
  /** `daemon.notice netifd` */
  readonly text: string;
  /** The same with the character behind it: a colon or an opening bracket. */
  readonly bytes: Words;
  readonly program: string;
  /** Whether anybody wants to hear of this program. */
  readonly isHeard: boolean;
  /** Another head at the same place of the table. */
  readonly next: Head | undefined;
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
const yearAt = 19;

const longestHead = 96;
const longestBody = 4_096;
const longestName = 32;
const mostPidDigits = 9;
/** A power of two. */
const namePlaces = 64;
/** Digits of the whole seconds since boot: eight are three years. */
const mostUptimeDigits = 8;
/** There are two to the power of this many places for the heads that are remembered. */
const headBits = 10;
/** Characters of a head that tell its place. */
const shortestHead = 16;
/** A log of a router has some hundred heads. One made to have more begins anew. */
const mostHeads = 4_096;
/** Heads that may share a place. Of a log made to have more, looking through them would take most of the time. */
const mostAtPlace = 16;
/**
 * Bytes decoded at once: few where texts are wanted here and there, more where the next one stands close behind. Longer
 * texts are laid out in memory of their own each time, at many times the cost.
 */
const shortestWindow = 512;
const longestWindow = 32_768;

/** Bytes to compare others with, four at a time: most of the time of a long log goes into comparing. */
class Words {
  readonly #length: number;
  readonly #words: Int32Array;
  /** The last four, which share bytes with the word before them where the length is no multiple. */
  readonly #last: number;

  /** @param bytes four at least; they are copied */
  constructor(bytes: Uint8Array) {
    const view = viewOf(bytes);
    this.#length = bytes.length;
    this.#words = Int32Array.from({ length: bytes.length >> 2 }, (_, at) => view.getInt32(at * 4, true));
    this.#last = view.getInt32(bytes.length - 4, true);
  }

  /** Whether they stand at `at`; false where the view ends before. */
  isAt(view: DataView, at: number): boolean {
    const words = this.#words;
    const lastAt = at + this.#length - 4;
    if (lastAt + 4 > view.byteLength || view.getInt32(lastAt, true) !== this.#last) return false;
    for (let word = 0; word < words.length; word += 1) {
      if (view.getInt32(at + word * 4, true) !== words[word]) return false;
    }
    return true;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The day of a stamp, as printed. */
interface Day {
  /** `Wed Jun 11 ` */
  readonly date: string;
  /** ` 2025` */
  readonly year: string;
  /** Its midnight, in seconds since 1970. */
  readonly midnight: number;
}

/** A time of day as logread prints it; written out when it is asked for. */
class LogClock implements ClockTime {
  readonly hasYear = true;
  readonly day: Day;
  /** Of the day. */
  readonly second: number;

  constructor(day: Day, second: number) {
    this.day = day;
    this.second = second;
  }

  get seconds(): number {
    return this.day.midnight + this.second;
  }

  get text(): string {
    const { second } = this;
    const { date, year } = this.day;
    const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
    return date + time.map((part) => String(part).padStart(2, '0')).join(':') + year;
  }
}

/** Words of a line of a long run. Most messages of a log are only counted, so the line is put together when it is asked for. */
class RunSpan implements Span {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly clock: ClockTime;
  readonly head: string;
  readonly taggedPid: number | null;
  readonly uptime: number | null;
  readonly relayedFor: string | null;
  readonly relayedPid: number | null;
  readonly body: string;

  constructor(run: LogRun, start: number, length: number, body: string) {
    this.source = run.source;
    this.line = run.number;
    this.column = run.bodyAt - run.lineAt + start + 1;
    this.length = length;
    this.clock = run.clock;
    this.head = run.head;
    this.taggedPid = run.taggedPid;
    this.uptime = run.uptime;
    this.relayedFor = run.relayedFor;
    this.relayedPid = run.pid;
    this.body = body;
  }

  get text(): string {
    const tag = this.taggedPid === null ? '' : `[${this.taggedPid}]`;
    const uptime = this.uptime === null ? '' : kernelStamp(this.uptime);
    const relay = this.relayedFor === null ? '' : `${this.relayedFor} (${this.relayedPid}): `;
    return `${this.clock.text} ${this.head}${tag}: ${uptime}${relay}${this.body}`;
  }
}

/**
 * The long middle of a log that logread printed. Once thousands of its lines have come on end, all of one layout, the next
 * ones need not be looked at from all sides. They are not even decoded: only what differs from the line before is read,
 * and lines of programs that nobody wants to hear of are counted. A line of any other form is left to the reader of
 * single lines.
 */
export class LogRun implements RunLine {
  readonly #listener: CaptureListener;
  readonly #heads: (Head | undefined)[] = new Array(1 << headBits);
  #headCount = 0;
  /** Names of interfaces that came last. */
  readonly #names: (string | undefined)[] = new Array(namePlaces);
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Lines that have come on end. */
  #length = 0;
  #passedOver = 0;
  /** Lines that the last call took. */
  #taken = 0;
  #day: Day = { date: '', year: '', midnight: 0 };
  /** The day of the last stamp: what stands before its time, and behind it. */
  #date = new Words(new Uint8Array(hoursAt));
  #year = new Words(new Uint8Array(stampLength - yearAt));
  /** Seconds since its midnight. */
  #second = -1;

  /** A stretch of the bytes at hand, decoded; empty where a character in it takes more than one byte. */
  #window = '';
  #windowAt = 0;
  #windowEnd = 0;
  #windowLength = shortestWindow;
  /** Behind the bytes at hand. */
  #limit = 0;

  readonly format = 'logread';
  readonly host = null;
  source = '';
  number = 0;
  bytes: Uint8Array = new Uint8Array(0);
  view = viewOf(this.bytes);
  lineAt = 0;
  bodyAt = 0;
  end = 0;
  clock: ClockTime = { seconds: 0, hasYear: true, text: '' };
  /** `daemon.notice netifd` */
  head = '';
  program = '';
  uptime: number | null = null;
  pid: number | null = null;
  /** The process id behind the tag. */
  taggedPid: number | null = null;
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
    this.view = viewOf(bytes);
    this.#limit = end;
    this.#windowEnd = 0;
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
    return this.#textOf(this.bodyAt, this.end);
  }

  words(start: number, length: number, body: string): Span {
    return new RunSpan(this, start, length, body);
  }

  /** Returns where the next line begins, or -1 where this one must be read on its own. */
  #takeLine(bytes: Uint8Array, start: number, limit: number, number: number): number {
    const headAt = start + stampLength;
    const end = bytes.indexOf(lineFeed, headAt);
    if (end < 0 || end >= limit) return -1;
    const head = this.#headAt(bytes, start, end);
    if (head === null) return -1;
    if (!this.#readStamp(bytes, start)) return -1;
    const headEnd = headAt + head.text.length;
    if (head.isHeard) return this.#readMessage(head, bytes, start, headEnd, end, number) ? end + 1 : -1;
    if (this.#readTagEnd(bytes, headEnd, end) < 0) return -1;
    this.#passedOver += 1;
    return end + 1;
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
    this.uptime = null;
    this.relayedFor = null;
    let at = this.#readTagEnd(bytes, headEnd, end);
    this.taggedPid = this.pid;
    // User space, too, writes to the kernel's log; such lines are rare and read on their own.
    if (head.program === 'kernel' && at >= 0) at = this.#readUptime(bytes, at, end);
    else if (head.program === 'netifd' && at >= 0) at = this.#readRelay(bytes, at, end);
    if (at < 0 || end - at > longestBody) return false;
    this.number = number;
    this.head = head.text;
    this.program = head.program;
    this.lineAt = start;
    this.bodyAt = at;
    this.end = end;
    return this.#listener.runLine(this);
  }

  /** Reads `[812]: ` or `: ` and returns the place behind it; -1 where another tag goes on there, or none. */
  #readTagEnd(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    this.pid = null;
    if (bytes[at] === openBracket) {
      const close = this.#readPid(bytes, at + 1);
      if (bytes[close] !== closeBracket) return -1;
      at = close + 1;
    }
    return bytes[at] === colon && bytes[at + 1] === blank && at + 2 <= end ? at + 2 : -1;
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

  /** Reads `[  126.890000] ` as the kernel prints it by itself, and returns the place behind it; else -1. */
  #readUptime(bytes: Uint8Array, start: number, end: number): number {
    if (bytes[start] !== openBracket) return -1;
    let at = start + 1;
    while (bytes[at] === blank) at += 1;
    const digitsAt = at;
    let micros = 0;
    for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, at)) {
      micros = micros * 10 + digit;
      at += 1;
    }
    const digits = at - digitsAt;
    const isPadded = digitsAt - start - 1 === Math.max(uptimeWidth - digits, 0);
    if (digits < 1 || digits > mostUptimeDigits || !isPadded || bytes[at] !== dot) return -1;
    for (let decimal = 0; decimal < 6; decimal += 1) {
      at += 1;
      const digit = digitAt(bytes, at);
      if (digit < 0) return -1;
      micros = micros * 10 + digit;
    }
    if (bytes[at + 1] !== closeBracket || bytes[at + 2] !== blank || at + 3 > end) return -1;
    if (digits > 1 && bytes[digitsAt] === zero) return -1;
    // A quotient of whole numbers is the double next to it, as the one that a decimal text spells.
    this.uptime = micros / 1_000_000;
    return at + 3;
  }

  /** Takes off `modem_4 (2396): `. Returns `start` where it does not stand there, -1 where something like it does. */
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
      return -1;
    }
    this.relayedFor = this.#nameOf(start, at);
    return Math.min(close + 3, end);
  }

  /** Logs tell of few interfaces over and over. */
  #nameOf(start: number, end: number): string {
    const { bytes } = this;
    const place = ((bytes[end - 1] ?? 0) ^ ((end - start) << 3)) & (namePlaces - 1);
    const known = this.#names[place];
    if (known?.length === end - start) {
      let same = 0;
      while (same < known.length && known.charCodeAt(same) === bytes[start + same]) same += 1;
      if (same === known.length) return known;
    }
    const name = this.#textOf(start, end);
    this.#names[place] = name;
    return name;
  }

  #readStamp(bytes: Uint8Array, start: number): boolean {
    const second = secondsOfDay(bytes, start);
    // A leap second is not the first of the next minute.
    if (second < 0) return false;
    if (!this.#date.isAt(this.view, start) || !this.#year.isAt(this.view, start + yearAt)) {
      if (!this.#readDay(bytes, start, second)) return false;
    } else if (second === this.#second) {
      return true;
    }
    this.#second = second;
    this.clock = new LogClock(this.#day, second);
    return true;
  }

  #readDay(bytes: Uint8Array, start: number, second: number): boolean {
    const stamp = this.#textOf(start, start + stampLength);
    const scanned = scanCtime(stamp, 0);
    if (scanned === null || scanned.next !== stampLength - 1 || !stamp.endsWith(' ')) return false;
    const date = stamp.slice(0, hoursAt);
    const year = stamp.slice(yearAt, -1);
    this.#day = { date, year, midnight: scanned.value.seconds - second };
    this.#date = new Words(bytes.subarray(start, start + hoursAt));
    this.#year = new Words(bytes.subarray(start + yearAt, start + stampLength));
    return true;
  }

  /** The head of a line; null where what stands there is none. */
  #headAt(bytes: Uint8Array, start: number, end: number): Head | null {
    const headAt = start + stampLength;
    const place = end - headAt < shortestHead ? 0 : headPlaceOf(this.view, headAt);
    const first = this.#heads[place];
    let others = 0;
    for (let head = first; head !== undefined; head = head.next) {
      if (head.bytes.isAt(this.view, headAt)) return head;
      others += 1;
    }
    const isFull = others >= mostAtPlace;
    const head = this.#readHead(bytes, start, end, isFull ? undefined : first);
    if (head === null) return null;
    if (isFull) this.#headCount -= others;
    if (this.#headCount === mostHeads) {
      this.#heads.fill(undefined);
      this.#headCount = 0;
    }
    this.#headCount += 1;
    this.#heads[place] = head;
    return head;
  }

  /** Reads the whole line in the way of a single one, to be sure of what its head means. */
  #readHead(bytes: Uint8Array, start: number, end: number, next: Head | undefined): Head | null {
    const headAt = start + stampLength;
    let at = headAt;
    while (at < end && bytes[at] !== colon && bytes[at] !== openBracket) at += 1;
    if (at === end || at - headAt > longestHead) return null;
    const text = this.#textOf(headAt, at);
    const envelope = readEnvelope(this.#textOf(start, Math.min(end, at + longestHead)));
    if (envelope === null || envelope.format !== 'logread' || envelope.program === null) return null;
    // What else may stand before a tag (`[1770447821.417]` of -t) makes another layout.
    if (text !== `${envelope.facility}.${envelope.severity} ${envelope.program}`) return null;
    return {
      text,
      bytes: new Words(bytes.subarray(headAt, at + 1)),
      program: envelope.program,
      isHeard: this.#listener.hears(envelope.program),
      next,
    };
  }

  /** Text of these bytes. It keeps nothing else in memory. */
  #textOf(start: number, end: number): string {
    if (start < this.#windowAt || end > this.#windowEnd) this.#moveWindow(start, end);
    if (this.#window === '') return this.#decoder.decode(this.bytes.subarray(start, end));
    // Joining and cutting makes the engine write the text out; a mere piece would keep the window.
    return ` ${this.#window.slice(start - this.#windowAt, end - this.#windowAt)}`.slice(1);
  }

  #moveWindow(start: number, end: number): void {
    const isClose = start - this.#windowEnd < this.#windowLength;
    this.#windowLength = isClose ? Math.min(2 * this.#windowLength, longestWindow) : shortestWindow;
    this.#windowAt = start;
    this.#windowEnd = Math.max(end, Math.min(start + this.#windowLength, this.#limit));
    const window = this.#decoder.decode(this.bytes.subarray(start, this.#windowEnd));
    // Every character of more than one byte makes the text shorter than the bytes.
    this.#window = window.length === this.#windowEnd - start ? window : '';
  }
}

/** The kernel pads the seconds to so many characters. Source: print_time in kernel/printk/printk.c, `[%5lu.%06lu]`. */
const uptimeWidth = 5;

/** `[  126.890000] ` */
function kernelStamp(uptime: number): string {
  const [seconds = '', micros = ''] = uptime.toFixed(6).split('.');
  return `[${seconds.padStart(uptimeWidth)}.${micros}] `;
}

/** Where the head that begins at `at` is kept: told by four characters each at places where heads differ. */
function headPlaceOf(view: DataView, at: number): number {
  // Of `daemon.notice netifd:`. Farther behind, the digits of process ids would spread a head over the table.
  const front = Math.imul(view.getInt32(at + 5, true), 0x9e3779b1);
  const hash = Math.imul(front ^ (front >>> 15) ^ view.getInt32(at + 12, true), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> (32 - headBits);
}

/** Seconds since midnight of the stamp at `start`; -1 where that is no time of day. */
function secondsOfDay(bytes: Uint8Array, start: number): number {
  const hours = twoDigits(bytes, start + hoursAt);
  const minutes = twoDigits(bytes, start + minutesAt);
  const seconds = twoDigits(bytes, start + secondsAt);
  if (bytes[start + minutesAt - 1] !== colon || bytes[start + secondsAt - 1] !== colon) return -1;
  if (hours < 0 || minutes < 0 || seconds < 0 || hours > 23 || minutes > 59 || seconds > 59) return -1;
  return hours * 3600 + minutes * 60 + seconds;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at);
  const ones = digitAt(bytes, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - zero;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const dot = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
