import type { Rung } from '../knowledge/rung.ts';
import type { Message } from './message.ts';
import { type Kind, speakers } from './speakers/index.ts';

type Claim = 'reached' | 'broken';

const rungsByKind = { reached: collect('reached'), broken: collect('broken') } as const;

/** The rung that a message proves reached or broken, as its declaration says; null where it says nothing of the kind. */
export function rungOf(message: Message, claim: Claim): Rung | null {
  return rungsByKind[claim].get(message.kind) ?? null;
}

/** Kinds of the named speakers whose declarations make such a claim, each once. */
export function declarationsWithMeaning(claim: Claim, names: readonly string[]): readonly Kind[] {
  const said = speakers.filter((speaker) => names.includes(speaker.name)).flatMap((speaker): readonly { kind: Kind }[] => speaker.declarations);
  return [...new Set(said.map((declaration) => declaration.kind))].filter((kind) => rungsByKind[claim].has(kind));
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
