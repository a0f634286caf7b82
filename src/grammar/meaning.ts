import type { Rung } from '../knowledge/rung.ts';
import type { Message } from './message.ts';
import { type Kind, speakers } from './speakers/index.ts';

type Claim = 'reached' | 'broken';

const rungsByKind = { reached: collect('reached'), broken: collect('broken') } as const;

/** The rung that a message proves reached or broken, as its declaration says; null where it says nothing of the kind. */
export function rungOf(message: Message, claim: Claim): Rung | null {
  return rungsByKind[claim].get(message.kind) ?? null;
}

/** The kinds by which these speakers say that a rung broke, each once. */
export function kindsOfFailure<K extends Kind>(...tellers: readonly Teller<K>[]): readonly K[] {
  const kinds = tellers.flatMap(({ declarations }) => declarations.map(({ kind }) => kind));
  return [...new Set(kinds)].filter((kind) => rungsByKind.broken.has(kind));
}

/** A speaker, as far as its kinds go. */
interface Teller<K extends Kind> {
  readonly declarations: readonly { readonly kind: K }[];
}

function collect(claim: Claim): ReadonlyMap<Kind, Rung> {
  const found = new Map<Kind, Rung>();
  for (const speaker of speakers) {
    for (const { kind, meaning } of speaker.declarations) {
      const rung = meaning[claim];
      if (rung !== undefined) found.set(kind, rung);
    }
  }
  return found;
}
