import { said } from '../../situation/evidence.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { standing } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';

/**
 * qmi.sh gives no PIN while fewer than three tries are left, so that a wrong one cannot block the card.
 * Source: OpenWrt qmi.sh, 14.07 to 25.12 (PIN_TRIES_BELOW_LIMIT).
 */
export const simPinTriesLow = defineRule({
  id: 'sim-pin-tries-low',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const messages = episode.messages.of('handler.pin-tries-low');
    const refusal = standing(
      episode,
      messages.map((message) => readingOf(message, message.fields.tries)),
    );
    const [first] = messages;
    if (refusal === null || first === undefined) return [];
    return [
      found({
        attempt: refusal.attempt,
        confidence: 'proven',
        title: 'the PIN is not tried, because a wrong one was given before',
        explanation:
          'A PIN has three tries. One was used up by a wrong PIN, and the handler then gives none at all, so that it cannot block the card. The counter goes back to three once the right PIN is given.',
        evidence: [said(messages.at(-1) ?? first)],
        confirm: {
          text: 'How many tries are left? Asking uses up none.',
          command: askCommand(episode, { at: 'AT+CPINR', uqmi: '--get-pin-status' }),
        },
        fix: {
          summary: 'Give the right PIN once by hand.',
          steps: [
            {
              type: 'advice',
              text: 'Put the card into a telephone and give the right PIN; the counter is back at three. Check option pincode before the interface starts again.',
            },
          ],
        },
      }),
    ];
  },
});
