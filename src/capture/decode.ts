import { type BinaryFormat, type Encoding, inputNature, latinCharacter, natureLength } from './encoding.ts';
import type { Line } from './line.ts';

/** UTF-16 units of a line that are kept; the rest of a longer line is skipped without being held. */
export const longestLine = 65_536;

/**
 * Bytes decoded at once. Lines are slices of the decoded text and keep all of it alive, so whoever stores a few lines of
 * a large log holds a few of these.
 */
const windowLength = 65_536;

/**
 * Bytes from the beginning that tell UTF-8 from Windows-1252. Of what follows, much is never decoded, and how much depends on
 * how the bytes are cut.
 */
const tellingLength = 131_072;

/** What a reader saw of its source. */
export interface ReadSummary {
  readonly encoding: Encoding | 'windows-1252';
  /** Not text: nothing of it was passed on. */
  readonly binary: BinaryFormat | null;
  /** Number of lines, blank ones included. */
  readonly lines: number;
}

/** Reads lines without their being decoded first. */
export interface LineTaker {
  /**
   * Takes whole lines from `start` on and returns the place behind the last one; `start` where it takes none.
   *
   * @param number of the first line
   */
  take(bytes: Uint8Array, start: number, end: number, number: number): number;
  /** How many lines the last `take` took. */
  readonly taken: number;
}

/**
 * Turns the bytes of one source into lines. The bytes may come in pieces of any size and cut anywhere; the lines are the
 * same. A byte order mark is dropped. LF and CR LF end a line, a CR elsewhere stays; where the first 4 KiB have CR and no LF,
 * as on an old Mac, each CR ends a line.
 *
 * Bytes that are no UTF-8 are characters of Windows-1252 as long as no character of several bytes has come, and U+FFFD from
 * then on: such a text is UTF-8, and damaged. What none of the first 128 KiB has told, none of the others tells.
 *
 * The first 4 KiB are gathered before anything is passed on, because they tell text from binary data and one encoding
 * from another.
 */
export class TextReader {
  readonly #splitter: LineSplitter;
  readonly #run: LineTaker | null;
  readonly #head = new Uint8Array(natureLength);
  #headLength = 0;
  #decoder: Decoder | null = null;
  #encoding: Encoding = 'utf-8';
  #binary: BinaryFormat | null = null;

  /** `run` takes the lines that it can before they are decoded; `sink` gets the others. */
  constructor(source: string, sink: (line: Line) => void, run: LineTaker | null = null) {
    this.#splitter = new LineSplitter(source, sink);
    this.#run = run;
  }

