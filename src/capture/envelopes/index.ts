import { columns, columnsOfBlanks } from './columns.ts';
import { cutLogread, cutSyslogd, tagged } from './cut.ts';
import {
  dmesg,
  dmesgBare,
  dmesgCtime,
  dmesgDecoded,
  dmesgIso,
  dmesgRaw,
  dmesgRelative,
  kmsg,
  kmsgProperties,
} from './dmesg.ts';
import type { EnvelopeFormat } from './envelope-format.ts';
import { journalFull, journalIso, journalMarks, journalMonotonic, journalShort } from './journal.ts';
import { logread } from './logread.ts';
import { cutLuci, luci } from './luci.ts';
import { qmodem, quectelCm } from './own-logs.ts';
import { rfc3164, rfc5424 } from './syslog-records.ts';
import { smallSyslogd, syslogd } from './syslogd.ts';

/** All layouts, in the order in which they are tried. */
export const envelopeFormats: readonly EnvelopeFormat[] = [
  logread,
  dmesg,
  syslogd,
  smallSyslogd,
  luci,
  journalShort,
  journalIso,
  journalFull,
  journalMonotonic,
  journalMarks,
  dmesgCtime,
  dmesgRelative,
  dmesgIso,
  dmesgDecoded,
  dmesgRaw,
  kmsg,
  kmsgProperties,
  rfc3164,
  rfc5424,
  columns,
  columnsOfBlanks,
  quectelCm,
  qmodem,
  cutLogread,
  cutSyslogd,
  cutLuci,
  dmesgBare,
  tagged,
];
