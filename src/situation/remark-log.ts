import type { Message, MessageOf } from '../grammar/message.ts';
import type { RemarkKind } from '../grammar/speakers/index.ts';
import type { Rung } from '../knowledge/rung.ts';

/** What is understood and has no type of its own. */
export type RemarkMessage = MessageOf<'remark'>;

/** How many remarks of one kind are kept from the beginning and, beyond them, from the end. */
const keptAtEachEnd = 16;

interface Kept {
  readonly first: RemarkMessage[];
  readonly last: RemarkMessage[];
  count: number;
}

/** The remarks of an episode by the kind of their wording; the first and the last of each kind are kept, all are counted. */
export class RemarkLog {
  readonly #kinds = new Map<string, Kept>();

  add(message: Message): void {
    if (message.kind !== 'remark') return;
    const { wording } = message.fields;
    const kept = this.#kinds.get(wording) ?? { first: [], last: [], count: 0 };
    if (kept.count === 0) this.#kinds.set(wording, kept);
    kept.count += 1;
    if (kept.first.length < keptAtEachEnd) {
      kept.first.push(message);
      return;
    }
    kept.last.push(message);
    if (kept.last.length > keptAtEachEnd) kept.last.shift();
  }

  /** Takes over the remarks of a later stretch. */
  absorb(following: RemarkLog): void {
    for (const [kind, { first, last, count }] of following.#kinds) {
      for (const message of [...first, ...last]) this.add(message);
      const own = this.#kinds.get(kind);
      if (own !== undefined) own.count += count - first.length - last.length;
    }
  }

  /** Remarks of these kinds in the order of events, the middle of a long run left out. */
  of(...kinds: readonly RemarkKind[]): readonly RemarkMessage[] {
    return inOrder(kinds.flatMap((kind) => keptOf(this.#kinds.get(kind))));
  }

  /** Remarks that belong to a rung, whatever their kind, in the order of events. */
  about(rung: Rung): readonly RemarkMessage[] {
    const kept = [...this.#kinds.values()].filter(({ first }) => first[0]?.fields.about === rung);
    return inOrder(kept.flatMap(keptOf));
  }

  /** How many there were, kept or not. */
  count(...kinds: readonly RemarkKind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.#kinds.get(kind)?.count ?? 0), 0);
  }
}

function keptOf(kept: Kept | undefined): readonly RemarkMessage[] {
  return kept === undefined ? [] : [...kept.first, ...kept.last];
}

function inOrder(messages: readonly RemarkMessage[]): readonly RemarkMessage[] {
  return [...messages].sort((one, other) => one.origin.order - other.origin.order);
}
