import type { Section } from '../../capture/section.ts';
import type { ShellCall } from './shell-line.ts';
import { readShellLine } from './shell-words.ts';

/** The calls of one of these programs in the command that printed a section; none where no command is shown. */
export function callsOf(section: Section, ...programs: readonly string[]): readonly ShellCall[] {
  if (section.command === null) return [];
  return readShellLine(section.command.text).calls.filter(({ program }) => programs.includes(program));
}

/** The value of an option that has one of these names: `wwan0` of `-I wwan0`, `-Iwwan0` or `--interface=wwan0`. */
export function optionOf(call: ShellCall | undefined, ...names: readonly string[]): string | null {
  const words = call?.arguments ?? [];
  for (const [place, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[place + 1] ?? null;
      if (name.startsWith('--') && word.startsWith(`${name}=`)) return word.slice(name.length + 1);
      if (!name.startsWith('--') && word.startsWith(name) && !word.startsWith('--'))
        return word.slice(name.length);
    }
  }
  return null;
}
