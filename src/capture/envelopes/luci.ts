import {
  colonCode,
  openBracketCode,
  pastBlankOrEnd,
  pastBlanks,
  skipBlanks,
} from '../scanners/characters.ts';
import { readLocaleDate } from '../scanners/locale-date.ts';
import { scanPriorityWords } from '../scanners/priority.ts';
import { syslogEnvelope } from '../scanners/record.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/**
 * The system log in LuCI since the later 24.10: `[DATE] FACILITY.SEVERITY: MESSAGE`, made in the browser and in its
 * language. A kernel line has no word `kernel`, its stamp follows at once. Where the date is not understood the line has no
 * clock. Source: LuCI `tools/views.js`.
 */
export const luci: EnvelopeFormat = {
  name: 'LuCI system log',
  samples: [
    "[Aug 22, 2026, 13:59:14 GMT+2] daemon.notice: netifd: Interface 'wwan' is now up",
    '[22.08.2026, 13:59:02 MESZ] kern.info: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    '[Aug 22, 2026, 1:59:14\u202fPM GMT+2] daemon.info: pppd[2231]: Modem hangup',
    '[2026/8/22 13:59:14] daemon.info: pppd[2231]: Modem hangup',
    '[22 août 2026 à 13:59:14 UTC+2] daemon.info: pppd[2231]: Modem hangup',
    '[2026. 8. 22. 오후 1시 59분 14초 GMT+2] cron.err: crond[2400]: USER root pid 2588 cmd /bin/true',
    '[Sat Aug 22 13:59:14 2026] daemon.info: pppd[2231]: Modem hangup',
    '[22 kolovoza 2026] console.info: pppd[2231]: Modem hangup',
  ],
  begins: ['['],
  read(text, at) {
    if (text.charCodeAt(at) !== openBracketCode) return null;
    for (let close = text.indexOf(']', at); ; close = text.indexOf(']', close + 1)) {
      if (close === -1 || close - at > longestDate) return null;
      const start = pastBlanks(text, close + 1);
      const priority = start === -1 ? null : scanPriorityWords(text, start);
      if (priority === null || text.charCodeAt(priority.next) !== colonCode) continue;
      const next = pastBlankOrEnd(text, priority.next + 1);
      if (next === -1) return null;
      return syslogEnvelope(
        text,
        next,
        'luci',
        readLocaleDate(text.slice(at + 1, close)),
        priority.value,
        null,
      );
    }
  },
};

/**
 * The same where whoever copied it has lost the beginning of the date, or all of it. What is left of a date tells no time: of
 * `22.08.2026` the first digit may be gone.
 */
export const cutLuci: EnvelopeFormat = {
  name: 'LuCI system log, its beginning cut off',
  samples: [
    "ug 22, 2026, 13:59:14 GMT+2] daemon.notice: netifd: Interface 'wwan' is now up",
    '3:59:14] daemon.info: pppd[2231]: Modem hangup',
    '] daemon.info: pppd[2231]: Modem hangup',
    'daemon.info: pppd[2231]: Modem hangup',
    'kern.info: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
  ],
  begins: ['letter', 'digit', 'other'],
  read(text, at) {
    if (text.charCodeAt(at) === openBracketCode) return null;
    const close = text.indexOf('] ', at);
    const isNear = close !== -1 && close - at <= longestDate;
    const behindDate = isNear ? scanPriorityWords(text, skipBlanks(text, close + 1)) : null;
    const priority = behindDate ?? scanPriorityWords(text, at);
    if (priority === null || text.charCodeAt(priority.next) !== colonCode) return null;
    const next = pastBlankOrEnd(text, priority.next + 1);
    return next === -1 ? null : syslogEnvelope(text, next, 'luci', null, priority.value, null);
  },
};

/** Some languages spell out the zone. */
const longestDate = 120;
