import { readEnvelope } from '../envelope.ts';
import type { Line } from '../line.ts';
import { isNamedPrompt } from '../prompt.ts';
import { partOf } from './edit.ts';
import type { LineMending } from './mending.ts';

/**
 * Where another line may begin: `Tue Aug 22 13:59:14 2017 `, `Aug 22 13:59:14 `, `[   31.640000] `, `<6>[   31.640000] `,
 * `[Tue Aug 22 13:59:14 2017] `, `[08-22_13:59:14:100] `.
 */
const beginning =
  /\[(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \d{4}\] |(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]?\d \d\d:\d\d:\d\d |(?:<\d{1,3}>)?\[ {0,5}\d{1,6}\.\d{6}\] |\[\d\d-\d\d_\d\d:\d\d:\d\d:\d{3}\] /g;

/** `  12: `: a number that stands before the line, see `lineNumbers`. */
const lineNumber = /^\s*\d{1,7}\W{0,8}$/;

/** Lines with less than this behind their beginning hold no second one. */
const shortestLine = 20;

/** Log lines that stand behind each other because the line ends between them were lost. */
export const gluedLines: LineMending = {
  name: 'several log lines on one',
  samples: [
    {
      damaged: [
        "Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wan' is now upTue Aug 22 13:59:15 2017 daemon.info pppd[812]: Exit.",
      ],
      mended: [
        "Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wan' is now up",
        'Tue Aug 22 13:59:15 2017 daemon.info pppd[812]: Exit.',
      ],
    },
    {
      damaged: ['[    1.640000] usb 1-1: reset[    1.650000] usb 1-1: gone'],
      mended: ['[    1.640000] usb 1-1: reset', '[    1.650000] usb 1-1: gone'],
    },
    {
      damaged: ['<6>[    1.640000] usb 1-1: reset<6>[    1.650000] usb 1-1: gone'],
      mended: ['<6>[    1.640000] usb 1-1: reset', '<6>[    1.650000] usb 1-1: gone'],
    },
    {
      damaged: ['[Tue Aug 22 13:59:14 2017] usb 1-1: reset[Tue Aug 22 13:59:15 2017] usb 1-1: gone'],
      mended: ['[Tue Aug 22 13:59:14 2017] usb 1-1: reset', '[Tue Aug 22 13:59:15 2017] usb 1-1: gone'],
    },
    {
      damaged: [
        'Tue Aug 22 13:59:14 2017 kern.info kernel: [    1.640000] usb 1-1: reset[    1.650000] usb 1-1: gone',
      ],
      mended: [
        'Tue Aug 22 13:59:14 2017 kern.info kernel: [    1.640000] usb 1-1: reset',
        '[    1.650000] usb 1-1: gone',
      ],
    },
    {
      damaged: ['It says: Tue Aug 22 13:59:15 2017 daemon.info pppd[812]: Exit.'],
      mended: ['It says:', 'Tue Aug 22 13:59:15 2017 daemon.info pppd[812]: Exit.'],
    },
    {
      damaged: [
        '$ sudo ./quectel-CM [07-23_22:20:22:701] Auto find usbnet_adapter = wwan0 [07-23_22:20:22:705] qmi_main exit',
        'Fri Oct 10 11:12:13 2025 daemon.info quectel-CM[3301]: [10-10_11:12:13:431] qmi_main exit',
      ],
      mended: [
        '$ sudo ./quectel-CM',
        '[07-23_22:20:22:701] Auto find usbnet_adapter = wwan0',
        '[07-23_22:20:22:705] qmi_main exit',
        'Fri Oct 10 11:12:13 2025 daemon.info quectel-CM[3301]: [10-10_11:12:13:431] qmi_main exit',
      ],
    },
    {
      damaged: ['root@OpenWrt:~# ls /dev[    1.640000] usb 1-1: USB disconnect, device number 5'],
      mended: ['root@OpenWrt:~# ls /dev', '[    1.640000] usb 1-1: USB disconnect, device number 5'],
    },
  ],
  mend(line) {
    const { text } = line;
    if (text.length < shortestLine) return null;
    const starts: number[] = [];
    let body = bodyOf(text, 0);
    for (const { index } of text.matchAll(beginning)) {
      if (index < body) continue;
      if (starts.length === 0 && lineNumber.test(text.slice(0, index))) continue;
      const next = startOf(text, index);
      // A log that another daemon logs: two envelopes, one message. Quoted words of a command are no line.
      if (next === null || text.slice(body, index).trim() === '' || isQuoted(text, index)) continue;
      starts.push(index);
      body = next;
    }
    if (starts.length === 0) return null;
    return [0, ...starts].map((start, at) => trimmed(partOf(line, start, starts[at] ?? text.length)));
  },
};

/** Where the message of a log line that begins at `start` begins; `start` itself where none begins there. */
function bodyOf(text: string, start: number): number {
  const envelope = readEnvelope(text.slice(start, start + 300));
  return envelope === null ? start : start + envelope.bodyAt;
}

/** Where the message of a glued line begins; null where no line begins at `start`. */
function startOf(text: string, start: number): number | null {
  const envelope = readEnvelope(text.slice(start, start + 300));
  if (envelope === null) return null;
  // A kernel line inside a line of logread is its message, and a time inside a sentence is no log line.
  if (envelope.format === 'dmesg' && !isKernelsPlace(text.slice(0, 300))) return null;
  const isTold = envelope.facility !== null || envelope.format === 'dmesg' || envelope.format === 'own';
  return isTold ? start + envelope.bodyAt : null;
}

/** Whether another line may begin in the middle of what a line of a log says. */
export function mayHoldLine(body: string): boolean {
  return body.slice(1).search(beginning) >= 0;
}

/** Whether kernel lines stand in such a line: behind another one, or where a serial console prints them, at a prompt. */
function isKernelsPlace(beginning: string): boolean {
  if (isNamedPrompt(beginning)) return true;
  const envelope = readEnvelope(beginning);
  return envelope?.format === 'dmesg' || (envelope?.program === 'kernel' && envelope.uptime !== null);
}

function isQuoted(text: string, at: number): boolean {
  return /["'`(]/.test(text.charAt(at - 1));
}

function trimmed(line: Line): Line {
  return line.text.endsWith(' ') ? partOf(line, 0, line.text.trimEnd().length) : line;
}
