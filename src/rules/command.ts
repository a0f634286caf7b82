import type { CommandTemplate } from './finding.ts';

/** A command without holes, one word an argument. */
export function command(...words: readonly string[]): CommandTemplate {
  return words.map((known) => ({ known }));
}
