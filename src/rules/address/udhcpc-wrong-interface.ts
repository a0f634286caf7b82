import type { Message } from '../../grammar/message.ts';
import { present, said } from '../../situation/evidence.ts';
import { commandSpan } from '../../situation/hand-attempts.ts';
import { dhcpTarget, isDhcpByHand } from '../../situation/hand-command.ts';
import type { Episode, HandCommand } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';

/**
 * `udhcpc -f wwan0`: -f only keeps it in the foreground and takes no value, the bare word is not read, and without -i
 * udhcpc asks on eth0. Source: busybox networking/udhcp/dhcpc.c, usage text and default interface.
 */
export const udhcpcWrongInterface = defineRule({
  id: 'udhcpc-wrong-interface',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => misreadCommands(episode).length > 0,
  check: ({ episode }) =>
    misreadCommands(episode).map(({ hand, netdev }) => {
      const printed = [
        ...episode.messages.of('dhcp.started'),
        ...episode.messages.of('dhcp.discover'),
      ].filter((message) => message.origin.section === hand.typed.section);
      const foreground = hand.typed.shell.calls.some((call) => call.arguments.includes('-f'))
        ? '-f only means “stay in the foreground”, and '
        : '';
      const attempt =
        episode.attempts.find(
          (other) =>
            other.method === 'by-hand' && other.host === hand.typed.command.host && other.netdev === netdev,
        ) ?? null;
      return found({
        attempt,
        confidence: printed.length > 0 ? 'proven' : 'likely',
        title: `udhcpc did not ask on ${netdev}: without -i it asks on eth0`,
        explanation:
          `udhcpc takes its device only after -i; ${foreground}the bare word ${netdev} is not read. ` +
          `${outcomeOf(hand, episode)} Whether ${netdev} would have got an address is open.`,
        evidence: [
          present(commandSpan(hand), `${netdev} is not taken as the device`),
          ...printed.slice(0, 2).map((message) => said(message)),
        ],
        confirm: {
          text: `Ask again on ${netdev} itself and see whether an offer comes.`,
          command: command('udhcpc', '-i', netdev, '-n', '-q', '-f'),
        },
        fix: {
          summary: `Repeat the test on ${netdev}.`,
          steps: [{ type: 'command', command: command('udhcpc', '-i', netdev, '-n', '-q', '-f') }],
        },
      });
    }),
});

/** What the mistaken test showed, and why that says nothing about the modem. */
function outcomeOf(hand: HandCommand, { messages }: Episode): string {
  const isOwn = ({ origin }: Message): boolean => origin.section === hand.typed.section;
  if (messages.of('dhcp.lease').some(isOwn))
    return 'The lease came from whatever answers on the default interface, not from the modem.';
  if (messages.of('dhcp.discover').some(isOwn))
    return 'The discovers went out of the default interface, so their silence says nothing about the modem.';
  return 'What it printed is about the default interface and says nothing about the modem.';
}

interface Misread {
  readonly hand: HandCommand;
  readonly netdev: string;
}

/** The first of each host and device: who repeats the test repeats the mistake. */
function misreadCommands(episode: Episode): readonly Misread[] {
  const first = new Map<string, Misread>();
  for (const hand of episode.commands) {
    for (const call of hand.typed.shell.calls.filter(isDhcpByHand)) {
      const { asked, misread } = dhcpTarget(call);
      const key = `${hand.typed.command.host} ${misread}`;
      if (asked === null && misread !== null && !first.has(key)) first.set(key, { hand, netdev: misread });
    }
  }
  return [...first.values()];
}
