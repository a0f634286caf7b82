import type { AtCommand } from '../../grammar/structures/at-command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { lastDialAnswer } from './dial-answers.ts';

const refusal = /\bERROR\b|NOT SUPPORT/;

/**
 * The modem answers ERROR in the dial script. chat cuts `+CME ERROR: 10` at the colon, so the reason is lost. Source: ppp
 * chat/chat.c (it compares with the ABORT string while characters come in); OpenWrt comgt 3g.chat, evdo.chat.
 */
export const chatError = defineRule({
  id: 'chat-error',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) =>
    episode.messages.count('chat.aborted') > 0 || episode.messages.count('wvdial.init-refused') > 0,
  check: ({ episode }) => {
    const answer = lastDialAnswer(episode, refusal, ...episode.messages.of('wvdial.init-refused'));
    if (answer === null) return [ruledOut];
    const { attempt, command, evidence } = answer;
    return [
      found({
        attempt,
        confidence: 'likely',
        title: `the modem answers ${answer.words} to ${command === null ? 'the dial script' : nameOf(command)}`,
        explanation: `The modem is there and refuses a command of the dial script. ${reasonsOf(command)}`,
        evidence,
        confirm: {
          text: 'Ask the modem by hand; with words for errors switched on it names the reason: AT+CMEE=2, then AT+CPIN? for the SIM card, then the refused command.',
          command: null,
        },
        fix: {
          summary: 'Remove what the modem names as its reason.',
          steps: [
            {
              type: 'advice',
              text: 'AT+CPIN? must answer READY: seat the SIM card anew, or set option pincode where it wants the PIN.',
            },
            {
              type: 'advice',
              text: 'Where the SIM card is ready, look at the APN (plain letters, digits, dots and hyphens) and try the modem’s other serial port.',
            },
          ],
        },
      }),
    ];
  },
});

function nameOf(command: AtCommand): string {
  return command.name === 'D' ? 'the dial itself' : `AT${command.name}`;
}

function reasonsOf(command: AtCommand | null): string {
  switch (command?.name) {
    case '+CGDCONT':
      return 'To AT+CGDCONT modems do so while they have no usable SIM card (missing, badly seated, still starting, locked by its PIN), when the APN holds characters that they do not take, and when they are CDMA modems, which know no APN.';
    case 'D':
      return 'To the dial they do so while they are not registered, while the SIM card wants its PIN, or when they do not know the dial string.';
    default:
      return 'A SIM card that is missing or locked, an APN that it does not take, or a port with another task are the usual reasons.';
  }
}
