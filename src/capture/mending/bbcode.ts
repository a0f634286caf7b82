import type { Line } from '../line.ts';
import { edited } from './edit.ts';
import type { LineMending } from './mending.ts';

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
const pair = new RegExp(String.raw`(?<!["'\\])\[(${names})(?:=[^\]]{0,200})?\]([^[\]]{0,2000})\[/\1\]`, 'gi');
/** `echo "[code]"`: a script prints it. */
const printed = /["'\\]\[[^\]]{0,200}\]\s*$/;

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
  const edits = [...line.text.matchAll(pair)].flatMap(({ index, 0: whole, 1: name = '', 2: inside = '' }) => {
    const end = index + whole.length;
    const close = name.length + 3;
    return [
      { start: index, end: end - close - inside.length, text: '' },
      { start: end - close, end, text: '' },
    ];
  });
  return edits.length === 0 ? line : edited(line, edits);
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
    } else if (end !== null && !printed.test(present.text)) {
      present = edited(present, [{ start: end.index, end: end.index + end[0].length, text: '' }]);
    } else break;
  }
  return present;
}
