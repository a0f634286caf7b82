import { readShellLine } from '../../grammar/structures/shell-words.ts';
import { modemTools } from '../modem-words.ts';
import type { Episode } from '../situation.ts';

/**
 * Somebody ran this already, whatever came of it. What did not come to its end is asked for once more, but not of a modem: it
 * did not answer in time, or somebody else is talking with it.
 */
export function wasAsked(
  { printedBy, commands, unfinished }: Pick<Episode, 'printedBy' | 'commands' | 'unfinished'>,
  program: string,
  word = '',
): boolean {
  const known = [...printedBy.values(), ...commands.map(({ typed }) => typed.command)];
  const asked = known.filter((one) => modemTools.has(program) || !unfinished.has(one));
  return asked.some(({ text }) =>
    readShellLine(text).calls.some(
      (call) => call.program === program && (word === '' || call.arguments.some((one) => one.includes(word))),
    ),
  );
}
