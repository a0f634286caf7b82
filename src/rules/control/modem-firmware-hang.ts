import { type Evidence, said } from '../../situation/evidence.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import type { Confidence } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { messagesIn, messagesOfKinds, standingAttempts } from './failed-attempts.ts';
import { managedTwice } from './two-managers.ts';

interface Hang {
  readonly attempt: Attempt | null;
  readonly port: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** States of ModemManager that a modem reaches only where it answers. */
const alive: ReadonlySet<string> = new Set(['enabled', 'searching', 'registered', 'connecting', 'connected']);

/**
 * The modem is on the bus and its control port has stopped answering.
 * Sources: ModemManager mm-base-modem.c (ten timeouts on end make a modem invalid), libqmi (`Transaction timed out`);
 * OpenWrt qmi.sh (up to `Starting network` each uqmi call that fails is said only by uqmi itself; without an answer to
 * --uim-get-sim-state it says "SIM in illegal state"); quectel-CM QMIThread.c (`message timeout`); comgt.c.
 */
export const modemFirmwareHang = defineRule({
  id: 'modem-firmware-hang',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const hangs = [
      ...managedPort(episode),
      ...sessionStatistics(episode),
      ...quectelDialler(episode),
      ...uqmi(episode),
      ...umbim(episode),
      ...serialAfterSession(episode),
    ];
    const [hang] = hangs;
    if (hang === undefined) return [];
    // A modem that left the bus did not hang there, and one with two managers need not hang at all.
    if (leftTheBus(episode) || managedTwice(episode) !== null) return [ruledOut];
    return [
      found({
        attempt: hang.attempt,
        confidence: hang.confidence,
        title: `the modem no longer answers on ${hang.port}`,
        explanation:
          'The modem is still on the bus, but its control port gives no answers. Mostly its firmware hangs, and only a reset or power cycle of the modem itself helps, not a restart of the interface. Another program that holds the same port looks alike.',
        evidence: hang.evidence,
        confirm: {
          text: 'Ask on another port of the modem too (AT on a ttyUSB beside QMI or MBIM): where both are silent, the modem hangs.',
          command: null,
        },
        fix: {
          summary: 'Reset the modem, then look for a newer firmware of it.',
          steps: [
            {
              type: 'advice',
              text: 'Power-cycle the modem (unplug it, or switch its supply by GPIO); a restart of the interface alone does not help.',
            },
            {
              type: 'advice',
              text: 'Let only one program talk to the modem, update its firmware, and let a watchdog reset the modem when it stops answering.',
            },
          ],
        },
      }),
    ];
  },
});

/** ModemManager counts timeouts on end; two happen to modems that work. */
function managedPort(episode: Episode): readonly Hang[] {
  const timeouts = messagesOfKinds(episode, 'modem-port.timed-out', 'modem-port.given-up');
  const last = timeouts.at(-1);
  if (last === undefined || recovered(episode, last.origin.order)) return [];
  const worst = timeouts.reduce((most, message) =>
    message.fields.times >= most.fields.times ? message : most,
  );
  if (worst.fields.times < 3 && worst.kind !== 'modem-port.given-up') return [];
  const [first] = timeouts;
  return [
    {
      attempt: null,
      port: 'port' in worst.fields ? worst.fields.port : 'its control port',
      confidence: 'likely',
      evidence: [...(first === undefined || first === worst ? [] : [said(first)]), said(worst)],
    },
  ];
}

function sessionStatistics(episode: Episode): readonly Hang[] {
  const failures = episode.remarks
    .of('bearer.stats-failed')
    .filter(({ fields }) => /timed out/i.test(String(fields.values['reason'])));
  const last = failures.at(-1);
  const [first] = failures;
  if (first === undefined || last === undefined || first === last) return [];
  if (recovered(episode, last.origin.order)) return [];
  return [
    {
      attempt: null,
      port: 'its control port',
      confidence: 'likely',
      evidence: [said(first), said(last)],
    },
  ];
}

function recovered({ messages }: Episode, order: number): boolean {
  return [
    ...messages.of('modem.state-changed').filter(({ fields }) => alive.has(fields.now)),
    ...messages.of('mmcli.connected'),
  ].some(({ origin }) => origin.order > order);
}

