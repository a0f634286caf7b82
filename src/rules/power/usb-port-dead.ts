import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/** The kernel’s own root hubs (Linux Foundation), and makers of hubs that boards carry. Source: usb.ids. */
const rootHub = '1d6b';
const hubs: ReadonlySet<string> = new Set([rootHub, '05e3', '0424', '1a40', '2109', '0bda']);

/**
 * An interface for a USB modem is configured, and a listing of the bus shows root hubs only.
 * Sources: lsusb and /sys/kernel/debug/usb/devices list all that is on the bus; Linux Foundation’s 1d6b is the kernel’s root hub.
 */
export const usbPortDead = defineRule({
  id: 'usb-port-dead',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => episode.observations.of('usb-device').length > 0,
  check: ({ episode }) => {
    const [wanted] = cellularInterfaces(episode).filter(({ section }) =>
      onUsb.test(optionOf(section, 'device')?.value ?? ''),
    );
    const shown = episode.observations.of('usb-device');
    const last = shown.filter(({ section }) => section === shown.at(-1)?.section);
    if (wanted === undefined || !last.some(({ vendor }) => vendor === rootHub)) return [];
    if (last.some(({ vendor }) => vendor === null || !hubs.has(vendor))) return [ruledOut];
    const command_ = episode.printedBy.get(last[0]?.section ?? -1)?.text ?? '';
    if (!isWholeOutput(episode, last[0]?.section ?? -1)) return [];
    if (/\b(?:grep|awk|sed|head|tail)\b|\s-[ds]\b/.test(command_) || isElsewhere(episode)) return [];
    return [
      found({
        attempt: episode.attempts.at(-1) ?? null,
        confidence: 'possible',
        title: 'no modem is on the USB bus, only the hubs are',
        explanation:
          'The bus itself works, and nothing but hubs is on it. The modem has no power, sits badly in its slot, is broken, or its slot is switched off by a GPIO of the board.',
        evidence: [
          ...last.slice(0, 2).map(({ span }) => present(span, 'a hub')),
          present(wanted.section.span, 'it needs a modem'),
        ],
        confirm: {
          text: 'Put the modem into another port or computer; see which GPIO of the board switches its power.',
          command: command('cat', '/sys/kernel/debug/usb/devices'),
        },
        fix: {
          summary: 'Bring the modem onto the bus.',
          steps: [
            {
              type: 'advice',
              text: 'Seat the card again, give it enough power, switch the GPIO of the slot on (config gpio_switch in /etc/config/system), and see that the slot has USB wired, not only PCIe.',
            },
          ],
        },
      }),
    ];
  },
});

/**
 * Ports that are on USB for sure. Others are not: `/dev/ttyS1` of a soldered modem, `qcom-soc` of a stick that is the router
 * itself, `/dev/mhi_QMI0` and `/dev/wwan0…` of PCIe.
 */
const onUsb = /^\/dev\/(?:ttyUSB|ttyACM|cdc-wdm|ttyHS)\d|usb\d/;

/** A modem was seen, or the router talks to one that is not on USB. */
function isElsewhere(episode: Episode): boolean {
  return (
    episode.modems.length > 0 ||
    episode.attempts.some(({ outcome, reached }) => outcome === 'up' || reached !== null) ||
    episode.observations.of('node').some(({ path, missing }) => !missing && /^\/dev\/wwan\d/.test(path))
  );
}
