import { pastBlankOrEnd, pastBlanks, type Scan } from '../scanners/characters.ts';
import { scanHost } from '../scanners/host.ts';
import { noPriority, type Priority, scanPriority, scanPriorityNumber } from '../scanners/priority.ts';
import { syslogEnvelope } from '../scanners/record.ts';
import { scanNamedTag } from '../scanners/tag.ts';
import { scanYearlessTime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/** busybox `syslogd.c`: `TIME HOST FACILITY.SEVERITY MESSAGE`; `<NNN>` stands for a priority that has no name. */
export const syslogd: EnvelopeFormat = {
  name: 'busybox syslogd',
  samples: [
    'Jan  1 00:00:31 OpenWrt user.info kernel: [   31.640000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
    'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
    'Mar 14 22:10:05.417 OpenWrt local2.info chat[1404]:  -- got it',
    'Mar 14 22:10:05 OpenWrt <190> pppd[1402]: Serial connection established.',
  ],
  begins: ['letter'],
  read(text, at) {
    const clock = scanYearlessTime(text, at);
    const start = clock === null ? -1 : pastBlanks(text, clock.next);
    const host = start === -1 ? null : scanHost(text, start);
    if (clock === null || host === null) return null;
    const priority = scanPriority(text, host.next) ?? scanNamelessPriority(text, host.next);
    if (priority === null) return null;
    return syslogEnvelope(text, priority.next, 'syslogd', clock.value, priority.value, host.value);
  },
};

/**
 * busybox `syslogd.c` with `-S`: `TIME MESSAGE`. Sentences begin with a time, too, so a message without a tag of one
 * word is none.
 */
export const smallSyslogd: EnvelopeFormat = {
  name: 'busybox syslogd -S',
  samples: [
    'Jan  1 00:00:31 kernel: [   31.640000] usb 1-1: USB disconnect, address 2',
    'Mar 14 22:10:05 pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
  ],
  begins: ['letter'],
  read(text, at): Envelope | null {
    const clock = scanYearlessTime(text, at);
    const start = clock === null ? -1 : pastBlanks(text, clock.next);
    if (clock === null || start === -1 || scanNamedTag(text, start) === null) return null;
    return syslogEnvelope(text, start, 'syslogd', clock.value, noPriority, null);
  },
};

/** `<190> `. */
function scanNamelessPriority(text: string, at: number): Scan<Priority> | null {
  const number = scanPriorityNumber(text, at);
  const next = number === null ? -1 : pastBlankOrEnd(text, number.next);
  return next === -1 ? null : { value: noPriority, next };
}
