import { defineRule, found, ruledOut } from '../rule.ts';
import { lastDialAnswer } from './dial-answers.ts';

/**
 * The modem answers BUSY to a packet dial: it has a data call already, held by another program, another interface or its
 * own automatic connection. Source: V.250 section 6.3.1 for the word; what it means for packet calls is the makers'.
 */
export const chatBusy = defineRule({
  id: 'chat-busy',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => lastDialAnswer(episode, /^BUSY$/) !== null,
  check: ({ episode }) => {
    const answer = lastDialAnswer(episode, /^BUSY$/);
    if (answer === null) return [ruledOut];
    return [
      found({
        attempt: answer.attempt,
        confidence: 'possible',
        title: 'the modem answers BUSY: it seems to hold a data call already',
        explanation:
          'A packet dial is not busy as a telephone is. The modem says so mostly when its data call is in use: by another program (ModemManager, a vendor’s dialler, a second interface on the same modem), by a call that was never hung up, or by a connection that the modem makes by itself.',
        evidence: answer.evidence,
        confirm: {
          text: 'Ask which contexts are active: AT+CGACT?. A line that ends in ,1 is a session that somebody holds.',
          command: null,
        },
        fix: {
          summary: 'Let one program alone use the modem, and end the call that is left over.',
          steps: [
            {
              type: 'advice',
              text: 'Stop the other user of the modem: ModemManager, a second interface with the same device, a vendor’s dialler.',
            },
            {
              type: 'advice',
              text: 'End what is left over: ATH, AT+CGACT=0, or AT+CFUN=0 and then AT+CFUN=1.',
            },
          ],
        },
      }),
    ];
  },
});
