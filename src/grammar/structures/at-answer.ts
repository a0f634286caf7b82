import type { AtCommand } from './at-command.ts';
import { readAtCommands } from './at-command-line.ts';
import { atGrammar } from './at-grammar.ts';
import { trimLineEnds } from './at-line-end.ts';

/** One line of what a modem says on an AT port. */
type AtAnswer = AtFinal | AtInformation | AtEcho | AtText;

/** A line that ends the answer to a command. V.250 section 5.7.1, 3GPP TS 27.007 section 9, TS 27.005 section 3.2.5. */
export type AtFinal =
  | {
      readonly kind: 'final';
      /** `command-not-supported` and `too-many-parameters` are Huawei's. */
      readonly result:
        | 'ok'
        | 'error'
        | 'no-carrier'
        | 'no-dialtone'
        | 'no-answer'
        | 'busy'
        | 'command-not-supported'
        | 'too-many-parameters';
    }
  | {
      readonly kind: 'final';
      readonly result: 'cme-error' | 'cms-error';
      /** The number of the error; null where the modem prints words (`AT+CMEE=2`). */
      readonly code: number | null;
      /** What stands behind the colon: the number or the words. */
      readonly text: string;
    }
  | {
      readonly kind: 'final';
      readonly result: 'connect';
      /** Bit/s, where the modem prints a number. */
      readonly speed: number | null;
      /** What stands behind `CONNECT`. */
      readonly text: string | null;
    };

/** A line with a name: `+CSQ: 17,99`, asked for or not (`^NDISSTAT:1,,,"IPV4"`). */
export interface AtInformation {
  readonly kind: 'information';
  /** With its prefix, as printed: `+CSQ`, `^NDISSTAT`. */
  readonly name: string;
  readonly values: readonly AtValue[];
}

/** A value with its quotes taken off; null for an empty place; a list for a group in parentheses. */
export type AtValue = string | null | readonly (string | null)[];

/** The modem repeats what it was sent. */
interface AtEcho {
  readonly kind: 'echo';
  readonly commands: readonly AtCommand[];
}

/** Anything else: a manufacturer, an IMSI, `RING`. */
interface AtText {
  readonly kind: 'text';
  readonly text: string;
}

/** Reads one line of an AT transcript, with or without its line ending. Null for a blank line. Never throws. */
export function readAtAnswer(line: string): AtAnswer | null {
  const text = trimLineEnds(line);
  if (text === '') return null;
  const answer = atGrammar().answer(text);
  if (answer !== null) return answer;
  const commands = readAtCommands(text);
  return commands.length > 0 ? { kind: 'echo', commands } : { kind: 'text', text };
}
