import type { AtExchange } from '../../grammar/dialogues/dialogue.ts';
import { isDialCommand } from '../../grammar/structures/at-meaning.ts';
import { said } from '../../situation/evidence.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood, registeredLine } from './standing.ts';

/**
 * The modem answers ERROR to the command that starts the session. gcom prints “Error running AT-command” for each kind of
 * ERROR and drops the number, so PIN, APN, subscription and registration look alike. Source: OpenWrt comgt ncm.sh (the
 * step `connect` of ncm.json) and runcommand.gcom.
 */
export const ncmDialRejected = defineRule({
  id: 'ncm-dial-rejected',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => refusedDials(episode).length > 0,
  check: ({ episode }) => {
    const open = refusedDials(episode).findLast(
      ({ sent }) => !isMadeGood(episode, { span: sent.origin.spans[0], order: sent.origin.order }),
    );
    if (open === undefined) return [ruledOut];
    const attempt = attemptAround(episode, open.sent.origin.spans[0]);
    const registered = registeredLine(episode);
    const how = 'the port that option device of the interface names';
    const port = slot('TTY', attempt?.device, how);
    return [
      found({
        attempt,
        confidence: 'likely',
        title: `the modem refuses the dial command ${open.command?.name.replace(/^\w/, 'AT$&') ?? ''}`.trim(),
        explanation: `The port answers and the commands before were taken, then the modem refuses to start the session. The handler does not print the modem’s reason: a wrong APN, ${registered === null ? 'a SIM card that wants its PIN, missing registration ' : ''}and a SIM card without data look the same here.`,
        evidence: [
          ...[open.sent, ...open.answers].map((line) => said(line)),
          ...(registered === null ? [] : [registered]),
        ],
        confirm: {
          text: 'Ask the modem for words instead of a bare ERROR, then for SIM, registration and APN, and send the dial command once more by hand: what follows +CME ERROR is the reason.',
          command: [
            ...command('sms_tool', '-d'),
            port,
            ...command('at', 'AT+CMEE=2;+CPIN?;+CEREG?;+CGDCONT?'),
          ],
        },
        fix: {
          summary: 'Remove what the modem names as its reason.',
          steps: [
            ...(registered === null
              ? [
                  {
                    type: 'advice' as const,
                    text: 'SIM PIN: set option pincode. No registration: look at antenna and SIM card.',
                  },
                ]
              : []),
            {
              type: 'advice',
              text: 'Otherwise set the operator’s APN, and user name and password where it wants them.',
            },
          ],
        },
      }),
    ];
  },
});

function refusedDials({ dialogues }: Episode): readonly AtExchange[] {
  return dialogues.flatMap((dialogue) =>
    dialogue.type === 'handler-run'
      ? dialogue.exchanges.filter(
          ({ command: sent, outcome }) => sent !== null && isDialCommand(sent) && outcome === 'refused',
        )
      : [],
  );
}
