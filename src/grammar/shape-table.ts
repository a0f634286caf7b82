/** There are two to the power of this many places in the table. */
const placeBits = 13;
/** Shapes that may share a place. */
const ways = 2;
/** Longer texts (bytes) are not kept: they hardly come twice. A multiple of four. */
const longestKept = 160;
/** So many numbers of four bytes. */
const wordsOfRow = longestKept / 4;

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
 *
 * Bytes are looked at four at a time, which is most of what makes it fast.
 */
export class ShapeTable<T extends object> {
  readonly #pool = new Int32Array((wordsOfRow * ways) << placeBits);
  readonly #kept: (Kept<T> | undefined)[] = new Array(ways << placeBits);
  /** By place, the hash of the shape that came last. */
  readonly #hashes = new Int32Array(1 << placeBits);
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
  find(view: DataView, from: number, to: number, voice: string): T | undefined {
    const hash = shapeHashOf(view, from, to);
    const place = hash >>> (32 - placeBits);
    for (let row = place * ways; row < (place + 1) * ways; row += 1) {
      const kept = this.#kept[row];
      if (kept === undefined) break;
      if (kept.length === to - from && kept.voice === voice && this.#isOfShape(view, from, row, kept)) {
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
    view: DataView,
    from: number,
    to: number,
    voice: string,
    value: T,
    digits: readonly number[] | null,
  ): void {
    const length = to - from;
    if (!this.#isSecond || length > longestKept) return;
    const row = this.#place * ways;
    const start = row * wordsOfRow;
    // What was there moves to the second row, and what stood in that one goes.
    this.#kept[row + 1] = this.#kept[row];
    this.#pool.copyWithin(start + wordsOfRow, start, start + wordsOfRow);
    for (let at = 0; at < length; at += 4) this.#pool[start + at / 4] = wordAt(view, from + at, to);
    this.#kept[row] = { voice, length, value, digits };
  }

  #isOfShape(view: DataView, from: number, row: number, { length, digits }: Kept<T>): boolean {
    const pool = this.#pool;
    const start = row * wordsOfRow;
    const to = from + length;
    this.#isSame = true;
    for (let at = 0; at < length; at += 4) {
      const word = wordAt(view, from + at, to);
      const kept = pool[start + at / 4] ?? 0;
      if (word === kept) continue;
      if (digits === null || shapeOf(word) !== shapeOf(kept)) return false;
      this.#isSame = false;
    }
    if (this.#isSame || digits === null) return true;
    for (const at of digits) {
      const kept = (pool[start + (at >> 2)] ?? 0) >>> (8 * (at & 3));
      if (view.getUint8(from + at) !== (kept & 0xff)) return false;
    }
    return true;
  }
}

/** The four bytes at `at` as a number, the first one lowest; those from `to` on are zero. */
function wordAt(view: DataView, at: number, to: number): number {
  if (at + 4 <= to) return view.getInt32(at, true);
  let word = 0;
  for (let byte = to - 1; byte >= at; byte -= 1) word = (word << 8) | view.getUint8(byte);
  return word;
}

/** The same for words that differ in digits only: `0` in place of each of them. */
function shapeOf(word: number): number {
  // A digit less the bits of `0` is below ten. Adding 118 then leaves the highest bit of a byte unset, and only then.
  const value = word ^ 0x30303030;
  const others = (((value & 0x7f7f7f7f) + 0x76767676) | value) & 0x80808080;
  const digits = Math.imul((~others & 0x80808080) >>> 7, 0xff);
  return (word & ~digits) | (0x30303030 & digits);
}

/** The same for all texts of one shape. */
function shapeHashOf(view: DataView, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 4) {
    hash = Math.imul(hash ^ shapeOf(wordAt(view, at, to)), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b);
}
