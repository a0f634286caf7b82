import { present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, lastStanding } from './standing.ts';

/** QMI error 79. Source: libqmi QmiProtocolError (PolicyMismatch). */
const policyMismatch = 79;

/**
 * The modem itself refuses to start the session: what is asked for does not fit a profile or a call that it holds, or the
 * IP family of the client. Source: libqmi QmiProtocolError; uqmi qmi-errors.h.
 */
export const qmiPolicyMismatch = defineRule({
  id: 'qmi-policy-mismatch',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['qmi-call-failed'],
  concerns: ({ episode }) => codesOf(episode, 'qmi', policyMismatch).length > 0,
  check: ({ episode }) => {
    const told = lastStanding(episode, codesOf(episode, 'qmi', policyMismatch));
    if (told === null) return [ruledOut];
    return [
      found({
        attempt: attemptAround(episode, told.span),
        confidence: 'possible',
        title: 'the modem refuses the session by its own rules',
        explanation:
          'The answer “policy mismatch” comes from the modem, not from the network: another call, a profile with other settings, or another IP type is in the way.',
        evidence: [present(told.span)],
        confirm: {
          text: 'Ask whether data is connected already (uqmi --get-data-status), then dial once with IPv4 only.',
          command: null,
        },
        fix: {
          summary: 'End what the modem holds, and ask for plain IPv4.',
          steps: [
            {
              type: 'advice',
              text: 'Stop a session that is left over: uqmi --stop-network 0xffffffff --autoconnect.',
            },
            {
              type: 'advice',
              text: 'Set option pdptype ip; name the profile with option profile where the modem has several.',
            },
          ],
        },
      }),
    ];
  },
});
