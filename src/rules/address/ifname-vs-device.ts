import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import { release, releaseAtLeast } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/** Protocols that need a network device of their own. */
const plain: ReadonlySet<string> = new Set(['dhcp', 'static', 'dhcpv6']);

/**
 * A plain interface names its network device with the option of the other era: up to 19.07 netifd reads `ifname` and not
 * `device`, so the interface has no device at all. From 21.02 on it is `device`, and `ifname` is still understood.
 * Source: netifd interface.c and config.c, 19.07 and 21.02.
 */
export const ifnameVsDevice = defineRule({
  id: 'ifname-vs-device',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => unnamed(episode).length > 0,
  check: ({ episode }): readonly RuleVerdict[] => {
    if (releaseAtLeast(episode, '21.02') !== false) return [ruledOut];
    const known = release(episode);
    return unnamed(episode).flatMap(({ config, option }): readonly RuleVerdict[] => {
      const own = episode.attempts.findLast((attempt) => attempt.interface === config.name);
      const status = episode.observations
        .of('interface-status')
        .findLast(({ interface: name }) => name === config.name);
      if (own?.address != null || own?.outcome === 'up' || status?.up === true) return [ruledOut];
      return [
        found({
          attempt: own ?? null,
          confidence: known.isNamed ? 'likely' : 'possible',
          title: `${config.name} has no network device: before 21.02 the option is ifname`,
          explanation:
            'This release reads the network device of a plain interface from option ifname and pays no heed to option device. So the interface has no device, and DHCP is never asked.',
          evidence: [
            present(option.span, 'read from 21.02 on'),
            ...(known.span === null ? [] : [present(known.span, 'older than 21.02')]),
          ],
          confirm: {
            text: `“ifstatus ${config.name}” shows no device, and the error NO_DEVICE.`,
            command: null,
          },
          fix: {
            summary: 'Name the device with ifname.',
            steps: [
              {
                type: 'set-netdev',
                section: config.name,
                value: slot('NETDEV', option.value, 'the modem’s network device'),
                before: null,
              },
            ],
          },
        }),
      ];
    });
  },
});

/** Plain interfaces on the modem’s network device that name it with `device` alone. */
function unnamed(episode: Episode) {
  return cellularInterfaces(episode).flatMap((config) => {
    const option = optionOf(config.section, 'device');
    const isPlain = plain.has(config.proto ?? '');
    if (!isWholeOutput(episode, config.section.section)) return [];
    return isPlain && option !== null && optionOf(config.section, 'ifname') === null
      ? [{ config, option }]
      : [];
  });
}
