import { defineRule, found, ruledOut } from '../rule.ts';
import { lastDialAnswer } from './dial-answers.ts';
import { registeredLine } from './standing.ts';

const refusal = /^NO (?:CARRIER|DIAL ?TONE|ANSWER)$/;

/**
 * The modem takes the dial and ends it with NO CARRIER: the network gave no session. Where the dial itself was not what
 * was answered (a line that ended before), nothing is said. Source: 3GPP TS 27.007 section 10.2.1; V.250 section 6.3.1.
 */
export const chatNoCarrier = defineRule({
  id: 'chat-no-carrier',
  role: 'symptom',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) =>
    lastDialAnswer(episode, refusal, ...episode.messages.of('wvdial.no-carrier')) !== null,
  check: ({ episode }) => {
    const answer = lastDialAnswer(episode, refusal, ...episode.messages.of('wvdial.no-carrier'));
    if (answer === null || (answer.command !== null && answer.command.name !== 'D')) return [ruledOut];
    const registered = registeredLine(episode);
    return [
      found({
        attempt: answer.attempt,
        confidence: 'proven',
        title: 'the modem ends the dial with NO CARRIER',
        explanation: `The modem took the dial and the network gave no session. NO CARRIER names no reason: a wrong APN, ${registered === null ? 'missing registration, no signal, ' : ''}a SIM card without data, or a context number that is not set up look the same.`,
        evidence: [...answer.evidence, ...(registered === null ? [] : [registered])],
        confirm: {
          text: 'Ask right after a try: AT+CEER names the reason, AT+CEREG? and AT+CGATT? the registration, AT+CGDCONT? the APN of each context.',
          command: null,
        },
        fix: {
          summary: `Check APN${registered === null ? ' and registration' : ''}, then the number of the context in the dial string.`,
          steps: [
            {
              type: 'advice',
              text: 'The number behind *99*** is the context that AT+CGDCONT sets: *99***1# dials context 1.',
            },
          ],
        },
      }),
    ];
  },
});
