import type { Line } from '../line.ts';
import { edited, partOf } from './edit.ts';
import type { LineMending } from './mending.ts';
import { QuotesBefore } from './quotes-before.ts';
import { isBlockLine, isRecord } from './recognised.ts';

const names =
  'code|icode|quote|spoiler|hide|pre|tt|noparse|color|colour|size|font|url|img|list|center|left|right|indent|highlight|b|i|u|s';

/** `[code]`, `[quote="Bob, post: 12"]`, `[size=2]`, `[*]` at the beginning of a line. */
const opening = new RegExp(String.raw`^(\s*)\[(?:(?:${names})(?:=[^\]]{0,200})?|/(?:${names})|\*)\]`, 'i');
/** `[/code]` at the end of a line, or the `[code]` that opens behind a sentence. */
const closing = new RegExp(
  String.raw`\[(?:/(?:${names})|(?:code|quote|spoiler)(?:=[^\]]{0,200})?)\](?=\s*$)`,
  'i',
);
/** Where something else begins or ends, also in the middle of a line. */
const edge = /\[(\/?)(?:code|icode|quote|spoiler|pre)(?:=[^\]]{0,200})?\]/gi;
/** `[b]…[/b]` and `[url=…]…[/url]` inside a line. */
const pair = new RegExp(String.raw`(?<!\\)\[(${names})(?:=[^\]]{0,200})?\]([^[\]]{0,2000})\[/\1\]`, 'gi');
/** `printf \[code]`: a script prints it. */
const escaped = /\\\[[^\]]{0,200}\]\s*$/;

/** Marks that forums write between square brackets. */
export const bbcode: LineMending = {
  name: 'BBCode',
  samples: [
    {
      damaged: [
        '[code]Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface [b]wwan[/b] is now up[/code]',
      ],
      mended: ['Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface wwan is now up'],
    },
    {
      damaged: ['[quote="Bob, post:12"]', 'option proto qmi', '[/QUOTE]'],
      mended: ['', 'option proto qmi', ''],
    },
    { damaged: ['my log: [code]'], mended: ['my log: '] },
    {
      damaged: ['my [b]log[/b]: [code][    1.640000] usb 1-1: reset[/code] thanks'],
      mended: ['my log: ', '[    1.640000] usb 1-1: reset', ' thanks'],
    },
    { damaged: ['[b]usb[/b]: nothing'], mended: ['usb: nothing'] },
    { damaged: ['set [code]option proto qmi[/code] there'], mended: ['set option proto qmi there'] },
    { damaged: ["\toption apn 'internet'[/code]"], mended: ["\toption apn 'internet'"] },
    { damaged: ["\toption proto '[b]qmi[/b]'"], mended: ["\toption proto 'qmi'"] },
    { damaged: ["[b]config interface 'wan'[/b]"], mended: ["config interface 'wan'"] },
    {
      damaged: ['see [url=https://example.org/x]this[/url], please'],
      mended: ['see this, please'],
    },
  ],
  mend(line) {
    if (!line.text.includes('[') || !line.text.includes(']')) return null;
    const parts = partsOf(line);
    const bare = parts.map(withoutMarks);
    return parts.length === 1 && bare[0] === line ? null : bare;
  },
};

/** The line, taken apart where a log or a listing begins or ends inside of it. */
function partsOf(line: Line): readonly Line[] {
  const marks = [...line.text.matchAll(edge)];
  if (marks.length === 0) return [line];
  const parts: Line[] = [];
  const isPrinted = printedIn(line.text);
  let start = 0;
  for (const { index, 0: mark, 1: slash } of marks) {
    const end = index + mark.length;
    const before = line.text.slice(start, index);
    const behind = line.text.slice(end);
    if (before.trim() === '' || behind.trim() === '') continue;
    const told = (slash === '' ? behind : before.replace(opening, '')).slice(0, mostTold);
    if (!(isRecord(told) || isBlockLine(told)) || isPrinted(index)) continue;
    parts.push(partOf(line, start, index));
    start = end;
  }
  return start === 0 ? [line] : [...parts, partOf(line, start)];
}

function withoutMarks(line: Line): Line {
  let present = line;
  // A mark may stand inside another one; three deep is as far as people go.
  for (let depth = 0; depth < 3; depth += 1) {
    const outer = withoutPairs(present);
    if (outer === present) break;
    present = outer;
  }
  return withoutEnds(present);
}

function withoutPairs(line: Line): Line {
  let isQuoted = false;
  const edits = [...line.text.matchAll(pair)].flatMap(({ index, 0: whole, 1: name = '', 2: inside = '' }) => {
    const end = index + whole.length;
    const close = name.length + 3;
    if (/["']/.test(line.text.charAt(index - 1))) isQuoted = true;
    return [
      { start: index, end: end - close - inside.length, text: '' },
      { start: end - close, end, text: '' },
    ];
  });
  if (edits.length === 0) return line;
  const plain = edited(line, edits);
  // `echo "[b]up[/b]"` is a script's; a log or a configuration has no marks of its own.
  return isQuoted && !isRecord(plain.text) ? line : plain;
}

/** A log or a listing shows by then what it is. UTF-16 units. */
const mostTold = 1000;

/**
 * `echo "[code]`: the quote right before the mark at the end opens there, so a script prints the mark. The places are asked about from
 * left to right.
 */
function printedIn(text: string): (at: number) => boolean {
  const quotes = new QuotesBefore(text);
  const isScript = escaped.test(text);
  return (at) => {
    const quote = text.charAt(at - 1);
    return quote === '"' || quote === "'" ? quotes.isOpen(quote, at) : isScript;
  };
}

/** Marks that stand directly behind each other at most. */
const mostMarks = 8;

/** Without the marks at both ends. */
function withoutEnds(line: Line): Line {
  let present = line;
  for (let marks = 0; marks < mostMarks; marks += 1) {
    const begin = opening.exec(present.text);
    const end = closing.exec(present.text);
    if (begin !== null) {
      const indent = begin[1]?.length ?? 0;
      present = edited(present, [{ start: indent, end: begin[0].length, text: '' }]);
    } else if (end !== null && !printedIn(present.text)(end.index)) {
      present = edited(present, [{ start: end.index, end: end.index + end[0].length, text: '' }]);
    } else break;
  }
  return present;
}
