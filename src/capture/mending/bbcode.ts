import type { Line } from '../line.ts';
import { edited } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isRecord } from './recognised.ts';

const names =
  'code|icode|quote|spoiler|hide|pre|tt|noparse|color|colour|size|font|url|img|list|center|left|right|indent|highlight|b|i|u|s';

/** `[code]`, `[quote="Bob, post: 12"]`, `[size=2]`, `[*]` at the beginning of a line. */
const opening = new RegExp(String.raw`^(\s*)\[(?:(?:${names})(?:=[^\]]{0,200})?|/(?:${names})|\*)\]`, 'i');
/** `[/code]` at the end of a line, or the `[code]` that opens behind a sentence. */
const closing = new RegExp(
  String.raw`\[(?:/(?:${names})|(?:code|quote|spoiler)(?:=[^\]]{0,200})?)\](?=\s*$)`,
  'i',
);
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
    let present = withoutEnds(line);
    // A mark may stand inside another one; three deep is as far as people go.
    for (let depth = 0; depth < 3; depth += 1) {
      const outer = withoutPairs(present);
      if (outer === present) break;
      present = outer;
    }
    present = withoutEnds(present);
    return present === line ? null : [present];
  },
};

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

/** `echo "[code]`: the quote right before the mark at the end opens there, so a script prints the mark. */
function isPrinted(text: string, at: number): boolean {
  const quote = text.charAt(at - 1);
  if (quote !== '"' && quote !== "'") return escaped.test(text);
  return (text.slice(0, at).split(quote).length - 1) % 2 === 1;
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
    } else if (end !== null && !isPrinted(present.text, end.index)) {
      present = edited(present, [{ start: end.index, end: end.index + end[0].length, text: '' }]);
    } else break;
  }
  return present;
}
