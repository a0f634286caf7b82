import { spanText } from '../../capture/position.ts';
import { readShellLine } from '../../grammar/structures/shell-words.ts';
import type { UciSection } from '../../grammar/structures/uci-section.ts';
import { present } from '../../situation/evidence.ts';
import {
  cellularInterfaces,
  optionOf,
  optionsOf,
  sectionsOf,
  zonesOf,
} from '../../situation/facts/config.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import { modemAddress } from '../../situation/facts/routes.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The modem's interface is in no zone of the firewall: nothing is forwarded to it and nothing masqueraded, so the router may
 * reach the internet and the devices behind it do not.
 * Sources: OpenWrt firewall3 zones.c, firewall4 fw4.uc (`network`, `device`; the child of an interface takes the zone of
 * its parent, which the handlers hand on); the default policy forwards nothing between zones.
 */
export const firewallZoneMissing = defineRule({
  id: 'firewall-zone-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => cellularInterfaces(episode).length > 0 && sectionsOf(episode, 'zone').length > 0,
  check: ({ episode }) => {
    const zones = sectionsOf(episode, 'zone');
    const wan = zones.find((zone) => optionOf(zone, 'name')?.value === 'wan');
    // A zone without networks is one of which only a part is shown; others may be left out altogether.
    if (wan === undefined || optionsOf(wan, 'network').length === 0) return [];
    if (zones.some(({ section }) => isCut(episode, section)) || endsTheText(episode, wan)) return [];
    return cellularInterfaces(episode).flatMap((config) => {
      if (isInZone(config, episode)) return [ruledOut];
      const address = modemAddress(episode);
      const isUp = address?.attempt?.interface === config.name;
      const networks = optionsOf(wan, 'network');
      return [
        found({
          attempt: isUp ? address.attempt : null,
          confidence: isUp ? 'likely' : 'possible',
          title: `${config.name} is in no zone of the firewall`,
          explanation: `No zone lists ${config.name}, so the firewall forwards nothing from the local network to the modem and hides no addresses there. The router itself may reach the internet; what is connected to it does not.`,
          evidence: [
            present(config.section.span, 'the modem’s interface'),
            ...networks.slice(0, 3).map(({ span }) => present(span, `the zone wan, without ${config.name}`)),
          ],
          confirm: {
            text: 'From the router itself a ping works, from a computer behind it it does not.',
            command: command('ping', '-c', '3', '8.8.8.8'),
          },
          fix: {
            summary: `Put ${config.name} into the zone wan.`,
            steps: [{ type: 'zone-add', zone: 'wan', interface: config.name }],
          },
        }),
      ];
    });
  },
});

/**
 * The text ends with a network of the zone: whoever copied it may have left out the next one. In a whole file the policies of the
 * zone and the forwardings follow.
 */
function endsTheText({ sources }: Episode, { options }: UciSection): boolean {
  const last = options.at(-1);
  // `uci show` and `option network` have them all on one line.
  if (last?.name !== 'network' || !/^\s*list\b/.test(spanText(last.span))) return false;
  const { source, line } = last.span;
  return sources.every((range) => range.source !== source || range.lastLine <= line);
}

/** The command that printed it may have left zones out: `head`, `grep`, `uci show firewall.@zone[1]`. */
function isCut(episode: Episode, section: number): boolean {
  const command = episode.printedBy.get(section);
  if (command === undefined) return false;
  if (!isWholeOutput(episode, section)) return true;
  return readShellLine(command.text).calls.some(({ program, arguments: words }) =>
    program === 'uci'
      ? words.some((word) => word.includes('.'))
      : !['cat', 'less', 'more', 'sort', 'nano', 'vi'].includes(program),
  );
}

function isInZone({ name, section }: ConfiguredInterface, episode: Episode): boolean {
  // netifd hands `option zone` of an interface on to the firewall.
  if (optionOf(section, 'zone') !== null) return true;
  const names = [name, `${name}_4`, `${name}_6`];
  if (names.some((known) => (zonesOf(episode, known)?.length ?? 0) > 0)) return true;
  // A zone may name devices instead.
  return sectionsOf(episode, 'zone').some(
    (zone) =>
      optionsOf(zone, 'device').length > 0 ||
      optionsOf(zone, 'subnet').length > 0 ||
      optionsOf(zone, 'network').some(({ value }) => value === '*'),
  );
}
