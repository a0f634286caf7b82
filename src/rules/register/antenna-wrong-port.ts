import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/** dB by which the main receiver must be worse than the other one: about what a missing antenna costs. */
const leastDifference = 20;

/** dBm under which a receiver hears next to nothing. Source: 3GPP TS 36.133, RSRP reporting range. */
const deaf = -120;

/**
 * The receiver of the main connector hears next to nothing, the other one hears well: the antenna sits on the wrong one, or
 * its plug is loose. A modem sends over the main connector only.
 * Source: Quectel's AT manuals (+QRSRP: PRX, the main path, then DRX, RX2, RX3; -140 and -32768 for none).
 */
export const antennaWrongPort = defineRule({
  id: 'antenna-wrong-port',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => atInformation(episode, '+QRSRP').length > 0,
  check: ({ episode }) => {
    const last = atInformation(episode, '+QRSRP').findLast(({ value }) => value.values.length >= 2);
    if (last === undefined) return [];
    const [main = Number.NaN, ...others] = last.value.values.slice(0, 4).map(dBm);
    const best = Math.max(...others.filter((value) => !Number.isNaN(value)));
    if (Number.isNaN(main) || !Number.isFinite(best)) return [];
    if (main > deaf || best - main < leastDifference || endsConnected(episode)) return [ruledOut];
    return [
      found({
        attempt: null,
        confidence: 'possible',
        title: 'the main antenna hears nothing, the other one does',
        explanation:
          'A modem sends over its main connector only. When the antenna sits on the other one, it hears the network and is not heard, so it does not register or loses the network again and again.',
        evidence: [present(last.span, `main ${main} dBm, best other ${best} dBm`)],
        confirm: {
          text: 'Swap the antennas and ask again.',
          command: askCommand(episode, { at: 'AT+QRSRP' }),
        },
        fix: {
          summary: 'Put the antenna on the main connector.',
          steps: [
            {
              type: 'advice',
              text: 'The main connector is marked MAIN or M, the second one DIV, AUX or D, GNSS is for satellites. Press the plug until it clicks; U.FL and MHF4 plugs differ.',
            },
          ],
        },
      }),
    ];
  },
});

/** A number of dBm; nothing is heard at -140 and below, and what the modem does not have is given as -32768. */
function dBm(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return number === -32768 || number >= 0 ? Number.NaN : number;
}
