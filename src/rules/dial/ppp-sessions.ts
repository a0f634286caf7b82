import type { PppSession } from '../../grammar/dialogues/dialogue.ts';
import type { Message } from '../../grammar/message.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { attemptAround } from './standing.ts';

/** A session of pppd over a modem's port, and what it says of the login. */
export interface ModemSession {
  readonly session: PppSession;
  readonly attempt: Attempt | null;
  /** The login that the other side accepted; null where the log shows none. */
  readonly accepted: Message | null;
  /** `LCP terminated by peer` and the like. */
  readonly ended: Message | null;
}

/**
 * Sessions of pppd that run over a serial port. PPPoE prints most of the same lines, without a port and without a dial
 * script. Source: ppp pppd/tty.c (`Connect: ppp0 <--> /dev/ttyUSB0`), plugins/pppoe (`Connect: pppoe-wan <--> eth0.2`).
 */
export function modemSessions(episode: Episode): readonly ModemSession[] {
  return episode.dialogues.flatMap((dialogue): readonly ModemSession[] => {
    if (dialogue.type !== 'ppp-session' || !isOverModem(dialogue, episode)) return [];
    const { messages } = episode;
    const within = (message: Message): boolean =>
      message.origin.order >= dialogue.first.origin.order && message.origin.order <= endOf(dialogue);
    const accepted = [
      ...messages.of('pppd.chap-succeeded'),
      ...messages.of('pppd.pap-succeeded'),
      ...messages.of('pppd.auth-succeeded'),
      ...messages.of('wvdial.auth-succeeded'),
    ].find(within);
    const ended = [
      ...messages.of('pppd.terminated-by-peer'),
      ...messages.of('wvdial.terminated-by-peer'),
    ].find(within);
    return [
      {
        session: dialogue,
        attempt: attemptAround(episode, dialogue.first.origin.spans[0]),
        accepted: accepted ?? null,
        ended: ended ?? null,
      },
    ];
  });
}

function endOf({ last }: PppSession): number {
  return last.origin.order;
}

function isOverModem({ netdev, connected, link, first }: PppSession, episode: Episode): boolean {
  if (netdev?.startsWith('pppoe') === true || link?.fields.device.startsWith('eth') === true) return false;
  if (connected !== null || link?.fields.device.startsWith('/dev/') === true) return true;
  return (
    attemptAround(episode, first.origin.spans[0])?.proto === '3g' ||
    episode.messages.count('wvdial.send') > 0 ||
    episode.messages.count('chat.send') > 0
  );
}
