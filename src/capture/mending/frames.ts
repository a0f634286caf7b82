import { edited } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isLogLine } from './recognised.ts';

/** `"Tue Aug 22 …",`, as a list in JSON has it. */
const quoted = /^(\s*(["']))(.{1,4000})\2,?\s*$/;
/** `| Tue Aug 22 … |`: a row of a table. */
const celled = /^(\s*[|│]\s?)(.{1,4000}?)\s?[|│]\s*$/;

/** What stands on both sides of a log line that is in a table or a list. */
export const frames: LineMending = {
  name: 'frames around log lines',
  samples: [
    { damaged: ['"[    1.640000] usb 1-1: reset",'], mended: ['[    1.640000] usb 1-1: reset'] },
    { damaged: ['| [    1.640000] usb 1-1: reset |'], mended: ['[    1.640000] usb 1-1: reset'] },
    { damaged: ['"it works"', '| Level | Text |'], mended: ['"it works"', '| Level | Text |'] },
  ],
  mend(line) {
    const first = line.text.trimStart().charAt(0);
    const isTable = first === '|' || first === '│';
    if (!isTable && first !== '"' && first !== "'") return null;
    const found = (isTable ? celled : quoted).exec(line.text);
    const start = found?.[1]?.length ?? 0;
    const inside = found?.[isTable ? 2 : 3] ?? '';
    if (!isLogLine(inside)) return null;
    return [
      edited(line, [
        { start: 0, end: start, text: '' },
        { start: start + inside.length, end: line.text.length, text: '' },
      ]),
    ];
  },
};
