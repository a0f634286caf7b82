import type { Span } from '../../capture/position.ts';
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
  since: '0.1.0',
  concerns: ({ episode }) => lastUnread(episode) !== null,
  check: ({ episode }) => {
    const last = lastUnread(episode);
    if (last === null) return [];
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

function lastUnread(episode: Episode): Written | null {
  const listened = portsListenedTo(episode);
  const answered = commandsAnswered(episode);
  const unread = written(episode).findLast(
    ({ hand, port }) => !listened.has(port) && !answered.has(placeOf(commandSpan(hand))),
  );
  return unread ?? null;
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

/** Words of commands that may be ports somebody reads meanwhile: `cat /dev/ttyUSB1 &`, `microcom /dev/ttyUSB1`. */
function portsListenedTo({ commands }: Episode): ReadonlySet<string> {
  return new Set(
    commands.flatMap(({ typed }) =>
      typed.shell.calls.flatMap((call) => (call.at === null ? call.arguments : [])),
    ),
  );
}

/** Places of the commands that an answer stands below. */
function commandsAnswered({ observations }: Episode): ReadonlySet<string> {
  const answered = observations
    .of('at-exchange')
    .filter(({ answers, result }) => answers.length > 0 || result !== null);
  return new Set(answered.map(({ span }) => placeOf(span)));
}

function placeOf({ source, line }: Span): string {
  return `${line} ${source}`;
}
