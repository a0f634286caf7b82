import type { Span } from '../../capture/position.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { apnOf, optionOf } from '../../situation/facts/config.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import { roams } from '../../situation/facts/registration.ts';
import { sessionCauses } from '../../situation/facts/session-causes.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Confirmation, Slot } from '../finding.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { listedApns } from './listed-apns.ts';
import { attemptAround, failedAt, isMadeGood, registeredLine } from './standing.ts';

/** The speaker of the grammar that is netifd’s handler for MBIM. */
const mbimHandler = 'proto-mbim';

/** What it leaves with netifd; handlers of other modems have the same word. Source: OpenWrt mbim.sh from 23.05 on. */
const connectFailed = 'CONNECT_FAILED';

/** QMI error 14. Source: libqmi QmiProtocolError. */
const callFailed = 14;

/**
 * The session was asked for and not set up, and no line gives the network’s reason. That of MBIM is umbim’s to tell, and mbim.sh
 * from 23.05 on does not print what umbim says of a refusal. Sources: OpenWrt qmi.sh (“Unable to connect IPv4”, CALL_FAILED),
 * mbim.sh (“Failed to connect bearer”); uqmi qmi-errors.h (“Call failed”), libqmi (CallFailed), ModemManager.
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
    const { attempt, evidence, isMbim } = failure;
    const registered = registeredLine(episode);
    return [
      found({
        attempt,
        confidence: 'proven',
        title: 'the data session was refused',
        explanation: `The modem answers and was asked to start the session; ${refusalWords(failure)}. A wrong APN or login, a SIM card without data${registered === null ? ', missing registration' : ''}, and an IP type that the network does not give look the same until somebody asks for the ${isMbim ? 'reason' : 'call end reason'}.`,
        evidence: [...evidence, ...(registered === null ? [] : [registered])],
        confirm: isMbim ? askUmbim(attempt) : askQmicli(attempt),
        fix: {
          summary: `Check APN, login${registered === null ? ', IP type and registration' : ' and IP type'}.`,
          steps: [
            {
              type: 'advice',
              text: `Compare option apn with the operator’s${typeToTry(attempt, isMbim)}.`,
            },
            ...listedApns(episode, attempt === null ? null : apnOf(attempt)),
            ...(roams(episode) === true
              ? [
                  {
                    type: 'advice' as const,
                    text: 'The modem is roaming: ask the operator whether the tariff has data in that network, and mind what it costs.',
                  },
                ]
              : []),
            ...(registered === null
              ? [
                  {
                    type: 'advice' as const,
                    text: `See whether the modem is registered for data: ${isMbim ? 'umbim registration' : 'uqmi --get-serving-system'}, mmcli -m any.`,
                  },
                ]
              : []),
          ],
        },
      }),
    ];
  },
});

/** A clause of how the modem refused, and who keeps the reason to himself. */
function refusalWords({ isMbim, isShown }: Failure): string {
  if (!isMbim) return 'it came back with “call failed”, and no line says why';
  return isShown
    ? 'it came back without one, and with no reason of the network'
    : 'it refused, and the handler keeps the reason to itself';
}

/** What is configured already need not be tried. */
function typeToTry(attempt: Attempt | null, isMbim: boolean): string {
  const type = isMbim ? 'ipv4' : 'ip';
  const section = attempt?.config?.section;
  const configured = section === undefined ? undefined : optionOf(section, 'pdptype')?.value;
  return configured?.toLowerCase() === type ? '' : `, and try option pdptype ${type}`;
}

function askQmicli(attempt: Attempt | null): Confirmation {
  return {
    text: 'Start the session by hand with qmicli --wds-start-network (package qmi-utils) and the APN: its “verbose call end reason” is the network’s own. This shows whether a session is up already:',
    command: [
      ...command('qmicli', '-d'),
      nodeOf(attempt),
      ...command('--device-open-proxy', '--wds-get-packet-service-status'),
    ],
  };
}

/**
 * As the handler asks. Where a PIN is configured a live test does not dial, and so does not ask. The number that umbim shows is that
 * of 3GPP, and its exit status is the negative one of MBIM.
 * Sources: umbim cli.c, mbim_connect_response; mbim-dev.c; MBIM 1.0 sections 9.4.5 and 10.5.12.
 */
