import { type Evidence, present, said } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, type Found, found, ruledOut } from '../rule.ts';
import { type AnsweringPort, answeringPort } from './answering-port.ts';
import { errorsIn, failedAttempts, isWithin, messagesIn } from './failed-attempts.ts';
import { portRole } from './port-role.ts';

/** Words of handlers and diallers that heard nothing at all. */
const unanswered = [
  'handler.no-modem-information',
  'handler.no-answer',
  'wvdial.unanswered',
  'gcom.pin-timeout',
  'gcom.mode-timeout',
] as const;

/**
 * Nothing answers AT commands on the port that the handler uses.
 * Sources: OpenWrt comgt-ncm ncm.sh (`Failed to get modem information` where getcardinfo.gcom brings nothing, with option
 * `delay` asked again for so long); runcommand.gcom (`Timeout running AT-command`); ppp chat.c (`alarm`); QModem
 * modem_dial.sh (`at port response unexpected` and the answer, which is empty here); wvdial (`Modem not responding`).
 */
export const atPortSilent = defineRule({
  id: 'at-port-silent',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['chat-timeout'],
  check: ({ episode }) => [
    ...failedAttempts(episode).flatMap((attempt) => {
      const silence = silenceIn(episode, attempt);
      if (silence.length === 0) return [];
      // The port answers, but it is none for commands; another rule says so.
      if (attempt.device !== null && portRole(episode, attempt.device) !== null) return [ruledOut];
      return [found(silentPort(episode, attempt, silence))];
    }),
    ...qmodem(episode),
  ],
});

/** The lines of an attempt that show that nothing came back, where nothing else came back either. */
function silenceIn(episode: Episode, attempt: Attempt): readonly Evidence[] {
  const talks = atTalks(episode).filter(({ by, span }) => by !== 'transcript' && isWithin(attempt, span));
  if (talks.some(({ answers, result }) => answers.length > 0 || (result !== null && result !== 'silent')))
    return [];
  const words = [
    ...messagesIn(episode, attempt, ...unanswered).map((message) => said(message, 'nothing came back')),
    ...errorsIn(episode, attempt, 'GETINFO_FAILED').map(({ span }) => present(span, 'nothing came back')),
  ];
  if (words.length > 0) return words.slice(0, 1);
  if (attempt.broken !== 'control' && attempt.broken !== 'dial') return [];
  const [timeout] = messagesIn(episode, attempt, 'gcom.timeout', 'chat.alarm', 'chat.read-timed-out');
  const [silent] = talks.filter(({ result }) => result === 'silent');
  if (timeout === undefined || silent === undefined) return [];
  return [present(silent.span, 'asked'), said(timeout, 'nothing came back in time')];
}

function silentPort(episode: Episode, attempt: Attempt, silence: readonly Evidence[]): Found {
  const answer = atTalks(episode).find(
    ({ by, port, result }) =>
      by === 'transcript' && result === 'ok' && (port === null || port === (attempt.device ?? port)),
  );
  const port = attempt.device ?? 'the configured port';
  if (answer === undefined) {
    const other = answeringPort(episode, attempt);
    if (other !== null) return answersElsewhere(attempt, silence, other);
  }
  const evidence =
    answer?.resultSpan == null ? silence : [...silence, present(answer.resultSpan, 'here it answers')];
  return {
    attempt,
    confidence: answer === undefined ? 'likely' : 'possible',
    title:
      answer === undefined
        ? `no answer to AT commands on ${port}`
        : `${port} did not answer the handler, though it does at other times`,
    explanation:
      answer === undefined
        ? 'The port opens, and the modem says nothing on it: it is another port of the modem than the one for AT commands, another program reads the answers, or the modem is not ready or hangs.'
        : 'The port is the right one. The modem was not ready yet, another program took the answer, or the program that asked broke off.',
    evidence,
    confirm: {
      text: 'Ask each serial port of the modem; the one that says OK is for AT commands. Stop the interface first.',
      command: attempt.device === null ? null : command('sms_tool', '-d', attempt.device, 'at', 'AT'),
    },
    fix: {
      summary: 'Use the port that answers, and give the modem time after power-up.',
      steps: stepsFor(attempt),
    },
  };
}

function answersElsewhere(
  attempt: Attempt,
  silence: readonly Evidence[],
  { port, evidence }: AnsweringPort,
): Found {
  return {
    attempt,
    confidence: 'likely',
    title: `no answer to AT commands on ${attempt.device}, while ${port} answers`,
    explanation:
      'A modem has several serial ports, each for something else. The one that is configured says nothing; another one takes commands.',
    evidence: [...silence, evidence],
    confirm: {
      text: 'Stop the interface, and ask both ports: the one that says OK is for AT commands.',
      command: attempt.device === null ? null : command('sms_tool', '-d', attempt.device, 'at', 'AT'),
    },
    fix: { summary: 'Use the port that answers.', steps: stepsFor(attempt, port) },
  };
}

function stepsFor({ interface: name, config, proto }: Attempt, answering: string | null = null) {
  if (config === null || name === null) {
    return [
      {
        type: 'advice',
        text:
          answering === null
            ? 'Try the other ttyUSB or ttyACM ports of the modem, and stop whatever else talks to it.'
            : `Dial through ${answering}.`,
      },
    ] as const;
  }
  const device = config.section.options.findLast((option) => option.name === 'device');
  return [
    {
      type: 'uci-set',
      config: 'network',
      section: name,
      option: 'device',
      value: slot('TTY', answering, 'the port that answers OK to AT'),
      before: device?.value ?? null,
    },
    // Source: ncm.sh asks again for so many seconds from 22.03.4 on.
    ...(proto === 'ncm' && answering === null
      ? ([
          {
            type: 'uci-set',
            config: 'network',
            section: name,
            option: 'delay',
            value: { known: '10' },
            before: null,
          },
        ] as const)
      : []),
  ] as const;
}

/** QModem asks again every few seconds. Once is a modem that was slow. */
function qmodem(episode: Episode) {
  const all = episode.messages.of('qmodem.at-unexpected');
  const empty = all.filter(({ fields }) => fields.answer.trim() === '');
  const last = empty.at(-1);
  const [first] = empty;
  if (first === undefined || last === undefined || empty.length < 3) return [];
  const answered = episode.messages
    .of('qmodem.address-changed')
    .some(({ origin }) => origin.order > last.origin.order);
  if (answered || episode.attempts.some(({ outcome }) => outcome === 'up')) return [ruledOut];
  return [
    found({
      attempt: null,
      confidence: 'likely',
      title: 'the AT port brings no usable answer',
      explanation: `QModem asked the modem for its address ${empty.length} times and got an empty answer each time. The port is not the one for AT commands, another program reads the answers, or the modem's AT interface hangs.`,
      evidence: [said(first, 'an empty answer'), said(last, 'and still')],
      confirm: {
        text: 'Ask each serial port of the modem by hand; the one that says OK is for AT commands.',
        command: null,
      },
      fix: {
        summary: 'Let QModem use a port that answers.',
        steps: [
          {
            type: 'advice',
            text: 'Choose another AT port in QModem, stop other programs that poll the modem, and power-cycle the modem if no port answers.',
          },
        ],
      },
    }),
  ];
}
