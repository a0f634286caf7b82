import { edited, editsOf, rewritten } from './edit.ts';
import type { LineMending } from './mending.ts';
import { isRecord } from './recognised.ts';

const notAscii = /[^\0-\x7f]/;

/** Zero-width blanks and joiners, marks of writing direction, soft hyphens, stray byte order marks. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;

/** No-break, narrow, thin and wide blanks; the line and paragraph separators of word processors. */
const blank = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

const singleQuote = /[‘’‚‛‹›′´]/g;
const doubleQuote = /[“”„‟«»″]/g;

/** Characters that word processors, forums and mail programs put in place of plain ones. */
export const typography: LineMending = {
  name: 'quotes and blanks of word processors',
  samples: [
    {
      damaged: ['Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface ‘wwan’ is now up'],
      mended: ["Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wwan' is now up"],
    },
    { damaged: ['\toption apn „internet“'], mended: ['\toption apn "internet"'] },
    { damaged: ['option\u00a0proto\u202f«qmi»'], mended: ['option proto "qmi"'] },
    { damaged: ['\u200boption pro\u00adto ′qmi′'], mended: ["option proto 'qmi'"] },
  ],
  mend(line) {
    if (!notAscii.test(line.text)) return null;
    const plain = line.text.replace(blank, ' ').replace(singleQuote, "'").replace(doubleQuote, '"');
    const same = plain === line.text ? line : rewritten(line, plain);
    const edits = editsOf(plain, invisible, () => '');
    if (edits !== null) return [edited(same, edits)];
    return same === line ? null : [same];
  },
};

const joinedMark = /[‐‑‒–—―−…]/g;
/** `uqmi –get-data-status`: what stands before an option, and how it begins. */
const beforeOption = /(?:^|\s)$/;
/** `chat[1404]:  — got it`: chat begins so. */
const beforeMessage = /(?:^|:\s{1,2})$/;

/** Dashes and dots that an editor joined. In sentences they stay as they are. */
export const dashes: LineMending = {
  name: 'joined dashes and dots',
  samples: [
    {
      damaged: ['root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 –get-data-status'],
      mended: ['root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status'],
    },
    {
      damaged: ['Mar 14 22:10:05 OpenWrt local2.info chat[1404]:  — got it'],
      mended: ['Mar 14 22:10:05 OpenWrt local2.info chat[1404]:  -- got it'],
    },
    {
      damaged: ['[   31.640000] usb 1–1: new high–speed USB device'],
      mended: ['[   31.640000] usb 1-1: new high-speed USB device'],
    },
    {
      damaged: ['Tue Aug 22 13:59:14 2017 daemon.notice netifd: wan (812): Waiting for SIM…'],
      mended: ['Tue Aug 22 13:59:14 2017 daemon.notice netifd: wan (812): Waiting for SIM...'],
    },
  ],
  mend(line) {
    const { text } = line;
    if (!notAscii.test(text) || text.search(joinedMark) === -1 || !isRecord(text)) return null;
    const edits = editsOf(text, joinedMark, ({ 0: mark, index }) => plainMark(mark, text, index));
    return edits === null ? null : [edited(line, edits)];
  },
};

function plainMark(mark: string, text: string, index: number): string {
  switch (mark) {
    case '…':
      return '...';
    case '—':
    case '―':
      return '--';
    case '–': {
      const before = text.slice(Math.max(index - 3, 0), index);
      const next = text.charAt(index + 1);
      const isOption = /[a-z]/i.test(next) && beforeOption.test(before);
      return isOption || (next === ' ' && beforeMessage.test(before)) ? '--' : '-';
    }
    default:
      return '-';
  }
}
