import type { UsbArrival } from '../../grammar/dialogues/dialogue.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { usbIdentities, usbPorts } from '../../situation/facts/usb.ts';
import {
  type Departure,
  endsConnected,
  idOf,
  isDriveId,
  isResetByHand,
  modemDepartures,
  secondsBetween,
} from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Confidence, Fix } from '../finding.ts';
import { groupedBy } from '../grouped-by.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';

/**
 * So many returns within so many seconds make a loop. One restart is none, and people who look for a fault replug a modem
 * and switch its mode, a few times in a day.
 */
const loopsFrom = [
  { returns: 2, seconds: 5 * 60 },
  { returns: 3, seconds: 60 * 60 },
  { returns: 5, seconds: Number.POSITIVE_INFINITY },
] as const;

/** A modem needs some seconds to boot; what comes back faster was switched or reset by the router. */
const shortestBoot = 5;

/** What a crashed Qualcomm or MediaTek modem shows itself as. Source: ids of linux qcserial.c; usb.ids. */
const crashIds: ReadonlySet<string> = new Set(['05c6:900e', '05c6:9008', '0e8d:0003', '0e8d:2000']);

/**
 * The modem leaves the bus and comes back by itself. A restart takes it some seconds, in which a boot loader may show
 * itself on the bus. Why it restarts (firmware, heat, supply) the lines do not tell.
 * Source: linux drivers/usb/core/hub.c (`USB disconnect`), drivers/usb/serial/qcserial.c (ids of QDL and dump modes).
 */
export const modemResetLoop = defineRule({
  id: 'modem-reset-loop',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }): readonly RuleVerdict[] => {
    if (endsConnected(episode)) return [];
    const shown = crashed(episode) ?? loops(episode) ?? bootsAnew(episode) ?? vanished(episode);
    return shown === null
      ? []
      : [
          found({
            ...shown,
            confirm: {
              text: 'Let it run without a dial and count how often the modem leaves and comes back.',
              command: [
                ...command('dmesg'),
                { operator: '|' },
                ...command('grep', '-E', 'USB disconnect|New USB device found'),
              ],
            },
            fix,
          }),
        ];
  },
});

interface Shown {
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
}

/** After a departure the port shows the id of a crashed modem. */
function crashed(episode: Episode): Shown | null {
  for (const { arrivals, port } of usbPorts(episode)) {
    const at = arrivals.findIndex((arrival) => crashIds.has(idOf(arrival) ?? ''));
    const crash = arrivals[at];
    const before = arrivals.slice(0, Math.max(at, 0)).findLast(({ functions }) => functions.length > 0);
    if (crash?.found == null || before?.gone == null) continue;
    // Whoever loads firmware brings the modem into this mode, and it comes back from it.
    if (arrivals.slice(at + 1).some(({ functions, gone }) => functions.length > 0 && gone === null)) continue;
    return {
      confidence: 'likely',
      title: `the modem’s firmware crashes: at USB port ${port} it comes back as ${idOf(crash)}`,
      explanation:
        'The modem leaves the bus and shows itself as a crashed one that waits for somebody to read its memory or to load firmware. ' +
        'It does that when its own firmware fails.',
      evidence: [said(before.gone, 'the modem leaves'), said(crash.found, 'and comes back crashed')],
    };
  }
  return null;
}

/** The same modem leaves and comes back, several times. */
function loops(episode: Episode): Shown | null {
  const byPort = groupedBy(modemDepartures(episode).filter(isRestart), ({ port }) => port);
  for (const [port, returns] of byPort) {
    const loop = closeTogether(returns);
    const [first] = loop;
    const last = loop.at(-1);
    if (first === undefined || last === undefined || isResetByHand(episode)) continue;
    return {
      confidence: 'likely',
      title: `the modem restarts by itself: it left USB port ${port} ${loop.length} times and came back`,
      explanation:
        `Within ${durationOf(secondsBetween(first.gone, last.gone))} the modem left the bus ${loop.length} times and came back with the same id. ` +
        'It restarts, and each restart ends the connection. A weak supply, heat and faulty firmware do that, and so do scripts that reset it.',
      evidence: loop
        .slice(0, 2)
        .flatMap(({ gone, back }) => [
          said(gone),
          ...(back === null ? [] : [said(back.arrived ?? back.first, 'and back')]),
        ]),
    };
  }
  return null;
}

/** All returns from the first that begins a loop; none where they are too few or too far apart. */
function closeTogether(returns: readonly Departure[]): readonly Departure[] {
  const from = returns.findIndex((first, at) =>
    loopsFrom.some(({ returns: fewest, seconds }) => {
      const last = returns[at + fewest - 1];
      if (last === undefined) return false;
      const span = secondsBetween(first.gone, last.gone);
      return seconds === Number.POSITIVE_INFINITY || (span !== null && span <= seconds);
    }),
  );
  return from < 0 ? [] : returns.slice(from);
}

