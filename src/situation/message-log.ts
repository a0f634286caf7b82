import type { Message, MessageOf } from '../grammar/message.ts';
import type { Kind } from '../grammar/speakers/index.ts';

/** How many messages of one kind are kept from the beginning and, beyond them, from the end. */
const keptAtEachEnd = 32;

interface Tally {
  readonly first: Message[];
  /** Further ones; the oldest at `oldest` once it is full. */
  readonly last: Message[];
  oldest: number;
  count: number;
}

/** The messages that are kept, in the order in which they came. */
function keptOf({ first, last, oldest }: Tally): readonly Message[] {
  return [...first, ...last.slice(oldest), ...last.slice(0, oldest)];
}

/**
 * The messages of an episode by kind. Memory stays bounded however long the log is: the first and the last messages of
 * each kind are kept, the ones between are counted.
 */
export class MessageLog {
  readonly #tallies = new Map<string, Tally>();
  #last: Message | null = null;

  /** The last message of all. */
  get last(): Message | null {
    return this.#last;
  }

  add(message: Message): void {
    if (this.#last === null || message.origin.order > this.#last.origin.order) this.#last = message;
    const topic = topicOf(message);
    let tally = this.#tallies.get(topic);
    if (tally === undefined) {
      tally = { first: [], last: [], oldest: 0, count: 0 };
      this.#tallies.set(topic, tally);
    }
    tally.count += 1;
    if (tally.first.length < keptAtEachEnd) tally.first.push(message);
    else if (tally.last.length < keptAtEachEnd) tally.last.push(message);
    else {
      tally.last[tally.oldest] = message;
      tally.oldest = (tally.oldest + 1) % keptAtEachEnd;
    }
  }

  /** Takes over the messages of a later stretch. */
  absorb(following: MessageLog): void {
    for (const tally of following.#tallies.values()) {
      for (const message of keptOf(tally)) this.add(message);
      const leftOut = tally.count - tally.first.length - tally.last.length;
      const [first] = tally.first;
      const own = first === undefined ? undefined : this.#tallies.get(topicOf(first));
      if (own !== undefined) own.count += leftOut;
    }
  }

  /** Messages of a kind in the order of the input, the middle of a long run left out. */
  of<K extends Kind>(kind: K): readonly MessageOf<K>[] {
    const tally = this.#tallies.get(kind);
    if (tally === undefined) return [];
    return keptOf(tally).filter((message): message is MessageOf<K> & Message => message.kind === kind);
  }

  /** Messages of all kinds, remarks among them, in the order of events, the middle of long runs left out. */
  all(): readonly Message[] {
    const kept = [...this.#tallies.values()].flatMap(keptOf);
    return kept.sort((one, other) => one.origin.order - other.origin.order);
  }

  /** How many there were, kept or not. */
  count(kind: Kind): number {
    return this.#tallies.get(kind)?.count ?? 0;
  }

  get size(): number {
    let size = 0;
    for (const tally of this.#tallies.values()) size += tally.count;
    return size;
  }
}

/** Remarks are of one kind and of many topics. */
function topicOf(message: Message): string {
  return message.kind === 'remark' ? `remark ${message.fields.wording}` : message.kind;
}
