import { comesUnasked } from '../../knowledge/at-command.ts';
import { editDistance } from '../../knowledge/edit-distance.ts';
import { type AtFinal, type AtInformation, readAtAnswer } from './at-answer.ts';
import type { AtCommand } from './at-command.ts';
import { readAtCommands } from './at-command-line.ts';
import { type AtExchangeParts, type AtHeard, atExchangeGrammar } from './at-exchange-grammar.ts';
import { readAtRegistration, registrationNames } from './at-registration.ts';

/** What is known of how a port talks; null where it has not shown it yet. */
export interface AtHabits {
  /** It sends commands back (V.250 section 6.2.4, `E1`). */
  readonly echoes: boolean | null;
  /** Its results are digits (V.250 section 6.2.6, `V0`). */
  readonly isNumeric: boolean | null;
}

/**
 * What may end an exchange. `result`: the first result that comes. `own-result`: a result behind the echo of the command or
 * behind a line with its name, which no answer to another command has.
 */
export type AtEnding = 'result' | 'own-result';

/** Reads what a port says after a command was sent, line by line, until the answer has come to its end. Never throws. */
export class AtExchange {
  readonly #sent: string;
  readonly #commands: readonly AtCommand[];
  readonly #habits: AtHabits;
  readonly #ending: AtEnding;
  readonly #heard: AtHeard[] = [];
  #isEchoed = false;
  #isNamed = false;
  #isComplete = false;

