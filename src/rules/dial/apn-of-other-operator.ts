import { findApn } from '../../knowledge/apn.ts';
import { present } from '../../situation/evidence.ts';
import { codesSaid } from '../../situation/facts/codes.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { homeDigits } from '../../situation/facts/home-operator.ts';
import type { Fact } from '../../situation/situation.ts';
import { setByOwner } from '../ask-command.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';
import { listedApns } from './listed-apns.ts';
import { failedAt } from './standing.ts';

/** An APN that many operators use says nothing about whose it is. */
const mostOperators = 3;

/** Cards of no country, mostly for machines: their APN is that of whoever sells them. Source: ITU-T E.212, shared codes. */
const noCountry = '901';

/** Countries with more than one code. Source: ITU-T E.212. */
const severalCodes: readonly RegExp[] = [/^31[0-6]/, /^40[4-6]/, /^23[45]/, /^44[01]/, /^46[01]/];

/** The same for two operators of one country: which of its codes a card has says nothing of the network. */
function countryOf(code: string): string {
  return severalCodes.find((codes) => codes.test(code))?.source ?? code.slice(0, 3);
}

/**
 * The APN is listed for operators of which none is the SIM card's, and the dial with it fails. A card that is roaming wants the
 * APN of its own operator, too, not that of the network it is in.
 * Sources: mobile-broadband-provider-info; 3GPP TS 23.003 section 9 (an APN is the home operator's), section 2.2 (IMSI).
 */
export const apnOfOtherOperator = defineRule({
  id: 'apn-of-other-operator',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer', 'qmi-call-failed', 'chat-no-carrier'],
  concerns: ({ episode }) => homeDigits(episode) !== null,
  check: ({ episode }) => {
    const home = homeDigits(episode);
    if (home === null || home.value.startsWith(noCountry)) return [];
    return failedAt(episode, 'register', 'dial', 'address').flatMap((attempt): readonly RuleVerdict[] => {
      const config =
        attempt.config ?? cellularInterfaces(episode).find(({ name }) => name === attempt.interface) ?? null;
      const apn: Fact<string> | null =
        attempt.apn ?? (config === null ? null : optionOf(config.section, 'apn'));
      if (apn === null || attempt.address !== null) return [];
      const rows = findApn(apn.value);
      const operators = [...new Set(rows.map(({ operator }) => operator))];
      const [first] = rows;
      if (first === undefined || operators.length > mostOperators) return [];
      // Codes are of five or six digits; an operator without a code in the list may be anybody's.
      const isHome = rows.some(
        ({ mccMnc }) => mccMnc.length === 0 || mccMnc.some((code) => home.value.startsWith(code)),
      );
      if (isHome) return [ruledOut];
      const isAbroad = rows.every(({ mccMnc }) =>
        mccMnc.every((code) => countryOf(code) !== countryOf(home.value)),
      );
      const refusal = codesSaid(episode).findLast(({ value }) =>
        /apn|service-option-not-subscribed/.test(value.name),
      );
      // A modem gets into no network for many reasons; the APN is one of them only where the network names it.
      if (refusal === undefined && attempt.broken === 'register') return [];
      return [
        found({
          attempt,
          confidence: refusal !== undefined || isAbroad ? 'likely' : 'possible',
          title: `the APN ${apn.value} belongs to ${operators.join(', ')}, and the SIM card is another operator’s`,
          explanation:
            'An APN is a name that the operator of the SIM card knows. That of another operator is refused, also where the card is roaming in that operator’s network.',
          evidence: [
            present(apn.span, `listed for ${operators.join(', ')}`),
            present(home.span, `the card’s code begins ${home.value.slice(0, 5)}`),
            ...(refusal === undefined ? [] : [present(refusal.span)]),
          ],
          confirm: {
            text: 'Ask the operator of the SIM card for its APN, or look it up in a telephone with this card.',
            command: null,
          },
          fix: {
            summary: 'Set the APN of the SIM card’s operator.',
            steps: [
              setByOwner(attempt.interface, 'apn', 'APN', 'the APN of the operator that issued the SIM card'),
              ...listedApns(episode, apn.value),
            ],
          },
        }),
      ];
    });
  },
});
