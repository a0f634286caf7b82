import { rungIndex } from '../knowledge/rung.ts';
import type { Episode } from '../situation/situation.ts';
import type { EpisodeView } from './overview.ts';

/** How a connection stands of which no try is in the text: what answers show that somebody asked for. */
export interface Standing {
  /** The session is up and pings come back: nothing is left to explain. */
  readonly isSound: boolean;
  /** One clause, no full stop. */
  readonly words: string;
}

export function standingOf({ episode, verdict, main }: EpisodeView): Standing {
  const isSessionUp = verdict.reached !== null && rungIndex(verdict.reached) >= rungIndex('dial');
  const pings = pingWords(episode);
  if (!isSessionUp) {
    const none = isConfigurationOnly(episode)
      ? 'this text holds configuration only, and no log of an attempt to connect'
      : 'no attempt to connect was recognised in this text';
    return { isSound: false, words: pings === null ? none : `${none}; ${pings.words}` };
  }
  const session = 'the modem says that its data session is up';
  if (pings === null) return { isSound: false, words: `${session}, and what comes after that is not shown` };
  return {
    isSound: pings.isAnswered && main === null,
    words: `${session}, ${pings.isAnswered ? 'and' : 'but'} ${pings.words}`,
  };
}

/** Network devices as the kernel names them; `-I` may also be followed by an address, and that is not told. */
const netdevName = /^(?:eth|ppp|qmimux|rmnet|usb|wwan)\d+(?:\.\d+)?$/;

/** What became of the last ping; null where none is shown, or its end is not. */
export function pingWords(episode: Episode): { readonly isAnswered: boolean; readonly words: string } | null {
  const last = episode.observations.of('ping').at(-1);
  if (last === undefined || (last.received === null && last.failure === null)) return null;
  const device = last.device !== null && netdevName.test(last.device) ? last.device : null;
  const isAnswered = (last.received ?? 0) > 0;
  const over = device === null ? '' : ` over ${device}`;
  const through = device === null && isAnswered ? ' (over which connection is not shown)' : '';
  return { isAnswered, words: `ping gets ${isAnswered ? 'answers' : 'no answer'}${over}${through}` };
}

function isConfigurationOnly({ configs, messages, observations, commands }: Episode): boolean {
  return configs.length > 0 && messages.last === null && observations.isEmpty && commands.length === 0;
}
