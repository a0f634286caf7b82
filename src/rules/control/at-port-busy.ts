import { rungIndex } from '../../knowledge/rung.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { mayBeHandler, type PortHolder, portHolders } from '../../situation/facts/port-holders.ts';
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
 * Another program holds the port: the handler says so, or a listing shows who has it open while nothing comes back to the handler.
 * The kernel lets several programs open a serial port, and each answer goes to one of them. Sources: errno 16 EBUSY; pppd tty.c and utils.c (lock files with the holder's pid);
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
      const holder = strangerOn(episode, attempt);
      if (busy === undefined && (holder === null || !isUnanswered(attempt))) return [];
      const { title, explanation, evidence } = named(episode, attempt, holder);
      return [
        found({
          attempt,
          confidence: busy === undefined ? 'possible' : 'likely',
          title,
          explanation,
          evidence: [...(busy === undefined ? brokenBy(attempt) : [busy]), ...evidence],
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

/** Who has the port open, and is no handler for certain; the last one that is shown. */
function strangerOn(episode: Episode, { device }: Attempt): PortHolder | null {
  return portHolders(episode).findLast((one) => one.node === device && !mayBeHandler(one)) ?? null;
}

/** Who holds the port, as far as it is shown: by name, or by a program that runs and may be it. */
function named(episode: Episode, { device }: Attempt, holder: PortHolder | null) {
  if (holder !== null) {
    const { program, pid, node, span } = holder;
    return {
      title: `${program} (process ${pid}) holds ${node}`,
      explanation: `Only one program can use the port at a time, and ${program} has it open: it gets what the modem answers to the handler.`,
      evidence: [present(span, 'who has the port open')],
    };
  }
  const poller = pollers
    .map((name) => ({ name, process: runningProcess(episode, name) }))
    .find(({ process }) => process !== null);
  return {
    title: `another program holds ${device ?? 'the modem’s port'}`,
    explanation: `Only one program can use the port at a time, and some other has it open${
      poller === undefined ? '' : ` (${poller.name} runs here)`
    }. The handler cannot even ask the modem.`,
    evidence:
      poller?.process == null ? [] : [present(poller.process.span, 'a program that uses modem ports')],
  };
}

/** Whether the try ended before anything came back from the modem. */
function isUnanswered({ broken, reached }: Attempt): boolean {
  if (broken !== 'control' && broken !== 'dial') return false;
  return reached === null || rungIndex(reached) < rungIndex('control');
}

function brokenBy({ ladder }: Attempt): readonly Evidence[] {
  return ladder.find(({ state }) => state === 'broken')?.evidence.slice(0, 1) ?? [];
}

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
