import type { Message } from '../../grammar/message.ts';
import { driverInfo } from '../../knowledge/usb.ts';
import { present, said } from '../../situation/evidence.ts';
import { deviceAt, endsConnected } from '../../situation/facts/usb-health.ts';
import { modemDrivers } from '../../situation/modems.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { groupedBy } from '../grouped-by.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The driver knows the modem, and its probe ends in an error: the modem does not answer as the driver wants it, or is not
 * ready yet. The interface stays without a driver.
 * Source: linux drivers/base/dd.c (`probe … failed with error`), drivers/net/usb/{usbnet,qmi_wwan,rndis_host,cdc_ncm}.c.
 */
export const driverProbeFailed = defineRule({
  id: 'driver-probe-failed',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    return [...groupedBy(failures(episode), placeOf)].map(([place, messages]) => {
      const [first] = messages;
      const last = messages.at(-1) ?? first;
      if (endsConnected(episode)) return ruledOut;
      const driver = driverOf(first);
      const info = driver === null ? undefined : driverInfo(driver);
      if (info === undefined || info.kind === 'storage') return ruledOut;
      const port = place.slice(0, place.indexOf(':'));
      const isModems = modemDrivers.has(info.driver) || deviceAt(episode, port) === 'modem';
      if (!isModems || isBound(episode, { port, place, driver: info.driver, last })) return ruledOut;
      return found({
        confidence: 'likely',
        title: `${info.driver} fails to take the modem’s interface ${place}`,
        explanation:
          `The driver knows this modem and tried to take its interface, and the attempt ended in an error. Without it ${
            info.kind === 'serial' ? 'the port is missing' : 'there is no network device'
          }. ` +
          'Either the modem was not ready yet, or the mode that it is in does not work with this driver.',
        evidence: [
          ...messages.slice(0, 2).map((message) => said(message)),
          ...(messages.length > 2 ? [present(last.origin.spans[0], 'the last of them')] : []),
        ],
        confirm: {
          text: 'Unplug the modem, wait ten seconds, plug it in and look whether the error comes again.',
          command: [...command('dmesg'), { operator: '|' }, ...command('grep', '-E', 'probe|bind|register')],
        },
        fix: {
          summary:
            'Bring the modem into a mode that the driver works with, or use a kernel with a newer driver.',
          steps: [
            {
              type: 'advice',
              text: 'Where it works after a replug, the driver was too early: let the modem boot first.',
            },
            {
              type: 'advice',
              text: 'Else switch the mode by AT command (QMI to MBIM or ECM, RNDIS to ECM) and use the protocol that fits it, or install a newer release.',
            },
          ],
        },
      });
    });
  },
});

function failures({ messages }: Episode): readonly Message[] {
  return [
    ...messages.of('driver.probe-failed'),
    ...messages.of('usb.bind-failed'),
    ...messages.of('qmi.subdriver-failed'),
    ...messages.of('ncm.parameters-failed'),
    ...messages.of('rndis.init-failed'),
    ...messages.of('rndis.address-unreadable'),
    ...messages.of('rndis.query-failed'),
  ].sort((one, other) => one.origin.order - other.origin.order);
}

function placeOf({ fields }: Message): string | null {
  return 'usbInterface' in fields ? fields.usbInterface : null;
}

function driverOf({ fields, kind }: Message): string | null {
  if (kind.startsWith('rndis.')) return 'rndis_host';
  return 'driver' in fields ? fields.driver : null;
}

interface Refused {
  readonly port: string;
  readonly place: string;
  readonly driver: string;
  readonly last: Message;
}

/**
 * The same driver took an interface of the same device later on, or had another one already and kept it: a modem may
 * have several functions of a kind, some of them never switched on.
 */
function isBound({ dialogues }: Episode, { port, place, driver, last }: Refused): boolean {
  const { order } = last.origin;
  return dialogues.some(
    (dialogue) =>
      dialogue.type === 'usb-arrival' &&
      dialogue.port === port &&
      dialogue.functions.some(
        (known) =>
          known.driver !== null &&
          driverInfo(known.driver)?.driver === driver &&
          (known.message.origin.order > order ||
            (dialogue.gone === null && known.usbInterface !== null && known.usbInterface !== place)),
      ),
  );
}
