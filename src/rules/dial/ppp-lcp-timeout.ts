import { said } from '../../situation/evidence.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { modemSessions } from './ppp-sessions.ts';
import { isUpLater } from './standing.ts';

/**
 * The modem said CONNECT and nobody speaks PPP behind it. pppd sends its first packet ten times, every three seconds, and
 * gives up. A script that runs over a port which is no dial port, or a modem that answers CONNECT before it has a
 * session, looks like this. Source: ppp pppd/fsm.c (fsm_timeout), lcp.c.
 */
export const pppLcpTimeout = defineRule({
  id: 'ppp-lcp-timeout',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => episode.messages.count('pppd.lcp-timeout') > 0,
  check: ({ episode }) => {
    const silent = modemSessions(episode).filter(
      ({ session }) => session.failure?.kind === 'pppd.lcp-timeout' && session.localAddress === null,
    );
    const open = silent.findLast(
      ({ session: { last } }) => !isUpLater(episode, { span: last.origin.spans[0] }),
    );
    if (open === undefined) return silent.length > 0 ? [ruledOut] : [];
    const { session, attempt } = open;
    const { connected, link, failure } = session;
    return [
      found({
        attempt,
        confidence: 'likely',
        title: 'the modem says CONNECT, then nobody answers PPP',
        explanation:
          'pppd asks the modem for half a minute and gets no PPP packet back. Either the port is not the one for data (some ports answer AT commands and carry no data), or the modem opened no session: an APN or registration that the network refuses. A modem that hangs until it is reset looks the same.',
        evidence: [connected, link, failure].flatMap((message) => (message === null ? [] : [said(message)])),
        confirm: {
          text: 'Dial over the modem’s other serial port. If it is silent there as well, ask right after a try why the network ended it: AT+CEER, AT+CGATT?, AT+CEREG?.',
          command: null,
        },
        fix: {
          summary: 'Use the modem’s data port, and an APN that the SIM card may use.',
          steps: [
            {
              type: 'advice',
              text: 'Try the other /dev/ttyUSB ports as device; of a Huawei stick it is the first, of Quectel the fourth (ttyUSB3), of Sierra Wireless the third or fourth.',
            },
            { type: 'advice', text: 'Take the modem off its power for ten seconds, then try again.' },
            {
              type: 'advice',
              text: 'Where the modem has a network device (qmi, mbim, ncm), use that instead of PPP.',
            },
          ],
        },
      }),
    ];
  },
});