/** The same modem in the same mode: who switches modes restarts the modem each time. */
function isRestart({ gone, before, back }: Departure): boolean {
  if (back === null) return false;
  const away = secondsBetween(gone, back.first);
  const [one, other] = [idOf(before), idOf(back)];
  // To this mode and back: `crashed` has its say.
  if (crashIds.has(one ?? '') || crashIds.has(other ?? '')) return false;
  const isSame = one === null || other === null || one === other;
  const isOtherMode =
    networkDriverOf(before) !== null &&
    networkDriverOf(back) !== null &&
    networkDriverOf(before) !== networkDriverOf(back);
  return isSame && !isOtherMode && (away === null || away >= shortestBoot || before.functions.length > 0);
}

/** The driver of the network function: `qmi_wwan` in one mode of a modem, `cdc_mbim` in another. */
function networkDriverOf({ functions }: UsbArrival): string | null {
  return functions.find(({ kind }) => kind === 'network')?.driver ?? null;
}

/** A connection breaks, the boot loader shows itself at the modem's port, then the modem. */
function bootsAnew(episode: Episode): Shown | null {
  const cellular = new Set(episode.attempts.map(({ interface: name }) => name));
  const downs = [
    ...episode.messages
      .of('interface.down')
      .filter(({ fields }) => cellular.size === 0 || cellular.has(fields.interface)),
    ...episode.remarks.of('atc.disconnected'),
  ];
  if (isResetByHand(episode)) return null;
  for (const { arrivals, port } of usbPorts(episode)) {
    for (const [at, loader] of arrivals.entries()) {
      const modem = arrivals[at + 1];
      const { gone } = loader;
      if (gone === null || modem === undefined || modem.functions.length === 0) continue;
      if (loader.functions.length > 0 || loader.storage !== null || loader.failure !== null) continue;
      if (isDriveId(loader)) continue;
      const down = downs.findLast(({ origin }) => origin.order < gone.origin.order);
      const away = secondsBetween(gone, modem.first);
      if (down === undefined || away === null || away < shortestBoot) continue;
      return {
        confidence: 'likely',
        title: `the modem at USB port ${port} restarts while it is in use`,
        explanation:
          'The connection ends, then the modem’s boot loader shows itself on the bus, and some time later the modem again: it has restarted by itself. ' +
          'A weak supply, heat and faulty firmware do that, most of all when traffic flows.',
        evidence: [
          said(down, 'the connection ends'),
          said(gone, 'what had booted leaves'),
          said(modem.arrived ?? modem.first, 'and the modem comes anew'),
        ],
      };
    }
  }
  return null;
}

/** It answered, and later its nodes are not there any more. */
function vanished(episode: Episode): Shown | null {
  if (usbPorts(episode).length > 0 || usbIdentities(episode).length > 0 || isResetByHand(episode))
    return null;
  const answered = episode.observations
    .of('at-exchange')
    .find(({ port, answers, result }) => port !== null && (answers.length > 0 || result !== null));
  if (answered?.port == null) return null;
  const { port } = answered;
  const gonePort =
    episode.messages
      .of('shell.port-unopened')
      .find(
        ({ fields, origin }) =>
          fields.port === port && fields.reason.startsWith('No such') && origin.order > answered.order,
      )?.origin.spans[0] ??
    episode.observations
      .of('node')
      .find(({ path, missing, order }) => path === port && missing && order > answered.order)?.span;
  if (gonePort === undefined) return null;
  const asked = episode.observations.of('modem-fact').find(({ tool }) => tool === 'uqmi');
  const unopened = episode.messages
    .of('uqmi.unopened')
    .find(({ origin }) => asked !== undefined && origin.order > asked.order);
  return {
    confidence: unopened === undefined ? 'possible' : 'likely',
    title: `the modem has left the USB bus: ${port} answered before, and is gone`,
    explanation:
      'The modem answered on its port, and later the kernel has no such port any more. Ports vanish when the modem leaves the bus, ' +
      'because it restarts, hangs or loses its supply. What the kernel says at that moment tells more.',
    evidence: [
      present(answered.span, 'the port answers'),
      present(gonePort, 'the same port is gone'),
      ...(unopened === undefined ? [] : [said(unopened, 'and the control node, too')]),
    ],
  };
}

function durationOf(seconds: number | null): string {
  if (seconds === null) return 'the log';
  return seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
}

const fix: Fix = {
  summary: 'Find out what makes the modem restart: first supply and heat, then scripts, then firmware.',
  steps: [
    { type: 'advice', text: 'Give it a hub with its own supply, or feed the adapter of the card.' },
    {
      type: 'advice',
      text: 'Look for scripts and watchdogs that send AT+CFUN=1,1 or cut the power of the port.',
    },
    { type: 'advice', text: 'Then load the newest firmware of the modem’s maker.' },
  ],
};
