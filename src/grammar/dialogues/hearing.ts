import type { Message } from '../message.ts';
import type { Kind } from '../speakers/index.ts';

/** Messages of one kind that are kept from the beginning and, beyond them, from the end. */
const keptAtEachEnd = 64;

interface OfKind {
  readonly first: Message[];
  readonly last: Message[];
}

/**
 * The messages of one speaker instance. What a program says over and over (a discover every three seconds, for days) is
 * kept at its beginning and its end only; the one lease among it is kept.
 */
export class Hearing {
  readonly #kinds = new Map<Kind, OfKind>();
  /** The end was heard: a message that cannot follow it is of the next instance. */
  hasEnded = false;

  add(message: Message): void {
    let same = this.#kinds.get(message.kind);
    if (same === undefined) {
      same = { first: [], last: [] };
      this.#kinds.set(message.kind, same);
    }
    if (same.first.length < keptAtEachEnd) same.first.push(message);
    else {
      same.last.push(message);
      if (same.last.length > keptAtEachEnd) same.last.shift();
    }
  }

  /** Takes over what was heard of the same instance in a later stretch. */
  absorb(following: Hearing): void {
    for (const message of following.messages) this.add(message);
    this.hasEnded = following.hasEnded;
  }

  /** In the order of the input. */
  get messages(): readonly Message[] {
    const kept = [...this.#kinds.values()].flatMap(({ first, last }) => [...first, ...last]);
    return kept.sort((one, other) => one.origin.order - other.origin.order);
  }
}
