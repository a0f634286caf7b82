import type { Message } from '../message.ts';
import type { Kind } from '../speakers/index.ts';

/** Messages of one kind that are kept from the beginning and as many from the end. */
const keptAtEachEnd = 64;

/** So many messages come in before the ones in the middle are left out again. */
const heardAtOnce = 512;

/**
 * The messages of one speaker instance. What a program says over and over (a discover every three seconds, for days) is
 * kept at its beginning and its end only; the one lease among it is kept.
 */
export class Hearing {
  #heard: Message[] = [];
  #mostHeard = heardAtOnce;
  /** The end was heard: a message that cannot follow it is of the next instance. */
  hasEnded = false;

  add(message: Message): void {
    this.#heard.push(message);
    if (this.#heard.length < this.#mostHeard) return;
    this.#heard = withoutMiddle(this.#heard);
    this.#mostHeard = this.#heard.length + heardAtOnce;
  }

  /** Takes over what was heard of the same instance in a later stretch. */
  absorb(following: Hearing): void {
    for (const message of following.messages) this.add(message);
    this.hasEnded = following.hasEnded;
  }

  has(kind: Kind): boolean {
    return this.#heard.some((message) => message.kind === kind);
  }

  /** In the order of the input. */
  get messages(): readonly Message[] {
    return withoutMiddle(this.#heard).sort((one, other) => one.origin.order - other.origin.order);
  }
}

/** The messages that are among the first or the last of their kind. */
function withoutMiddle(heard: readonly Message[]): Message[] {
  const left = new Map<Kind, number>();
  for (const { kind } of heard) left.set(kind, (left.get(kind) ?? 0) + 1);
  const passed = new Map<Kind, number>();
  return heard.filter(({ kind }) => {
    const before = passed.get(kind) ?? 0;
    passed.set(kind, before + 1);
    return before < keptAtEachEnd || (left.get(kind) ?? 0) - before <= keptAtEachEnd;
  });
}
