import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf, optionOf } from './printing-calls.ts';

/** `[/dev/cdc-wdm0] Successfully got signal info`, `[/dev/cdc-wdm0] Connection status: 'connected'` */
const titleLine = /^(\s*\[(\/dev\/[\w/-]{1,40})\]\s+)(\S.*)$/;

/** `	RSSI: '-65 dBm'`, `		[0]: 'lte'`, `	LTE:` */
const labelLine = /^(\s*)(\[\d{1,3}\]|[A-Za-z0-9][^:']{0,60}?)\s*:(?:\s+(.*))?$/;

/** `error: couldn't start network: QMI protocol error (14): 'CallFailed'` */
const errorLine = /^\s*error: (\S.*)$/;

/** `call end reason (3): generic-no-service`, `verbose call end reason (2,201): [internal] internal-error` */
const endReasonLine = /^\s*((?:verbose )?call end reason) \(([\d,]{1,9})\): (.*)$/;

/** `RadioState = 'fcc-locked'`, `<<<<<<   HwRadioState = 'on'`: fields of an answer that `mbimcli -v` shows. Source: libmbim. */
const tracedLine = /^\s*(?:<{6}\s+)?(Hw|Sw|)RadioState = '([a-z-]+)'\s*$/;

const tracedKeys: ReadonlyMap<string, string> = new Map([
  ['Hw', 'hardware-radio-state'],
  ['Sw', 'software-radio-state'],
]);

/** `>>>>>>   RadioState = 'on'`: what is asked for. The arrows look like marks of a quotation. */
function isSent({ text, pieces }: Line): boolean {
  return /^\s*>{6}/.test(pieces?.[0]?.original ?? text);
}

/** Titles of answers that only mbimcli has. Source: libmbim src/mbimcli/mbimcli-basic-connect.c. */
const mbimTitle =
  /^(?:Subscriber ready status|Registration status|Packet service status|Signal state|Home provider|Radio state|Connection status:?$|PIN )/;

/** A label above others, with the columns in which it and the colon behind it stand. */
interface Level {
  readonly column: number;
  /** Null where no value follows. */
  readonly colon: number | null;
  readonly name: string;
}

/**
 * Reads what qmicli and mbimcli print. Keys are the words of the answer's title and of the labels down to the value:
 * `signal-info.lte.rssi` of `Successfully got signal info`, `LTE:`, `RSSI: '-65 dBm'`. An error is the fact `error`.
 * Labels whose colons stand below each other are aligned to the right and none is above another. Where a web page took
 * the indentation, a label without a value is above all that follow it.
 */
export function readQmicli(lines: readonly Line[], section: Section): BlockReading {
  const [call] = callsOf(section, 'qmicli', 'mbimcli');
  const reading = new QmicliReading(call?.program ?? null, optionOf(call, '-d', '--device'), isFlat(lines));
  for (const line of lines) reading.line(line);
  return reading.finish();
}

/** Whether no line stands further to the right than the others. */
function isFlat(lines: readonly Line[]): boolean {
  const columns = lines.map(({ text }) => columnsOf(/^\s*/.exec(text)?.[0] ?? ''));
  const left = Math.min(...columns);
  return lines.every(({ text }, index) => titleLine.test(text) || columns[index] === left);
}

class QmicliReading {
  readonly #observations: Unplaced[] = [];
  readonly #unread: Line[] = [];
  readonly #isFlat: boolean;
  #tool: string | null;
  #subject: string | null;
  #title = '';
  #levels: Level[] = [];
  /** The title's line, until something stands below it. */
  #bare: { readonly line: Line; readonly words: string } | null = null;

  constructor(tool: string | null, subject: string | null, flat: boolean) {
    this.#tool = tool;
    this.#subject = subject;
    this.#isFlat = flat;
  }

  line(line: Line): void {
    const titled = titleLine.exec(line.text);
    if (titled !== null) {
      this.#titleLine(line, titled);
      return;
    }
    const failed = errorLine.exec(line.text);
    if (failed !== null) {
      this.#endTitle();
      this.#add('error', (failed[1] ?? '').trimEnd(), line);
      return;
    }
    const ended = endReasonLine.exec(line.text);
    if (ended !== null) {
      const [, name = '', code = '', words = ''] = ended;
      this.#add(keyOf(name), words, line);
      this.#add(`${keyOf(name)}.code`, code, line);
      return;
    }
    const traced = tracedLine.exec(line.text);
    if (traced !== null) {
      const [, which = '', state = ''] = traced;
      if (isSent(line)) return;
      this.#tool ??= 'mbimcli';
      this.#add(tracedKeys.get(which) ?? 'radio-state', state, line);
      return;
    }
    const labelled = labelLine.exec(line.text);
    if (labelled === null) {
      this.#unread.push(line);
      return;
    }
    const [, blanks = '', label = '', value = ''] = labelled;
    this.#bare = null;
    const key = this.#place(label, value, columnsOf(blanks));
    if (value !== '') this.#add(key, unquoted(value), line);
  }

  finish(): BlockReading {
    this.#endTitle();
    return { observations: this.#observations, unread: this.#unread };
  }

  #titleLine(line: Line, [, , device = '', words = '']: RegExpExecArray): void {
    this.#endTitle();
    this.#subject = device;
    this.#levels = [];
    this.#tool ??= mbimTitle.test(words) ? 'mbimcli' : null;
    const inline = /^([A-Z][\w -]{1,40}): '(.*)'\s*$/.exec(words);
    this.#title = keyOf(
      (inline?.[1] ?? words)
        .replace(/^Successfully (?:got|retrieved)\s+/, '')
        .replace(/\s+(?:retrieved|received)\s*:?\s*$/, ''),
    );
    if (inline !== null) {
      this.#add(this.#title, inline[2] ?? '', line);
      return;
    }
    this.#bare = { line, words };
  }

  /** A title with nothing below it tells what was done. */
  #endTitle(): void {
    if (this.#bare === null) return;
    const { line, words } = this.#bare;
    this.#bare = null;
    this.#add(this.#title, words.trim(), line);
  }

  /** The key of a label at its place below the others. */
  #place(label: string, value: string, column: number): string {
    const name = keyOf(label);
    if (this.#isFlat) {
      const [group] = this.#levels;
      if (value === '') this.#levels = [{ column: 0, colon: null, name }];
      const above = value === '' || group === undefined ? [] : [group.name];
      return [this.#title, ...above, name].filter((part) => part !== '').join('.');
    }
    // `[0]` is an item of what stands above.
    const colon = value === '' || label.startsWith('[') ? null : column + label.length;
    for (let above = this.#levels.at(-1); above !== undefined; above = this.#levels.at(-1)) {
      if (above.column < column && (colon === null || above.colon !== colon)) break;
      this.#levels.pop();
    }
    this.#levels.push({ column, colon, name });
    return [this.#title, ...this.#levels.map((level) => level.name)].filter((part) => part !== '').join('.');
  }

  #add(key: string, value: string, line: Line): void {
    const start = line.text.search(/\S/);
    this.#observations.push({
      kind: 'modem-fact',
      tool: this.#tool ?? 'qmicli',
      subject: this.#subject,
      key,
      value,
      span: spanOf(line, start, line.text.trimEnd().length),
    });
  }
}

/** `current-plmn` of `Current PLMN`, `slot-1` of `Slot [1]` */
function keyOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A tab reaches to the next column of eight. */
function columnsOf(blanks: string): number {
  let column = 0;
  for (const blank of blanks) column = blank === '\t' ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  return column;
}

function unquoted(value: string): string {
  return /^'(.*)'$/.exec(value.trim())?.[1] ?? value.trim();
}
