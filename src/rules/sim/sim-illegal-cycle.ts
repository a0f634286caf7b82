import { present, said } from '../../situation/evidence.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import { attemptAt, standing } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';

/**
 * qmi.sh switches the card off and on while uqmi gives no state of the card, or “illegal”. It is said of a slow card, a
 * missing one, and while ModemManager holds the modem, so that one such line proves nothing and a good start may have some.
 * Sources: OpenWrt qmi.sh, 23.05.4 to 25.12; openwrt/openwrt pull request 18772.
 */
export const simIllegalCycle = defineRule({
  id: 'sim-illegal-cycle',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }): readonly RuleVerdict[] => {
    const readings = simStates(episode).filter(({ value }) => value === 'illegal');
    const [first] = readings;
    const last = readings.at(-1);
    if (first === undefined || last === undefined) return [];
    const attempt = attemptAt(episode, last.span);
    const later = simStates(episode).find(
      ({ value, order }) => value !== 'illegal' && value !== 'starting' && order > last.order,
    );
    const settled = episode.messages
      .of('handler.waiting-for-network')
      .find(({ origin }) => origin.order > last.order);
    if (standing(episode, readings) === null || later !== undefined || settled !== undefined) {
      const isGood = later === undefined || later.value === 'ready';
      return isGood
        ? [
            found({
              attempt,
              confidence: 'refuted',
              severity: 'info',
              title: '“SIM in illegal state” came before a start that went on',
              explanation:
                'The handler says so of a card that is merely slow. It switched the card off and on, and went on.',
              evidence: [
                present(first.span),
                ...(settled === undefined ? [] : [said(settled, 'the start goes on')]),
              ],
            }),
          ]
        : [];
    }
    const count = Math.max(readings.length, episode.messages.count('handler.sim-illegal'));
    const gaveUp = readings.some(({ teller }) => teller === 'netifd');
    const other = runningProcess(episode, 'ModemManager');
    if (count < 3 && !gaveUp) return [];
    return [
      found({
        attempt,
        confidence: other === null ? 'likely' : 'possible',
        title: 'the QMI handler switches the SIM card off and on without end',
        explanation:
          'uqmi gives no state of the card, or “illegal”, and the handler answers by switching the card off and on, each time before the modem has read it. The card may also be missing, refused by the operator, or the modem held by another program.',
        evidence: [
          present(first.span),
          ...(last === first ? [] : [present(last.span, `${count} times`)]),
          ...(other === null ? [] : [present(other.span, 'may hold the modem')]),
        ],
        confirm: {
          text: 'Stop the interface, wait half a minute and ask for the state of the card several times: “ready” means that the handler was too impatient, no state that the card is not read.',
          command: askCommand(episode, { at: 'AT+CPIN?', uqmi: '--uim-get-sim-state' }),
        },
        fix: {
          summary: 'Give the card time, and use a release whose handler does.',
          steps: [
            {
              type: 'advice',
              text: 'Update OpenWrt if it is 24.10.0 or 24.10.1: their handler waits too short. Run either ModemManager or proto qmi, not both. If the card stays without state, restart the modem and try another card.',
            },
          ],
        },
      }),
    ];
  },
});
