import { usbDevice } from '../../knowledge/usb.ts';
import { present, said } from '../../situation/evidence.ts';
import { type UsbIdentityShown, usbIdentities } from '../../situation/facts/usb.ts';
import { endsConnected, secondsBetween } from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/** So often within a minute nobody replugs a stick. */
const fewestDepartures = 3;
const secondsForThem = 60;

/**
 * The stick is switched, falls back to the drive and is switched again: the message for it is not the right one, or it
 * switches by itself and the router's message throws it back.
 * Source: OpenWrt package/utils/usbmode (hotplug calls it at each arrival); usb_modeswitch documentation.
 */
export const modeswitchLoop = defineRule({
  id: 'modeswitch-loop',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }): readonly RuleVerdict[] => {
    const turns = turnsOf(episode);
    const [first, second, third] = turns;
    const departures = fastDepartures(episode);
    if (first === undefined || second === undefined || third === undefined || departures === null) return [];
    if (endsConnected(episode)) return [ruledOut];
    return [
      found({
        confidence: 'likely',
        title: `the stick is switched back and forth: ${nameOf(first)}, ${nameOf(second)}, ${nameOf(third)}`,
        explanation:
          'The modem shows itself as a drive, then as a modem, then as a drive again, every few seconds. ' +
          'The message with which the router switches it is not the right one for it, and at each arrival it is sent anew.',
        evidence: [
          ...[first, second, third].map((shown) => present(shown.span, nameOf(shown))),
          said(departures[0], 'it leaves'),
          said(departures[1], 'and leaves again'),
        ],
        confirm: {
          text: 'Stop usbmode, plug the stick in anew and look whether its id stays the same.',
          command: command('/etc/init.d/usbmode', 'stop'),
        },
        fix: {
          summary: 'Give this id another message in /etc/usb-mode.json, or none.',
          steps: [
            {
              type: 'advice',
              text: 'Where the stick comes up as a modem with usbmode stopped, delete its entry in /etc/usb-mode.json: it switches by itself.',
            },
            {
              type: 'advice',
              text: 'Else try another mode for the entry (for Huawei "HuaweiNew" or "HuaweiAlt"), then plug it in anew.',
            },
          ],
        },
      }),
    ];
  },
});

/** Ids in the order in which one kind of source shows them, one entry for each change; empty where they are not two in turn. */
function turnsOf(episode: Episode): readonly UsbIdentityShown[] {
  const shown = usbIdentities(episode);
  const sources = [
    shown.filter(({ listing }) => listing === null),
    shown.filter(({ listing }) => listing !== null),
  ];
  for (const source of sources) {
    for (const drive of source.filter(isDrive)) {
      const own = source.filter(({ vendor }) => vendor === drive.vendor);
      const changes = own.filter((known, at) => at === 0 || nameOf(known) !== nameOf(own[at - 1] ?? known));
      const names = new Set(changes.map(nameOf));
      if (names.size === 2 && changes.length > 2) return changes;
    }
  }
  return [];
}

function isDrive({ vendor, product }: UsbIdentityShown): boolean {
  return usbDevice(vendor, product)?.modes.includes('cdrom-unswitched') === true;
}

function nameOf({ vendor, product }: Pick<UsbIdentityShown, 'vendor' | 'product'>): string {
  return `${vendor}:${product}`;
}

function fastDepartures({ messages }: Episode) {
  const gone = messages.of('usb.disconnect');
  for (const [at, first] of gone.entries()) {
    const [second, third] = [gone[at + 1], gone[at + fewestDepartures - 1]];
    if (second === undefined || third === undefined) return null;
    const seconds = secondsBetween(first, third);
    const isSamePort = first.fields.port === second.fields.port && first.fields.port === third.fields.port;
    if (isSamePort && seconds !== null && seconds <= secondsForThem) return [first, second] as const;
  }
  return null;
}
