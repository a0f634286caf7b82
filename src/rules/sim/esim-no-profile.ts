import { present } from '../../situation/evidence.ts';
import { standingSim } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';

/**
 * The modem looks at an eSIM that holds no profile; often it is the built-in one, and the card is in the other slot.
 * Sources: ModemManager MM_MODEM_STATE_FAILED_REASON_ESIM_WITHOUT_PROFILES; libmbim MBIM_SUBSCRIBER_READY_STATE
 * NO_ESIM_PROFILE; Fibocom's `+CPIN: EMPTY_EUICC`.
 */
export const esimNoProfile = defineRule({
  id: 'esim-no-profile',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const empty = standingSim(episode, 'no-profile');
    if (empty === null) return [];
    return [
      found({
        attempt: empty.attempt,
        confidence: 'proven',
        title: 'the modem uses an eSIM that holds no profile',
        explanation:
          'The slot in use is an eSIM (eUICC), and no operator’s profile is on it. Many modems have one built in and use it as long as nobody switches to the slot with the card.',
        evidence: [present(empty.last.span)],
        confirm: {
          text: 'Which slots does the modem have, and which is in use? AT+QUIMSLOT? on Quectel, AT+GTDUALSIM? on Fibocom modems.',
          command: askCommand(episode, { at: 'AT+CPIN?', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Switch to the slot with the card, or put a profile on the eSIM.',
          steps: [
            {
              type: 'advice',
              text: 'Switch the slot: mmcli with --set-primary-sim-slot, AT+QUIMSLOT=1 or 2 on Quectel, AT+GTDUALSIM=0 or 1 on Fibocom modems, then restart the modem. Or load a profile with lpac.',
            },
          ],
        },
      }),
    ];
  },
});
