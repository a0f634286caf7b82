import { said } from '../../situation/evidence.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { failedAttempts, messagesIn } from './failed-attempts.ts';
import { managedTwice } from './two-managers.ts';

/**
 * Everything answers until the dial, and there uqmi does not wait long enough.
 * Sources: openwrt issue 18727 (the dial of a ZTE modem takes longer than qmi.sh waits); openwrt pull requests 13781, 15530
 * (a limit on each call of uqmi, one second, then three); uqmi dev.c (`Request timed out`).
 */
export const uqmiTimeoutTooShort = defineRule({
  id: 'uqmi-timeout-too-short',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    failedAttempts(episode).flatMap((attempt) => {
      const timeouts = messagesIn(episode, attempt, 'uqmi.timeout');
      const dial = messagesIn(episode, attempt, 'handler.starting-network').at(-1);
      if (timeouts.length === 0 || dial === undefined) return [];
      const after = timeouts.filter(({ origin }) => origin.order > dial.origin.order);
      const [timeout] = after;
      // Calls that fail before the dial are another story: nothing of the modem answers then.
      if (timeout === undefined || timeouts.length - after.length > 2 || managedTwice(episode) !== null)
        return [ruledOut];
      const [refused] = messagesIn(episode, attempt, 'handler.ipv4-connect-failed', 'handler.connect-failed');
      return [
        found({
          attempt,
          confidence: 'possible',
          title: 'uqmi gave up before the modem had answered the dial',
          explanation:
            'Up to the dial the modem answers every question; then uqmi waits a few seconds and gives up. Some modems and networks need longer. The handler cannot tell that from a refusal.',
          evidence: [
            said(dial),
            said(timeout, 'not refused: no answer in time'),
            ...(refused === undefined ? [] : [said(refused)]),
          ],
          confirm: {
            text: 'Dial by hand with more time: the call of qmi.sh with “-t 30000” behind uqmi.',
            command: null,
          },
          fix: {
            summary: 'Give uqmi more time.',
            steps: [
              {
                type: 'advice',
                text: 'Raise the numbers behind -t in /lib/netifd/proto/qmi.sh (milliseconds), or update to a newer release.',
              },
            ],
          },
        }),
      ];
    }),
});
