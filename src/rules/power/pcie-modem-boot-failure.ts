import type { Message } from '../../grammar/message.ts';
import { said } from '../../situation/evidence.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/**
 * A modem on PCIe answers the bus and does not get through its own boot: the driver waits for it in vain, and makes no
 * ports.
 * Source: linux drivers/net/wwan/t7xx/{t7xx_state_monitor,t7xx_modem_ops}.c, drivers/bus/mhi/host/{pm,boot,init}.c,
 * drivers/bus/mhi/host/pci_generic.c.
 */
export const pcieModemBootFailure = defineRule({
  id: 'pcie-modem-boot-failure',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }): readonly RuleVerdict[] => {
    const lines = bootFailures(episode);
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return [];
    const attached = episode.messages
      .of('wwan.channel-attached')
      .some(({ origin }) => origin.order > last.origin.order);
    if (attached || endsConnected(episode)) return [ruledOut];
    return [
      found({
        confidence: 'likely',
        title: 'the PCIe modem does not finish its own boot',
        explanation:
          'The driver found the modem on the PCIe bus and waited for its firmware to report, and it did not. So there are no ports to it. ' +
          'A restart of the router often does not cut the modem’s power, and then it stays in that state.',
        evidence: [...lines.slice(0, 2), ...(lines.length > 2 ? [last] : [])].map((message) => said(message)),
        confirm: {
          text: 'Cut the power of the whole board for half a minute and look whether the ports appear then.',
          command: [...command('ls'), ...command('/dev/')],
        },
        fix: {
          summary: 'Cut the power of the board: a warm restart and a rescan of the bus are often not enough.',
          steps: [
            { type: 'advice', text: 'Take the router off its supply for half a minute.' },
            {
              type: 'advice',
              text: 'Where it comes back again and again: newer kernel and modem firmware, a stronger supply, or a GPIO that resets the slot at boot.',
            },
          ],
        },
      }),
    ];
  },
});

function bootFailures({ messages, remarks }: Episode): readonly Message[] {
  const isPcieModem = (driver: string): boolean => driver === 'mtk_t7xx' || driver.startsWith('mhi');
  return [
    ...messages.of('t7xx.handshake-timeout'),
    ...messages.of('t7xx.boot-failed'),
    ...messages.of('mhi.not-ready'),
    ...messages.of('mhi.state-missed'),
    ...messages.of('mhi.firmware-failed'),
    ...messages.of('driver.probe-failed').filter(({ fields }) => isPcieModem(fields.driver)),
    ...remarks.of('t7xx.modem-init-failed'),
  ].sort((one, other) => one.origin.order - other.origin.order);
}
