import type { Span } from '../capture/position.ts';
import type { Evidence } from '../situation/evidence.ts';
import { labelOf } from './evidence-label.ts';

/** A line of the input in a frame, with what is marked in it. */
export interface FramedLine {
  readonly span: Span;
  readonly marks: Mark[];
  /** What is missing from this line on. */
  readonly missing: Missing[];
}

interface Missing {
  readonly words: string;
  /** The last line of the same source in which it was looked for; of another source the gap stands at the first line. */
  readonly until: number;
}

export interface Mark {
  readonly span: Span;
  readonly label: string | null;
}

/** Lines by source in order of first mention, by number within a source. */
export function framedLines(evidence: readonly Evidence[]): FramedLine[][] {
  const sources = new Map<string, Map<number, FramedLine>>();
  const lineOf = (span: Span): FramedLine => {
    const lines = sources.get(span.source) ?? new Map<number, FramedLine>();
    sources.set(span.source, lines);
    const line = lines.get(span.line) ?? { span, marks: [], missing: [] };
    lines.set(span.line, line);
    return line;
  };
  for (const item of evidence) {
    switch (item.type) {
      case 'presence': {
        const { marks } = lineOf(item.span);
        const remark = labelOf(item);
        const known = marks.some(({ span, label }) => span.column === item.span.column && label === remark);
        if (!known) marks.push({ span: item.span, label: remark });
        break;
      }
      case 'absence':
        lineOf(item.from).missing.push(missingFrom(item.absent, item.from, item.to));
        lineOf(item.to);
        break;
    }
  }
  return [...sources.values()].map((lines) => [...lines.values()].sort((a, b) => a.span.line - b.span.line));
}

function missingFrom(what: string, from: Span, to: Span): Missing {
  if (from.source !== to.source) {
    return { words: `missing from here to ${to.source}:${to.line}: ${what}`, until: from.line };
  }
  if (from.line === to.line) return { words: `missing: ${what}`, until: from.line };
  return { words: `missing from line ${from.line} to line ${to.line}: ${what}`, until: to.line };
}

/** What is missing between the lines of one source, each with the line below which it is told. */
export function gapsIn(
  lines: readonly FramedLine[],
): readonly { readonly words: string; readonly after: FramedLine }[] {
  return lines.flatMap((from) =>
    from.missing.map(({ words, until }) => ({ words, after: gapAfter(lines, from, until) })),
  );
}

/** The line after which a gap is drawn: the last one shown before its end. */
function gapAfter(lines: readonly FramedLine[], from: FramedLine, until: number): FramedLine {
  const last = lines.findLast(({ span }) => span.line >= from.span.line && span.line < until);
  return last ?? from;
}
