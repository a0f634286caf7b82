import { isDigit } from './digit-watch.ts';

/** Places in the table: a power of two. */
const places = 8_192;
/** Shapes that may share a place. */
const ways = 2;
/** Longer texts (bytes) are not kept: they hardly come twice. */
const longestKept = 160;

/** What is kept of the texts of one shape. */
interface Kept<T> {
  readonly voice: string;
  readonly length: number;
  readonly value: T;
  /** Places of digits that must be the same; null where all must. */
  readonly digits: readonly number[] | null;
}

/**
 * Remembers what was made of the messages of a log, by their bytes: logs repeat themselves, and what has come before need
 * not even be decoded. Messages of one **shape** differ in their digits only; they are kept once, and what the first of them
 * was found to be holds for the others. The table is of fixed size; what comes takes the place of what was there.
 */
export class ShapeTable<T extends object> {
  readonly #pool = new Uint8Array(places * ways * longestKept);
  readonly #kept: (Kept<T> | undefined)[] = new Array(places * ways);
  /** By place, the hash of the shape that came last. */
  readonly #hashes = new Int32Array(places);
  #place = 0;
  #isSecond = false;
  #isSame = false;

  /** Whether the text that was found last is the very one that was kept, and not only of its shape. */
  get isSame(): boolean {
    return this.#isSame;
  }

  /**
   * What was made of these bytes from `from` to before `to`, or of others of their shape, where `voice` said them; undefined
   * where it is not known. `keep` then takes what is made of them.
   */
  find(bytes: Uint8Array, from: number, to: number, voice: string): T | undefined {
    const hash = shapeHashOf(bytes, from, to);
    const place = (hash ^ (hash >>> 15)) & (places - 1);
    for (let row = place * ways; row < (place + 1) * ways; row += 1) {
      const kept = this.#kept[row];
      if (kept === undefined) break;
      if (kept.length === to - from && kept.voice === voice && this.#isOfShape(bytes, from, row, kept)) {
        return kept.value;
      }
    }
    this.#place = place;
    this.#isSecond = this.#hashes[place] === hash;
    this.#hashes[place] = hash;
    return undefined;
  }

  /**
   * Keeps what was made of the bytes that `find` was last asked for, when their shape came for the second time: in a log
   * that does not repeat itself, keeping everything costs more than it gains.
   *
   * @param digits places, counted from `from`, of the digits on which `value` depends; null where it holds for this text only
   */
  keep(
    bytes: Uint8Array,
    from: number,
    to: number,
    voice: string,
    value: T,
    digits: readonly number[] | null,
  ): void {
    if (!this.#isSecond || to - from > longestKept) return;
    const row = this.#place * ways;
    // What was there moves to the second row, and what stood in that one goes.
    this.#kept[row + 1] = this.#kept[row];
    this.#pool.copyWithin((row + 1) * longestKept, row * longestKept, (row + 1) * longestKept);
    this.#pool.set(bytes.subarray(from, to), row * longestKept);
    this.#kept[row] = { voice, length: to - from, value, digits };
  }

  #isOfShape(bytes: Uint8Array, from: number, row: number, { length, digits }: Kept<T>): boolean {
    const pool = this.#pool;
    const start = row * longestKept;
    this.#isSame = true;
    for (let at = 0; at < length; at += 1) {
      const code = bytes[from + at] ?? 0;
      const kept = pool[start + at] ?? 0;
      if (code === kept) continue;
      if (digits === null || !isDigit(code) || !isDigit(kept)) return false;
      this.#isSame = false;
    }
    if (this.#isSame || digits === null) return true;
    for (const at of digits) if (bytes[from + at] !== pool[start + at]) return false;
    return true;
  }
}

/** Each byte, and one of all digits. */
const shapeOf = Uint8Array.from({ length: 256 }, (_, code) => (isDigit(code) ? 0x30 : code));

/** The same for all texts of one shape. Four bytes at a time: one after the other waits for each product. */
function shapeHashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const four =
      (shapeOf[bytes[at] ?? 0] ?? 0) |
      ((shapeOf[bytes[at + 1] ?? 0] ?? 0) << 8) |
      ((shapeOf[bytes[at + 2] ?? 0] ?? 0) << 16) |
      ((shapeOf[bytes[at + 3] ?? 0] ?? 0) << 24);
    hash = Math.imul(hash ^ four, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at += 1) hash = Math.imul(hash ^ (shapeOf[bytes[at] ?? 0] ?? 0), 0x01000193);
  return hash;
}
