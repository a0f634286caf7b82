import type { Span } from '../../capture/position.ts';
import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { homeDigits } from '../../situation/facts/home-operator.ts';
import { lowPowerVoters } from '../../situation/facts/low-power-voters.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, type Found, found } from '../rule.ts';
import { notInNetwork } from './not-in-network.ts';

/** Countries of the operators that modem makers name profiles after. Source: ITU-T E.212. */
const carriers: readonly (readonly [name: RegExp, operator: string, countries: RegExp])[] = [
  [/\b(?:att|at&t)\b|[-_](?:att)\b/i, 'AT&T', /^3(?:1[0-6]|34)/],
  [/vzw|verizon/i, 'Verizon', /^31[0-6]/],
  [/\btmo(?:us|_us|bile_us)\b|-tmo\b|commercial-tmo/i, 'T-Mobile US', /^31[0-6]/],
  [/sprint/i, 'Sprint', /^31[0-6]/],
  [/\bcmcc\b|china.?mobile/i, 'China Mobile', /^460/],
  [/docomo/i, 'NTT Docomo', /^44[01]/],
  [/\bkddi\b/i, 'KDDI', /^44[01]/],
  [/telstra/i, 'Telstra', /^505/],
];

/**
 * The modem works with the profile or firmware of an operator that is not the SIM card's.
 * Sources: Sierra's AT!PCINFO? (`IMSWITCH:1` keeps the radio in low power while firmware and carrier do not match);
 * Quectel's +QMBNCFG="List" (index, selected, active, name).
 */
export const carrierProfileWrong = defineRule({
  id: 'carrier-profile-wrong',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    if (endsConnected(episode)) return [];
    const voters = lowPowerVoters(episode).findLast(({ value }) => /\bIMSWITCH:1\b/.test(value));
    if (voters !== undefined)
      return [
        found({
          ...words(
            episode,
            'the modem keeps its radio off because firmware and carrier do not match',
            'The modem waits for a firmware image that fits its carrier setting, and stays in low power until then.',
          ),
          evidence: [present(voters.span, 'IMSWITCH holds the radio off')],
        }),
      ];
    const profile = foreignProfile(episode);
    const stuck = notInNetwork(episode);
    if (profile === null || stuck === null) return [];
    return [
      found({
        ...words(
          episode,
          `the modem works with the profile of ${profile.operator}, and the SIM card is another operator’s`,
          'A carrier profile decides which bands, network types and services the modem uses. With another operator’s it may not register at all.',
        ),
        attempt: stuck.attempt,
        evidence: [
          present(profile.span, 'selected and active'),
          present(profile.home, 'the SIM card’s country'),
          present(stuck.span, 'in no network'),
        ],
      }),
    ];
  },
});

function words(episode: Episode, title: string, explanation: string): Omit<Found, 'evidence'> {
  return {
    attempt: null,
    confidence: 'possible',
    title,
    explanation,
    confirm: {
      text: 'Ask for the profiles: the generic one, or the operator’s own, should be active.',
      command: askCommand(episode, { at: 'AT+QMBNCFG="List"' }),
    },
    fix: {
      summary: 'Choose the profile that fits, or the generic one.',
      steps: [
        {
          type: 'advice',
          text: 'Quectel: AT+QMBNCFG="AutoSel",1, then restart the modem. Sierra: AT!IMPREF="GENERIC", or qmi-firmware-update with the image of the operator. Note the present setting first; the modem keeps it.',
        },
      ],
    },
  };
}

interface Profile {
  readonly operator: string;
  readonly span: Span;
  readonly home: Span;
}

function foreignProfile(episode: Episode): Profile | null {
  const home = homeDigits(episode);
  const active = atInformation(episode, '+QMBNCFG').findLast(
    ({ value: { values } }) => values[0] === 'List' && values[2] === '1' && values[3] === '1',
  );
  const name = active?.value.values[4];
  if (home === null || active === undefined || typeof name !== 'string') return null;
  const carrier = carriers.find(([pattern]) => pattern.test(name));
  if (carrier === undefined || carrier[2].test(home.value)) return null;
  return { operator: carrier[1], span: active.span, home: home.span };
}
