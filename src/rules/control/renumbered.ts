import { present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import type { Episode } from '../../situation/situation.ts';
import { slot } from '../placeholder.ts';
import { found, type RuleVerdict } from '../rule.ts';
import { missingNodes } from './missing-node.ts';

/** Nodes that moved, control nodes (`cdc-wdm`) or serial ports. */
export function renumbered(episode: Episode, control: boolean): readonly RuleVerdict[] {
  return missingNodes(episode)
    .filter(
      ({ fate, others }) => fate === 'moved' && others.some((node) => node.includes('cdc-wdm')) === control,
    )
    .map(({ attempt, others, evidence }) => {
      const option = attempt.config === null ? null : optionOf(attempt.config.section, 'device');
      const [only, another] = others;
      const now = only !== undefined && another === undefined ? only : null;
      return found({
        attempt,
        confidence: 'likely',
        title: `the modem came back as ${others.join(', ')}, and ${attempt.device ?? 'the configured device'} is gone`,
        explanation: `The modem left the bus and came back. A program still held the old port then, so the kernel gave out new numbers, and the configuration names one that is no longer there.`,
        evidence: [...(option === null ? [] : [present(option.span, 'what is configured')]), ...evidence],
        ...(attempt.interface === null
          ? {}
          : {
              fix: {
                summary:
                  'Name the port as it is now; a hotplug script or the path in sysfs keeps it from happening again.',
                steps: [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section: attempt.interface,
                    option: 'device',
                    value: slot(control ? 'WDM' : 'TTY', now, `the right one of ${others.join(', ')}`),
                    before: option?.value ?? null,
                  } as const,
                ],
              },
            }),
      });
    });
}
