import type { Message } from '../../grammar/message.ts';
import { said } from '../../situation/evidence.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { type ModemSession, modemSessions } from './ppp-sessions.ts';
import { isUpLater } from './standing.ts';

/**
 * The line was dropped from the other side: the modem lowered its carrier line or the peer ended LCP. Before a login was
 * accepted, or after the session had worked; in between is `ppp-hangup-after-auth`. PPPoE says the same words, and is no
 * modem. Source: ppp pppd/main.c, tty.c, lcp.c; OpenWrt ppp.sh (exit status 16).
 */
export const pppModemHangup = defineRule({
  id: 'ppp-modem-hangup',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => modemSessions(episode).some((known) => hangupOf(known) !== null),
  check: ({ episode }) => {
    const open = modemSessions(episode).findLast((known) => {
      const { last } = known.session;
      return hangupOf(known) !== null && !isUpLater(episode, { span: last.origin.spans[0] });
    });
    const hangup = open === undefined ? null : hangupOf(open);
    if (open === undefined || hangup === null) return [ruledOut];
    const { localAddress, link } = open.session;
    const worked = localAddress !== null;
    return [
      found({
        attempt: open.attempt,
        confidence: 'likely',
        title: worked ? 'the modem hung up a connection that worked' : 'the modem hung up during the dial',
        explanation: worked
          ? 'The connection had an address, then the modem or the network dropped the line; nobody on the router stopped it. Weak signal, a session that the operator ends after a time, or a modem that starts anew are the usual reasons.'
          : 'The modem dropped the line before a login was through. The network refused or ended the call: APN, registration and signal are the first to look at.',
        evidence: [localAddress ?? link, hangup].flatMap((line) => (line === null ? [] : [said(line)])),
        confirm: {
          text: 'Ask the modem right after the hang-up: AT+CEER names the reason, AT+CSQ the signal, AT+CEREG? the registration.',
          command: null,
        },
        fix: {
          summary: worked
            ? 'See that the connection is dialled again, and look for what ends it.'
            : 'Look at APN, registration and signal.',
          steps: [
            {
              type: 'advice',
              text: 'Note how long each connection lasts: always the same time means that the network or an idle limit ends it, odd times mean signal or power.',
            },
          ],
        },
      }),
    ];
  },
});

/** What dropped the line, where it was neither stopped here nor refused after a login. */
function hangupOf({ session, accepted, ended }: ModemSession): Message | null {
  const { hungUp, stopped, localAddress, failure } = session;
  if (stopped !== null || (localAddress === null && (accepted !== null || failure !== null))) return null;
  return hungUp ?? ended;
}