  constructor(sent: string, habits: AtHabits, ending: AtEnding = 'result') {
    this.#sent = sent;
    this.#commands = sent === leavesDataMode ? [] : readAtCommands(sent);
    this.#habits = habits;
    this.#ending = ending;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Takes in the next line, without its end. What comes behind the end of the answer is not its business, and is left alone. */
  take(line: string): AtHeard | null {
    if (this.#isComplete || line.trim() === '') return null;
    const heard = this.#judge(line.trim());
    this.#heard.push(heard);
    if (heard.part === 'echo') this.#isEchoed = true;
    if (heard.part === 'result') this.#isComplete = true;
    return heard;
  }

  read(): AtExchangeParts {
    const parts = atExchangeGrammar().read(this.#heard);
    return this.#hasOneLine() ? lastOfName(parts, this.#names()) : parts;
  }

  #judge(line: string): AtHeard {
    const as = (part: AtHeard['part'], text = line, final: AtFinal | null = null): AtHeard => ({
      part,
      text,
      final,
    });
    const text = withoutNoise(line, this.#names());
    if (this.#isEcho(text)) return as('echo');
    const result = this.#resultOf(text);
    const answer = readAtAnswer(text);
    const information = answer?.kind === 'information' ? answer : null;
    const isOwn = information !== null && this.#isOwn(information);
    if (isOwn) this.#isNamed = true;
    if (result !== null) {
      // `NO CARRIER` while something else is asked: a call has ended meanwhile.
      if (result.isOfCalls && !this.#commands.some(({ name }) => endsWithCallResult.has(name)))
        return as('unasked', text);
      return this.#awaitsMore() ? as('stale', text) : as('result', text, result.final);
    }
    if (answer?.kind === 'echo') return as('stale', text);
    if (isOwn) return this.#awaitsEcho() ? as('stale', text) : as('said', text);
    if (comesUnasked(text) || (information !== null && registrationNames.has(information.name)))
      return as('unasked', text);
    if (this.#awaitsEcho()) return as('stale', text);
    return isWords(text) ? as('said', text) : as('noise');
  }

  /** A port that sends commands back says nothing of this one before that. */
  #awaitsEcho(): boolean {
    return this.#habits.echoes === true && !this.#isEchoed && this.#sent !== leavesDataMode;
  }

  #awaitsMore(): boolean {
    if (this.#awaitsEcho()) return true;
    return this.#ending === 'own-result' && !this.#isEchoed && !this.#isNamed;
  }

  #isEcho(line: string): boolean {
    const [said, sent] = [squeezed(line), squeezed(this.#sent)];
    if (said === sent) return true;
    if (this.#isEchoed || said.length > sent.length + longestNoise) return false;
    const before = said.slice(0, said.length - sent.length);
    if (said.endsWith(sent) && (sent.length > 3 || !/[A-Z0-9]/.test(before))) return true;
    // A byte of it was lost or damaged. Short commands look too much like others then.
    return sent.length >= 6 && /^.?A?T/.test(said) && editDistance(said, sent) <= Math.floor(sent.length / 6);
  }

  #resultOf(line: string): { readonly final: AtFinal; readonly isOfCalls: boolean } | null {
    if (this.#habits.isNumeric !== false) {
      const numeric = numericResults[line];
      const isAllowed = this.#habits.isNumeric === true || this.#commands.every(({ name }) => name === '');
      if (numeric !== undefined && isAllowed)
        return { final: numeric, isOfCalls: callResults.has(numeric.result) };
    }
    const answer = readAtAnswer(line);
    return answer?.kind === 'final' ? { final: answer, isOfCalls: callResults.has(answer.result) } : null;
  }

  /** Whether a named line answers the command, and does not come unasked with the same name. */
  #isOwn(information: AtInformation): boolean {
    const command = this.#commands.find(
      ({ name }) => name === information.name || otherNames[name] === information.name,
    );
    if (command === undefined) return this.#commands.some(({ name }) => namelessAnswers.has(name));
    if (!registrationNames.has(information.name)) return true;
    return command.form === 'read' && readAtRegistration(information).as === 'answer';
  }

  #names(): readonly string[] {
    return this.#commands.flatMap(({ name }) => [name, otherNames[name] ?? name]);
  }

  #hasOneLine(): boolean {
    const [command] = this.#commands;
    return (
      command !== undefined &&
      this.#commands.length === 1 &&
      oneLine.has(command.name) &&
      (command.form === 'read' || command.form === 'run')
    );
  }
}

/** Three of them, with a second of silence around them, leave the data mode; they are no command line. V.250 has no name for it. */
const leavesDataMode = '+++';

/** Commands that may end with a result of calls. V.250 sections 6.3.1 (D), 6.3.5 (A), 6.3.7 (O), 6.3.6 (H); 3GPP TS 27.007 10.1.12. */
const endsWithCallResult: ReadonlySet<string> = new Set(['D', 'A', 'O', 'H', '+CGDATA']);

const callResults: ReadonlySet<AtFinal['result']> = new Set([
  'connect',
  'no-carrier',
  'no-dialtone',
  'no-answer',
  'busy',
]);

/** V.250 section 5.7.1. 2 is `RING`, which comes unasked. */
const numericResults: Readonly<Record<string, AtFinal>> = {
  '0': { kind: 'final', result: 'ok' },
  '1': { kind: 'final', result: 'connect', speed: null, text: null },
  '3': { kind: 'final', result: 'no-carrier' },
  '4': { kind: 'final', result: 'error' },
  '6': { kind: 'final', result: 'no-dialtone' },
  '7': { kind: 'final', result: 'busy' },
  '8': { kind: 'final', result: 'no-answer' },
};

/** Modems that answer one name with another: 3GPP has no `+CCID`, and each maker its own. */
const otherNames: Readonly<Record<string, string>> = { '+CCID': '+ICCID' };

/** Commands whose answers have any names or none: identification and settings. */
const namelessAnswers: ReadonlySet<string> = new Set(['I', '&V']);

/** Answers of one line, whose name also comes unasked: the last before the result is the answer. */
const oneLine: ReadonlySet<string> = new Set([
  ...registrationNames,
  '+CPIN',
  '+CFUN',
  '+CSQ',
  '+CESQ',
  '+COPS',
  '+CGATT',
  '^HCSQ',
]);

function lastOfName(parts: AtExchangeParts, names: readonly string[]): AtExchangeParts {
  const isNamed = (line: string): boolean => names.some((name) => line.startsWith(`${name}:`));
  const last = parts.said.findLastIndex(isNamed);
  return {
    ...parts,
    said: parts.said.filter((line, at) => at === last || !isNamed(line)),
    unasked: [...parts.unasked, ...parts.said.filter((line, at) => at !== last && isNamed(line))],
  };
}

/** Characters of noise that may stand before an echo. */
const longestNoise = 12;

/** For comparing a command with its echo: without case, blanks, and what no command has. */
function squeezed(text: string): string {
  return text.toUpperCase().replace(/[^!-~]/g, '');
}

/** `?~~ +CSQ: 17,99`, `~~ OK`: bytes that a bad line has put before the words. */
function withoutNoise(line: string, names: readonly string[]): string {
  for (const name of names) {
    const at = name === '' ? -1 : line.indexOf(`${name}:`);
    if (at > 0 && !/[A-Za-z0-9"]/.test(line.slice(0, at))) return line.slice(at);
  }
  return (
    /^[^A-Za-z0-9+^$*#!"]{1,12}\s(?<words>OK|ERROR|\+CM[ES] ERROR: .*)$/.exec(line)?.groups?.['words'] ?? line
  );
}

/** Whether a line may be words of a modem: printable, with something that is a letter or a digit. Operators have any letters. */
function isWords(line: string): boolean {
  return !/[\p{Cc}\ufffd]/u.test(line) && /[\p{L}\p{N}]/u.test(line);
}
