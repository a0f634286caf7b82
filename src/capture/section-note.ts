/**
 * What a collection says of a command whose output is missing or ends early. `not-run`: it was not run at all; `not-finished`:
 * what stands above is what it had printed by then.
 */
export interface SectionNote {
  readonly what: 'not-run' | 'not-finished';
  /** Why, in words that complete the sentence: `took longer than 10 s`, `/dev/ttyUSB2 is held by pppd[1234]`. */
  readonly reason: string;
}

const words: Readonly<Record<SectionNote['what'], string>> = {
  'not-run': 'not run',
  'not-finished': 'not finished',
};

/** Characters of a reason that are kept. */
const longestReason = 300;

/**
 * The note as the last line of a command's output, without a line end. A shell that gets it pasted takes it for a comment.
 * A sample: # hwdiag: not finished: took longer than 10 s
 */
export function sectionNoteLine({ what, reason }: SectionNote): string {
  return `# hwdiag: ${words[what]}: ${plain(reason)}`;
}

/** A forum that takes the line for a heading keeps the words and drops the sign. */
const noteLine = /^\s*(?:#+\s*)?hwdiag: not (?<what>run|finished): (?<reason>\S.*)$/s;

/** Reads such a line; null where it is none. */
export function readSectionNote(line: string): SectionNote | null {
  // Most lines are none, and each is asked.
  if (!line.includes('hwdiag: not ')) return null;
  const { what, reason = '' } = noteLine.exec(line)?.groups ?? {};
  if (what === undefined) return null;
  return { what: what === 'run' ? 'not-run' : 'not-finished', reason: plain(reason) };
}

/** First half of a character that was cut in two. */
const halfCharacter = /[\ud800-\udbff]$/;

/** On one line, whatever the router calls its programs. */
function plain(reason: string): string {
  return reason
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestReason)
    .replace(halfCharacter, '')
    .trimEnd();
}
