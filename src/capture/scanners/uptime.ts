import {
  closeBracketCode,
  digitsEnd,
  dotCode,
  greaterCode,
  lessCode,
  openBracketCode,
  pastBlankOrEnd,
  type Scan,
  skipBlanks,
} from './characters.ts';

/** Eight digits are three years; ten are the seconds since 1970 that `logread -t` prints. */
const mostUptimeDigits = 8;

const taskCode = 0x54;
const cpuCode = 0x43;

/**
 * The kernel's stamp, `[  126.890000] `, also with the task or CPU that printed it (`[  126.890000][  T123] `) or with the
 * time since the line before (`[  126.890000 <    0.000217>] `, `dmesg -d`). Seconds since boot.
 */
export function scanUptime(text: string, at: number): Scan<number> | null {
  if (text.charCodeAt(at) !== openBracketCode) return null;
  const start = skipBlanks(text, at + 1);
  const dot = digitsEnd(text, start);
  if (dot === start || dot - start > mostUptimeDigits || text.charCodeAt(dot) !== dotCode) return null;
  const decimalsEnd = digitsEnd(text, dot + 1);
  const decimals = decimalsEnd - dot - 1;
  // The kernel prints six; some vendors' three. Fewer is a number in somebody's sentence.
  if (decimals < 3 || decimals > 6) return null;
  const close = skipInterval(text, decimalsEnd);
  if (text.charCodeAt(close) !== closeBracketCode) return null;
  const next = pastBlankOrEnd(text, skipCaller(text, close + 1));
  return next === -1 ? null : { value: Number(text.slice(start, decimalsEnd)), next };
}

/** Skips the `[  T123]` or `[    C0]` of CONFIG_PRINTK_CALLER. */
export function skipCaller(text: string, at: number): number {
  if (text.charCodeAt(at) !== openBracketCode) return at;
  const start = skipBlanks(text, at + 1);
  const kind = text.charCodeAt(start);
  if (kind !== taskCode && kind !== cpuCode) return at;
  const close = digitsEnd(text, start + 1);
  return close > start + 1 && text.charCodeAt(close) === closeBracketCode ? close + 1 : at;
}

/** Skips the ` <    0.000217>` of `dmesg -d`. */
export function skipInterval(text: string, at: number): number {
  const open = skipBlanks(text, at);
  if (text.charCodeAt(open) !== lessCode) return at;
  const dot = digitsEnd(text, skipBlanks(text, open + 1));
  if (text.charCodeAt(dot) !== dotCode) return at;
  const close = digitsEnd(text, dot + 1);
  return text.charCodeAt(close) === greaterCode ? close + 1 : at;
}
