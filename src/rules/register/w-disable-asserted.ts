import { present } from '../../situation/evidence.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { standing } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The pin W_DISABLE# of the slot, or a switch, holds the radio off; no command can turn it on.
 * Sources: PCI Express M.2 (pin 8) and Mini Card (pin 20) specifications; Sierra's AT!PCINFO; MBIM 1.0 section 10.5.3,
 * HwRadioState; ModemManager `Cannot power-up: hardware radio switch is OFF`.
 */
export const wDisableAsserted = defineRule({
  id: 'w-disable-asserted',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const states = radioStates(episode);
    const held = standing(
      episode,
      states.filter(({ value }) => value === 'hardware-off'),
    );
    const isOn =
      held !== null && states.some(({ value, order }) => value === 'on' && order > held.last.order);
    if (held === null || isOn) return [];
    return [
      found({
        attempt: held.attempt,
        confidence: 'proven',
        title: 'a pin or switch of the slot holds the modem’s radio off',
        explanation:
          'The modem says that its radio is switched off by hardware: the pin W_DISABLE# of the slot is pulled down, or a switch is off. No command turns it on.',
        evidence: [present(held.last.span)],
        confirm: {
          text: 'Does the radio come on in another slot, or in an adapter that leaves the pin open?',
          command: askCommand(episode, { at: 'AT!PCINFO?', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Free the pin.',
          steps: [
            {
              type: 'advice',
              text: 'Set the GPIO that drives the pin (ls /sys/class/gpio, the board’s page), or cover the pin with tape: 20 on Mini PCIe, 8 on M.2. Sierra modems can ignore it: AT!PCOFFEN=2.',
            },
          ],
        },
      }),
    ];
  },
});
