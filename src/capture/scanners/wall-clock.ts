import { type ClockTime, calendarSeconds, type TimeOfYear, yearOfYearless } from '../clock.ts';
import {
  colonCode,
  commaCode,
  digit,
  digitsEnd,
  dotCode,
  fourDigits,
  isBlank,
  isLetter,
  minusCode,
  pastBlanks,
  plusCode,
  type Scan,
  skipBlanks,
  twoDigits,
} from './characters.ts';
import { isMonthOfSomeLanguage, monthOf } from './month-names.ts';

const letterT = 0x54;
const letterZ = 0x5a;

/** `Sat Feb  7 08:03:41 2026`, as ctime(3) prints it; web pages turn the two blanks into one. */
export function scanCtime(text: string, at: number): Scan<ClockTime> | null {
  if (!isWeekday(text, at) || !isBlank(text.charCodeAt(at + 3))) return null;
  return scanYearfulTime(text, at, at + 4);
}

/** `Feb  7 08:03:41 2026` at `start`; the text of the clock begins at `at`. */
export function scanYearfulTime(text: string, at: number, start: number): Scan<ClockTime> | null {
  const time = scanMonthAndTime(text, start);
  if (time === null) return null;
  const yearAt = pastBlanks(text, time.next);
  const year = yearAt === -1 ? -1 : fourDigits(text, yearAt);
  if (year === -1) return null;
  return clockAt(text, at, yearAt + 4, year, time.value);
}

/** `Mar 14 22:10:05`, with milliseconds `Mar 14 22:10:05.417`. */
export function scanYearlessTime(text: string, at: number): Scan<ClockTime> | null {
  const time = scanMonthAndTime(text, at);
  if (time === null) return null;
  let end = time.next;
  if (text.charCodeAt(end) === dotCode) {
    end = digitsEnd(text, time.next + 1);
    const decimals = end - time.next - 1;
    if (decimals !== 3 && decimals !== 6) return null;
  }
  return clockAt(text, at, end, null, time.value);
}

/** `říj 14 09:12:08`: a time without a year in another language than English. A month that two languages share has no clock. */
export function scanForeignTime(text: string, at: number): Scan<ClockTime | null> | null {
  let monthEnd = at;
  while (monthEnd - at <= longestMonth && isMonthCharacter(text.charCodeAt(monthEnd))) monthEnd += 1;
  const dayAt = pastBlanks(text, monthEnd);
  if (monthEnd === at || dayAt === -1 || digit(text, dayAt) === -1) return null;
  const word = text.slice(at, monthEnd);
  if (!isMonthOfSomeLanguage(word)) return null;
  const month = monthOf(word);
  const time = scanDayAndTime(text, dayAt, month ?? 1);
  if (time === null) return null;
  let end = time.next;
  if (text.charCodeAt(end) === dotCode) end = digitsEnd(text, end + 1);
  if (month === null) return { value: null, next: end };
  return clockAt(text, at, end, null, time.value);
}

/** A date and time as ISO 8601 writes them. */
export interface IsoTime {
  readonly clock: ClockTime;
  /** `T` between date and time, where people write a blank. */
  readonly strict: boolean;
  /** A zone follows the time. */
  readonly zoned: boolean;
  /** The mark before the fraction of a second; null where there is none. */
  readonly fraction: '.' | ',' | null;
}

/** `2026-08-22T13:59:14.123456+02:00`, `2026-08-22 13:59:14`, `2026-02-07T08:03:41,402117Z`. */
export function scanIsoTime(text: string, at: number): Scan<IsoTime> | null {
  if (digit(text, at) === -1 || text.charCodeAt(at + 4) !== minusCode) return null;
  if (text.charCodeAt(at + 7) !== minusCode) return null;
  const separator = text.charCodeAt(at + 10);
  const strict = separator === letterT;
  if (!strict && !isBlank(separator)) return null;
  const year = fourDigits(text, at);
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  const time = scanTime(text, at + 11, month, day);
  if (time === null || year === -1) return null;
  const mark = text.charCodeAt(time.next);
  const fraction = mark === dotCode ? '.' : mark === commaCode ? ',' : null;
  const end = fraction === null ? time.next : digitsEnd(text, time.next + 1);
  if (fraction !== null && end === time.next + 1) return null;
  const next = skipZone(text, end);
  const read = clockAt(text, at, next, year, time.value);
  if (read === null) return null;
  return { value: { clock: read.value, strict, zoned: next > end, fraction }, next };
}

