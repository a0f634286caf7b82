import type { ClockTime } from '../clock.ts';
import {
  closeBracketCode,
  colonCode,
  commaCode,
  digitsEnd,
  dotCode,
  openBracketCode,
  pastBlankOrEnd,
  pastBlanks,
  plusCode,
  type Scan,
  skipBlanks,
} from '../scanners/characters.ts';
import {
  decodePriority,
  isFacility,
  noPriority,
  scanPriorityNumber,
  scanPriorityWords,
  severityOf,
} from '../scanners/priority.ts';
import { kernelEnvelope, markEnvelope } from '../scanners/record.ts';
import { scanUptime, skipCaller, skipInterval } from '../scanners/uptime.ts';
import { scanCtime, scanIsoTime, scanMinute } from '../scanners/wall-clock.ts';
import type { EnvelopeFormat } from './envelope-format.ts';
import { tagBehindHost } from './journal.ts';

/** Kernel `printk.c` with `printk.time=1`: `[%5lu.%06lu] `, with CONFIG_PRINTK_CALLER `[%5lu.%06lu][ T123] `. */
export const dmesg: EnvelopeFormat = {
  name: 'dmesg',
  samples: [
    '[  126.890000] usb 1-1: device descriptor read/64, error -71',
    '[ 126.890000] usb 1-1: device descriptor read/64, error -71',
    '[   31.402117][  T123] usb 1-1: Product: HUAWEI Mobile',
    '[   40.118437 <    0.000217>] usb 1-1: Product: HUAWEI Mobile',
  ],
  begins: ['['],
  read(text, at) {
    const uptime = scanUptime(text, at);
    if (uptime === null || tagBehindHost(text, uptime.next) !== -1) return null;
    return kernelEnvelope(null, uptime.value, noPriority, uptime.next);
  },
};

/** util-linux `dmesg -T`: `[CTIME] MESSAGE`. */
export const dmesgCtime: EnvelopeFormat = {
  name: 'dmesg -T',
  samples: [
    '[Sat Feb  7 08:03:41 2026] usb 1-1: USB disconnect, device number 2',
    '[Sat Feb 7 08:03:41 2026] usb 1-1: USB disconnect, device number 2',
    '[Mon Nov 23 22:31:33 2026 <    0.000217>] usb 1-1: USB disconnect, device number 2',
  ],
  begins: ['['],
  read(text, at) {
    const stamp = scanCtimeStamp(text, at);
    return stamp === null || isPriorityAt(text, stamp.next)
      ? null
      : kernelEnvelope(stamp.value, null, noPriority, stamp.next);
  },
};

/** util-linux `dmesg -e`: `[Feb 7 08:03] MESSAGE` for the first line of a minute, `[  +0.000217] MESSAGE` for the others. */
export const dmesgRelative: EnvelopeFormat = {
  name: 'dmesg -e',
  samples: [
    '[Feb 7 08:03] usb 1-1: USB disconnect, device number 2',
    '[Nov23 22:31] usb 1-1: USB disconnect, device number 2',
    "[  +0.000217] qmi_wwan 1-1:1.4 wwan0: unregister 'qmi_wwan' usb-1e1c0000.xhci-1, WWAN/QMI device",
    '[ +12.716103] usb 1-1: USB disconnect, device number 2',
  ],
  begins: ['['],
  read(text, at) {
    const stamp = scanRelativeStamp(text, at);
    return stamp === null || isPriorityAt(text, stamp.next)
      ? null
      : kernelEnvelope(stamp.value, null, noPriority, stamp.next);
  },
};

/** util-linux `dmesg --time-format iso`: `2026-02-07T08:03:41,402117+01:00 MESSAGE`. */
export const dmesgIso: EnvelopeFormat = {
  name: 'dmesg --time-format iso',
  samples: [
    '2026-02-07T08:03:41,402117+01:00 usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    '2026-11-23T22:31:34,000001Z usb 1-1: USB disconnect, device number 2',
  ],
  begins: ['digit'],
  read(text, at) {
    const stamp = scanIsoStamp(text, at);
    return stamp === null ? null : kernelEnvelope(stamp.value, null, noPriority, stamp.next);
  },
};

