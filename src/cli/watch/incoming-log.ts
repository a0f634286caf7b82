import { textOf } from '../router-reading.ts';

/** Characters of the log that are kept for the report: some ten thousand lines. */
const mostKept = 1_048_576;
/** Bytes that wait to be looked at; what comes faster pushes out the oldest of them. */
const mostWaiting = 1_048_576;
const newline = 0x0a;

/**
 * A log as it comes in: whole lines, as many of the last ones as fit. However fast and whatever a router sends, it takes no
 * more memory than that, and no time before the lines are asked for.
 */
export class IncomingLog {
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** What waits first begins in the middle of a line. */
  #isTorn = false;
  #kept: string[] = [];
  #keptCharacters = 0;
  #bytes = 0;
  #hasLost = false;

  /** Bytes that came in so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Lines were left out, because they came too fast or because there are too many. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** All that is kept, with line feeds. */
  get text(): string {
    return this.#kept.join('');
  }

  /** Whether a line is complete that was not taken yet. */
  get hasLines(): boolean {
    return this.#waiting.some((chunk) => chunk.includes(newline));
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#bytes += bytes.length;
    this.#waiting.push(bytes.length > mostWaiting ? bytes.subarray(-mostWaiting) : bytes);
    this.#waitingBytes += Math.min(bytes.length, mostWaiting);
    if (bytes.length > mostWaiting) this.#tear();
    while (this.#waitingBytes > mostWaiting) {
      const [oldest] = this.#waiting;
      if (oldest === undefined) break;
      this.#waiting.shift();
      this.#waitingBytes -= oldest.length;
      this.#tear();
    }
    // A program that writes byte by byte would make a list of a million.
    if (this.#waiting.length > 4096) this.#waiting = [Buffer.concat(this.#waiting)];
  }

  /**
   * The lines that are complete by now, without their line feeds.
   *
   * @param isEnd there are no more bytes: the last line is complete, too
   */
  take(isEnd = false): readonly string[] {
    let waiting: Uint8Array = Buffer.concat(this.#waiting);
    if (this.#isTorn) {
      const start = waiting.indexOf(newline) + 1;
      if (start > 0) this.#isTorn = false;
      else if (!isEnd) return [];
      waiting = waiting.subarray(start);
    }
    const end = isEnd ? waiting.length : waiting.lastIndexOf(newline) + 1;
    const rest = waiting.subarray(end);
    this.#waiting = rest.length === 0 ? [] : [rest];
    this.#waitingBytes = rest.length;
    const text = textOf(waiting.subarray(0, end));
    if (text === '') return [];
    return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  }

  /** Keeps lines for the report. */
  keep(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = `${lines.join('\n')}\n`;
    this.#kept.push(text);
    this.#keptCharacters += text.length;
    if (this.#keptCharacters <= mostKept) return;
    this.#hasLost = true;
    // By halves: to copy all of it for every line would cost more than the line.
    const all = this.#kept.join('');
    const start = all.indexOf('\n', all.length - mostKept / 2) + 1;
    this.#kept = [all.slice(start)];
    this.#keptCharacters = all.length - start;
  }

  #tear(): void {
    this.#isTorn = true;
    this.#hasLost = true;
  }
}
