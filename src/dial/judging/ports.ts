import type { Finding } from '../../rules/finding.ts';
import type { PortAnswer } from '../live-test.ts';
import { dialsByAt } from '../subject.ts';
import { inconclusive, type Judge, type LiveScene, proven, refuted, type Verdict } from './judge.ts';

/** Which port takes commands: asked one by one. It says nothing of an interface that is not dialled by AT commands. */
export const portJudge: Judge = {
  rules: [
    'at-port-wrong-role',
    'at-port-silent',
    'at-port-renumbered',
    'at-port-io-error',
    'chat-timeout',
    'device-path-wrong',
    'modem-firmware-hang',
  ],
  tests: ['ports'],
  judge(scene) {
    const { facts, finding } = scene;
    const configured = atDevice(scene);
    if (configured === null || facts.ports.size === 0) return null;
    const own = facts.ports.get(configured);
    const other = [...facts.ports].find(([port, { how }]) => port !== configured && how === 'answers')?.[0];
    switch (own?.how) {
      case undefined:
        return finding.rule === 'device-path-wrong' ? unlikeAnyNode(configured, other) : null;
      case 'answers':
        return answered(finding, `${configured} ${own.words} to AT.`);
      case 'held':
        return inconclusive('ports', `${configured} ${own.words}, so it could not be asked.`);
      // A modem that leaves while it is asked shows nothing of its ports.
      case 'gone':
      case 'closed':
        return inconclusive('ports', `${configured} ${own.words}.`);
      case 'positions':
        // No port of a GPS receiver takes commands, whether or not another one answers.
        if (finding.rule === 'at-port-wrong-role') return proven('ports', `${configured} ${own.words}.`);
        return other === undefined
          ? nobodyAnswers(scene)
          : answersElsewhere(finding, `${configured} ${own.words}, and ${other} answers.`);
      case 'silent':
      case 'garbage':
      case 'echoes':
        return other === undefined
          ? nobodyAnswers(scene)
          : answersElsewhere(finding, `${configured} ${own.words}, and ${other} answers.`);
    }
  },
};

/** The node that a handler speaks AT commands to; null where it speaks none, or nobody says to which. */
function atDevice({ subject: { interface: config } }: LiveScene): string | null {
  return config !== null && dialsByAt(config) ? config.device : null;
}

/**
 * A path that could not be asked. It may be a link to a port (`/dev/modem`, `/dev/serial/by-id/…`); what no device of Linux is
 * called leads to none.
 */
function unlikeAnyNode(configured: string, other: string | undefined): Verdict | null {
  if (configured.startsWith('/') && !/^\/dev\/tty\/(?:USB|ACM)\d+$/.test(configured)) return null;
  const words = `${configured} is no path of a port`;
  return other === undefined
    ? inconclusive('ports', `${words}, and no port of the modem was seen to answer.`)
    : proven('ports', `${words}, and ${other} answers.`);
}

function answered({ rule, title }: Finding, words: string): Verdict {
  // What a modem chews on is not shown by its answer to AT.
  return rule === 'chat-timeout' && !/ to AT$/i.test(title)
    ? inconclusive('ports', `${words} Whether it answers what the dial script sends was not tried.`)
    : refuted('ports', words);
}

function answersElsewhere({ rule }: Finding, words: string): Verdict {
  switch (rule) {
    // A modem that answers elsewhere does not hang.
    case 'modem-firmware-hang':
      return refuted('ports', words);
    // The silent node may be the right one of a modem that is not ready, or a wrong one that never was right.
    case 'at-port-renumbered':
    case 'at-port-io-error':
    case 'device-path-wrong':
      return inconclusive('ports', words);
    default:
      return proven('ports', words);
  }
}

function nobodyAnswers({ finding, facts, subject }: LiveScene): Verdict {
  const told = [...facts.ports].map(([port, { words }]) => `${port} ${words}`).join(', ');
  const areAllOut =
    subject.serialPorts.every((port) => facts.ports.has(port)) &&
    [...facts.ports.values()].every(
      ({ how }) =>
        how === 'silent' ||
        how === 'garbage' ||
        // A modem that tells where it is does not hang.
        (how === 'positions' && finding.rule !== 'modem-firmware-hang'),
    );
  if (!areAllOut) return inconclusive('ports', `No port of the modem was seen to answer: ${told}.`);
  const words = `No port of the modem answers: ${told}.`;
  return finding.rule === 'modem-firmware-hang' || finding.rule === 'at-port-silent'
    ? proven('ports', words)
    : inconclusive('ports', words);
}

/**
 * Whether somebody else has the port open: a program that is no handler, once the interface is down. Some let others use the port
 * beside them; where the dial comes up all the same, they are not to blame.
 */
export const busyJudge: Judge = {
  rules: ['at-port-busy'],
  tests: ['ports'],
  judge(scene) {
    const { facts, subject } = scene;
    const port = subject.interface?.device ?? null;
    const own = port === null ? undefined : facts.ports.get(port);
    if (port === null || own === undefined) return null;
    if (own.how === 'held') return heldBy(port, own, scene);
    return own.how === 'answers'
      ? inconclusive('ports', `Nobody has ${port} open just now; somebody may at other times.`)
      : null;
  },
};

function heldBy(port: string, { words, holder }: PortAnswer, { facts, tests }: LiveScene): Verdict {
  if (tests.get('pause')?.outcome !== 'reached')
    return inconclusive('ports', `${port} ${words}; that may be its own handler.`);
  if (holder === null)
    return inconclusive(
      'ports',
      `${port} ${words}; that may be a handler, or somebody who has let go of it since.`,
    );
  const who = `${holder.program} (process ${holder.pid}) has ${port} open while the interface is down`;
  return facts.dial === 'up'
    ? inconclusive('ports', `${who}, and the dial comes up all the same.`)
    : proven('ports', `${who}.`);
}

/** A modem of huawei_cdc_ncm takes AT commands where QMI is configured. */
export const protocolJudge: Judge = {
  rules: ['proto-qmi-on-huawei-ncm'],
  tests: ['ports'],
  judge({ facts, subject }) {
    const node = subject.controlNode;
    if (node === null) return null;
    const own = facts.ports.get(node.path);
    return own?.how === 'answers'
      ? proven('ports', `${node.path} answers AT commands, so it does not speak QMI.`)
      : null;
  },
};