  /** Takes the next bytes; the caller may overwrite them afterwards. */
  feed(chunk: Uint8Array): void {
    if (this.#binary !== null) return;
    if (this.#decoder !== null) {
      this.#decoder.feed(chunk);
      return;
    }
    const taken = Math.min(natureLength - this.#headLength, chunk.length);
    this.#head.set(chunk.subarray(0, taken), this.#headLength);
    this.#headLength += taken;
    if (this.#headLength < natureLength) return;
    this.#start()?.feed(chunk.subarray(taken));
  }

  /** The source is at its end. */
  end(): ReadSummary {
    const decoder = this.#decoder ?? (this.#binary === null ? this.#start() : null);
    decoder?.end();
    this.#splitter.end();
    const encoding = decoder?.isLatin ? 'windows-1252' : this.#encoding;
    return { encoding, binary: this.#binary, lines: this.#splitter.lines };
  }

  #start(): Decoder | null {
    const head = this.#head.subarray(0, this.#headLength);
    const nature = inputNature(head);
    this.#encoding = nature.encoding;
    this.#binary = nature.binary;
    if (nature.binary !== null) return null;
    const isWhole = this.#headLength < natureLength;
    if (!isWhole && head.includes(carriageReturn) && !head.includes(lineFeed))
      this.#splitter.endLinesAtReturns();
    const decoder =
      nature.encoding === 'utf-8'
        ? new Utf8Decoder(this.#splitter, this.#run, isPlausiblyLatin(head))
        : new Utf16Decoder(nature.encoding, this.#splitter);
    decoder.feed(head.subarray(nature.markLength));
    this.#decoder = decoder;
    return decoder;
  }
}

interface Decoder {
  /** Bytes that are no UTF-8 were read as Windows-1252. */
  readonly isLatin: boolean;
  feed(chunk: Uint8Array): void;
  end(): void;
}

/**
 * Decodes UTF-8 without the decoder's stream mode, which is several times slower in Node: the bytes are cut between
 * characters instead.
 */
class Utf8Decoder implements Decoder {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #splitter: LineSplitter;
  readonly #run: LineTaker | null;
  /** The last lines were taken by the run. */
  #isRunning = false;
  /** The beginning of a character whose other bytes have not come yet; at most three bytes. */
  #pending = new Uint8Array(0);
  /** Bytes that are no UTF-8 are Windows-1252. */
  #mayBeLatin: boolean;
  /** There were some. */
  #hasLatin = false;
  /** How many of the next bytes may tell that they are not. */
  #telling = tellingLength;

  constructor(splitter: LineSplitter, run: LineTaker | null, mayBeLatin: boolean) {
    this.#splitter = splitter;
    this.#run = run;
    this.#mayBeLatin = mayBeLatin;
  }

  get isLatin(): boolean {
    return this.#mayBeLatin && this.#hasLatin;
  }

  feed(chunk: Uint8Array): void {
    const bytes = this.#pending.length === 0 ? chunk : joined(this.#pending, chunk);
    let start = 0;
    while (start < bytes.length) {
      start = this.#takeRun(bytes, start);
      const end = this.#endOfPiece(bytes, start);
      const cut = this.#isAtLimit(end - start) && end < bytes.length ? end : characterEnd(bytes, end);
      if (cut > start) this.#splitter.push(this.#decode(bytes.subarray(start, cut)));
      this.#telling -= cut - start;
      start = cut;
      if (end === bytes.length) break;
    }
    // A Buffer's own `slice` would be a view of bytes that the caller may overwrite.
    this.#pending = new Uint8Array(bytes.subarray(start));
  }

  end(): void {
    if (this.#pending.length > 0) this.#splitter.push(this.#decode(this.#pending));
  }

  #decode(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes);
    if (!this.#mayBeLatin) return text;
    if (text.includes(replacement)) return this.#decodeLatin(bytes);
    if (text.length !== bytes.length && this.#telling > 0) this.#mayBeLatin = false;
    return text;
  }

  #decodeLatin(bytes: Uint8Array): string {
    let text = '';
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      if (this.#isCharacterAt(bytes, at, byte)) {
        if (this.#telling > 0) {
          this.#mayBeLatin = false;
          break;
        }
        at += lengthOf(byte) - 1;
        continue;
      }
      text += this.#decoder.decode(bytes.subarray(start, at)) + latinCharacter(byte);
      this.#hasLatin = true;
      start = at + 1;
    }
    return text + this.#decoder.decode(bytes.subarray(start));
  }

  /** Whether a character of several bytes begins at `at`. */
  #isCharacterAt(bytes: Uint8Array, at: number, lead: number): boolean {
    if (lead < 0xc2 || lead > 0xf4) return false;
    const character = this.#decoder.decode(bytes.subarray(at, at + lengthOf(lead)));
    return !character.includes(replacement) || isReplacementAt(bytes, at);
  }

  /** The place where the next line begins that has to be decoded. */
  #takeRun(bytes: Uint8Array, start: number): number {
    if (this.#run === null || this.#splitter.isInsideLine || this.#telling > 0) return start;
    const next = this.#run.take(bytes, start, bytes.length, this.#splitter.lines + 1);
    this.#splitter.skip(this.#run.taken);
    this.#isRunning = next > start;
    return next;
  }

  /** Whether so many bytes reach to the end of those that tell the encoding, or beyond. */
  #isAtLimit(length: number): boolean {
    return this.#telling > 0 && length >= this.#telling;
  }

  /** Only the rest of a line, or the odd line in a run, where a run may go on behind it. */
  #endOfPiece(bytes: Uint8Array, start: number): number {
    const end = Math.min(start + windowLength, bytes.length);
    if (this.#isAtLimit(end - start)) return behindCharacter(bytes, start + this.#telling);
    if (!this.#isRunning && !this.#splitter.isInsideLine) return end;
    const lineEnd = bytes.indexOf(lineFeed, start);
    return lineEnd < 0 ? end : Math.min(lineEnd + 1, end);
  }
}

/** The last place at or before `end` that is not inside a character. Bytes that are no valid UTF-8 count as characters. */
function characterEnd(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= 0 && at >= end - 3; at -= 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xc2) return end - at < lengthOf(byte) ? at : end;
    if (byte < 0x80 || byte > 0xbf) return end;
  }
  return end;
}

/** The first place from `at` on that is not inside a character, as far as the bytes tell. */
function behindCharacter(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < Math.min(at + 3, bytes.length) && (bytes[end] ?? 0) >> 6 === 0b10) end += 1;
  return end;
}

/** Bytes of the character that such a byte begins. */
function lengthOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** Stands for what is no character. */
const replacement = '\ufffd';

/** Whether it stands there itself: somebody else has replaced a character already. */
function isReplacementAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
}

