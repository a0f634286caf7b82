import { partOf } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isLogLine } from './recognised.ts';

/** `  <-- here`, ` <=== this`, ` ← look`; pppd prints `Connect: ppp0 <--> /dev/ttyUSB0`. */
const arrow = /\s(?=(?:<-{2,}(?!>)|<={2,}|←)[^<>←]{0,80}$)/;

/** What somebody wrote behind a log line to point at it. */
export const arrows: LineMending = {
  name: 'arrows behind log lines',
  samples: [
    {
      damaged: ['[    1.640000] usb 1-1: reset   <--- here'],
      mended: ['[    1.640000] usb 1-1: reset', '<--- here'],
    },
    {
      damaged: [
        'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
        'it works <-- good',
      ],
      mended: [
        'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
        'it works <-- good',
      ],
    },
  ],
  mend(line) {
    if (!line.text.includes('<') && !line.text.includes('←')) return null;
    const found = arrow.exec(line.text);
    if (found === null || !isLogLine(line.text)) return null;
    const end = line.text.slice(0, found.index).trimEnd().length;
    return [partOf(line, 0, end), partOf(line, found.index + 1)];
  },
};
