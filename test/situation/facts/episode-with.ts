import type { Episode } from '../../../src/situation/situation.ts';
import { episodesOf, type Input } from '../../diagnosis-of.ts';

/** The only episode of a text; fails where there are more or none. */
export function episodeWith(input: Input): Episode {
  const [episode, another] = episodesOf(input);
  if (episode === undefined || another !== undefined)
    throw new Error(`the text has ${episode === undefined ? 'no' : 'more than one'} episode`);
  return episode;
}

/** Words that a modem answers to a command on its AT port. */
export function answered(command: string, ...answers: readonly string[]): readonly string[] {
  return [command, ...answers, ''];
}

/** What a command at a prompt prints. */
export function typed(command: string, ...printed: readonly string[]): readonly string[] {
  return [`root@OpenWrt:~# ${command}`, ...printed];
}
