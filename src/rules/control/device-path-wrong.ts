import { type Evidence, present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf } from '../../situation/facts/config.ts';
import type { Attempt, ConfiguredInterface, Episode } from '../../situation/situation.ts';
import type { Confidence } from '../finding.ts';
import { slot } from '../placeholder.ts';
import { defineRule, type Found, found } from '../rule.ts';
import { missingNodes } from './missing-node.ts';

/** Protocols whose handler opens the node that `option device` names. */
const byNode: ReadonlySet<string> = new Set(['3g', 'ncm', 'qmi', 'mbim', 'directip']);

/**
 * `option device` names something that is no port of the modem.
 * Sources: OpenWrt ncm.sh (`Control device not valid`), qmi.sh and mbim.sh (`The specified control device does not exist`,
 * NO_DEVICE; the value goes through readlink, so it must be a path), 3g.sh (NO_DEVICE); Linux names its serial ports
 * /dev/ttyUSB0, without another slash, and the sockets of the board /dev/ttyS0.
 */
export const devicePathWrong = defineRule({
  id: 'device-path-wrong',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const missing = missingNodes(episode)
      .filter(({ fate }) => fate === 'never' || fate === 'unknown')
      .map(({ attempt, fate, others, evidence }) => {
        const option = attempt.config === null ? null : optionOf(attempt.config.section, 'device');
        return found(
          wrongPath({
            attempt,
            name: attempt.interface,
            configured: option?.value ?? null,
            others,
            confidence: fate === 'never' ? 'likely' : 'possible',
            title: `${attempt.device ?? 'the configured device'} is not there`,
            evidence: [...(option === null ? [] : [present(option.span, 'what is configured')]), ...evidence],
          }),
        );
      });
    if (missing.length > 0) return missing;
    return cellularInterfaces(episode).flatMap((config) => {
      const option = optionOf(config.section, 'device');
      if (option === null || !byNode.has(config.proto ?? '')) return [];
      const slip = slipIn(option.value, config.proto ?? '');
      if (slip === null || works(config, episode)) return [];
      return [
        found(
          wrongPath({
            attempt: lastOf(config, episode),
            name: config.name,
            configured: option.value,
            others: [],
            confidence: 'likely',
            title: slip,
            evidence: [present(option.span)],
          }),
        ),
      ];
    });
  },
});

interface WrongPath {
  readonly attempt: Attempt | null;
  readonly name: string | null;
  readonly configured: string | null;
  readonly others: readonly string[];
  readonly confidence: Confidence;
  readonly title: string;
  readonly evidence: readonly Evidence[];
}

function wrongPath({ attempt, name, configured, others, confidence, title, evidence }: WrongPath): Found {
  const has = others.length === 0 ? '' : ` The modem has ${others.join(', ')}.`;
  return {
    attempt,
    confidence,
    title,
    explanation: `The handler opens the node that option device names, and there is none, or it is no port of the modem.${has} Either the path is wrong, or the modem and its driver are not there yet.`,
    evidence,
    confirm: {
      text: 'Look which nodes there are: “ls -l /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm*”.',
      command: null,
    },
    ...(name === null
      ? {}
      : {
          fix: {
            summary: 'Name a port that the modem has.',
            steps: [
              {
                type: 'uci-set',
                config: 'network',
                section: name,
                option: 'device',
                value: slot('DEV', null, 'a control port of the modem, as ls shows it'),
                before: configured,
              } as const,
            ],
          },
        }),
  };
}

/** What is wrong with a path by its form alone; null where it may be right. Samples: /dev/tty/USB0, ttyUSB0, wwan0. */
function slipIn(value: string, proto: string): string | null {
  if (/^\/dev\/tty\/(?:USB|ACM)\d+$/.test(value)) return `${value} has a slash too many`;
  if (/^(?:tty(?:USB|ACM)|cdc-wdm)\d+$/.test(value)) return `option device is ${value}, without /dev/`;
  if (/^(?:wwan|usb|eth)\d+$/.test(value))
    return `option device is the network device ${value}, not a control port`;
  if (/^\/dev\/tty(?:S|AMA|O)\d+$/.test(value) && proto !== '3g' && proto !== 'ncm')
    return `${value} is a socket of the board, not a port of the modem`;
  return null;
}

function lastOf(config: ConfiguredInterface, { attempts }: Episode): Attempt | null {
  return attempts.findLast((attempt) => attempt.interface === config.name) ?? null;
}

function works(config: ConfiguredInterface, { attempts }: Episode): boolean {
  return attempts.some(
    (attempt) =>
      attempt.interface === config.name && (attempt.outcome === 'up' || attempt.outcome === 'lost'),
  );
}
