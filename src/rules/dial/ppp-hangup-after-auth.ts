import { present, said } from '../../situation/evidence.ts';
import { isEmptyNak } from '../../situation/modem-words.ts';
import { defineRule, found, ruledOut, type Scene } from '../rule.ts';
import { type ModemSession, modemSessions } from './ppp-sessions.ts';
import { isUpLater } from './standing.ts';

/**
 * The modem answers pppd's login by itself (CHAP name `UMTS_CHAP_SRVR`, Huawei's `Welcome!!`) and asks the network only
 * then: refused, it hangs up, or answers IPCP with an empty Nak. Source: ppp pppd/chap-new.c, ipcp.c; 3GPP TS 29.061
 * section 11.2.1 (login at the gateway with the activation, not over the line).
 */
export const pppHangupAfterAuth = defineRule({
  id: 'ppp-hangup-after-auth',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: (scene) => cutOff(scene).length > 0 || emptyNaks(scene).length > 0,
  check: (scene) => {
    const { episode } = scene;
    const open = cutOff(scene).findLast(
      ({ session: { last } }) => !isUpLater(episode, { span: last.origin.spans[0] }),
    );
    const nak = emptyNaks(scene).at(-1) ?? null;
    if (open === undefined && (nak === null || episode.messages.count('pppd.local-address') > 0))
      return [ruledOut];
    const attempt = open?.attempt ?? null;
    const lines = [open?.accepted, nak, endOf(open)].flatMap((line) => (line == null ? [] : [said(line)]));
    const apn = attempt?.apn ?? null;
    return [
      found({
        attempt,
        confidence: 'likely',
        title: 'the login “succeeds”, then the network refuses the session',
        explanation:
          'On a mobile dial the modem answers the login itself, so its success proves nothing. Right after it the modem asks the network for the session, and that fails: no address is given and the line is dropped. ' +
          'The usual reasons are a wrong APN, a user name or password that the operator wants, a SIM card without data, or a modem that is not registered.',
        evidence: [...lines, ...(apn === null ? [] : [present(apn.span, 'the APN that was dialled')])],
        confirm: {
          text: 'Ask the modem right after the hang-up: AT+CEER names the network’s reason, AT+CGATT? and AT+CEREG? whether it is registered for data, AT+CGDCONT? which APN it used.',
          command: null,
        },
        fix: {
          summary: 'Dial with the operator’s APN, then with its user name and password.',
          steps: [
            {
              type: 'advice',
              text: 'Set the APN that the operator gives for this SIM card; add user name and password only where the operator names them.',
            },
            { type: 'advice', text: 'Try the SIM card in a telephone with the same APN: does it get data?' },
          ],
        },
      }),
    ];
  },
});

/** Sessions that were let in and ended from outside before they had an address. */
function cutOff({ episode }: Scene): readonly ModemSession[] {
  return modemSessions(episode).filter(
    (known) =>
      known.accepted !== null &&
      known.session.localAddress === null &&
      known.session.stopped === null &&
      endOf(known) !== null,
  );
}

function endOf(known: ModemSession | undefined) {
  if (known === undefined) return null;
  const { hungUp, failure } = known.session;
  const isAddressFailure =
    failure !== null &&
    (failure.kind === 'pppd.ipcp-timeout' ||
      failure.kind === 'pppd.no-local-address' ||
      failure.kind === 'pppd.address-refused');
  return hungUp ?? known.ended ?? (isAddressFailure ? failure : null);
}

/** `rcvd [IPCP ConfNak id=0x1]`: a Nak that suggests nothing. */
function emptyNaks({ episode }: Scene) {
  return episode.messages.of('pppd.received').filter(isEmptyNak);
}
