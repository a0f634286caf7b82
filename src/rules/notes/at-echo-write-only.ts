import { present } from '../../situation/evidence.ts';
import { commandSpan } from '../../situation/hand-attempts.ts';
import type { Episode, HandCommand } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';

const writers: ReadonlySet<string> = new Set(['echo', 'printf']);

/** An AT command that goes to a port. */
interface Written {
  readonly hand: HandCommand;
  readonly text: string;
  readonly port: string;
}

/** A command written to a port whose answer nobody reads. */
export const atEchoWriteOnly = defineRule({
  id: 'at-echo-write-only',
  role: 'note',
  severity: 'info',
  needs: [],
  concerns: ({ episode }) => unread(episode).length > 0,
  check: (_, { episode }) => {
    const last = unread(episode).at(-1);
    if (last === undefined) return [];
    return [
      found({
        attempt: null,
        confidence: 'proven',
        title: 'the modem’s answer to the AT command was never read',
        explanation:
          'echo only writes to the port. Whether the modem said OK, ERROR or nothing is not shown, so this proves nothing in either direction.',
        evidence: [present(commandSpan(last.hand))],
        confirm: {
          text: 'Send it with a program that prints the answer (package sms-tool; picocom does it by hand).',
          command: command('sms_tool', '-d', last.port, 'at', last.text),
        },
      }),
    ];
  },
});

function unread(episode: Episode): readonly Written[] {
  return written(episode).filter(
    ({ hand, port }) => !isListenedTo(port, episode) && !isAnswered(hand, episode),
  );
}

function written({ commands }: Episode): readonly Written[] {
  return commands.flatMap((hand) =>
    hand.typed.shell.calls.flatMap(({ program, at, writesTo }): readonly Written[] =>
      writers.has(program) && at !== null && writesTo !== null
        ? [{ hand, text: at.text, port: writesTo }]
        : [],
    ),
  );
}

/** Somebody reads the port meanwhile: `cat /dev/ttyUSB1 &`, `microcom /dev/ttyUSB1`. */
function isListenedTo(port: string, { commands }: Episode): boolean {
  return commands.some(({ typed }) =>
    typed.shell.calls.some((call) => call.arguments.includes(port) && call.at === null),
  );
}

/** The answer stands below the command. */
function isAnswered(hand: HandCommand, { messages }: Episode): boolean {
  const answers = [
    ...messages.of('gcom.answer-ok'),
    ...messages.of('gcom.answer-error'),
    ...messages.of('gcom.cme-error'),
  ];
  return answers.some((message) => message.origin.section === hand.typed.section);
}
