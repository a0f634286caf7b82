import type { MessageOf } from '../../grammar/message.ts';
import { said } from '../../situation/evidence.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import { modemDrivers } from '../../situation/modems.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The kernel's watchdog finds that the modem's network device takes no more packets. That the link stalled is sure; whether
 * the modem, the bus or the driver is to blame is not.
 * Source: linux net/sched/sch_generic.c (dev_watchdog), drivers/net/usb/usbnet.c (usbnet_tx_timeout).
 */
export const txQueueTimeout = defineRule({
  id: 'tx-queue-timeout',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const stalls = episode.messages
      .of('netdev.transmit-timeout')
      .filter((message) => isModems(episode, message));
    const [first] = stalls;
    const last = stalls.at(-1);
    if (first === undefined || last === undefined) return [];
    if (cameUpAfter(episode, last)) return [ruledOut];
    const { netdev } = first.fields;
    return [
      found({
        confidence: 'likely',
        title: `the modem’s network device ${netdev} stops taking packets`,
        explanation:
          `The kernel waited for seconds, and ${netdev} did not send what it had been given. The connection looks up, and nothing gets through. ` +
          'A modem that hangs under load, a bad USB link or a fault of the driver do that.',
        evidence: [said(first), ...(last === first ? [] : [said(last, 'and again')])],
        confirm: {
          text: 'Count how often it comes, and whether it comes with large uploads.',
          command: [...command('dmesg'), { operator: '|' }, ...command('grep', 'WATCHDOG')],
        },
        fix: {
          summary:
            'Restarting the interface brings it back for a while; newer firmware or a calmer link keeps it up.',
          steps: [
            {
              type: 'command',
              command: [
                ...command('ifup'),
                slot(
                  'IFACE',
                  episode.interfaces.find((known) => known.cellular)?.name,
                  'the modem’s interface in /etc/config/network',
                ),
              ],
            },
            {
              type: 'advice',
              text: 'Load the newest firmware of the modem, and use a release with a newer kernel.',
            },
            {
              type: 'advice',
              text: 'Try a USB 2 port, and switch the modem’s packet aggregation off where you set it.',
            },
          ],
        },
      }),
    ];
  },
});

/** A connection came up after the last stall: the device was brought back. */
function cameUpAfter(episode: Episode, { origin }: MessageOf<'netdev.transmit-timeout'>): boolean {
  const up = new Set(
    episode.attempts.filter(({ outcome }) => outcome === 'up').map(({ interface: name }) => name),
  );
  return (
    episode.messages
      .of('interface.up')
      .some((message) => up.has(message.fields.interface) && message.origin.order > origin.order) ||
    sessionStates(episode).some(({ value, order }) => value === 'connected' && order > origin.order)
  );
}

/** By its driver, or because the modem is known to have this device. */
function isModems({ modems }: Episode, { fields }: MessageOf<'netdev.transmit-timeout'>): boolean {
  const pcie = fields.driver.startsWith('mhi') || fields.driver === 'mtk_t7xx' || fields.driver === 'iosm';
  return (
    modemDrivers.has(fields.driver) ||
    pcie ||
    modems.some((modem) => modem.functions.some(({ node }) => node === fields.netdev))
  );
}