function quectelDialler(episode: Episode): readonly Hang[] {
  const timeouts = episode.messages.of('quectel-cm.request-unanswered');
  const last = timeouts.at(-1);
  const [first] = timeouts;
  if (first === undefined || last === undefined || first === last) return [];
  const answered = messagesOfKinds(
    episode,
    'quectel-cm.dialled',
    'quectel-cm.connected',
    'quectel-cm.disconnected',
    'quectel-cm.registration',
    'quectel-cm.address',
  ).some(({ origin }) => origin.order > last.origin.order);
  return answered
    ? []
    : [
        {
          attempt: null,
          port: 'its QMI port',
          confidence: 'likely',
          evidence: [said(first), said(last)],
        },
      ];
}

/** Answers that only a modem gives: the handler says these words where uqmi brought something. */
const uqmiHeard = [
  'handler.pin-disabled',
  'handler.pin-already-verified',
  'handler.pin-required',
  'handler.sim-puk-required',
  'handler.raw-ip-only',
  'handler.register-restarted',
  'handler.starting-network',
  'handler.setting-up-device',
] as const;

/** Every call times out. One or two are a modem that is busy with something else. */
function uqmi(episode: Episode): readonly Hang[] {
  return standingAttempts(episode).flatMap((attempt): readonly Hang[] => {
    const timeouts = messagesIn(episode, attempt, 'uqmi.timeout');
    const [first] = timeouts;
    const last = timeouts.at(-1);
    if (first === undefined || last === undefined || timeouts.length < 3) return [];
    const heard = messagesIn(episode, attempt, ...uqmiHeard);
    if (heard.some(({ origin }) => origin.order > first.origin.order)) return [];
    return [
      {
        attempt,
        port: attempt.device ?? 'its QMI port',
        confidence: 'likely',
        evidence: [
          said(first, 'the first call without an answer'),
          said(last, `and the last of ${timeouts.length}`),
        ],
      },
    ];
  });
}

function umbim(episode: Episode): readonly Hang[] {
  return standingAttempts(episode).flatMap((attempt): readonly Hang[] => {
    const [timeout] = messagesIn(episode, attempt, 'umbim.timeout');
    const [gaveUp] = messagesIn(episode, attempt, 'handler.capabilities-failed');
    if (timeout === undefined || gaveUp === undefined) return [];
    const worked = episode.attempts.some(
      (earlier) => earlier.id < attempt.id && (earlier.outcome === 'up' || earlier.outcome === 'lost'),
    );
    return [
      {
        attempt,
        port: attempt.device ?? 'its MBIM port',
        confidence: worked ? 'likely' : 'possible',
        evidence: [said(timeout), said(gaveUp)],
      },
    ];
  });
}

/** The session died in silence, and then the port took no commands either. */
function serialAfterSession(episode: Episode): readonly Hang[] {
  const unanswered = messagesOfKinds(episode, 'pppd.no-echo-reply').at(-1);
  if (unanswered === undefined) return [];
  const dead = messagesOfKinds(
    episode,
    'gcom.write-failed',
    'gcom.pin-timeout',
    'gcom.mode-timeout',
    'chat.alarm',
  ).find(({ origin }) => origin.order > unanswered.origin.order);
  if (dead === undefined) return [];
  const answered = messagesOfKinds(episode, 'chat.got-it', 'gcom.answer-ok', 'pppd.serial-established').some(
    ({ origin }) => origin.order > unanswered.origin.order,
  );
  if (answered) return [];
  const attempt = standingAttempts(episode).find(({ id }) => id === episode.attempts.at(-1)?.id) ?? null;
  return [
    {
      attempt: attempt?.outcome === 'failed' ? attempt : null,
      port: attempt?.device ?? 'its serial port',
      confidence: 'likely',
      evidence: [said(unanswered, 'the session died in silence'), said(dead, 'then the port was dead, too')],
    },
  ];
}

function leftTheBus(episode: Episode): boolean {
  return usbPorts(episode).some(
    ({ departures, arrivals }) => departures > 0 && arrivals.some(({ functions }) => functions.length > 0),
  );
}