/** `Feb  7 08:03` and `Feb22 13:59`, as `dmesg -e` prints the first line of a minute. */
export function scanMinute(text: string, at: number): Scan<ClockTime> | null {
  const month = englishMonths.get(threeLetters(text, at));
  if (month === undefined) return null;
  const day = scanDay(text, skipBlanks(text, at + 3));
  if (day === null) return null;
  const hourAt = pastBlanks(text, day.next);
  const hour = hourAt === -1 ? -1 : twoDigits(text, hourAt);
  const minute = text.charCodeAt(hourAt + 2) === colonCode ? twoDigits(text, hourAt + 3) : -1;
  if (hour === -1 || minute === -1) return null;
  return clockAt(text, at, hourAt + 5, null, { month, day: day.value, hour, minute, second: 0 });
}

/** `13:59:14`, up to its last digit. */
export function scanTime(text: string, at: number, month: number, day: number): Scan<TimeOfYear> | null {
  const hour = twoDigits(text, at);
  const minute = text.charCodeAt(at + 2) === colonCode ? twoDigits(text, at + 3) : -1;
  const second = text.charCodeAt(at + 5) === colonCode ? twoDigits(text, at + 6) : -1;
  if (hour < 0 || minute < 0 || second < 0) return null;
  return { value: { month, day, hour, minute, second }, next: at + 8 };
}

/** The clock whose text stands from `at` to before `end`; without a year where `year` is null. Null for a time that no calendar has. */
export function clockAt(
  text: string,
  at: number,
  end: number,
  year: number | null,
  time: TimeOfYear,
): Scan<ClockTime> | null {
  const seconds = calendarSeconds(year ?? yearOfYearless, time);
  if (seconds === null) return null;
  return { value: { seconds, hasYear: year !== null, text: text.slice(at, end) }, next: end };
}

/** Whether the name of a weekday, as ctime(3) prints it, stands at `at` (0-based). */
export function isWeekday(text: string, at: number): boolean {
  return weekdays.has(threeLetters(text, at));
}

/** Whether the three letters at `at` are a month of the C locale. */
export function isEnglishMonth(text: string, at: number): boolean {
  return englishMonths.has(threeLetters(text, at));
}

/** `Feb  7 08:03:41`, up to its last digit. */
function scanMonthAndTime(text: string, at: number): Scan<TimeOfYear> | null {
  if (!isBlank(text.charCodeAt(at + 3))) return null;
  const month = englishMonths.get(threeLetters(text, at));
  return month === undefined ? null : scanDayAndTime(text, skipBlanks(text, at + 4), month);
}

/** `7 08:03:41`, up to its last digit. */
function scanDayAndTime(text: string, at: number, month: number): Scan<TimeOfYear> | null {
  const day = scanDay(text, at);
  if (day === null) return null;
  const timeAt = pastBlanks(text, day.next);
  return timeAt === -1 ? null : scanTime(text, timeAt, month, day.value);
}

/** A day of one or two digits. */
function scanDay(text: string, at: number): Scan<number> | null {
  const tens = digit(text, at);
  if (tens === -1) return null;
  const ones = digit(text, at + 1);
  return ones === -1 ? { value: tens, next: at + 1 } : { value: tens * 10 + ones, next: at + 2 };
}

/** Skips `Z`, `+0200`, `+02:00` and `+02`. */
function skipZone(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === letterZ) return at + 1;
  if ((sign !== plusCode && sign !== minusCode) || twoDigits(text, at + 1) === -1) return at;
  const minutesAt = text.charCodeAt(at + 3) === colonCode ? at + 4 : at + 3;
  return twoDigits(text, minutesAt) === -1 ? at + 3 : minutesAt + 2;
}

const longestMonth = 12;

function isMonthCharacter(character: number): boolean {
  return isLetter(character) || character === dotCode || character > 0xbf;
}

/** Three characters as one number, so that no string is made for a comparison. */
function threeLetters(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
}

const weekdays: ReadonlySet<number> = new Set(
  ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((name) => threeLetters(name, 0)),
);

/** 1-based. */
const englishMonths: ReadonlyMap<number, number> = new Map(
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, index) => [
    threeLetters(name, 0),
    index + 1,
  ]),
);
