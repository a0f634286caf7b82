import type { Diagnosis } from '../../rules/finding.ts';
import type { Evidence } from '../../situation/evidence.ts';
import type { SourceRange } from '../../situation/situation.ts';
import { listed } from '../words.ts';

/** How many places a list names. */
const placeLimit = 3;

/** Says where things stand, as shortly as the number of sources allows: with one source, its name says nothing. */
export interface Places {
  range(ranges: readonly SourceRange[]): string;
  /** Empty where there is no evidence. */
  evidence(evidence: readonly Evidence[]): string;
}

/** @param names how files are called */
export function placesIn(
  { situation, findings }: Diagnosis,
  names: (source: string) => string = (source) => source,
): Places {
  const sources = new Set([
    ...situation.episodes.flatMap((episode) => episode.sources.map(({ source }) => source)),
    ...situation.setAside.map(({ source }) => source),
    ...findings.flatMap(({ evidence }) => evidence.map((item) => spanOf(item).source)),
  ]);
  const named = sources.size > 1;
  return {
    range: (ranges) => {
      // A collection is a file for each command, and an episode reaches over dozens of them.
      const shown = ranges.length > placeLimit ? ranges.slice(0, placeLimit - 1) : ranges;
      const words = shown.map(({ source, firstLine, lastLine }) => {
        const lines = firstLine === lastLine ? `${firstLine}` : `${firstLine}-${lastLine}`;
        if (named) return `${names(source)}:${lines}`;
        return firstLine === lastLine ? `line ${lines}` : `lines ${lines}`;
      });
      const more = ranges.length - shown.length;
      return listed(more === 0 ? words : [...words, `${more} more places`]);
    },
    evidence: (evidence) => {
      const spans = evidence.map(spanOf);
      const source = spans[0]?.source;
      if (source === undefined) return '';
      const lines = [...new Set(spans.filter((span) => span.source === source).map(({ line }) => line))];
      const shown = lines.sort((a, b) => a - b).slice(0, placeLimit);
      const more = lines.length > shown.length ? `, and ${lines.length - shown.length} more` : '';
      const numbers = `${shown.join(', ')}${more}`;
      if (named) return `${names(source)}:${numbers}`;
      return lines.length === 1 ? `line ${numbers}` : `lines ${numbers}`;
    },
  };
}

function spanOf(item: Evidence): { readonly source: string; readonly line: number } {
  return item.type === 'presence' ? item.span : item.from;
}
