import type { Episode } from '../situation.ts';

/** Whether the command that printed a section came to its end: of one that did not, nothing is known to be absent. */
export function isWholeOutput({ printedBy, unfinished }: Episode, section: number): boolean {
  const command = printedBy.get(section);
  return command === undefined || !unfinished.has(command);
}
