import { present } from '../../situation/evidence.ts';
import { codesOf } from '../../situation/facts/codes.ts';
import { standing } from '../../situation/facts/standing.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * On LTE the modem asks for a data session while it registers, with the APN of its first profile. Where that is refused,
 * the registration is, too, with EMM cause 19.
 * Source: 3GPP TS 24.301 sections 5.5.1.2.5 and 9.9.3.9.
 */
export const attachRejectedEsm = defineRule({
  id: 'attach-rejected-esm',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const refusal = standing(episode, codesOf(episode, 'emm', 19));
    if (refusal === null) return [];
    return [
      found({
        attempt: refusal.attempt,
        confidence: 'likely',
        title: 'LTE refuses the modem because of the APN or login of its first profile',
        explanation:
          'Cause 19 says that the session which the modem asks for while it registers was refused. It uses the APN and login of profile 1, which the modem keeps; the APN that is configured for the dial is another matter.',
        evidence: [present(refusal.last.span)],
        confirm: {
          text: 'Which APN stands in profile 1?',
          command: askCommand(episode, { at: 'AT+CGDCONT?' }),
        },
        fix: {
          summary: 'Put the operator’s APN into profile 1, then turn the radio off and on.',
          steps: [
            {
              type: 'advice',
              text: 'Note the answer to AT+CGDCONT? first, since the modem keeps the change. Then set profile 1 to the operator’s APN (AT+CGDCONT=1,…, with the login where there is one), AT+CFUN=4 and AT+CFUN=1.',
            },
          ],
        },
      }),
    ];
  },
});
