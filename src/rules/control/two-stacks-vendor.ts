import { type Evidence, present, said } from '../../situation/evidence.ts';
import { optionOf, sectionsOf, truthOf } from '../../situation/facts/config.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';
import { failedAttempts, messagesOfKinds } from './failed-attempts.ts';

/** Protocols of OpenWrt itself; those of the vendors (`qcm`, `quectel`, `3x`) belong to their diallers. */
const own: ReadonlySet<string> = new Set(['3g', 'ncm', 'qmi', 'mbim', 'directip', 'modemmanager', 'wwan']);

/**
 * Diallers of vendors, as `ps` shows them. Sources: QModem and ROOter. GL.iNet's gl_modem is none: it writes interfaces with
 * OpenWrt's own protocols (modem_1_1 with proto ncm or qmi) and leaves the dial to netifd.
 */
const diallers = [
  'quectel-CM',
  'quectel-CM-M',
  'qmodem_network',
  'modem_dial.sh',
  'fibocom-dial',
  'quectel-qmi-proxy',
];

/**
 * A vendor's program dials the modem, and an interface of OpenWrt tries to, too.
 * Sources: QModem (`/etc/config/qmodem`, config modem-device, enable_dial), ROOter; quectel-CM keeps the
 * control node open.
 */
export const twoStacksVendor = defineRule({
  id: 'two-stacks-vendor',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => vendorStack(episode) !== null,
  check: ({ episode }) => {
    const stack = vendorStack(episode);
    const attempt = failedAttempts(episode).find(
      ({ method, proto, broken }) =>
        method === 'netifd' &&
        own.has(proto ?? '') &&
        (broken === 'control' || broken === 'sim' || broken === 'dial' || broken === 'register'),
    );
    if (stack === null || attempt === undefined) return [];
    const shown = attempt.ladder.find(({ state }) => state === 'broken')?.evidence ?? [];
    return [
      found({
        attempt,
        confidence: stack.dials && attempt.broken === 'control' ? 'likely' : 'possible',
        title: `${stack.name} and the interface ${attempt.interface ?? ''} both want the modem`,
        explanation: `${stack.name} dials the modem by itself. An interface with proto ${attempt.proto ?? ''} on the same modem takes its answers or its session, and the other way round.`,
        evidence: [stack.evidence, ...shown.slice(0, 1)],
        confirm: { text: 'Stop one of the two: does the other one work?', command: null },
        fix: {
          summary: 'Let one of the two have the modem.',
          steps: [
            {
              type: 'advice',
              text: `Either set everything up in ${stack.name}’s own page and delete the interface ${attempt.interface ?? 'of the modem'}, or switch its dialling off there and keep the interface.`,
            },
          ],
        },
      }),
    ];
  },
});

interface Stack {
  readonly name: string;
  /** It is seen to dial, not only set up to. */
  readonly dials: boolean;
  readonly evidence: Evidence;
}

function vendorStack(episode: Episode): Stack | null {
  for (const program of diallers) {
    const process = runningProcess(episode, program);
    if (process !== null)
      return { name: program, dials: true, evidence: present(process.span, 'a dialler of its own') };
  }
  const qmodem = messagesOfKinds(episode, 'qmodem.dialling', 'qmodem.dialler-exited').at(-1);
  if (qmodem !== undefined) return { name: 'QModem', dials: true, evidence: said(qmodem, 'QModem dials') };
  const rooter = messagesOfKinds(episode, 'rooter.connected', 'rooter.connection-down').at(-1);
  if (rooter !== undefined) return { name: 'ROOter', dials: true, evidence: said(rooter, 'ROOter dials') };
  const section = sectionsOf(episode, 'modem-device').find(
    (known) => truthOf(optionOf(known, 'enable_dial')?.value ?? '') === true,
  );
  const option = section === undefined ? null : optionOf(section, 'enable_dial');
  return option === null
    ? null
    : { name: 'QModem', dials: false, evidence: present(option.span, 'QModem is to dial') };
}
