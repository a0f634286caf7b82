import type { CollectedSection, SectionEnd } from './collected-section.ts';

/** Tells of a collection while it comes in. */
export interface FrameListener {
  /** The script runs, on a router of this name. */
  hello(host: string): void;
  /** A command has been started; it may take so many seconds. */
  started(name: string, command: string, mayTake: number): void;
  section(section: CollectedSection): void;
  /** The script has come to its end; why. */
  over(why: string): void;
  /** More has come in than the script ever prints; nothing further is taken. */
  flooded(): void;
}

/** Longer lines of the script's own there are none. */
const longestFrame = 8192;

/** More than the script lets any command print, should that limit fail. */
const mostBytes = 1024 * 1024;

/** The script reads less than a hundred things, and a few megabytes. A router may run another one under its name. */
const mostSections = 1000;
const mostBytesInAll = 32 * 1024 * 1024;

const longestName = 80;

/** Status of a shell for a program that SIGPIPE ended: it wrote on when its section was full. */
const brokenPipe = 141;

/** The section that is coming in. */
interface OpenSection {
  readonly name: string;
  readonly command: string;
  readonly began: number;
  readonly patience: number;
  readonly most: number;
  readonly parts: Buffer[];
  size: number;
  /** Something beyond the limit was thrown away. */
  overfull: boolean;
}

/**
 * Takes apart what the script prints, however it is cut into chunks. Between frames and outputs stands a marker that only
 * hwdiag and the script know. Each byte is looked at once; what is held back is shorter than a frame.
 */
export class FrameReader {
  readonly #listener: FrameListener;
  readonly #mark: Buffer;
  /** A newline of the script's own, which is not part of the output, and the marker. */
  readonly #needle: Buffer;
  #rest: Buffer = Buffer.alloc(0);
  #open: OpenSection | null = null;
  #start: number | null = null;
  #last = 0;
  /** The rest of the line is too long to be a frame. */
  #skipping = false;
  readonly #names = new Set<string>();
  #sections = 0;
  #bytes = 0;
  #flooded = false;

  constructor(mark: string, listener: FrameListener) {
    this.#listener = listener;
    this.#mark = Buffer.from(`${mark} `);
    this.#needle = Buffer.from(`\n${mark} end `);
  }

