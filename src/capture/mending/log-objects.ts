import type { Line } from '../line.ts';
import { decodePriority } from '../scanners/priority.ts';
import { edited, editsOf, joined, partOf } from './edit.ts';
import type { LineStage, RunMending } from './mending.ts';

/**
 * An entry of the log as ubus prints it. The members stand in this order. Sources: OpenWrt ubox log/logd.c (`log_fill_msg`), and
 * ubus cli.c, which prints each member on a line of its own, or with -S all entries on one line.
 */
const entry =
  /\{\s*"msg": ?"(?<message>(?:[^"\\]|\\.)*)",\s*"id": ?\d{1,10},\s*"priority": ?(?<priority>\d{1,4}),\s*"source": ?(?<source>\d),\s*"time": ?(?<time>\d{1,15})\s*\}/dg;

const listHead = /^\s*"log": ?\[\s*$/;
const objectHead = /^\s*\{\s*$/;
const memberRow = /^\s*"(?:msg|id|priority|source|time)": ?(?:"(?:[^"\\]|\\.)*"|\d{1,15}),?\s*$/;
const objectTail = /^\s*\},?\s*$/;
const bracket = /^\s*[\]}],?\s*$/;

/** An entry has five members between its brackets. */
const mostRows = 7;

/**
 * The log as objects: `ubus call log read '{"stream":false}'`. Each becomes the line that logread prints of it. Its time is
 * UTC there.
 */
export const logObjects: RunMending = {
  name: 'log entries as JSON',
  samples: [
    {
      damaged: [
        '{',
        '\t"log": [',
        '\t\t{',
        '\t\t\t"msg": "netifd: Interface \'wwan\' is \\"up\\"",',
        '\t\t\t"id": 811,',
        '\t\t\t"priority": 29,',
        '\t\t\t"source": 1,',
        '\t\t\t"time": 1770447821417',
        '\t\t},',
        '\t\t{',
        '\t\t\t"msg": "[   31.402117] usb 1-1: USB disconnect, device number 2",',
        '\t\t\t"id": 812,',
        '\t\t\t"priority": 6,',
        '\t\t\t"source": 0,',
        '\t\t\t"time": 1770447822009',
        '\t\t}',
        '\t]',
        '}',
      ],
      mended: [
        '',
        '',
        'Sat Feb  7 07:03:41 2026 daemon.notice netifd: Interface \'wwan\' is "up"',
        'Sat Feb  7 07:03:42 2026 kern.info kernel: [   31.402117] usb 1-1: USB disconnect, device number 2',
        '',
        '',
      ],
    },
    {
      damaged: [
        '{"log":[{"msg":"pppd[812]: Exit.","id":3,"priority":30,"source":1,"time":1770447821417},{"msg":"a: b","id":4,"priority":30,"source":1,"time":1770447821500}]}',
      ],
      mended: [
        'Sat Feb  7 07:03:41 2026 daemon.info pppd[812]: Exit.',
        'Sat Feb  7 07:03:41 2026 daemon.info a: b',
      ],
    },
    { damaged: ['{', '\t"up": true', '}'], mended: ['{', '\t"up": true', '}'] },
  ],
  begin: (sink) => new LogObjects(sink),
};

class LogObjects implements LineStage {
  readonly passesPlainLines = true;
  readonly #sink: (line: Line) => void;
  /** Lines that may be the beginning of an entry, or of the list. */
  #held: Line[] = [];
  /** The brackets of the list are open. */
  #isInList = false;

  constructor(sink: (line: Line) => void) {
    this.#sink = sink;
  }

  get isOpen(): boolean {
    return this.#held.length > 0 || this.#isInList;
  }

  line(line: Line): void {
    const { text } = line;
    const [first] = this.#held;
    if (first === undefined) {
      if (objectHead.test(text)) this.#held.push(line);
      else if (this.#isInList && bracket.test(text)) this.#blank(line);
      else {
        if (text.trim() !== '') this.#isInList = false;
        this.#emit(text.includes('"msg":') ? entriesOf(line) : [], line);
      }
      return;
    }
    if (this.#held.length === 1 && listHead.test(text)) {
      this.#held = [];
      this.#isInList = true;
      this.#blank(first);
      this.#blank(line);
    } else if (memberRow.test(text) && this.#held.length < mostRows - 1) this.#held.push(line);
    else if (objectTail.test(text) && this.#held.length > 1) {
      const whole = this.#held.reduce((before, next) => joined(before, '\n', next));
      const entries = entriesOf(joined(whole, '\n', line));
      if (entries.length === 0) this.#release();
      else {
        this.#held = [];
        this.#isInList = true;
      }
      this.#emit(entries, line);
    } else {
      this.#release();
      this.line(line);
    }
  }

  end(): void {
    this.#release();
    this.#isInList = false;
  }

  /** The entries of a line, or the line itself where it has none. */
  #emit(entries: readonly Line[], line: Line): void {
    if (entries.length === 0) this.#sink(line);
    for (const one of entries) this.#sink(one);
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const line of held) this.#sink(line);
  }

  #blank(line: Line): void {
    this.#sink(edited(line, [{ start: 0, end: line.text.length, text: '' }]));
  }
}

/** Each entry that stands in a line, as logread prints it (ubox log/logread.c). */
function entriesOf(line: Line): readonly Line[] {
  return [...line.text.matchAll(entry)].flatMap(({ groups, indices }) => {
    const places = indices?.groups;
    const [message, priority, time] = [places?.['message'], places?.['priority'], places?.['time']];
    const words = clockWords(Number(groups?.['time']));
    if (message === undefined || priority === undefined || time === undefined || words === null) return [];
    const { facility, severity } = decodePriority(Number(groups?.['priority']));
    const isKernels = groups?.['source'] === '0';
    const sort = `${facility ?? '<unknown>'}.${severity ?? '<unknown>'} ${isKernels ? 'kernel: ' : ''}`;
    const body = partOf(line, ...message);
    const head = joined(made(line, time, `${words} `), '', made(line, priority, sort));
    return [joined(head, '', edited(body, editsOf(body.text, escaped, unescaped) ?? []))];
  });
}

function made(line: Line, [start, end]: readonly [number, number], text: string): Line {
  return edited(partOf(line, start, end), [{ start: 0, end: end - start, text }]);
}

const escaped = /\\(?:u[\da-fA-F]{4}|.)/g;

const letters: Readonly<Record<string, string>> = { n: ' ', r: ' ', t: '\t', b: '', f: '' };

function unescaped([all]: RegExpExecArray): string {
  const letter = all.charAt(1);
  if (letter === 'u' && all.length === 6) return String.fromCharCode(Number.parseInt(all.slice(2), 16));
  return letters[letter] ?? letter;
}

const lastSecond = 253_402_300_799;

/** `Sat Feb  7 08:03:41 2026`, as ctime(3) prints it; null for what no calendar has. */
function clockWords(milliseconds: number): string | null {
  const seconds = Math.floor(milliseconds / 1000);
  if (!(seconds >= 0 && seconds <= lastSecond)) return null;
  const date = new Date(seconds * 1000);
  const [day = '', number = '', month = '', year = '', time = ''] = date
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${String(Number(number)).padStart(2)} ${time} ${year}`;
}
