import type { Message } from '../../grammar/message.ts';
import { type Evidence, said } from '../../situation/evidence.ts';
import { isStoppedHere } from '../../situation/facts/stops.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Confidence } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/**
 * The network ended a session that stood, and nobody here asked for it. ModemManager goes from `connected` to
 * `disconnecting` when somebody asks, straight to `registered` or `searching` when the network drops it; `+CGEV: NW …` is
 * said for what the network does, `ME …` for what the modem does. Sources: ModemManager mm-base-bearer.c,
 * mm-iface-modem.c; 3GPP TS 27.007 section 10.1.19 (+CGEV); linux drivers/net/usb/cdc_ncm.c (network connection).
 */
export const networkDroppedSession = defineRule({
  id: 'network-dropped-session',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['ppp-modem-hangup', 'qmi-call-failed'],
  concerns: ({ episode }) => drops(episode).length > 0,
  check: ({ episode }) => {
    const drop = drops(episode).findLast(
      ({ line }) => !isMadeGood(episode, { span: line.origin.spans[0], order: line.origin.order }),
    );
    if (drop === undefined) return [ruledOut];
    return [
      found({
        attempt: drop.attempt,
        confidence: drop.confidence,
        title: 'the network ended the data session',
        explanation:
          'The session stood, then the network or the modem’s registration took it away; no line shows that anybody on the router stopped it. Weak signal, a change of cell or technology, a telephone call or SMS on old modems, and a time limit of the operator are the usual reasons. The handlers for qmi, mbim and ncm do not notice and do not dial again.',
        evidence: drop.evidence,
        confirm: {
          text: 'Look at signal and registration at the moment of the drop, and note how long each session lasts: always the same time points at the operator.',
          command: null,
        },
        fix: {
          summary: 'Let something dial again, then look for what ends the session.',
          steps: [
            {
              type: 'advice',
              text: 'A watchdog that pings through the modem and runs ifup for its interface (package watchcat, mode “restart interface”) brings the connection back.',
            },
            {
              type: 'advice',
              text: 'Then look at the signal (antenna, bands) and ask the operator for a time limit of sessions.',
            },
          ],
        },
      }),
    ];
  },
});

interface Drop {
  /** The line that counts for what came later. */
  readonly line: Message;
  readonly attempt: Attempt | null;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** Ends of sessions that nobody here asked for, in the order of events. */
function drops(episode: Episode): readonly Drop[] {
  const { messages } = episode;
  const lines: readonly (readonly Message[])[] = [
    ...droppedByManager(episode),
    ...droppedLinks(episode),
    ...messages.of('network.detached').map((line) => [line]),
    ...messages.of('network.context-deactivated').map((line) => [line]),
    ...messages.of('handler.connection-lost').map((line) => [line]),
    ...[...messages.of('urc.context-deactivated'), ...messages.of('urc.detached')]
      .filter(({ fields }) => fields.by === 'NW')
      .map((line) => [line]),
    ...messages
      .of('quectel-cm.disconnected')
      .filter(({ origin }) =>
        [...messages.of('quectel-cm.dialled'), ...messages.of('quectel-cm.connected')].some(
          (up) => up.origin.order < origin.order,
        ),
      )
      .map((line) => [line]),
  ];
  return lines
    .flatMap((shown): readonly Drop[] => {
      const line = shown.at(-1);
      if (line === undefined || isStoppedHere(episode, line.origin.order)) return [];
      const attempt = attemptAround(episode, line.origin.spans[0]);
      // Before it came up there was no session; what the network then refuses is another matter.
      if (attempt !== null && attempt.lost === null && attempt.broken !== null) return [];
      return [
        { line, attempt, confidence: confidenceOf(line, episode), evidence: shown.map((one) => said(one)) },
      ];
    })
    .sort((one, other) => one.line.origin.order - other.line.origin.order);
}

/** What dmesg prints alone, without the time of day, would not show that somebody took the connection down. */
function confidenceOf({ kind, origin }: Message, { messages, attempts }: Episode): Confidence {
  const showsPrograms =
    origin.clock !== null || attempts.length > 0 || messages.count('bridge.port-state') > 0;
  return kind === 'usb.network-connection' && !showsPrograms ? 'possible' : 'likely';
}

/** `state changed (connected -> registered)` with the reason that ModemManager gave since the change before. */
function droppedByManager({ messages }: Episode): readonly (readonly Message[])[] {
  const changes = messages.of('modem.state-changed');
  const reasons = [...messages.of('call.verbose-end-reason'), ...messages.of('call.end-reason')];
  return changes
    .filter(
      ({ fields }) => fields.was === 'connected' && /^(?:registered|searching|enabled)$/.test(fields.now),
    )
    .map((change) => {
      const own = changes.filter(({ origin }) => origin.object === change.origin.object);
      const before = own[own.indexOf(change) - 1]?.origin.order ?? -1;
      const given = reasons.findLast(
        ({ origin }) => origin.order > before && origin.order < change.origin.order,
      );
      return given === undefined ? [change] : [given, change];
    });
}

/**
 * `network connection: disconnected` of a link that was in use. When the modem arrives the same line comes before the
 * first `connected`, so it counts after that, or where a bridge loses its port with it.
 */
function droppedLinks({ messages }: Episode): readonly (readonly Message[])[] {
  const changes = messages.of('usb.network-connection');
  const netdevs = new Set(changes.map(({ fields }) => fields.netdev));
  return [...netdevs].flatMap((netdev) => {
    const own = changes.filter(({ fields }) => fields.netdev === netdev);
    const last = own.at(-1);
    if (last?.fields.state !== 'disconnected') return [];
    const before = own.findLast(({ fields }) => fields.state === 'connected');
    const after = messages
      .of('bridge.port-state')
      .find(({ fields, origin }) => fields.netdev === netdev && origin.order > last.origin.order);
    const gone = messages
      .of('usb.netdev-gone')
      .some(({ fields }) => 'netdev' in fields && fields.netdev === netdev);
    if (gone || (before === undefined && after?.fields.state !== 'disabled')) return [];
    return [[...(before === undefined ? [] : [before]), last]];
  });
}
