import { present } from '../../situation/evidence.ts';
import { commandSpan } from '../../situation/hand-attempts.ts';
import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';

const writers: ReadonlySet<string> = new Set(['echo', 'printf']);

/** A command written to a port whose answer nobody reads. */
export const atEchoWriteOnly = defineRule({
  id: 'at-echo-write-only',
  role: 'note',
  severity: 'info',
  needs: [],
  concerns: ({ episode }) => episode.commands.some(({ typed }) => typed.shell.calls.some((call) => writers.has(call.program) && call.at !== null)),
  check: (_, { episode }) => {
    const written = episode.commands.flatMap((hand) => hand.typed.shell.calls.filter((call) => writers.has(call.program) && call.at !== null).map((call) => ({ hand, call })));
    const last = written.at(-1);
    if (last?.call.at == null) return [];
    const port = last.call.writesTo;
    return [
      found({
        attempt: null,
        confidence: 'proven',
        title: 'the modem’s answer to the AT command was never read',
        explanation: 'echo only writes to the port. Whether the modem said OK, ERROR or nothing is not shown, so the dial by hand proves nothing in either direction.',
        evidence: [present(commandSpan(last.hand))],
        ...(port === null
          ? {}
          : {
              confirm: {
                text: 'Let gcom send it and print the answer.',
                command: command(`COMMAND=${last.call.at.text}`, 'gcom', '-d', port, '-s', '/etc/gcom/runcommand.gcom'),
              },
            }),
      }),
    ];
  },
});
