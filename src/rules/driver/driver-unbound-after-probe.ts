import type { MessageOf } from '../../grammar/message.ts';
import { present, said } from '../../situation/evidence.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import { activeInterfaces } from '../../situation/facts/usb-functions.ts';
import { deviceAt, endsConnected } from '../../situation/facts/usb-health.ts';
import { modemDrivers } from '../../situation/modems.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * A driver takes the modem and lets go of it again, and the modem does not leave the bus: somebody on the router takes it
 * away, mostly a mode switch that was not needed or a set-configuration.
 * Source: linux drivers/net/usb/usbnet.c (`unregister`), drivers/usb/core/message.c (usb_set_configuration unbinds all);
 * OpenWrt package/utils/usbmode.
 */
export const driverUnboundAfterProbe = defineRule({
  id: 'driver-unbound-after-probe',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.messages
      .of('usb.netdev-gone')
      .slice(-1)
      .map((gone) => {
        const { usbInterface, driver } = gone.fields;
        const port = usbInterface.slice(0, usbInterface.indexOf(':'));
        const isModem = modemDrivers.has(driver) || deviceAt(episode, port) === 'modem';
        const modem = episode.modems.find((known) => known.usbPort === port) ?? null;
        const bare = bareListing(modem);
        const wouldShow = episode.view.wouldShow(`usb ${port}: USB disconnect, device number 2`, gone);
        if (!isModem || endsConnected(episode) || (bare === null && !wouldShow)) return ruledOut;
        if (leavesBus(episode, port) || isTakenAgain(episode, gone) || isByHand(episode)) return ruledOut;
        const taken = episode.messages
          .of('usb.netdev-registered')
          .findLast(
            ({ fields, origin }) => fields.usbInterface === usbInterface && origin.order < gone.origin.order,
          );
        if (taken === undefined) return ruledOut;
        return found({
          confidence: 'likely',
          title: `${driver} takes the modem and is taken off it again, though the modem stays`,
          explanation:
            'The driver made its network device and lost it again, and the modem did not leave the bus. ' +
            'The kernel does not do that by itself: a program on the router switched the modem’s mode or configuration, or unbound the driver.',
          evidence: [
            said(taken, 'the driver takes it'),
            said(gone, 'and lets go'),
            ...(bare === null ? [] : [present(bare, 'the modem is there, without a driver')]),
          ],
          confirm: {
            text: 'Stop what switches modes, plug the modem in anew and look whether the driver stays.',
            command: command('/etc/init.d/usbmode', 'stop'),
          },
          fix: {
            summary: 'Keep the router from switching this modem, then bind the driver again.',
            steps: [
              {
                type: 'advice',
                text: 'Take the modem’s id out of /etc/usb-mode.json, and look in /etc/hotplug.d/usb for scripts that write bConfigurationValue or unbind.',
              },
              {
                type: 'command',
                command: [
                  ...command('echo'),
                  slot('USBIF', usbInterface, 'the USB interface, as the kernel names it'),
                  { operator: '>' },
                  ...command(`/sys/bus/usb/drivers/${modemDrivers.has(driver) ? driver : 'qmi_wwan'}/bind`),
                ],
              },
            ],
          },
        });
      }),
});

function bareListing(modem: Modem | null) {
  const listing = modem?.listing ?? null;
  if (listing === null) return null;
  const interfaces = activeInterfaces(listing);
  const isBare = interfaces.length > 0 && interfaces.every(({ driver }) => driver === 'none');
  return isBare ? (interfaces[0]?.span ?? null) : null;
}

function leavesBus(episode: Episode, port: string): boolean {
  const arrivals = usbPorts(episode).find((known) => known.port === port)?.arrivals ?? [];
  return arrivals.some(({ gone }) => gone !== null);
}

function isTakenAgain({ messages }: Episode, gone: MessageOf<'usb.netdev-gone'>): boolean {
  return messages
    .of('usb.netdev-registered')
    .some(
      ({ fields, origin }) =>
        fields.usbInterface === gone.fields.usbInterface && origin.order > gone.origin.order,
    );
}

/** `rmmod`, or an unbind that somebody typed. */
function isByHand({ messages, commands }: Episode): boolean {
  return (
    messages.count('usb.driver-removed') > 0 ||
    commands.some(({ typed }) => typed.shell.calls.some(({ program }) => program === 'rmmod'))
  );
}
