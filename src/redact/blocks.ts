import { secretKindOf } from './credentials.ts';
import type { Hit, SecretKind } from './hit.ts';
import { isOfMessage, memberTexts } from './identifiers.ts';
import { readingsOf } from './readings.ts';

/** `+CMGR: "REC READ","+44…"` and its like: the lines below are somebody's message. */
const messageHead = /^[^+]{0,120}\+(?:CMGR|CMGL|CMT|CDS): /;
/** The last line that sms_tool prints above a message. A sample: Date/Time: 06/15/20 11:12:13 */
const toolsHead = /^\s*Date\/Time:\s{0,8}\d/;
/** What sms_tool may print between that and the message. */
const partOfMessage = /^\s*(?:Reference number: \d+|SMS segment \d+ of \d+)\s*$/;
/** The text of a message in a table of mmcli, whose further lines have its bar in front. A sample: Content    |   text: See you */
const tableText = /^\s*(?:Content\s{1,12})?\|\s{1,40}text\s{0,40}:\s{1,8}(?=\S)/;
const tableField = /^\s*(?:[A-Z]\w{1,20}\s{1,20})?\|\s{0,40}(?=[a-z][a-z -]{1,30}:)/;
const tableSection = /^\s*[A-Z]\w{1,20}\s{1,20}\|/;
const tableBar = /^\s*\|\s*/;
/** A message of a HiLink stick that goes on in the lines below. */
const openContent = /<[Cc]ontent>(?=[^<>]*$)/;
/** What modems say themselves. */
const modemsOwn =
  /^\s*(?:(?:OK|ERROR|RING|BUSY|NO CARRIER)\s*(?:$|[<[`*|])|\+CM[ES] ERROR|[+^][A-Z]|[Aa][Tt][+^&]|>|root@)/;
/** A rule, the head of the next message, of a line of a log or of a configuration, a prompt. */
const otherHead = new RegExp(
  [
    '-{5,}|={3,}|MSG: \\d',
    '<\\d{1,3}>|\\[ *\\d+\\.\\d',
    '\\[?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} +\\d{1,2},? (?:\\d{4},? )?\\d\\d:\\d\\d:\\d\\d',
    '\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d',
    '(?:option|list)\\s+\\w+\\s+["\']|config\\s+[\\w-]+\\s*(?:["\']|$)|[\\w-]{1,40}\\.[\\w.@[\\]-]{1,80}=',
    '[A-Za-z_][\\w.-]*(?:@| at )[\\w.()-]+:\\s?[~/][^\\s#$]*\\s?[#$]|\\[[A-Za-z_][\\w.-]*@[^\\]]{1,200}\\]\\s?[#$]|[~/][\\w./~-]{0,60}\\s?[#$](?:\\s|$)',
  ]
    .map((form) => `^\\s*(?:${form})`)
    .join('|'),
);
/** Lines of a message: ten parts of 160 characters, most of them short lines. */
const longestMessage = 60;

/** A sample: -----BEGIN PRIVATE KEY----- */
const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|Static key)[A-Z0-9 ]{0,20}-----/i;
const keyEnds = /-----END /;
/** Lines of a key in a file of PEM. */
const longestKey = 200;

/** A value whose quote is not closed on its line. Samples: option password 'sesame, network.wan.password='sesame */
const openValue =
  /^\s*(?:(?:option|list)\s+["']?|[\w.@[\]-]{1,200}\.)([\w-]{1,60})["']?(?:\s+|=)(["'])[^"']{0,300}$/;
/** The quote was forgotten, and the configuration goes on. */
const nextSetting = /^\s*(?:option|list|config|package)\s|^\s*[\w.@[\]-]+=/;
/** Lines of a value in quotes. */
const longestValue = 20;

/** A secret that goes on in the lines below. */
interface OpenSecret {
  readonly kind: SecretKind;
  readonly quote: string;
  readonly left: number;
}

function openedBy(line: string): OpenSecret | null {
  const [, option, quote] = openValue.exec(line) ?? [];
  const kind = option === undefined ? null : secretKindOf(option);
  return kind === null || quote === undefined ? null : { kind, quote, left: longestValue };
}

/** A message that goes on in the lines below. */
interface OpenMessage {
  readonly in: 'modem' | 'tool' | 'table' | 'element';
  /** Where its text begins in the line above: 0-based UTF-16 index. */
  readonly column: number;
  readonly isBelowHead: boolean;
  readonly left: number;
}

function messageBelow(line: string): OpenMessage | null {
  const opened = (where: OpenMessage['in'], column = 0) =>
    ({ in: where, column, isBelowHead: true, left: longestMessage }) as const;
  if (messageHead.test(line)) return opened('modem');
  if (toolsHead.test(line)) return opened('tool');
  const field = tableText.exec(line);
  if (field !== null) return opened('table', field[0].length);
  const content = openContent.exec(line);
  return content === null ? null : opened('element', content.index + content[0].length);
}

/** Whether a line is no longer of a message. */
function endsMessage(line: string, message: OpenMessage): boolean {
  if (message.left === 0 || modemsOwn.test(line)) return true;
  // Whatever stands below what a modem says of a message is the message, also behind the head of a line of a log.
  if (message.in === 'modem' && message.isBelowHead) return false;
  if (otherHead.test(line)) return true;
  if (message.in !== 'table') return false;
  if (!tableBar.test(line)) return true;
  const field = tableField.exec(line);
  return tableSection.test(line) || (field !== null && field[0].length < message.column);
}

/** What is left of a message behind one of its lines. */
function messageBehind(line: string, message: OpenMessage): OpenMessage | null {
  if (message.in === 'element' && line.includes('<')) return null;
  return { ...message, isBelowHead: false, left: message.left - 1 };
}

/** The part of a line that is of a message. */
function partIn(line: string, message: OpenMessage): readonly [number, number] {
  if (message.in === 'table') return [tableBar.exec(line)?.[0].length ?? 0, line.length];
  const tag = message.in === 'element' ? line.indexOf('<') : -1;
  return [0, tag < 0 ? line.length : tag];
}

/**
 * Notes secrets that are lines of their own: messages, the lines of a key, and of a value in quotes.
 *
 * @param parts lines and line ends in turn
 * @param hits by line; those of a line that is noted here are replaced
 */
export function noteBlocks(parts: readonly string[], hits: Map<string, readonly Hit[]>): void {
  let message: OpenMessage | null = null;
  let keyLines = 0;
  let open: OpenSecret | null = null;
  for (const [index, line] of parts.entries()) {
    if (index % 2 === 1) continue;
    const note = (kind: SecretKind, from = 0, to = line.length) => {
      const words = line.slice(from, to);
      const [start, end] = [to - words.trimStart().length, from + words.trimEnd().length];
      if (end > start) hits.set(line, [{ start, end, kind, value: line.slice(start, end) }]);
    };
    if (open !== null && (open.left === 0 || nextSetting.test(line))) open = null;
    if (open !== null) {
      const { kind, quote, left }: OpenSecret = open;
      const close: number = line.indexOf(quote);
      note(kind, 0, close < 0 ? line.length : close);
      open = close < 0 ? { kind, quote, left: left - 1 } : null;
      continue;
    }
    open = openedBy(line);
    if (message !== null && endsMessage(line, message)) message = null;
    if (keyEnds.test(line)) keyLines = 0;
    else if (keyLines > 0) {
      keyLines -= 1;
      note('key');
    } else if (message !== null && !partOfMessage.test(line)) note('message', ...partIn(line, message));
    if (keyBegins.test(line)) keyLines = longestKey;
    const below = messageBelow(line);
    if (below?.in === 'element') note('message', below.column);
    message = below ?? (message === null ? null : messageBehind(line, message));
  }
}

/** A member that may hold a message; its quotes may be spelt as entities. A sample: "text": "See you", */
const memberWord = /\b(?:text|content)(?:"|&)/;
/** Strings of JSON, whose braces do not count. */
const jsonString = /"(?:[^"\\]|\\.){0,2000}"/g;
const jsonBraces = /[{}]/g;
/** Lines between the text of a message and another member of it. */
const longestObject = 24;

/**
 * Notes the texts of JSON objects over several lines that are messages by their other members.
 *
 * @param parts lines and line ends in turn
 * @param hits by line
 */
export function noteMembers(parts: readonly string[], hits: Map<string, readonly Hit[]>): void {
  const lines = parts.filter((_, index) => index % 2 === 0);
  for (const [index, line] of lines.entries()) {
    if (!memberWord.test(line)) continue;
    for (const reading of readingsOf(line)) {
      const found = memberTexts(reading.text).filter(
        ({ start, end }) =>
          isBesideMember(lines, index, -1, reading.text.slice(0, start)) ||
          isBesideMember(lines, index, 1, reading.text.slice(end)),
      );
      if (found.length === 0) continue;
      const placed = found.map((hit) => {
        const [start, end] = reading.place(hit.start, hit.end);
        return { ...hit, start, end };
      });
      hits.set(line, [...(hits.get(line) ?? []), ...placed]);
    }
  }
}

/**
 * Whether a line of the same object, above (-1) or below (1), has a member of a message.
 *
 * @param rest what the line itself has on that side
 */
function isBesideMember(lines: readonly string[], from: number, step: 1 | -1, rest: string): boolean {
  if (bracesOutside(rest).length > 0) return false;
  for (let away = 1; away <= longestObject; away += 1) {
    const [reading] = readingsOf(lines[from + away * step] ?? '}');
    const text = reading?.text ?? '';
    const braces = bracesOutside(text);
    const [first, last] = [braces.at(0), braces.at(-1)];
    const part = step === 1 ? text.slice(0, first) : text.slice(last === undefined ? 0 : last + 1);
    if (isOfMessage(part)) return true;
    if (first !== undefined) return false;
  }
  return false;
}

/** 0-based indices of the braces of a line that stand in none of its strings. */
function bracesOutside(line: string): readonly number[] {
  const plain = line.replace(jsonString, ({ length }) => ' '.repeat(length));
  return [...plain.matchAll(jsonBraces)].map(({ index }) => index);
}
