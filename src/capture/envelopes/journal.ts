import type { ClockTime } from '../clock.ts';
import {
  colonCode,
  isBlank,
  isLetter,
  openBracketCode,
  pastBlanks,
  skipBlanks,
  wordEnd,
} from '../scanners/characters.ts';
import { scanHost } from '../scanners/host.ts';
import { noPriority, scanPriority, severityOf } from '../scanners/priority.ts';
import { isKnownProgram } from '../scanners/programs.ts';
import { markEnvelope, syslogEnvelope } from '../scanners/record.ts';
import { type NamedTag, scanNamedTag } from '../scanners/tag.ts';
import { scanUptime } from '../scanners/uptime.ts';
import { type IsoTime, scanForeignTime, scanIsoTime, scanYearlessTime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/**
 * `journalctl` as it is by default, and with `-o short-precise`: `TIME HOST IDENT[PID]: MESSAGE`. The files of rsyslog look
 * the same. Source: journalctl(1); the month is in the language of whoever asked.
 */
export const journalShort: EnvelopeFormat = {
  name: 'journalctl, rsyslog',
  samples: [
    'Aug 22 13:59:14 gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
    'Aug 02 09:00:01 gw kernel: usb 1-1: USB disconnect, device number 4',
    'Aug 22 13:59:14.123456 gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
    'Mar  6 20:01:56 localhost kernel: [71125.791302] usb 1-1-port2: over-current change',
    'říj 14 09:12:08 pinephone ModemManager[614]: <info>  [modem0] simple connect started...',
    'oct. 14 09:12:08 pinephone ModemManager[614]: <info>  [modem0] simple connect started...',
  ],
  begins: ['letter'],
  read(text, at) {
    const clock = scanYearlessTime(text, at) ?? scanForeignTime(text, at);
    const start = clock === null ? -1 : pastBlanks(text, clock.next);
    return clock === null || start === -1 ? null : readHostAndTag(text, start, clock.value);
  },
};

/**
 * `journalctl -o short-iso`, `-o short-iso-precise`, and the files of rsyslog since its version 8.2210: `2026-08-22T13:59:14+0200
 * HOST IDENT[PID]: MESSAGE`. Other collectors write a blank in place of the T, and leave the zone away; sentences may begin
 * so, too, so that such a line needs a pid or a program that is known.
 */
export const journalIso: EnvelopeFormat = {
  name: 'journalctl -o short-iso, rsyslog with high precision',
  samples: [
    '2026-08-22T13:59:14+0200 gw ModemManager[872]: <wrn> [modem0/bearer1] connection attempt #1 failed: Call failed',
    '2026-08-22T13:59:14+02:00 gw kernel: qmi_wwan 1-1:1.4 wwan0: register',
    '2026-08-22T13:59:20.000318+02:00 OpenWrt kernel: [  917.220011] usb 1-1: reset high-speed USB device number 2 using xhci-mtk',
    "2026-08-22T13:59:14Z OpenWrt netifd: Interface 'wwan' is now down",
    '2026-08-22 13:59:14 gw pppd[2231]: Modem hangup',
    '2026-08-22T13:59:14+02:00 OpenWrt daemon.notice pppd[2231]: Modem hangup',
    '2026-08-22T13:59:14+02:00 pppd[2231]: Modem hangup',
    '2026-08-22 13:59:14 daemon.notice pppd[4711]: Modem hangup',
    '2026-08-22 13:59:14\tdaemon.notice\tpppd[4711]:\tModem hangup',
  ],
  begins: ['digit'],
  read(text, at) {
    const time = scanIsoTime(text, at);
    const start = time === null ? -1 : pastBlanks(text, time.next);
    if (time === null || start === -1 || isKernelTime(time.value)) return null;
    const priority = scanPriority(text, start);
    if (priority !== null) {
      return syslogEnvelope(text, priority.next, 'journal', time.value.clock, priority.value, null);
    }
    const tagged = scanNamedTag(text, start);
    if (tagged !== null) {
      if (!isTrusted(time.value, tagged.value)) return null;
      return syslogEnvelope(text, start, 'journal', time.value.clock, noPriority, null);
    }
    const envelope = readHostAndTag(text, start, time.value.clock);
    if (envelope === null || envelope.facility !== null || envelope.program === null) return envelope;
    // `2026-08-22T13:59:14 Notice ppp: …` has columns.
    if (envelope.host !== null && severityOf(envelope.host) !== null) return null;
    return isTrusted(time.value, { program: envelope.program, pid: envelope.pid }) ? envelope : null;
  },
};

/** `journalctl -o short-full`: `Sat 2026-08-22 13:59:14 CEST HOST IDENT[PID]: MESSAGE`. */
export const journalFull: EnvelopeFormat = {
  name: 'journalctl -o short-full',
  samples: [
    'Sat 2026-08-22 13:59:14 CEST gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
    'Sat 2026-08-22 13:59:14.123456 +03 gw kernel: usb 1-1: USB disconnect, device number 4',
  ],
  begins: ['letter'],
  read(text, at) {
    let weekdayEnd = at;
    while (weekdayEnd - at < 4 && isWeekdayCharacter(text.charCodeAt(weekdayEnd))) weekdayEnd += 1;
    const start = pastBlanks(text, weekdayEnd);
    const time = start === -1 ? null : scanIsoTime(text, start);
    const zoneAt = time === null ? -1 : pastBlanks(text, time.next);
    if (time === null || zoneAt === -1) return null;
    const zoneEnd = wordEnd(text, zoneAt, longestZone);
    const hostAt = zoneEnd === -1 ? -1 : pastBlanks(text, zoneEnd);
    if (hostAt === -1) return null;
    const { seconds, hasYear } = time.value.clock;
    return readHostAndTag(text, hostAt, { seconds, hasYear, text: text.slice(at, zoneEnd) });
  },
};

/** `journalctl -o short-monotonic`: `[   31.402117] HOST IDENT[PID]: MESSAGE`. */
export const journalMonotonic: EnvelopeFormat = {
  name: 'journalctl -o short-monotonic',
  samples: [
    '[   31.402117] gw kernel: usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    '[   48.118220] gw ModemManager[872]: <msg> [modem0] state changed (registered -> connecting)',
  ],
  begins: ['['],
  read(text, at) {
    const uptime = scanUptime(text, at);
    const tagAt = uptime === null ? -1 : tagBehindHost(text, uptime.next);
    if (uptime === null || tagAt === -1) return null;
    const host = scanHost(text, uptime.next);
    const tag = scanNamedTag(text, tagAt);
    if (host === null || tag === null) return null;
    return {
      format: 'journal',
      clock: null,
      facility: null,
      severity: null,
      host: host.value,
      uptime: uptime.value,
      program: tag.value.program,
      pid: tag.value.pid,
      bodyAt: tag.next,
    };
  },
};

/** What journalctl puts between the lines of a log. */
export const journalMarks: EnvelopeFormat = {
  name: 'marks of journalctl',
  samples: [
    '-- Boot 3f1c1f0a5d0b4c0f9b3c2c1d5e6f7a8b --',
    '-- Reboot --',
    '-- Journal begins at Sat 2026-08-22 13:59:14 CEST, ends at Sat 2026-08-22 15:00:00 CEST. --',
    '-- Logs begin at Sat 2026-08-22 13:59:14 CEST. --',
    '-- No entries --',
  ],
  begins: ['other'],
  read(text, at) {
    if (!text.startsWith('-- ', at)) return null;
    return marks.test(text.slice(at)) ? markEnvelope('journal', 'journalctl', text) : null;
  },
};

/** `-- Boot 3f1c1f0a5d0b4c0f9b3c2c1d5e6f7a8b --` */
const marks = /^-- (?:Boot [\da-f]{32}|Reboot|(?:Journal begins|Logs begin) at .*|No entries) --\s*$/;

/** Where the tag of a journal's line begins, behind the host at `at`: `kernel: ` or one with a pid; -1 where there is none. */
export function tagBehindHost(text: string, at: number): number {
  const limit = Math.min(text.length, at + longestWord);
  let end = at;
  while (end < limit && !isBlank(text.charCodeAt(end))) end += 1;
  if (end === at || end === limit || text.charCodeAt(end - 1) === colonCode) return -1;
  const tagAt = skipBlanks(text, end);
  if (text.startsWith('kernel: ', tagAt)) return tagAt;
  for (end = tagAt; end < limit; end += 1) {
    const character = text.charCodeAt(end);
    if (character === openBracketCode) {
      const tag = scanNamedTag(text, tagAt);
      return tag === null || tag.value.pid === null ? -1 : tagAt;
    }
    if (character === colonCode || isBlank(character)) return -1;
  }
  return -1;
}

/** A host and the name of a program, together. */
const longestWord = 128;

const longestZone = 8;

function isWeekdayCharacter(character: number): boolean {
  return isLetter(character) || character > 0xbf;
}

/** `HOST [FACILITY.SEVERITY ]IDENT[PID]: MESSAGE` at `at`. */
function readHostAndTag(text: string, at: number, clock: ClockTime | null): Envelope | null {
  const host = scanHost(text, at);
  if (host === null) return null;
  const priority = scanPriority(text, host.next);
  if (priority !== null) {
    // With English months, and without a year, this is busybox syslogd.
    return clock?.hasYear === true
      ? syslogEnvelope(text, priority.next, 'journal', clock, priority.value, host.value)
      : null;
  }
  const tag = scanNamedTag(text, host.next);
  if (tag === null) return null;
  return syslogEnvelope(text, host.next, 'journal', clock, noPriority, host.value);
}

/** `2026-02-07T08:03:41,402117+01:00`: the time of `dmesg --time-format iso`, with its comma. */
function isKernelTime({ strict, fraction }: IsoTime): boolean {
  return strict && fraction === ',';
}

function isTrusted({ strict, zoned }: IsoTime, { program, pid }: NamedTag): boolean {
  return strict || zoned || pid !== null || isKnownProgram(program);
}
