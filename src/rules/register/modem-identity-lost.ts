import { present } from '../../situation/evidence.ts';
import { atTalksOf } from '../../situation/facts/at.ts';
import { codesSaid } from '../../situation/facts/codes.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { inOrder, type Reading } from '../../situation/facts/reading.ts';
import { wasRegistered } from '../../situation/facts/registration.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';
import { notInNetwork } from './not-in-network.ts';

/**
 * The modem has no IMEI any more: the partitions with its identity and calibration are gone, as after flashing all of it.
 * Without them the radio is never ready.
 * Sources: 3GPP TS 23.003 section 6.2 (an IMEI has 15 digits), TS 27.007 section 5.4 (+CGSN); libqmi QmiProtocolError 52,
 * DeviceNotReady; the pages of OpenStick and postmarketOS on modemst1, modemst2, fsg and fsc.
 */
export const modemIdentityLost = defineRule({
  id: 'modem-identity-lost',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    if (endsConnected(episode) || wasRegistered(episode) !== null) return [];
    const identity = identities(episode).at(-1);
    const unready = codesSaid(episode).findLast(({ value }) => value.name === 'device-not-ready');
    if (identity !== undefined && !isEmpty(identity.value)) return [ruledOut];
    // Posters put zeros over the number, too; without a modem that stays out of the network they say nothing.
    if (unready === undefined && (identity === undefined || notInNetwork(episode) === null)) return [];
    return [
      found({
        attempt: null,
        confidence: identity === undefined || unready === undefined ? 'possible' : 'likely',
        title:
          identity === undefined
            ? 'the modem never becomes ready; its identity may be lost'
            : 'the modem has no IMEI any more',
        explanation:
          'The modem keeps its identity and the calibration of its radio in partitions of its own (modemst1, modemst2, fsg, fsc). When they are overwritten, as by flashing everything, it starts and answers, and its radio never comes on.' +
          (identity === undefined
            ? ' That the modem refuses to go online as “not ready” may have other reasons; the IMEI would tell.'
            : ''),
        evidence: [
          ...(identity === undefined ? [] : [present(identity.span, 'no IMEI')]),
          ...(unready === undefined ? [] : [present(unready.span, 'it is not ready')]),
        ],
        confirm: {
          text: 'Ask for the IMEI: an empty answer or zeros show that it is gone.',
          command: askCommand(episode, { at: 'AT+CGSN', uqmi: '--get-imei', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Restore the backup of these partitions of this very device.',
          steps: [
            {
              type: 'advice',
              text: 'Write back the backup of modemst1, modemst2, fsg and fsc of this device. Those of another one carry its IMEI and calibration and must not be used. Without a backup only the maker can help.',
            },
          ],
        },
      }),
    ];
  },
});

/** What the modem says of its IMEI, in the order of events. */
function identities(episode: Episode): readonly Reading<string>[] {
  const answers = atTalksOf(episode, '+CGSN', '+GSN').flatMap(({ answers: lines, result, order }) =>
    result === 'ok'
      ? lines.slice(0, 1).map(({ text, span }) => ({ value: text.trim(), span, order, teller: 'at' }))
      : [],
  );
  return inOrder([
    ...answers,
    ...modemFacts(episode, 'modem.3gpp.imei'),
    ...modemFacts(episode, /(?:^|\.)imei$/, 'uqmi'),
  ]);
}

function isEmpty(imei: string): boolean {
  return /^"?0*"?$/.test(imei.replace(/^\+C?GSN:\s*/, ''));
}
