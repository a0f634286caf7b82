import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { lowPowerVoters } from '../../situation/facts/low-power-voters.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';

/** °C from which a module is near the temperature at which it slows down or stops. Source: Quectel's thermal design guides. */
const hot = 90;

/**
 * The modem is so hot that it slows down, or it has switched its radio off for it.
 * Sources: Quectel's AT manuals (+QTEMP: sensor and degrees); Sierra's AT!PCINFO? (`Temp:1` keeps the radio in low power).
 */
export const modemOverheat = defineRule({
  id: 'modem-overheat',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const voters = lowPowerVoters(episode).findLast(({ value }) => /\bTemp:1\b/.test(value));
    const sensor = endsConnected(episode) ? null : hottest(episode);
    const span = voters?.span ?? sensor?.span;
    if (span === undefined) return [];
    return [
      found({
        attempt: null,
        confidence: 'possible',
        title:
          voters === undefined
            ? `the modem is hot: ${sensor?.degrees} °C`
            : 'the modem keeps its radio off because it is too hot',
        explanation:
          'A modem that gets too hot lowers its power, drops the connection or switches itself off, mostly after minutes of load, and comes back when it has cooled down.',
        evidence: [present(span, 'too hot')],
        confirm: {
          text: 'Blow at the modem with a fan: does the connection stay, and does the temperature fall?',
          command: askCommand(episode, { at: 'AT+QTEMP' }),
        },
        fix: {
          summary: 'Cool the modem.',
          steps: [
            {
              type: 'advice',
              text: 'A heat sink with a thermal pad on the module, air around it, fewer aggregated carriers.',
            },
          ],
        },
      }),
    ];
  },
});

/** The hottest sensor of the last answer; what is beyond any chip is no temperature. */
function hottest(
  episode: Episode,
): { readonly degrees: number; readonly span: Parameters<typeof present>[0] } | null {
  const all = atInformation(episode, '+QTEMP');
  const last = all.at(-1);
  const [first] = all
    .filter(({ order }) => order === last?.order)
    .flatMap(({ value: { values }, span }) => {
      // Old modules answer with three bare numbers, newer ones with a sensor and its number a line.
      const degrees = Math.max(
        ...values.map((value) => (typeof value === 'string' && /^\d{2,3}$/.test(value) ? Number(value) : 0)),
      );
      return degrees >= hot && degrees <= 150 ? [{ degrees, span }] : [];
    })
    .sort((one, other) => other.degrees - one.degrees);
  return first ?? null;
}
