import { type Evidence, present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';
import { failedAttempts, messagesIn, messagesOfKinds } from './failed-attempts.ts';

/**
 * The port can be opened or is there by name, and reading or writing fails: what is behind it is gone or broken.
 * Sources: comgt.c (`Could not write to COM device`), ppp chat.c (`write failed`), pppd tty.c, ModemManager
 * mm-port-serial.c; EIO is what Linux usb-serial returns for a port whose device has left.
 */
export const atPortIoError = defineRule({
  id: 'at-port-io-error',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [
    ...failedAttempts(episode).flatMap((attempt) => {
      const errors = errorsOf(episode, attempt);
      const [first] = errors;
      if (first === undefined || afterDeadSession(episode)) return [];
      const answered = atTalks(episode).some(
        ({ result, port, order }) => result === 'ok' && port === attempt.device && order > first.order,
      );
      if (answered) return [ruledOut];
      return [
        deadPort(
          attempt,
          attempt.device,
          errors.slice(0, 2).map(({ evidence }) => evidence),
        ),
      ];
    }),
    ...daemonsErrors(episode),
  ],
});

function deadPort(attempt: Attempt | null, port: string | null, evidence: readonly Evidence[]): RuleVerdict {
  return found({
    attempt,
    confidence: 'likely',
    title: `reading or writing ${port ?? 'the port'} fails`,
    explanation:
      'The name of the port is still there, and the device behind it does not take or give anything: the modem has left the bus, has crashed, or its serial driver is broken. The configuration is not the reason.',
    evidence,
    confirm: {
      text: 'Look in the kernel’s log for a USB disconnect at that moment: “dmesg | grep -i usb”.',
      command: null,
    },
    fix: {
      summary: 'Reset the modem.',
      steps: [
        {
          type: 'advice',
          text: 'Unplug the modem or power-cycle it. If only long commands fail, try another port of the modem, or another release: then the driver is to blame.',
        },
      ],
    },
  });
}

/** Teltonika's daemon writes in vain, and cannot start the modem anew. It may do so while a modem restarts, too. */
function daemonsErrors(episode: Episode): readonly RuleVerdict[] {
  const [unwritten] = episode.messages.of('gsmd.write-failed').filter(({ fields }) => fields.errno === eio);
  const given = episode.messages.of('gsmd.modem-uninitialized').map((message) => readingOf(message, 'gone'));
  const standingFault = standing(episode, given);
  if (unwritten === undefined || standingFault === null) return [];
  if (standingFault.last.order < unwritten.origin.order) return [];
  return [
    deadPort(standingFault.attempt, null, [
      present(unwritten.origin.spans[0]),
      present(standingFault.last.span, 'nor can it be started anew'),
    ]),
  ];
}

/** Linux’ number of the error. */
const eio = 5;

function errorsOf(
  episode: Episode,
  attempt: Attempt,
): readonly { readonly evidence: Evidence; readonly order: number }[] {
  const ioError = /input\/output error|i\/o error/i;
  return [
    ...messagesIn(episode, attempt, 'gcom.write-failed'),
    ...messagesIn(
      episode,
      attempt,
      'chat.write-failed',
      'chat.read-failed',
      'chat.terminal-unset',
      'pppd.device-unopened',
      'wvdial.device-unopened',
    ).filter(({ fields }) => ioError.test(fields.reason)),
    ...messagesIn(episode, attempt, 'quectel-cm.device-unopened').filter(
      ({ fields }) => 'errno' in fields && fields.errno === eio,
    ),
  ].map((message) => ({ evidence: present(message.origin.spans[0]), order: message.origin.order }));
}

/** A session that died in silence before tells more: the modem hangs. */
function afterDeadSession(episode: Episode): boolean {
  return messagesOfKinds(episode, 'pppd.no-echo-reply').length > 0;
}
