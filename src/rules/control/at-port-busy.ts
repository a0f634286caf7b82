import { present, said } from '../../situation/evidence.ts';
import { runningProcess } from '../../situation/facts/software.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';
import { errorsIn, failedAttempts, messagesIn } from './failed-attempts.ts';

/** Programs that ask modems for signal and messages, and so hold or lock the port. */
const pollers = [
  'sms_tool',
  'smstools3',
  'gl_modem',
  'quectel-CM',
  'gcom',
  'comgt',
  'picocom',
  'minicom',
  'ModemManager',
];

/**
 * Another program holds the port. Sources: errno 16 EBUSY; pppd tty.c and utils.c (lock files with the holder's pid);
 * comgt.c (`Can't control …, please try again`); netifd directip.sh and 3g.sh.
 */
export const atPortBusy = defineRule({
  id: 'at-port-busy',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    failedAttempts(episode).flatMap((attempt) => {
      const [busy] = busyIn(episode, attempt);
      if (busy === undefined) return [];
      const holder = pollers
        .map((name) => ({ name, process: runningProcess(episode, name) }))
        .find(({ process }) => process !== null);
      return [
        found({
          attempt,
          confidence: 'likely',
          title: `another program holds ${attempt.device ?? 'the modem’s port'}`,
          explanation: `Only one program can use the port at a time, and some other has it open${
            holder === undefined ? '' : ` (${holder.name} runs here)`
          }. The handler cannot even ask the modem.`,
          evidence: [
            busy,
            ...(holder?.process == null
              ? []
              : [present(holder.process.span, 'a program that uses modem ports')]),
          ],
          confirm: {
            text: 'See who has the port open: “fuser -v /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm*”.',
            command: null,
          },
          fix: {
            summary: 'Let one program use the port.',
            steps: [
              {
                type: 'advice',
                text: 'Stop what else talks to the modem (ModemManager, SMS and signal tools, a terminal program), or give it the modem’s second AT port.',
              },
            ],
          },
        }),
      ];
    }),
});

function busyIn(episode: Episode, attempt: Attempt) {
  return [
    ...messagesIn(episode, attempt, 'pppd.device-locked').map((message) => said(message)),
    ...messagesIn(episode, attempt, 'pppd.device-unopened', 'wvdial.device-unopened')
      .filter(({ fields }) => /busy/i.test(fields.reason))
      .map((message) => said(message)),
    ...messagesIn(episode, attempt, 'quectel-cm.device-unopened')
      .filter(({ fields }) => 'errno' in fields && fields.errno === 16)
      .map((message) => said(message)),
    ...messagesIn(episode, attempt, 'umbim.unopened')
      .filter(({ fields }) => 'reason' in fields && /busy/i.test(fields.reason))
      .map((message) => said(message)),
    ...errorsIn(episode, attempt, 'LOCK_FAILED').map(({ span }) => present(span)),
  ];
}