/** util-linux `dmesg -x`: facility and severity in columns, and then any stamp, or none with `-t`. */
export const dmesgDecoded: EnvelopeFormat = {
  name: 'dmesg -x',
  samples: [
    'kern  :err   : [   40.118220] usb 1-1: device not accepting address 5, error -110',
    'kern :err : [ 40.118220] usb 1-1: device not accepting address 5, error -110',
    'daemon:info  : [   41.000001] systemd[1]: Starting udev',
    'kern  :info  : [Mon Nov 23 22:31:24 2026] usb 1-1: USB disconnect, device number 2',
    'kern  :info  : [  +0.000217] usb 1-1: USB disconnect, device number 2',
    'kern  :info  : 2026-11-23T22:31:24,402117+00:00 usb 1-1: USB disconnect, device number 2',
    'kern  :info  : usb 1-1: USB disconnect, device number 2',
  ],
  begins: ['letter'],
  read(text, at) {
    const facility = scanColumn(text, at);
    if (facility === null || !isFacility(facility.value)) return null;
    const severity = scanColumn(text, facility.next);
    const name = severity === null ? null : severityOf(severity.value);
    if (severity === null || name === null) return null;
    const priority = { facility: facility.value, severity: name };
    const start = pastBlankOrEnd(text, severity.next);
    if (start === -1) return null;
    const uptime = scanUptime(text, start);
    if (uptime !== null) return kernelEnvelope(null, uptime.value, priority, uptime.next);
    const stamp = scanCtimeStamp(text, start) ?? scanRelativeStamp(text, start) ?? scanIsoStamp(text, start);
    return kernelEnvelope(stamp?.value ?? null, null, priority, stamp?.next ?? start);
  },
};

/** `dmesg -r`, `/proc/kmsg`: `<PRI>[   31.402117] MESSAGE`. */
export const dmesgRaw: EnvelopeFormat = {
  name: 'dmesg -r',
  samples: [
    '<6>[   31.402117] usb 1-1: Product: HUAWEI Mobile',
    '<3>[   31.402117][    C0] usb 1-1: device not accepting address 5, error -110',
  ],
  begins: ['<'],
  read(text, at) {
    const number = scanPriorityNumber(text, at);
    const uptime = number === null ? null : scanUptime(text, number.next);
    if (number === null || uptime === null) return null;
    return kernelEnvelope(null, uptime.value, decodePriority(number.value), uptime.next);
  },
};

/** Records of `/dev/kmsg`: `PRIORITY,SEQUENCE,MICROSECONDS,FLAGS[,…];MESSAGE`. Source: kernel Documentation/ABI/testing/dev-kmsg. */
export const kmsg: EnvelopeFormat = {
  name: '/dev/kmsg',
  samples: [
    '6,812,31402117,-;usb 1-1: Product: HUAWEI Mobile',
    '3,813,31402120,-,caller=T123;usb 1-1: device not accepting address 5, error -110',
  ],
  begins: ['digit'],
  read(text, at) {
    const priority = scanNumberAndComma(text, at);
    const sequence = priority === null ? null : scanNumberAndComma(text, priority.next);
    const time = sequence === null ? null : scanNumberAndComma(text, sequence.next);
    if (priority === null || time === null || !'-c+'.includes(text.charAt(time.next) || ' ')) return null;
    const end = text.indexOf(';', time.next);
    if (end === -1 || end - time.next > longestFlags) return null;
    return kernelEnvelope(null, time.value / 1_000_000, decodePriority(priority.value), end + 1);
  },
};

/**
 * What kernel lines about USB begin with behind their stamp: `usb 1-1.2: `, `usb usb1-port1: `, `hub 1-0:1.0: `,
 * `qmi_wwan 1-1:1.4 wwan0: `, `option1 ttyUSB0: `.
 */
const usbSubject =
  /(?:usb (?:usb\d{1,3}|\d{1,3}-)(?:[\d.]{1,20}|port\d{1,2}|[\d.]{0,20}-port\d{1,2}|)|[a-z][\w-]{1,30} \d{1,3}-[\d.]{1,20}:\d{1,3}\.\d{1,3}(?::? [\w-]{1,15}(?: \([a-z_ ]{1,40}\)){0,2})?|(?:option1|qcserial|sierra|generic|pl2303|cp210x|ftdi_sio|ch341-uart|qcaux) ttyUSB\d{1,3}): (?=\S)/y;

