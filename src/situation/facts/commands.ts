import { readShellLine } from '../../grammar/structures/shell-words.ts';
import type { Episode } from '../situation.ts';

/** Somebody ran this already, whatever came of it. */
export function wasAsked(
  { printedBy, commands }: Pick<Episode, 'printedBy' | 'commands'>,
  program: string,
  word = '',
): boolean {
  const lines = [
    ...[...printedBy.values()].map(({ text }) => text),
    ...commands.map(({ typed }) => typed.command.text),
  ];
  return lines.some((text) =>
    readShellLine(text).calls.some(
      (call) => call.program === program && (word === '' || call.arguments.some((one) => one.includes(word))),
    ),
  );
}
