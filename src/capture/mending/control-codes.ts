import { readEnvelope } from '../envelope.ts';
import type { Line } from '../line.ts';
import { type Edit, edited, editsOf, partOf } from './edit.ts';
import type { LineMending } from './mending.ts';

/** Controls other than the tab, and the leftovers of colours whose escape character was lost. */
const suspicious = /[\0-\x08\x0a-\x1f\x7f\x9b]|\[(?:0|1;3\d)?m|\^\[\[|#0(?:33\[|1[25])|\^M\s*$/;

/**
 * ECMA-48 escape sequences: `ESC [ 1;31 m`, `ESC ] 0;title BEL`, `ESC ( B`; as pagers and editors show them `^[[0m`, and
 * rsyslog `#033[0m`; and colours whose escape character was lost, `[1;31m`, `[0m`.
 */
const escapeSequence =
  /(?:\x1b\[|\x9b|\^\[\[|#033\[)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)|\x1b[ -/]{0,3}[0-~]|\x1b|\[(?:[01]|[39]\d|[01];[349]\d)m(?!\])/g;

/** NUL, bell, form feed and the like; the backspace has a meaning, and so has the carriage return. */
const otherControl = /[\0-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]+/g;

/** Line ends as busybox syslogd and rsyslog write them where a message holds some: `^M`, `#015#012`. */
const shownEnds = /(?<!\^M|#01[25])(?:\^M|#01[25])+\s*$/;

/** Escape sequences, backspaces and other controls of a terminal session or a damaged file. */
export const controlCodes: LineMending = {
  name: 'codes of a terminal',
  samples: [
    {
      damaged: ['\x1b[1;31mTue Aug 22 13:59:14 2017 daemon.err pppd[812]: LCP timeout\x1b[0m\x1b[K'],
      mended: ['Tue Aug 22 13:59:14 2017 daemon.err pppd[812]: LCP timeout'],
    },
    { damaged: ['[0;32mroot@OpenWrt[0m:~# logread'], mended: ['root@OpenWrt:~# logread'] },
    { damaged: ['root@OpenWrt:~# ifdo\x08\x08up wan'], mended: ['root@OpenWrt:~# ifup wan'] },
    { damaged: ['\0\0\0\0[   31.640000] usb 1-1: reset\0'], mended: ['[   31.640000] usb 1-1: reset'] },
    {
      damaged: [
        'Aug 22 13:59:15 gw pppd[872]: #033[31mModem hangup#033[0m#015#012',
        'Mar 14 22:10:05 OpenWrt daemon.notice netifd: wan (12): +CME ERROR: 10^M',
        'Mar 14 22:10:06 OpenWrt local2.info chat[1404]: ATZ^M^M',
        'ATZ^M^M',
      ],
      mended: [
        'Aug 22 13:59:15 gw pppd[872]: Modem hangup',
        'Mar 14 22:10:05 OpenWrt daemon.notice netifd: wan (12): +CME ERROR: 10',
        'Mar 14 22:10:06 OpenWrt local2.info chat[1404]: ATZ^M^M',
        'ATZ^M^M',
      ],
    },
    { damaged: ['\x0coption proto qmi'], mended: ['option proto qmi'] },
  ],
  mend(line) {
    if (!suspicious.test(line.text)) return null;
    const bare = withoutShownEnds(without(without(line, escapeSequence), otherControl));
    const struck = strikeBack(bare);
    return struck === line ? null : [struck];
  },
};

function without(line: Line, pattern: RegExp): Line {
  const edits = editsOf(line.text, pattern, () => '');
  return edits === null ? line : edited(line, edits);
}

function withoutShownEnds(line: Line): Line {
  const end = shownEnds.exec(line.text);
  const envelope = end === null ? null : readEnvelope(line.text);
  // logd writes none, and chat prints `^M` itself: `send (ATZ^M)`, `ATZ^M^M`.
  if (end === null || envelope === null || envelope.format === 'logread' || envelope.program === 'chat')
    return line;
  return partOf(line, 0, end.index);
}

/** Takes out every backspace with the character before it. */
function strikeBack(line: Line): Line {
  const { text } = line;
  if (!text.includes('\b')) return line;
  const kept: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) === 8) kept.pop();
    else kept.push(at);
  }
  const edits: Edit[] = [];
  let next = 0;
  for (const at of [...kept, text.length]) {
    if (at > next) edits.push({ start: next, end: at, text: '' });
    next = at + 1;
  }
  return edited(line, edits);
}
