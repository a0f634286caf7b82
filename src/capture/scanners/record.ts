import type { ClockTime } from '../clock.ts';
import type { Envelope, LogKind } from '../section.ts';
import { skipBlanks } from './characters.ts';
import type { Priority } from './priority.ts';
import { scanTag } from './tag.ts';
import { scanUptime } from './uptime.ts';

/** Reads tag and kernel stamp, which begin at `at`, and adds them to what stands before. Spreading objects is too slow here. */
export function syslogEnvelope(
  text: string,
  at: number,
  format: LogKind,
  clock: ClockTime | null,
  { facility, severity }: Priority,
  host: string | null,
): Envelope {
  let tag = scanTag(text, at);
  if (tag.next === at) {
    // Columns that were pasted with several blanks between them. Those before a message without a tag are its own.
    const start = skipBlanks(text, at);
    if (start !== at) tag = scanTag(text, start);
    if (tag.next === start) tag = { value: tag.value, next: at };
  }
  const { program, pid } = tag.value;
  // LuCI takes the word `kernel` off.
  const mayBeKernel =
    program === 'kernel' || (program === null && (facility === 'kern' || format === 'luci'));
  const uptime = mayBeKernel ? scanUptime(text, tag.next) : null;
  return {
    format,
    clock,
    facility,
    severity,
    host,
    uptime: uptime === null ? null : uptime.value,
    program: uptime === null ? program : 'kernel',
    pid,
    bodyAt: uptime === null ? tag.next : uptime.next,
  };
}

/** The envelope of a line of the kernel's ring buffer. */
export function kernelEnvelope(
  clock: ClockTime | null,
  uptime: number | null,
  { facility, severity }: Priority,
  bodyAt: number,
): Envelope {
  return {
    format: 'dmesg',
    clock,
    facility,
    severity,
    host: null,
    uptime,
    program: 'kernel',
    pid: null,
    bodyAt,
  };
}

/**
 * The envelope of a line that the program which shows a log adds to it: `-- Reboot --`. It is no message of anybody in the
 * log, so it is that program's.
 */
export function markEnvelope(format: LogKind, program: string, text: string): Envelope {
  return {
    format,
    clock: null,
    facility: null,
    severity: null,
    host: null,
    uptime: null,
    program,
    pid: null,
    bodyAt: text.length,
  };
}