function askUmbim(attempt: Attempt | null): Confirmation {
  const node = nodeOf(attempt);
  const section = attempt?.config?.section;
  const option = (name: string) => (section === undefined ? null : (optionOf(section, name)?.value ?? null));
  const hasLogin = option('username') !== null || option('auth') !== null;
  return {
    text: `Take the interface down (ifdown) and start the session by hand; umbim ends it again. Behind “nwerror” stands the network’s reason: 001B is an unknown APN, 001D the login, 0021 a card without data for this APN. Where nothing is printed, echo $? right behind it tells the modem’s own reason: 238 is an APN that it does not take.${option('pdptype') === null ? '' : ` Put ${option('pdptype')?.toLowerCase()}: before the APN, as it is configured.`}${(option('pincode') ?? '') === '' ? ' hwdiag ssh ROUTER --dial asks for it, too.' : ''}`,
    command: [
      ...command('umbim', '-n', '-d'),
      node,
      ...command('caps'),
      { operator: ';' },
      ...command('umbim', '-n', '-t', '3', '-d'),
      node,
      ...command('attach'),
      { operator: ';' },
      ...command('umbim', '-t', '4', '-d'),
      node,
      ...command('connect'),
      slot('APN', attempt === null ? null : apnOf(attempt), 'the APN as it is configured'),
      ...(hasLogin
        ? [
            ...command(option('auth') === 'chap' ? 'chap' : 'pap'),
            slot('USER', null, 'option username of the interface'),
            slot('PASS', null, 'option password of the interface'),
          ]
        : []),
    ],
  };
}

function nodeOf(attempt: Attempt | null): Slot {
  return slot('WDM', attempt?.device, 'the control node that option device of the interface names');
}

interface Failure {
  readonly attempt: Attempt | null;
  readonly evidence: readonly Evidence[];
  readonly order: number;
  readonly isMbim: boolean;
  /** umbim’s answer is printed, as mbim.sh up to 22.03 lets it: it asks again each second, and never gives up. */
  readonly isShown: boolean;
}

function failures(episode: Episode): readonly Failure[] {
  const { messages } = episode;
  const failed = failedAt(episode, 'dial');
  const logged = [
    ...messages.of('handler.ipv4-connect-failed'),
    ...messages.of('bearer.attempt-failed'),
    ...messages.of('bearer.start-failed'),
    ...messages.of('handler.connect-failed').filter(({ origin }) => origin.speaker === mbimHandler),
  ];
  const starts = modemFacts(episode, /(?:^|\.)error$/).filter(({ value }) => value.includes('start network'));
  const typed = codesOf(episode, 'qmi', callFailed).filter(({ span }) =>
    starts.some((start) => start.span.line === span.line && start.span.source === span.source),
  );
  const kept = netifdErrors(episode).filter(({ value, interface: name }) =>
    failed.some(
      (attempt) =>
        attempt.interface === name &&
        (value === 'CALL_FAILED' || (value === connectFailed && attempt.proto === 'mbim')),
    ),
  );
  const shown = messages
    .of('umbim.session-inactive')
    .filter(({ origin }) => failed.some((attempt) => isBreakOf(attempt, origin.spans[0])));
  const reasons = [
    ...sessionCauses(episode),
    ...messages
      .of('umbim.network-error')
      .filter(({ fields }) => Number.parseInt(fields.code, 16) > 0)
      .map(({ origin }) => ({ span: origin.spans[0] })),
  ];
  return [
    ...shown
      .map((message) => ({
        line: said(message),
        order: message.origin.order,
        isMbim: true,
        isShown: true,
        attempt: attemptAround(episode, message.origin.spans[0]),
      }))
      // The rules of the network’s reasons tell more.
      .filter(({ attempt }) => !reasons.some(({ span }) => attemptAround(episode, span) === attempt))
      .filter(({ line, order }) => !isMadeGood(episode, { span: line.span, order })),
    ...logged
      .map((message) => ({
        line: said(message),
        order: message.origin.order,
        isMbim: message.origin.speaker === mbimHandler,
        isShown: false,
        attempt: attemptAround(episode, message.origin.spans[0]),
      }))
      .filter(({ line, order }) => !isMadeGood(episode, { span: line.span, order }))
      // uqmi alone fails for its own reasons, such as a timeout, in attempts that stop lower.
      .filter(({ attempt }) => (attempt?.broken ?? 'dial') === 'dial'),
    ...typed
      .filter((reading) => !isMadeGood(episode, reading))
      .map(({ span, order }) => ({
        line: present(span),
        order,
        isMbim: false,
        isShown: false,
        attempt: attemptAround(episode, span),
      })),
    ...kept
      .filter((reading) => !isMadeGood(episode, reading))
      .map(({ span, order, value, interface: name }) => ({
        line: present(span),
        order,
        isMbim: value === connectFailed,
        isShown: false,
        attempt: failed.findLast((attempt) => attempt.interface === name) ?? null,
      })),
  ]
    .map(({ line, ...rest }) => ({ ...rest, evidence: [line] }))
    .sort((one, other) => one.order - other.order);
}

/** The line at which an attempt stopped: later ones of the same kind may belong to its end. */
function isBreakOf({ ladder }: Attempt, { source, line }: Span): boolean {
  return ladder.some(
    ({ state, evidence }) =>
      state === 'broken' &&
      evidence.some(
        (known) => known.type === 'presence' && known.span.source === source && known.span.line === line,
      ),
  );
}
