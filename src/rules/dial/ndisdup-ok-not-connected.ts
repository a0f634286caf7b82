import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround } from './standing.ts';

/**
 * The modem took ^NDISDUP and says that there is no session. ncm.sh waits for the OK only. Source: Huawei AT command
 * reference, ^NDISDUP, ^NDISSTATQRY and ^NDISSTAT; OpenWrt comgt ncm.sh.
 */
export const ndisdupOkNotConnected = defineRule({
  id: 'ndisdup-ok-not-connected',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer'],
  concerns: ({ episode }) =>
    atInformation(episode, '^NDISSTATQRY', '^NDISSTAT', '^NDISEND').length > 0 &&
    episode.attempts.some(({ broken }) => broken === 'address'),
  check: ({ episode }) => {
    const last = sessionStates(episode).at(-1);
    const down = atInformation(episode, '^NDISSTATQRY', '^NDISSTAT', '^NDISEND').at(-1);
    const attempt = episode.attempts.findLast(
      ({ broken, outcome, resolvedBy }) =>
        broken === 'address' && outcome === 'failed' && resolvedBy === null,
    );
    const isDown = down?.value.name === '^NDISEND' || last?.value === 'disconnected';
    if (down === undefined || attempt === undefined || !isDown) return [ruledOut];
    const silence = attempt.ladder.find(({ state }) => state === 'broken')?.evidence ?? [];
    return [
      found({
        attempt: attemptAround(episode, down.span) ?? attempt,
        confidence: 'likely',
        title: 'the modem took the dial, and has no session',
        explanation:
          'The OK to the dial only means that the command was understood. Asked for its session, the modem says that there is none: the network refused or dropped it, so nobody answers DHCP. The APN is the most frequent reason, then login and registration.',
        evidence: [present(down.span, 'no session'), ...silence.slice(0, 1)],
        confirm: {
          text: 'Ask right after a dial: AT^NDISSTATQRY? for the session, AT+CEER for the reason, AT+CEREG? for the registration.',
          command: null,
        },
        fix: {
          summary: 'Check APN and login, then the registration.',
          steps: [
            {
              type: 'advice',
              text: 'Set the operator’s APN; add user name and password only where the operator names them.',
            },
          ],
        },
      }),
    ];
  },
});
