import type { Line } from '../line.ts';
import { type Edit, edited } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isRecord } from './recognised.ts';

/** A fence with the language behind it: "```text", "~~~". */
const fence = /^\s*(?:`{3,}|~{3,})\s{0,8}[\w.+#-]{0,20}\s*$/;
/** "```Tue Aug 22 …", "… is now up```": a fence on the same line as the text. */
const fenceBefore = /^\s*`{3,}\s?/;
const fenceBehind = /(?<!`)`{3,}\s*$/;
/** "`[ 1.640000] usb 1-1: reset`", "- `…`": a whole line between backticks, or an item of a list. */
const inline = /^(\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?)`([^`]+)`(\s*)$/;
/** `**usb 1-1: reset**` between blanks; `86**********12` is a masked number. */
const bold = /(?<![^\s(])\*\*(?=[^\s*])([^*]{1,2000})(?<!\s)\*\*(?![^\s.,:;)])/g;

/** Marks of Markdown. A fence becomes a blank line, since what stands behind it is no sentence any more. */
export const markdown: LineMending = {
  name: 'Markdown',
  samples: [
    {
      damaged: ['```text', '[    1.640000] usb 1-1: reset', '```'],
      mended: ['', '[    1.640000] usb 1-1: reset', ''],
    },
    { damaged: ['```root@OpenWrt:~# logread```'], mended: ['root@OpenWrt:~# logread'] },
    { damaged: ['`[    1.640000] usb 1-1: reset`'], mended: ['[    1.640000] usb 1-1: reset'] },
    { damaged: ['1. `[    1.640000] usb 1-1: reset`'], mended: ['[    1.640000] usb 1-1: reset'] },
    { damaged: ['- `try this`'], mended: ['- `try this`'] },
    { damaged: ['[    1.640000] **usb 1-1:** reset'], mended: ['[    1.640000] usb 1-1: reset'] },
    { damaged: ["**config interface 'wan'**"], mended: ["config interface 'wan'"] },
  ],
  mend(line) {
    const { text } = line;
    if (fence.test(text)) return [edited(line, [{ start: 0, end: text.length, text: '' }])];
    const ticks = text.includes('`') ? withoutTicks(line) : line;
    const plain = ticks.text.includes('**') ? withoutBold(ticks) : ticks;
    return plain === line ? null : [plain];
  },
};

function withoutTicks(line: Line): Line {
  const { text } = line;
  const edits: Edit[] = [];
  const before = fenceBefore.exec(text)?.[0].length ?? 0;
  const behind = fenceBehind.exec(text)?.index ?? text.length;
  if (before > 0) edits.push({ start: 0, end: before, text: '' });
  if (behind < text.length && behind > before) edits.push({ start: behind, end: text.length, text: '' });
  if (edits.length > 0) return edited(line, edits);
  const whole = inline.exec(text);
  if (whole === null) return line;
  const [, indent = '', inside = ''] = whole;
  if (indent.trim() !== '' && !isRecord(inside)) return line;
  const close = indent.length + 1 + inside.length;
  return edited(line, [
    { start: indent.length, end: indent.length + 1, text: '' },
    { start: close, end: close + 1, text: '' },
  ]);
}

function withoutBold(line: Line): Line {
  const edits = [...line.text.matchAll(bold)].flatMap(({ index, 0: { length } }) => [
    { start: index, end: index + 2, text: '' },
    { start: index + length - 2, end: index + length, text: '' },
  ]);
  if (edits.length === 0) return line;
  const plain = edited(line, edits);
  return isRecord(plain.text) ? plain : line;
}
