import { type Evidence, present, said } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, failedAt, isMadeGood, registeredLine } from './standing.ts';

/** QMI error 14. Source: libqmi QmiProtocolError. */
const callFailed = 14;

/**
 * The session was asked for and not set up, and no line gives the network’s reason. Sources: OpenWrt qmi.sh
 * (“Unable to connect IPv4”, CALL_FAILED), uqmi qmi-errors.h (“Call failed”), libqmi (CallFailed), ModemManager.
 */
export const qmiCallFailed = defineRule({
  id: 'qmi-call-failed',
  role: 'symptom',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => failures(episode).length > 0,
  check: ({ episode }) => {
    const failure = failures(episode).at(-1);
    if (failure === undefined) return [ruledOut];
    const { attempt, evidence } = failure;
    const registered = registeredLine(episode);
    const node = slot('WDM', attempt?.device, 'the control node that option device of the interface names');
    return [
      found({
        attempt,
        confidence: 'proven',
        title: 'the data session was refused',
        explanation: `The modem answers and was asked to start the session; it came back with “call failed”, and no line says why. A wrong APN or login, a SIM card without data${registered === null ? ', missing registration' : ''}, and an IP type that the network does not give look the same until somebody asks for the call end reason.`,
        evidence: [...evidence, ...(registered === null ? [] : [registered])],
        confirm: {
          text: 'Start the session by hand with qmicli --wds-start-network (package qmi-utils) and the APN: its “verbose call end reason” is the network’s own. Whether a session stands already shows:',
          command: [
            ...command('qmicli', '-d'),
            node,
            ...command('--device-open-proxy', '--wds-get-packet-service-status'),
          ],
        },
        fix: {
          summary: `Check APN, login${registered === null ? ', IP type and registration' : ' and IP type'}.`,
          steps: [
            { type: 'advice', text: 'Compare option apn with the operator’s, and try option pdptype ip.' },
            ...(registered === null
              ? [
                  {
                    type: 'advice' as const,
                    text: 'See whether the modem is registered for data: uqmi --get-serving-system, mmcli -m any.',
                  },
                ]
              : []),
          ],
        },
      }),
    ];
  },
});

interface Failure {
  readonly attempt: Attempt | null;
  readonly evidence: readonly Evidence[];
  readonly order: number;
}

function failures(episode: Episode): readonly Failure[] {
  const { messages } = episode;
  const failed = failedAt(episode, 'dial');
  const logged = [
    ...messages.of('handler.ipv4-connect-failed'),
    ...messages.of('bearer.attempt-failed'),
    ...messages.of('bearer.start-failed'),
  ];
  const starts = modemFacts(episode, /(?:^|\.)error$/).filter(({ value }) => value.includes('start network'));
  const typed = codesOf(episode, 'qmi', callFailed).filter(({ span }) =>
    starts.some((start) => start.span.line === span.line && start.span.source === span.source),
  );
  const kept = netifdErrors(episode).filter(
    ({ value, interface: name }) =>
      value === 'CALL_FAILED' && failed.some((attempt) => attempt.interface === name),
  );
  return [
    ...logged
      .map((message) => ({ line: said(message), order: message.origin.order }))
      .filter(({ line, order }) => !isMadeGood(episode, { span: line.span, order }))
      // uqmi alone fails for its own reasons, such as a timeout, in attempts that stop lower.
      .filter(({ line }) => (attemptAround(episode, line.span)?.broken ?? 'dial') === 'dial'),
    ...[...typed, ...kept]
      .filter((reading) => !isMadeGood(episode, reading))
      .map(({ span, order }) => ({ line: present(span), order })),
  ]
    .map(({ line, order }) => ({ attempt: attemptAround(episode, line.span), evidence: [line], order }))
    .sort((one, other) => one.order - other.order);
}