/** util-linux `dmesg -t`, and any kernel line whose stamp somebody took off: known by the device that it is about. */
export const dmesgBare: EnvelopeFormat = {
  name: 'dmesg -t',
  samples: [
    'usb 1-1.2: new high-speed USB device number 2 using xhci-mtk',
    'usb usb1-port1: unable to enumerate USB device',
    'hub 1-0:1.0: unable to enumerate USB device on port 1',
    'cdc_acm 1-1:1.0: ttyACM0: USB ACM device',
    "qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-xhci-1, WWAN/QMI device, 0c:5b:8f:27:9a:64",
    'option1 ttyUSB2: GSM modem (1-port) converter now disconnected from ttyUSB2',
  ],
  begins: ['letter'],
  read(text, at) {
    usbSubject.lastIndex = at;
    return usbSubject.test(text) ? kernelEnvelope(null, null, noPriority, at) : null;
  },
};

/** What follows a record of `/dev/kmsg`: a blank, and the device that it is about. */
export const kmsgProperties: EnvelopeFormat = {
  name: 'properties in /dev/kmsg',
  samples: [' SUBSYSTEM=usb', ' DEVICE=+usb:1-1'],
  begins: ['letter'],
  read(text, at) {
    // A sample is shown from its first character on.
    const start = skipBlanks(text, at);
    if (start === 0 || !(text.startsWith('SUBSYSTEM=', start) || text.startsWith('DEVICE=', start)))
      return null;
    return markEnvelope('dmesg', '/dev/kmsg', text);
  },
};

/** `[Sat Feb  7 08:03:41 2026] ` */
function scanCtimeStamp(text: string, at: number): Scan<ClockTime> | null {
  const clock = text.charCodeAt(at) === openBracketCode ? scanCtime(text, at + 1) : null;
  if (clock === null) return null;
  const next = pastBracket(text, skipInterval(text, clock.next));
  return next === -1 ? null : { value: clock.value, next };
}

/** `[Feb 7 08:03] `, or `[  +0.000217] `, which has no clock of its own. */
function scanRelativeStamp(text: string, at: number): Scan<ClockTime | null> | null {
  if (text.charCodeAt(at) !== openBracketCode) return null;
  const minute = scanMinute(text, at + 1);
  if (minute !== null) {
    const next = pastBracket(text, minute.next);
    return next === -1 ? null : { value: minute.value, next };
  }
  const plus = skipBlanks(text, at + 1);
  if (text.charCodeAt(plus) !== plusCode) return null;
  const dot = digitsEnd(text, plus + 1);
  if (dot === plus + 1 || text.charCodeAt(dot) !== dotCode) return null;
  const decimalsEnd = digitsEnd(text, dot + 1);
  const next = decimalsEnd === dot + 7 ? pastBracket(text, decimalsEnd) : -1;
  return next === -1 ? null : { value: null, next };
}

/** `2026-02-07T08:03:41,402117+01:00 ` */
function scanIsoStamp(text: string, at: number): Scan<ClockTime> | null {
  const time = scanIsoTime(text, at);
  if (time === null || !time.value.strict || time.value.fraction !== ',') return null;
  const next = pastBlanks(text, skipCaller(text, time.next));
  return next === -1 ? null : { value: time.value.clock, next };
}

/** Where the message begins after a stamp's `]` at `at`; -1 where none is there. */
function pastBracket(text: string, at: number): number {
  if (text.charCodeAt(at) !== closeBracketCode) return -1;
  return pastBlankOrEnd(text, skipCaller(text, at + 1));
}

/** `daemon.notice: `: the line is one of LuCI's, and its date looks like a stamp. */
function isPriorityAt(text: string, at: number): boolean {
  const priority = scanPriorityWords(text, at);
  return priority !== null && text.charCodeAt(priority.next) === colonCode;
}

/** `kern  :` */
function scanColumn(text: string, at: number): Scan<string> | null {
  let end = at;
  while (end - at < 9 && isColumnCharacter(text.charCodeAt(end))) end += 1;
  const colon = skipBlanks(text, end);
  return end > at && text.charCodeAt(colon) === colonCode
    ? { value: text.slice(at, end), next: colon + 1 }
    : null;
}

function isColumnCharacter(character: number): boolean {
  return (character >= 0x61 && character <= 0x7a) || (character >= 0x30 && character <= 0x39);
}

/** `812,` */
function scanNumberAndComma(text: string, at: number): Scan<number> | null {
  const end = digitsEnd(text, at);
  if (end === at || end - at > mostNumberDigits || text.charCodeAt(end) !== commaCode) return null;
  return { value: Number(text.slice(at, end)), next: end + 1 };
}

const mostNumberDigits = 15;
const longestFlags = 64;
