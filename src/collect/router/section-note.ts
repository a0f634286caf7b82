import type { SectionEnd } from './collected-section.ts';

/** What a capture or a bundle says below a command that was not run, or that did not come to its end. */
export interface SectionNote {
  readonly what: 'not-run' | 'not-finished';
  /** No sentence: `took longer than 10 s`. */
  readonly reason: string;
}

const notRun = '# hwdiag: not run: ';
const notFinished = '# hwdiag: not finished: ';

/** How such a note is written; null where the command came to its end. The script writes the same for a forum. */
export function sectionNote(end: SectionEnd): string | null {
  switch (end.how) {
    case 'exited':
      return null;
    case 'timed-out':
      return `${notFinished}took longer than ${end.afterSeconds} s`;
    case 'cut':
      return `${notFinished}printed more than ${end.afterBytes} bytes`;
    case 'skipped':
      return `${notRun}${inOneLine(end.reason)}`;
    case 'unfinished':
      return `${notFinished}the connection or the router ended before it did`;
  }
}

/** Reads a line that is such a note; null where it is none. */
export function readSectionNote(line: string): SectionNote | null {
  const text = line.trimEnd();
  if (text.startsWith(notRun)) return { what: 'not-run', reason: text.slice(notRun.length) };
  if (text.startsWith(notFinished)) return { what: 'not-finished', reason: text.slice(notFinished.length) };
  return null;
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
