import { present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { isOtherSystem } from '../../situation/facts/software.ts';
import { standingSim } from '../../situation/facts/standing.ts';
import { askCommand, modemSection, setByOwner } from '../ask-command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The card waits for its PIN and nobody gives one. A demand for PIN2 is none (facts/sim.ts).
 * Sources: 3GPP TS 27.007 section 8.3; OpenWrt qmi.sh, mbim.sh, modemmanager.sh: `PIN not specified but required` and
 * `PIN required` come only where `pincode` is empty; MBIM 1.0 section 10.5.2: `device locked` is a card that waits for its
 * PIN or its PUK.
 */
export const simPinRequired = defineRule({
  id: 'sim-pin-required',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const demand = standingSim(episode, 'pin');
    if (demand === null) return [];
    const { readings, last, attempt } = demand;
    const section = modemSection(episode, attempt);
    const config = episode.interfaces.find(({ name }) => name === section) ?? null;
    const pin = config === null ? null : optionOf(config.section, 'pincode');
    const isSet = pin !== null && pin.value !== '';
    const isOther = isOtherSystem(episode);
    const byState = readings.every(({ teller }) => statesOnly.has(teller));
    return [
      found({
        attempt,
        confidence: isSet || byState ? 'likely' : 'proven',
        title: 'the SIM card asks for its PIN',
        explanation: isSet
          ? 'The card is locked by its PIN. A PIN is configured, and still the card is shown locked: it was not sent, or not taken. Do not try again and again: after three wrong tries the card asks for its PUK.'
          : `The card is locked by its PIN and the modem may not use it before somebody gives the PIN.${isOther ? '' : ' The protocol handlers of OpenWrt then stop, and do not try again by themselves.'}`,
        evidence: [
          ...(readings.length > 1 ? readings.slice(0, 1).map(({ span }) => present(span)) : []),
          present(last.span),
          ...(isSet ? [present(pin.span, 'a PIN is configured')] : []),
        ],
        confirm: {
          text: 'Ask the modem what the card waits for: “SIM PIN” (AT+CPIN?) or “not_verified” (uqmi) is the PIN.',
          command: askCommand(episode, { at: 'AT+CPIN?', uqmi: '--get-pin-status', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Give the PIN, or switch the PIN of the card off in a telephone.',
          steps: [
            isOther
              ? byModemManager
              : setByOwner(section, 'pincode', 'PIN', 'the PIN of this SIM card, from its owner'),
            {
              type: 'advice',
              text: 'Or put the card into a telephone and switch off the request for the PIN; then nothing has to be configured.',
            },
          ],
        },
      }),
    ];
  },
});

/** Sources: mmcli(1), `--pin` of a SIM; NetworkManager's nm-settings(5), gsm.pin. */
const byModemManager: FixStep = {
  type: 'advice',
  text: 'Give the PIN once to the SIM that “mmcli -m any” names (mmcli with -i and --pin), and for good to the connection of NetworkManager, as its property gsm.pin.',
};

/** Tools whose word for a locked card does not say by what. */
const statesOnly: ReadonlySet<string> = new Set(['mbimcli', 'quectel-CM']);
