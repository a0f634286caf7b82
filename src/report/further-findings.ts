import type { Finding } from '../rules/finding.ts';
import type { EpisodeView } from './overview.ts';

/** A finding and what follows from it. */
export interface Grown {
  readonly finding: Finding;
  readonly consequences: readonly Grown[];
}

/** What was found in an episode beside its main fault: what follows from that, and the rest. */
export function furtherOf({ main, faults }: EpisodeView): {
  readonly leadsTo: readonly Grown[];
  readonly alsoFound: readonly Grown[];
} {
  const left = new Set(faults.filter((finding) => finding !== main));
  const take = (findings: readonly Finding[]): Grown[] =>
    findings.flatMap((finding) => {
      if (!left.delete(finding)) return [];
      return [
        {
          finding,
          consequences: take([...left].filter(({ consequenceOf }) => consequenceOf === finding.rule)),
        },
      ];
    });
  const leadsTo = take([...left].filter(({ consequenceOf }) => main !== null && consequenceOf === main.rule));
  const rules = new Set([...left].map(({ rule }) => rule));
  const roots = take(
    [...left].filter(({ consequenceOf }) => consequenceOf === null || !rules.has(consequenceOf)),
  );
  // Findings that explain each other in a ring have no root.
  return { leadsTo, alsoFound: [...roots, ...take([...left])] };
}
