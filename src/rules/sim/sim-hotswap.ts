import { present } from '../../situation/evidence.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { standingSim } from '../../situation/facts/standing.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The card was read and is missing later, without a restart in between: it was taken out or changed under power, and slots
 * without a switch for it do not look again.
 * Sources: Quectel’s hardware design guides (USIM_PRESENCE, AT+QSIMDET: detection is off by default); 3GPP TS 27.007 (+CPIN).
 */
export const simHotswap = defineRule({
  id: 'sim-hotswap',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => simStates(episode).some(({ value }) => value === 'absent'),
  check: ({ episode }) => {
    const missing = standingSim(episode, 'absent');
    if (missing === null) return [ruledOut];
    const [first] = missing.readings;
    const before = simStates(episode).findLast(
      ({ value, order }) => value === 'ready' && first !== undefined && order < first.order,
    );
    if (before === undefined) return [];
    return [
      found({
        attempt: missing.attempt,
        confidence: 'possible',
        title: 'the SIM card was there and is missing later; was it changed under power?',
        explanation:
          'Many slots cannot tell that a card was put in. When it is taken out or changed while the modem runs, the modem keeps saying that there is none until it starts anew. A bad contact looks the same.',
        evidence: [present(before.span, 'the card is there'), present(missing.last.span, 'it is missing')],
        confirm: { text: 'Does the modem find the card after a restart of the router?', command: null },
        fix: {
          summary: 'Start the modem anew, with the card in it.',
          steps: [
            {
              type: 'advice',
              text: 'Switch the router off and on, or send AT+CFUN=1,1 to the modem. Change cards with the power off. Where it happens without anybody touching the card, clean its contacts.',
            },
          ],
        },
      }),
    ];
  },
});
