import type { Message } from '../../grammar/message.ts';
import { endsSession } from '../../grammar/structures/at-meaning.ts';
import type { ShellCall } from '../../grammar/structures/shell-line.ts';
import type { Episode } from '../situation.ts';
import { atTalks } from './at.ts';
import { perEpisode } from './per-episode.ts';

/** A line with which somebody on the router ends the data session, or begins a new one. */
interface Turn {
  readonly order: number;
  readonly isStop: boolean;
}

/**
 * Whether somebody on the router had ended the session when this was said: a handler, ModemManager, pppd, an AT command, a
 * person at a prompt. Sources: OpenWrt's handlers (“Stopping network”); netifd interface.c; ModemManager mm-iface-modem.c
 * (`disconnecting`, `disabling`).
 */
export function isStoppedHere(episode: Episode, order: number): boolean {
  return turns(episode).findLast((turn) => turn.order < order)?.isStop === true;
}

const turns = perEpisode((episode): readonly Turn[] => {
  const { messages, attempts, bystanders, commands } = episode;
  // Where no attempt tells which interface is the modem's, any may be.
  const isOwn = ({ fields }: { readonly fields: { readonly interface: string } }): boolean =>
    attempts.length === 0 || !bystanders.includes(fields.interface);
  const states = messages.of('modem.state-changed');
  const stops = [
    ...messages.of('handler.stopping-network').map(orderOf),
    ...messages.of('interface.down').filter(isOwn).map(orderOf),
    ...messages.of('bearer.disconnected').map(orderOf),
    ...messages.of('pppd.terminating-on-signal').map(orderOf),
    ...states.filter(({ fields }) => stopping.has(fields.now)).map(orderOf),
    ...atTalks(episode).flatMap((talk) => (talk.commands.some(endsSession) ? [talk.order] : [])),
    ...commands.flatMap(({ typed }) => (typed.shell.calls.some(isStop) ? [typed.order] : [])),
  ];
  const starts = [
    ...messages.of('interface.setting-up').filter(isOwn).map(orderOf),
    ...messages
      .of('usb.network-connection')
      .filter(({ fields }) => fields.state === 'connected')
      .map(orderOf),
    ...states.filter(({ fields }) => starting.has(fields.now)).map(orderOf),
  ];
  return [
    ...stops.map((order) => ({ order, isStop: true })),
    ...starts.map((order) => ({ order, isStop: false })),
  ].sort((one, other) => one.order - other.order);
});

const stopping: ReadonlySet<string> = new Set(['disconnecting', 'disabling', 'disabled']);
const starting: ReadonlySet<string> = new Set(['connecting', 'connected']);

/** Source: uqmi main.c, qmicli-wds.c. */
function isStop({ at, arguments: words }: ShellCall): boolean {
  return (at !== null && endsSession(at)) || words.some((word) => /^--(?:wds-)?stop-network\b/.test(word));
}

function orderOf({ origin }: Pick<Message, 'origin'>): number {
  return origin.order;
}
