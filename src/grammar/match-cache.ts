import { flatCopy } from './flat-copy.ts';
import type { Match } from './match.ts';
import type { Allowed, MessageIndex } from './message-index.ts';

/** Texts beyond this length are not kept: they hardly come twice. */
const longestKept = 512;

/**
 * Remembers what texts were recognised as: logs repeat themselves. It holds at most twice `capacity` texts: when the
 * newer half is full, the older half goes. Misses are remembered, too.
 */
export class MatchCache {
  readonly #index: MessageIndex;
  readonly #capacity: number;
  #size = 0;
  #newer = new Map<Allowed, Map<string, Match | null>>();
  #older = new Map<Allowed, Map<string, Match | null>>();

  constructor(index: MessageIndex, capacity = 4_096) {
    this.#index = index;
    this.#capacity = capacity;
  }

  /** As `MessageIndex.match`. Sets are told apart by identity: pass the same one again for the same speakers. */
  match(text: string, allowed: Allowed = null): Match | null {
    if (text.length > longestKept) {
      return this.#index.match(flatCopy(text), allowed);
    }
    const known = this.#newer.get(allowed)?.get(text);
    if (known !== undefined) {
      return known;
    }
    const flat = flatCopy(text);
    const older = this.#older.get(allowed)?.get(text);
    const match = older === undefined ? this.#index.match(flat, allowed) : older;
    this.#keep(flat, allowed, match);
    return match;
  }

  #keep(text: string, allowed: Allowed, match: Match | null): void {
    if (this.#size >= this.#capacity) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#size = 0;
    }
    this.#size += 1;
    const kept = this.#newer.get(allowed);
    if (kept === undefined) {
      this.#newer.set(allowed, new Map([[text, match]]));
    } else {
      kept.set(text, match);
    }
  }
}
