import type { Span } from '../../capture/position.ts';
import { present, said } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import { sessionCausesOf } from '../../situation/facts/session-causes.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, failedAt, lastStanding } from './standing.ts';

/** QMI error 26: the state asked for is the state it is in. Source: libqmi QmiProtocolError. */
const noEffect = 26;

/** One PDN connection for this APN at most; no more bearers. Source: 3GPP TS 24.301 annex B. */
const limits = [55, 65];

/** No session left to give; there is one with this APN already. Source: 3GPP TS 27.007 section 9.2.2.2. */
const cmeLimits = [178, 203];

/**
 * A session is asked for that the modem has already, or has no room for. “No effect” is the answer of a modem that dials
 * by itself (an autoconnect profile), or of one whose session was left over by a client that is gone. It counts only as
 * the answer to the start of a session: uqmi prints the same words when it sets what is set. Source: libqmi, WDS Start
 * Network; uqmi commands-wds.c; 3GPP TS 24.301 annex B.
 */
export const pdpContextLimit = defineRule({
  id: 'pdp-context-limit',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['qmi-call-failed', 'chat-no-carrier', 'ncm-dial-rejected', 'chat-error'],
  concerns: ({ episode }) => refusals(episode).length > 0,
  check: ({ episode }) => {
    const told = lastStanding(episode, refusals(episode));
    if (told === null) return [ruledOut];
    const attempt = attemptAround(episode, told.span);
    const failure = episode.messages
      .of('handler.ipv4-connect-failed')
      .find(({ origin }) => origin.order > told.order);
    const node = slot('WDM', attempt?.device, 'the control node that option device of the interface names');
    const isHeld = told.value === 'held';
    return [
      found({
        attempt,
        confidence: 'likely',
        title: isHeld
          ? 'the modem holds a session already, and starts no second one'
          : 'the modem or the network has no session left to give',
        explanation: isHeld
          ? 'Asked to start the session, the modem answers that this changes nothing: it holds one already. Either it dials by itself (autoconnect), or a client that is gone left its session behind. Who asks now gets no hold of it and takes the dial for failed.'
          : 'The network or the modem gives no further session: one with this APN is open already, or the most that it allows are in use.',
        evidence: [present(told.span), ...(failure === undefined ? [] : [said(failure)])],
        confirm: {
          text: 'Ask the modem whether data is connected while no program on the router has dialled.',
          command: [...command('uqmi', '-d'), node, ...command('--get-data-status')],
        },
        fix: {
          summary: 'End the session that is left over, switch the modem’s own dialling off, and dial anew.',
          steps: [
            {
              type: 'command',
              command: [
                ...command('uqmi', '-d'),
                node,
                ...command('--stop-network', '0xffffffff', '--autoconnect'),
              ],
            },
            {
              type: 'advice',
              text: 'Then start the interface with ifup. On a modem without QMI, AT+CGACT=0 or AT+CFUN=0 and AT+CFUN=1 end what is left over.',
            },
          ],
        },
      }),
    ];
  },
});

/** What refuses a session because there is one: “No effect” to the start of a session, and limits that the network names. */
function refusals(episode: Episode): readonly Reading<'held' | 'limit'>[] {
  const failed = failedAt(episode, 'dial');
  const isOfFailedDial = (span: Span): boolean =>
    failed.some((attempt) => attempt === attemptAround(episode, span));
  const starts = [
    ...modemFacts(episode, /(?:^|\.)error$/).filter(({ value }) => value.includes('start network')),
    ...episode.messages.of('bearer.start-failed').map(({ origin }) => ({ span: origin.spans[0] })),
    ...episode.messages.of('bearer.attempt-failed').map(({ origin }) => ({ span: origin.spans[0] })),
  ];
  const held = codesOf(episode, 'qmi', noEffect).filter(({ span, teller }) =>
    teller === 'uqmi'
      ? isOfFailedDial(span)
      : starts.some((start) => start.span.line === span.line && start.span.source === span.source),
  );
  return [
    ...held.map((reading) => ({ ...reading, value: 'held' as const })),
    ...[...sessionCausesOf(episode, ...limits), ...codesOf(episode, 'cme', ...cmeLimits)].map((reading) => ({
      ...reading,
      value: 'limit' as const,
    })),
  ].sort((one, other) => one.order - other.order);
}
