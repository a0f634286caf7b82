import { present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { standing } from '../../situation/facts/standing.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The network does not know the card, or has barred it: the causes 2, 3, 7 and 8. A modem or plan that is not
 * admitted ends with some of them, too.
 * Sources: 3GPP TS 24.301 section 9.9.3.9 and annex A; TS 24.008 annex G.
 */
export const simInactive = defineRule({
  id: 'sim-inactive',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const refusal = standing(episode, codesOf(episode, 'emm', 2, 3, 7, 8));
    if (refusal === null) return [];
    return [
      found({
        attempt: refusal.attempt,
        confidence: 'possible',
        title: 'the operator may not have activated the SIM card, or has barred it',
        explanation:
          'The cause that the network gives is about the subscriber, not about signal or settings: the card is unknown, barred, expired, or its plan has no data for this network type.',
        evidence: [present(refusal.last.span)],
        confirm: {
          text: 'Does the card get data in a telephone, with Wi-Fi switched off?',
          command: null,
        },
        fix: {
          summary: 'Let the operator activate the card.',
          steps: [
            { type: 'advice', text: 'Ask the operator whether the card is active and its plan has data.' },
          ],
        },
      }),
    ];
  },
});
