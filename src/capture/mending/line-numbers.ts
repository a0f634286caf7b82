import type { Line } from '../line.ts';
import { readPrompt } from '../prompt.ts';
import { edited } from './edit.ts';
import type { LineStage, RunMending } from './mending.ts';
import { isBlockLine, isRecord } from './recognised.ts';

/** `  12  `, `12: `, `12|`, `12 │ `, `12<tab>`, `12.`; a number alone before an empty line. */
const numbered = /^\s*(?<number>\d{1,7})(?<mark>\t| ?[|│](?: |$)|[:|.)] ?| {1,4}|$)/;

/**
 * Numbers of lines, which editors and web pages put before a text and which are copied with it. They are believed from
 * the first line on that says something no sentence and no table says, as long as they run on. `ps` and `traceroute`
 * number their lines, too.
 */
export const lineNumbers: RunMending = {
  name: 'numbers of lines',
  samples: [
    {
      damaged: [
        "  1  config interface 'wan'",
        "  2  \toption proto 'qmi'",
        '  3',
        '  4  # spare',
        '',
        '5 to 7',
      ],
      mended: ["config interface 'wan'", "\toption proto 'qmi'", '', '# spare', '', '5 to 7'],
    },
    {
      damaged: ['812\t[    1.640000] usb 1-1: reset', '813\tany words', '814 others'],
      mended: ['[    1.640000] usb 1-1: reset', 'any words', '814 others'],
    },
    {
      damaged: [' 9 │ [    1.640000] usb 1-1: reset', '10 │ any words'],
      mended: ['[    1.640000] usb 1-1: reset', 'any words'],
    },
    {
      damaged: ['12: [    1.640000] usb 1-1: reset', '20: [    1.650000] usb 1-1: gone'],
      mended: ['[    1.640000] usb 1-1: reset', '[    1.650000] usb 1-1: gone'],
    },
    {
      damaged: ['   1  at+cpin?', '   2  +CPIN: READY', '   3', '   4  OK'],
      mended: ['at+cpin?', '+CPIN: READY', '', 'OK'],
    },
    { damaged: ['1\t$ uqmi --get-imsi', '2\t"x"'], mended: ['$ uqmi --get-imsi', '"x"'] },
    { damaged: ['1. $ uqmi --get-imsi', '2. wait'], mended: ['1. $ uqmi --get-imsi', '2. wait'] },
    { damaged: ['1. AT+CFUN=0', '2. AT+CFUN=1'], mended: ['1. AT+CFUN=0', '2. AT+CFUN=1'] },
    { damaged: ['    1 root  1508 S  /sbin/procd'], mended: ['    1 root  1508 S  /sbin/procd'] },
  ],
  begin: (sink) => new NumberedLines(sink),
};

class NumberedLines implements LineStage {
  readonly passesPlainLines = true;
  readonly #sink: (line: Line) => void;
  /** The number that goes on with the run; 0 where there is none. */
  #next = 0;
  /** What stands behind the numbers of the run. */
  #mark = '';

  constructor(sink: (line: Line) => void) {
    this.#sink = sink;
  }

  /** A line without its number ends the run. */
  get isOpen(): boolean {
    return this.#next > 0;
  }

  line(line: Line): void {
    const found = mayBeginWithNumber(line.text) ? numbered.exec(line.text) : null;
    if (found === null) {
      this.#next = 0;
      this.#sink(line);
      return;
    }
    const number = Number(found.groups?.['number']);
    const mark = markOf(found.groups?.['mark'] ?? '');
    const rest = line.text.slice(found[0].length);
    const runsOn = this.#next > 0 && number === this.#next && (mark === this.#mark || rest === '');
    if (!runsOn && !beginsRun({ ...line, text: rest }, mark)) {
      this.#next = 0;
      this.#sink(line);
      return;
    }
    this.#next = number + 1;
    if (rest !== '') this.#mark = mark;
    this.#sink(edited(line, [{ start: 0, end: found[0].length, text: '' }]));
  }

  end(): void {
    this.#next = 0;
  }
}

/** What stands behind a number, the blanks around it left aside. */
function markOf(words: string): string {
  return words.trim().charAt(0) || words.charAt(0);
}

/** `1. AT+CFUN=1` may be a step of somebody's advice. */
function beginsRun(line: Line, mark: string): boolean {
  if (isRecord(line.text)) return true;
  return mark !== '.' && mark !== ')' && (isBlockLine(line.text) || readPrompt(line) !== null);
}

/** A look at one character tells most lines off. */
function mayBeginWithNumber(text: string): boolean {
  const code = text.charCodeAt(0);
  return code <= 0x39 && (code >= 0x30 || code === 0x20 || code === 0x09);
}
