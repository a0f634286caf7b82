import type { UsbDeviceShown } from '../../grammar/observation.ts';
import { present } from '../../situation/evidence.ts';
import { cellularInterfaces } from '../../situation/facts/config.ts';
import { activeInterfaces } from '../../situation/facts/usb-functions.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import type { Episode, Modem } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/**
 * The modem offers its functions in several USB configurations, and the wanted one is not active, or none is.
 * Source: linux drivers/usb/core/generic.c (usb_choose_configuration takes the first that looks right), devices.c (`C:*`);
 * usb-modeswitch-data, `Configuration=`.
 */
export const modeswitchConfiguration = defineRule({
  id: 'modeswitch-configuration',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.modems.flatMap((modem): readonly RuleVerdict[] => {
      const { listing } = modem;
      if (listing === null || modem.inherited || !modem.attached) return [];
      const wanted = wantedConfiguration(episode, listing);
      const isNone = listing.activeConfiguration === 0;
      if (!isNone && wanted === null) return [];
      if (endsConnected(episode) || modem.functions.some(({ node }) => node !== null)) return [ruledOut];
      const shown = listing.interfaces.slice(0, 2);
      return [
        found({
          confidence: 'likely',
          title: isNone
            ? 'no USB configuration of the modem is active, so no driver takes it'
            : `the modem’s MBIM function is in USB configuration ${wanted}, which is not active`,
          explanation: isNone
            ? 'A USB device can be used only in one of its configurations. The listing marks none of this modem’s as active, and no interface has a driver.'
            : 'The modem offers its functions in several USB configurations. The kernel chose one without MBIM, and the protocol needs MBIM.',
          evidence: [
            present(listing.span),
            ...shown.map(({ span, driver }) => present(span, driver === 'none' ? 'no driver' : null)),
          ],
          confirm: {
            text: 'Read which configuration is active and how many there are.',
            command: [
              ...command('cat'),
              ...[`bConfigurationValue`, 'bNumConfigurations'].map((file) => ({
                known: `/sys/bus/usb/devices/${portOf(modem)}/${file}`,
              })),
            ],
          },
          fix: {
            summary:
              'Choose the configuration. To keep it, put it into /etc/usb-mode.json or a hotplug script.',
            steps: [
              {
                type: 'command',
                command: [
                  ...command('echo'),
                  slot(
                    'CFG',
                    wanted === null ? null : String(wanted),
                    'the number of the configuration with the function you need, as the listing shows it behind Cfg#=',
                  ),
                  { operator: '>' },
                  { known: `/sys/bus/usb/devices/${portOf(modem)}/bConfigurationValue` },
                ],
              },
            ],
          },
        }),
      ];
    }),
});

function portOf({ usbPort }: Modem): string {
  return usbPort ?? '1-1';
}

/** The configuration with MBIM, where the protocol is mbim and the active one has none; null else. */
function wantedConfiguration(episode: Episode, listing: UsbDeviceShown): number | null {
  const isMbim = ({ classCode, subclassCode }: UsbDeviceShown['interfaces'][number]): boolean =>
    classCode === '02' && subclassCode === '0e';
  if (!cellularInterfaces(episode).some(({ proto }) => proto === 'mbim')) return null;
  if (activeInterfaces(listing).some(isMbim)) return null;
  return listing.interfaces.find(isMbim)?.configuration ?? null;
}
