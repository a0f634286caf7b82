import { protoInfo } from '../../knowledge/proto.ts';
import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import { perEpisode } from '../../situation/facts/per-episode.ts';
import { ownerOf } from '../../situation/facts/usb.ts';
import type { ConfiguredInterface } from '../../situation/situation.ts';
import { groupedBy } from '../grouped-by.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';
import { failedAttempts } from './failed-attempts.ts';

/**
 * Two interfaces dial over one port of one modem, and each takes the modem from the other.
 * Sources: netifd runs a handler for each interface by itself; OpenWrt qmi.sh, mbim.sh, ncm.sh and 3g.sh reset or take over the
 * modem when they start. The child `<name>_4` is made by the handler, and a section for it is one too many.
 */
export const duplicateSection = defineRule({
  id: 'duplicate-section',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => pairs(episode).length > 0,
  check: ({ episode }) =>
    pairs(episode).flatMap(([one, other, node]): readonly RuleVerdict[] => {
      const names = [one.name, other.name];
      const failed = failedAttempts(episode).filter(({ interface: name }) => names.includes(name ?? ''));
      // One that works is enough, and two that nobody tried prove nothing.
      if (
        episode.attempts.some(
          ({ outcome, interface: name }) => outcome === 'up' && names.includes(name ?? ''),
        )
      )
        return [];
      const [attempt] = failed;
      if (attempt === undefined) return [];
      const bothTried = new Set(failed.map(({ interface: name }) => name)).size === 2;
      return [
        found({
          attempt,
          confidence: bothTried ? 'likely' : 'possible',
          title: `${one.name} and ${other.name} both use ${node}`,
          explanation:
            'Each of the two interfaces starts a handler of its own for the same modem. They disturb each other: one resets the modem or takes its answers while the other dials.',
          evidence: [one, other].map(({ name, section }) =>
            present(optionOf(section, 'device')?.span ?? section.span, `interface ${name}`),
          ),
          confirm: {
            text: `Bring ${other.name} down and ${one.name} up again: does it come up alone?`,
            command: null,
          },
          fix: {
            summary: 'Keep one of the two.',
            steps: [
              {
                type: 'advice',
                text: `Disable or delete one of ${one.name} and ${other.name}. The handler makes the interface for the address (${one.name}_4) by itself.`,
              },
            ],
          },
        }),
      ];
    }),
});

interface Dialling {
  readonly config: ConfiguredInterface;
  readonly node: string;
}

/** Interfaces that dial over the same node, or over nodes of one modem. */
const pairs = perEpisode(
  (episode): readonly (readonly [ConfiguredInterface, ConfiguredInterface, string])[] => {
    const dialling = cellularInterfaces(episode).flatMap((config): readonly Dialling[] => {
      const { proto, section } = config;
      const node = optionOf(section, 'device')?.value;
      const dials = proto !== null && protoInfo(proto)?.cellular === true && proto !== 'ppp';
      return dials && node !== undefined ? [{ config, node }] : [];
    });
    const groups = groupedBy(dialling, ({ config: { section }, node }) => {
      const owner = ownerOf(episode, node)?.modem;
      const port = owner === undefined ? node : episode.modems.indexOf(owner);
      // Two contexts over one node are a way to have two APNs at once.
      return `${port} ${optionOf(section, 'profile')?.value ?? ''}`;
    });
    return [...groups.values()].flatMap(([first, ...others]) =>
      others.map(
        ({ config, node }) => [first.config, config, node === first.node ? node : 'one modem'] as const,
      ),
    );
  },
);
