import type { Evidence } from '../../situation/evidence.ts';
import type { Attempt } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Confirmation } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The modem took the dial, and nobody answers DHCP behind it. On modems dialled by AT commands the usual reason is that
 * the session never came up: ncm.sh waits for the modem's OK only, not for the network's answer.
 * Sources: OpenWrt comgt-ncm ncm.sh; busybox udhcpc (a discover every three seconds).
 */
export const dhcpDiscoverNoOffer = defineRule({
  id: 'dhcp-discover-no-offer',
  role: 'symptom',
  severity: 'error',
  needs: ['attempts'],
  concerns: ({ episode }) =>
    episode.messages.count('dhcp.discover') > 0 &&
    episode.attempts.some((attempt) => attempt.netdev !== null || attempt.child !== null),
  check: ({ attempts }) => {
    const silent = attempts.filter(isWithoutOffer);
    if (silent.length === 0) return [ruledOut];
    return silent.map((attempt) => {
      const where = attempt.child ?? attempt.netdev ?? attempt.interface ?? 'the modem’s device';
      return found({
        attempt,
        confidence: 'proven',
        severity: attempt.resolvedBy === null ? 'error' : 'info',
        title: `no DHCP offer on ${where}`,
        explanation:
          `${wasDialled(attempt) ? 'The modem accepted the dial command, then ' : ''}DHCP asked on ${where} again and again and got no offer. ` +
          'A modem’s OK to a dial does not mean that the network let the session up: a wrong APN, refused credentials or missing registration look just like this.',
        evidence: silence(attempt),
        confirm: sessionQuestion(attempt),
      });
    });
  },
});

/** DHCP asked and no offer came. A client that found no device, or an offer that led to nothing, is another matter. */
function isWithoutOffer(attempt: Attempt): boolean {
  return (
    attempt.broken === 'address' &&
    attempt.address === null &&
    silence(attempt).some(({ type }) => type === 'absence')
  );
}

function silence({ ladder }: Attempt): readonly Evidence[] {
  return ladder.find((step) => step.state === 'broken')?.evidence ?? [];
}

function wasDialled({ ladder }: Attempt): boolean {
  return ladder.some((step) => step.rung === 'dial' && step.state === 'reached');
}

/** What tells whether the network let the session up. Source: Huawei AT manual, ^NDISSTATQRY. */
function sessionQuestion({ proto, device }: Attempt): Confirmation {
  if (proto !== 'ncm' || device === null)
    return { text: 'Ask the modem right after a dial whether its data session is up.', command: null };
  return {
    text: 'Ask the modem for the state of the session right after a dial: ^NDISSTATQRY: 1 means connected, 0 means the network refused or dropped it (Huawei).',
    command: command('COMMAND=AT^NDISSTATQRY?', 'gcom', '-d', device, '-s', '/etc/gcom/runcommand.gcom'),
  };
}
