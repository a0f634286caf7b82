import { readSpoken } from '../envelopes/spoken.ts';
import type { Line } from '../line.ts';
import { edited } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isLogLine, isRecord } from './recognised.ts';

/** `> `, `>> `, `> > `, and a `>` on a line of its own. */
const quoteMarks = /^\s{0,3}(?:>\s?)*>(?:\s|$)/;
/** `>Tue Aug 22 …`: believed only before what can be no sentence. */
const tightQuoteMarks = /^\s{0,3}(?:>\s?)+/;

/** The marks with which mail and Markdown quote. */
export const quoteMargin: LineMending = {
  name: 'marks of a quotation',
  samples: [
    {
      damaged: ['> > [    1.640000] usb 1-1: reset', '>', '>> \toption proto qmi'],
      mended: ['[    1.640000] usb 1-1: reset', '', '\toption proto qmi'],
    },
    { damaged: [">config interface 'wan'"], mended: ["config interface 'wan'"] },
  ],
  mend(line) {
    if (!line.text.trimStart().startsWith('>')) return null;
    const marks = quoteMarks.exec(line.text)?.[0].length;
    if (marks !== undefined) return [without(line, marks)];
    const tight = tightQuoteMarks.exec(line.text)?.[0].length ?? 0;
    return tight > 0 && isRecord(line.text.slice(tight)) ? [without(line, tight)] : null;
  },
};

/**
 * `- `, `* `, `• `, `3) `, `| `; `[13:59:14.123] `, `[2026-08-22 13:59:14] `, as terminal programs stamp what they record;
 * `/var/log/messages:`, which grep prints before the lines of several files.
 */
const bulletOrName =
  /^\s*(?:\[(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]\s|(?:[-*+•·‣–—|│]|\d{1,3}[.)])\s+|[-+](?=\S)|(?=[^:\s]*[A-Za-z/])[\w./-]{1,200}:(?:\d{1,7}:)?)/;

/** What lists, patches, terminals and grep put before a log line. */
export const bulletMargin: LineMending = {
  name: 'bullets and names of files before log lines',
  samples: [
    { damaged: ['* [    1.640000] usb 1-1: reset'], mended: ['[    1.640000] usb 1-1: reset'] },
    {
      damaged: ['log/messages:812:[    1.640000] usb 1-1: reset'],
      mended: ['[    1.640000] usb 1-1: reset'],
    },
    { damaged: ['+[    1.640000] usb 1-1: reset'], mended: ['[    1.640000] usb 1-1: reset'] },
    {
      damaged: ['[2026-08-22 13:59:14.123] [    1.640000] usb 1-1: reset', '[13:59:14] see above'],
      mended: ['[    1.640000] usb 1-1: reset', '[13:59:14] see above'],
    },
    {
      damaged: ['[13:59:14] Mar 14 22:10:05 OpenWrt daemon.info pppd[1402]: Exit.'],
      mended: ['Mar 14 22:10:05 OpenWrt daemon.info pppd[1402]: Exit.'],
    },
    { damaged: ['| [    1.640000] usb 1-1: reset'], mended: ['[    1.640000] usb 1-1: reset'] },
    {
      damaged: ['1. udhcpc: sending discover', '2. udhcpc: no lease, failing', '3. udhcpc: I see it wait.'],
      mended: ['udhcpc: sending discover', 'udhcpc: no lease, failing', '3. udhcpc: I see it wait.'],
    },
  ],
  mend(line) {
    const mark = bulletOrName.exec(line.text)?.[0].length;
    if (mark === undefined || isLogLine(line.text)) return null;
    const rest = line.text.slice(mark);
    if (!isLogLine(rest) && readSpoken(rest) === null) return null;
    return [without(line, mark)];
  },
};

function without(line: Line, length: number): Line {
  return edited(line, [{ start: 0, end: length, text: '' }]);
}
