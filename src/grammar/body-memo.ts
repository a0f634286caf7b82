/** Bodies that are remembered: a power of two. */
const places = 8_192;
/** Longer bodies (bytes) are not kept: they hardly come twice. */
const longestKept = 128;

/**
 * Remembers what was made of the messages of a log, by their bytes: logs repeat themselves, and what has come before need
 * not even be decoded. The table is of fixed size; what comes takes the place of what was there.
 */
export class BodyMemo<T extends object> {
  readonly #pool = new Uint8Array(places * longestKept);
  readonly #lengths = new Uint16Array(places);
  readonly #voices: (string | undefined)[] = new Array(places);
  readonly #values: (T | undefined)[] = new Array(places);
  /** By place, the hash that came last. */
  readonly #hashes = new Int32Array(places);
  #place = 0;
  #isSecond = false;

  /**
   * What was made of these bytes from `from` to before `to`, where `voice` said them; undefined where it is not known.
   * `keep` then takes what is made of them.
   */
  find(bytes: Uint8Array, from: number, to: number, voice: string): T | undefined {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    const place = (hash ^ (hash >>> 15)) & (places - 1);
    this.#place = place;
    this.#isSecond = this.#hashes[place] === hash;
    this.#hashes[place] = hash;
    if (this.#lengths[place] !== to - from || this.#voices[place] !== voice) return undefined;
    const pool = this.#pool;
    const kept = place * longestKept - from;
    for (let at = from; at < to; at += 1) if (pool[kept + at] !== bytes[at]) return undefined;
    return this.#values[place];
  }

  /**
   * Keeps what was made of the bytes that `find` was last asked for, when they came for the second time: in a log that
   * does not repeat itself, keeping everything costs more than it gains.
   */
  keep(bytes: Uint8Array, from: number, to: number, voice: string, value: T): void {
    if (!this.#isSecond || to - from > longestKept) return;
    const place = this.#place;
    const kept = place * longestKept - from;
    for (let at = from; at < to; at += 1) this.#pool[kept + at] = bytes[at] ?? 0;
    this.#lengths[place] = to - from;
    this.#voices[place] = voice;
    this.#values[place] = value;
  }
}