  write(chunk: Uint8Array): void {
    if (this.#flooded) return;
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    while (!this.#flooded && (this.#open === null ? this.#readLine() : this.#readOutput(this.#open))) {
      // Each round takes something off the rest.
    }
  }

  /** The stream has ended. What was being printed is handed out as it stands. */
  end(): void {
    const open = this.#open;
    if (open === null) return;
    this.#take(open, this.#rest.subarray(0, this.#endOfOutput()));
    this.#rest = Buffer.alloc(0);
    this.#close(open, { how: 'unfinished' }, this.#last);
  }

  /** Where the output ends in a rest that may have the beginning of the end's frame behind it. */
  #endOfOutput(): number {
    const rest = this.#rest;
    const whole = rest.indexOf(this.#needle);
    if (whole >= 0) return whole;
    for (let length = Math.min(this.#needle.length, rest.length); length > 0; length -= 1) {
      const at = rest.length - length;
      if (rest.subarray(at).equals(this.#needle.subarray(0, length))) return at;
    }
    return rest.length;
  }

  /** False where more has to come in first. */
  #readLine(): boolean {
    const end = this.#rest.indexOf(0x0a);
    if (end < 0) {
      if (this.#rest.length > longestFrame) {
        this.#skipping = true;
        this.#rest = Buffer.alloc(0);
      }
      return false;
    }
    const line = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end + 1);
    if (!this.#skipping && line.subarray(0, this.#mark.length).equals(this.#mark))
      this.#frame(line.subarray(this.#mark.length).toString('utf8'));
    this.#skipping = false;
    return true;
  }

  #readOutput(open: OpenSection): boolean {
    const end = this.#rest.indexOf(this.#needle);
    if (end < 0) {
      const certain = this.#rest.length - this.#needle.length + 1;
      if (certain > 0) {
        this.#take(open, this.#rest.subarray(0, certain));
        this.#rest = this.#rest.subarray(certain);
      }
      return false;
    }
    const from = end + this.#needle.length;
    const lineEnd = this.#rest.indexOf(0x0a, from);
    this.#take(open, this.#rest.subarray(0, end));
    if (lineEnd < 0) {
      this.#rest = this.#rest.subarray(end);
      if (this.#rest.length <= longestFrame) return false;
      this.#rest = Buffer.alloc(0);
      this.#skipping = true;
      this.#close(open, { how: 'unfinished' }, this.#last);
      return false;
    }
    const [code = '', now = ''] = this.#rest.subarray(from, lineEnd).toString('utf8').split(' ');
    this.#rest = this.#rest.subarray(lineEnd + 1);
    const ended = this.#timeOf(now);
    this.#close(open, endOf(code, open, ended - open.began), ended);
    return true;
  }

  #frame(words: string): void {
    const [kind = '', ...more] = words.split(' ');
    if (kind === 'begin' || kind === 'skip') {
      this.#sections += 1;
      this.#count(words.length);
      if (this.#flooded) return;
    }
    if (kind === 'hello') this.#listener.hello(more.join(' '));
    else if (kind === 'over') this.#listener.over(more[0] ?? '');
    else if (kind === 'begin') this.#begin(more);
    else if (kind === 'skip') this.#skip(more);
  }

  #begin([name = '', now = '', patience = '', most = '', ...command]: readonly string[]): void {
    const began = this.#timeOf(now);
    const open: OpenSection = {
      name: this.#unique(name),
      command: command.join(' '),
      began,
      patience: wholeNumber(patience),
      most: Math.min(wholeNumber(most), mostBytes),
      parts: [],
      size: 0,
      overfull: false,
    };
    this.#open = open;
    this.#listener.started(open.name, open.command, open.patience);
  }

  #skip([name = '', now = '', ...more]: readonly string[]): void {
    const [command = '', reason = ''] = more.join(' ').split('\t');
    this.#listener.section({
      name: this.#unique(name),
      command,
      startedAt: this.#timeOf(now),
      seconds: 0,
      end: { how: 'skipped', reason },
      output: new Uint8Array(),
    });
  }

  #take(open: OpenSection, bytes: Buffer): void {
    const room = Math.max(open.most - open.size, 0);
    if (bytes.length > room) open.overfull = true;
    const kept = bytes.subarray(0, room);
    if (kept.length === 0) return;
    // A copy: a view would keep its whole chunk in memory.
    open.parts.push(Buffer.from(kept));
    open.size += kept.length;
    this.#count(kept.length);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#flooded || (this.#sections <= mostSections && this.#bytes <= mostBytesInAll)) return;
    this.#flooded = true;
    this.#rest = Buffer.alloc(0);
    this.#listener.flooded();
  }

  #close(open: OpenSection, end: SectionEnd, now: number): void {
    this.#open = null;
    this.#listener.section({
      name: open.name,
      command: open.command,
      startedAt: open.began,
      seconds: rounded(Math.max(now - open.began, 0)),
      end,
      output: new Uint8Array(Buffer.concat(open.parts)),
    });
  }

  /** Seconds since the first frame; the last time again where this is none. */
  #timeOf(uptime: string): number {
    const seconds = /^\d{1,10}(?:\.\d{1,3})?$/.test(uptime) ? Number(uptime) : null;
    if (seconds === null) return this.#last;
    this.#start ??= seconds;
    this.#last = rounded(Math.max(seconds - this.#start, 0));
    return this.#last;
  }

  /** A name for a file, whatever the router says, and another one each time. */
  #unique(name: string): string {
    const words = name
      .slice(0, longestName)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const plain = words === '' ? 'section' : words;
    let unique = plain;
    for (let number = 2; this.#names.has(unique); number += 1) unique = `${plain}-${number}`;
    this.#names.add(unique);
    return unique;
  }
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function endOf(code: string, open: OpenSection, seconds: number): SectionEnd {
  const { size, most, patience, overfull } = open;
  // Where the time of the whole collection is up, less than its own.
  if (code === 'late')
    return { how: 'timed-out', afterSeconds: Math.min(patience, Math.max(Math.floor(seconds), 0)) };
  const status = /^\d{1,3}$/.test(code) ? Number(code) : null;
  if (overfull || size >= most || status === brokenPipe) return { how: 'cut', afterBytes: size };
  return status === null ? { how: 'unfinished' } : { how: 'exited', code: status };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
