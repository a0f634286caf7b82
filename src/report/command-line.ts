import type { CommandTemplate, Slot } from '../rules/finding.ts';

/** A command as a person types it. */
export interface CommandLine {
  /** Words and operators in order, quoted for a POSIX shell; holes as `<name>`. */
  readonly words: readonly string[];
  /** What has to be filled in first; empty where the command can be run as it stands. */
  readonly holes: readonly Hole[];
}

/** A value that the input does not show. */
export type Hole = Extract<Slot, { readonly placeholder: string }>;

/** Characters that no shell takes for anything but themselves, wherever in a word they stand. */
const harmless = /^[A-Za-z0-9_@%+:,./-]+$/;
const assignment = /^[A-Za-z0-9_@%+:,./-]+=[A-Za-z0-9_@%+:,./-]+$/;

/** A word that a POSIX shell reads back as this very text. */
export function shellWord(text: string, first = false): string {
  if (harmless.test(text) || (!first && assignment.test(text))) return text;
  return shellQuoted(text);
}

/** The text in single quotes. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function commandLine(template: CommandTemplate): CommandLine {
  const words = template.map((part, index) => {
    if ('operator' in part) return part.operator;
    return 'known' in part ? shellWord(part.known, index === 0) : `<${part.placeholder}>`;
  });
  return { words, holes: template.filter(isHole) };
}

function isHole(part: CommandTemplate[number]): part is Hole {
  return 'placeholder' in part;
}