/** Largest share of bytes outside ASCII that text in a Latin alphabet has. */
const mostLatin = 0.2;

/** Whether bytes outside ASCII may be the letters and quotes of a text, as far as their number tells. */
function isPlausiblyLatin(head: Uint8Array): boolean {
  const high = head.reduce((count, byte) => count + (byte >> 7), 0);
  return high <= Math.max(head.length * mostLatin, 1);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

class Utf16Decoder implements Decoder {
  readonly isLatin = false;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #splitter: LineSplitter;

  constructor(encoding: 'utf-16le' | 'utf-16be', splitter: LineSplitter) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.#splitter = splitter;
  }

  feed(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += windowLength) {
      const text = this.#decoder.decode(chunk.subarray(start, start + windowLength), { stream: true });
      this.#splitter.push(text);
    }
  }

  end(): void {
    this.#splitter.push(this.#decoder.decode());
  }
}

const lineFeed = 10;
const carriageReturn = 13;

/** Cuts text into lines and holds the beginning of the line that is not complete yet. */
class LineSplitter {
  readonly #source: string;
  readonly #sink: (line: Line) => void;
  /** Kept part of the incomplete line, at most `longestLine` units. */
  #kept = '';
  /** Length of the incomplete line so far, the skipped part included. */
  #length = 0;
  /** How many of its last units are carriage returns; they belong to the line end if one follows. */
  #returns = 0;
  #lines = 0;
  #returnsEnd = false;
  /** The last unit was a carriage return that has ended a line. */
  #endedAtReturn = false;

  constructor(source: string, sink: (line: Line) => void) {
    this.#source = source;
    this.#sink = sink;
  }

  get lines(): number {
    return this.#lines;
  }

  /** The beginning of a line has come, but not its end. */
  get isInsideLine(): boolean {
    return this.#length > 0;
  }

  /** A carriage return ends a line as well as a line feed, and the two together end one. */
  endLinesAtReturns(): void {
    this.#returnsEnd = true;
  }

  /** So many lines have been read by somebody else. */
  skip(lines: number): void {
    this.#lines += lines;
  }

  push(text: string): void {
    if (this.#returnsEnd) this.#split(this.#withLineFeeds(text));
    else this.#split(text);
  }

  #withLineFeeds(text: string): string {
    const goesOn = this.#endedAtReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#endedAtReturn = text.endsWith('\r');
    return goesOn.replace(/\r\n?/g, '\n');
  }

  #split(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (this.#length === 0) {
        const contentEnd = withoutReturns(text, start, end);
        this.#emit(
          text.slice(start, Math.min(contentEnd, start + longestLine)),
          contentEnd - start > longestLine,
        );
      } else {
        this.#hold(text, start, end);
        this.#emitHeld();
      }
      start = end + 1;
    }
    this.#hold(text, start, text.length);
  }

  end(): void {
    if (this.#length > 0) this.#emitHeld();
  }

  #hold(text: string, start: number, end: number): void {
    if (start === end) return;
    const contentEnd = withoutReturns(text, start, end);
    this.#returns = contentEnd === start ? this.#returns + end - start : end - contentEnd;
    this.#length += end - start;
    const room = longestLine - this.#kept.length;
    if (room > 0) this.#kept += text.slice(start, Math.min(end, start + room));
  }

  #emitHeld(): void {
    const length = this.#length - this.#returns;
    const text = this.#kept.slice(0, length);
    this.#kept = '';
    this.#length = 0;
    this.#returns = 0;
    this.#emit(text, length > longestLine);
  }

  #emit(text: string, truncated: boolean): void {
    this.#lines += 1;
    const whole = truncated && endsInHalfCharacter(text) ? text.slice(0, -1) : text;
    this.#sink({ source: this.#source, number: this.#lines, text: whole, truncated });
  }
}

/** Where the text between `start` and `end` ends without its last carriage returns. */
function withoutReturns(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === carriageReturn) at -= 1;
  return at;
}

/** The last unit is the first half of a surrogate pair. */
function endsInHalfCharacter(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
