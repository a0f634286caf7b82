import { present, said } from '../../situation/evidence.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import {
  deviceAt,
  endsConnected,
  portOf,
  type UsbComplaint,
  usbComplaints,
} from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { groupedBy } from '../grouped-by.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/** One line may be chance: a plug that was not fully in. */
const fewest = 2;

/**
 * The device answers the first questions of the USB core with protocol errors (-71 EPROTO), not at all (-110) or stalls
 * (-32), and is given up or comes again and again. Cable, connector, port and supply do that; the lines do not tell which.
 * Source: linux drivers/usb/core/hub.c (hub_port_init, port_event), message.c (usb_set_configuration), config.c;
 * Documentation/driver-api/usb/error-codes.rst.
 */
export const usbSignalErrors = defineRule({
  id: 'usb-signal-errors',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const byPort = groupedBy(usbComplaints(episode), ({ port }) => port);
    return [...byPort].map(([port, complaints]) => {
      const kinds = new Set(complaints.map(({ message }) => message.kind));
      const device = deviceAt(episode, port);
      const few =
        complaints.length < fewest || (device === 'unknown' && kinds.size < 2 && complaints.length < 4);
      // The modem is to be seen elsewhere: what never got so far as to tell its name is another device.
      const isAnother = device === 'unknown' && episode.modems.some(({ attached }) => attached);
      if (few || device === 'other' || isAnother) return ruledOut;
      if (endsConnected(episode) || hasRecovered(episode, port, complaints) || lacksPower(episode, port))
        return ruledOut;
      const last = complaints.at(-1);
      return found({
        confidence: 'likely',
        title: `the kernel cannot talk with the device at USB port ${port}`,
        explanation:
          'The kernel asks a newly plugged device who it is, and gets broken answers or none. So no driver ever sees the modem. ' +
          'Cables, adapters, bent contacts and USB 3 signals do this, and so does a supply that is too weak for the modem’s start.',
        evidence: [
          ...complaints.slice(0, 3).map(({ message }) => said(message)),
          ...(last === undefined || complaints.length <= 3
            ? []
            : [present(last.message.origin.spans[0], `the last of ${complaints.length} such lines`)]),
        ],
        confirm: {
          text: 'Try another port and a short cable, or a hub with its own power supply, and look whether the lines go away.',
          command: [...command('dmesg'), { operator: '|' }, ...command('grep', `usb ${port}`)],
        },
        fix: {
          summary:
            'Change, one after the other, what carries signal and power, until the modem comes up without errors.',
          steps: [
            {
              type: 'advice',
              text: 'Plug the modem in directly or with a cable of less than half a metre, at another port; a USB 2 port or hub where USB 3 gives the errors. Seat an M.2 or mini PCIe card anew.',
            },
            {
              type: 'advice',
              text: 'Where that does not help, give it a hub with its own power supply (5 V, 2 A).',
            },
            {
              type: 'advice',
              text: 'Where only USB 3 gives errors, a Quectel module can be held to USB 2: AT+QCFG="usbspeed","20", on older ones AT+QUSBCFG="SS",0.',
            },
          ],
        },
      });
    });
  },
});

/** After the last complaint the device told its ids or a driver took it, and it stayed. */
function hasRecovered(episode: Episode, port: string, complaints: readonly UsbComplaint[]): boolean {
  const last = complaints.at(-1)?.message.origin.order ?? 0;
  const arrivals = usbPorts(episode).find((known) => known.port === port)?.arrivals ?? [];
  return arrivals.some(
    ({ found, functions, gone }) =>
      gone === null &&
      [...(found === null ? [] : [found]), ...functions.map(({ message }) => message)].some(
        ({ origin }) => origin.order > last,
      ),
  );
}

/** The hub says itself that the current is the trouble. */
function lacksPower({ messages }: Episode, port: string): boolean {
  return [...messages.of('usb.over-current'), ...messages.of('usb.over-current-change')].some(
    (message) => portOf(message) === port,
  );
}
