import { absent, present, said } from '../../situation/evidence.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { messagesIn, standingAttempts } from './failed-attempts.ts';

/** So long no call of uqmi takes that comes back at all. */
const longest = 60;

/**
 * uqmi waits for ever for an answer. Sources: OpenWrt qmi.sh: up to 22.03 no call has -t, in 23.05 the first one only,
 * more of them from 24.10 on (pull request 13781); openwrt issues 10472, packages issue 17939.
 */
export const uqmiHang = defineRule({
  id: 'uqmi-hang',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    if (releaseAtLeast(episode, '24.10') === true) return [ruledOut];
    return standingAttempts(episode)
      .filter(({ outcome, proto }) => outcome === 'unfinished' && proto === 'qmi')
      .flatMap((attempt) => {
        const waiting = [
          ...messagesIn(episode, attempt, 'handler.waiting-for-sim'),
          ...messagesIn(episode, attempt, 'handler.waiting-for-network'),
          ...messagesIn(episode, attempt, 'handler.starting-network'),
        ]
          .sort((one, other) => one.origin.order - other.origin.order)
          .at(-1);
        if (waiting === undefined) return [];
        // A timeout is the end of a call; one that hangs has none.
        const ended = messagesIn(episode, attempt, 'uqmi.timeout', 'uqmi.error', 'handler.sim-illegal');
        if (ended.some(({ origin }) => origin.order > waiting.origin.order)) return [];
        const process = hangingCall(episode);
        const seconds =
          episode.clock === null || waiting.origin.clock === null
            ? 0
            : episode.clock.last.seconds - waiting.origin.clock.seconds;
        if (process === null && seconds < longest) return [];
        const last = episode.view.lastOfSection(waiting);
        if (process === null && !episode.view.wouldShow('SIM not initialized', waiting)) return [];
        return [
          found({
            attempt,
            confidence: 'likely',
            title: 'uqmi waits for an answer that does not come',
            explanation: `The handler asked the modem something, and uqmi has not come back${
              seconds >= longest ? ` for ${seconds} s` : ''
            }. Without a limit it waits for ever, and the interface stays in the middle of its start.`,
            evidence: [
              said(waiting, 'the last word of the handler'),
              ...(process === null
                ? [absent('another word of the handler', waiting.origin.spans[0], last.origin.spans[0])]
                : [present(process, 'the call that hangs')]),
            ],
            confirm: {
              text: 'Look for the call with “ps | grep uqmi”; if it stands there for minutes, it hangs.',
              command: null,
            },
            fix: {
              summary: 'End the call that hangs, then update.',
              steps: [
                {
                  type: 'advice',
                  text: 'End the hanging uqmi by its process id and bring the interface up again. Newer releases limit how long it waits.',
                },
              ],
            },
          }),
        ];
      });
  },
});

function hangingCall({ observations }: Episode) {
  return (
    observations
      .of('process')
      .find(({ command }) =>
        /(?:^|\/)uqmi\s.*--(?:get-pin-status|uim-get-sim-state|sync|get-client-id)/.test(command),
      )?.span ?? null
  );
}
