import { closeBracketCode, digitsEnd, dotCode, openBracketCode, pastBlanks } from '../scanners/characters.ts';
import { scanPriority } from '../scanners/priority.ts';
import { syslogEnvelope } from '../scanners/record.ts';
import { scanCtime } from '../scanners/wall-clock.ts';
import type { Envelope } from '../section.ts';
import type { EnvelopeFormat } from './envelope-format.ts';

/** ubox `logread.c`: `CTIME [STAMP] FACILITY.SEVERITY[ kernel:] MESSAGE`; the stamp with `-t` only. */
export const logread: EnvelopeFormat = {
  name: 'logread',
  samples: [
    "Tue Aug 22 13:59:14 2017 daemon.notice netifd: Interface 'wwan' is now up",
    'Sat Feb  7 08:03:41 2026 [1770447821.417] daemon.notice netifd: wwan (4021): Waiting for network registration',
    'Sat Feb  7 08:03:41 2026 kern.info kernel: [   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    'Sat Feb 7 08:03:41 2026\tdaemon.info\tpppd[4177]:\tSerial connection established.',
  ],
  begins: ['letter'],
  read: readLogread,
};

function readLogread(text: string, at: number): Envelope | null {
  const clock = scanCtime(text, at);
  if (clock === null) return null;
  const start = pastBlanks(text, clock.next);
  if (start === -1) return null;
  const priority = scanPriority(text, skipEpochStamp(text, start));
  if (priority === null) return null;
  return syslogEnvelope(text, priority.next, 'logread', clock.value, priority.value, null);
}

/** Skips `[1770447821.417] `, which `logread -t` prints after the date. It says the same as the date, in UTC. */
export function skipEpochStamp(text: string, at: number): number {
  if (text.charCodeAt(at) !== openBracketCode) return at;
  const dot = digitsEnd(text, at + 1);
  if (dot === at + 1 || text.charCodeAt(dot) !== dotCode) return at;
  const close = digitsEnd(text, dot + 1);
  if (close === dot + 1 || text.charCodeAt(close) !== closeBracketCode) return at;
  const next = pastBlanks(text, close + 1);
  return next === -1 ? at : next;
}
