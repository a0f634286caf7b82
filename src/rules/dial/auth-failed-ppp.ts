import type { Message } from '../../grammar/message.ts';
import { present, said } from '../../situation/evidence.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { compareLogin, setLogin } from './login.ts';
import { modemSessions } from './ppp-sessions.ts';
import { isUpLater } from './standing.ts';

const refusals: ReadonlySet<string> = new Set([
  'pppd.chap-failed',
  'pppd.pap-failed',
  'pppd.eap-failed',
  'pppd.pap-unanswered',
]);

/**
 * The login of PPP is refused. Over PPPoE the same words are about a wired line. Sources: ppp pppd/chap-new.c, upap.c,
 * auth.c; OpenWrt ppp.sh (exit status 19, AUTH_TOPEER_FAILED).
 */
export const authFailedPpp = defineRule({
  id: 'auth-failed-ppp',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['ppp-modem-hangup'],
  check: ({ episode }) => {
    const failed = modemSessions(episode).flatMap(({ session, attempt }) =>
      session.failure !== null && refusals.has(session.failure.kind)
        ? [{ line: session.failure, attempt }]
        : [],
    );
    const byWvdial = episode.messages.of('wvdial.auth-failed').map((line) => ({ line, attempt: null }));
    const open = [...failed, ...byWvdial].findLast(({ line }) => !isUpLater(episode, placeOf(line)));
    const code = netifdErrors(episode).findLast(
      ({ value, interface: name }) =>
        value === 'AUTH_TOPEER_FAILED' &&
        episode.interfaces.some((known) => known.name === name && known.proto === '3g'),
    );
    if (open === undefined && code === undefined) return failed.length > 0 ? [ruledOut] : [];
    return [
      found({
        attempt: open?.attempt ?? null,
        confidence: 'proven',
        title: 'the PPP login is refused',
        explanation:
          'The other side does not accept user name and password, or the kind of login. Many operators take any; where one wants its own, APN, user name and password belong together.',
        evidence: [
          ...(open === undefined ? [] : [said(open.line)]),
          ...(code === undefined ? [] : [present(code.span)]),
        ],
        confirm: compareLogin,
        fix: {
          summary: 'Set the login that the operator gives, or none.',
          steps: [setLogin],
        },
      }),
    ];
  },
});

function placeOf({ origin }: Message) {
  return { span: origin.spans[0], order: origin.order };
}
