/**
 * A wall-clock time as a log prints it. Most logs print local time without a zone, so times are only ever compared
 * with other times of the same router, and only where both have a year or neither has. A zone that is printed counts for
 * nothing: it says where the clock hangs, or where the reader of a web page sits, and a log has one from top to bottom. So
 * the hours of `13:59:14+02:00` are those of `13:59:14` in the lines of another program on the same router.
 */
export interface ClockTime {
  /**
   * Whole seconds since 1970 as if the printed local time were UTC, fractions cut off; of a time without a year, in
   * `yearOfYearless`.
   */
  readonly seconds: number;
  /** Whether the log prints the year. busybox syslogd, journalctl and `dmesg -e` do not. */
  readonly hasYear: boolean;
  /** The time as printed, for people; with its zone, if it has one. */
  readonly text: string;
}

/** A date and time of day as printed, without its year; `month` and `day` are 1-based. */
export interface TimeOfYear {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Times without a year are counted in this one. It has a 29 February. */
export const yearOfYearless = 1972;

/** The year that two digits stand for: 70 to 99 are of the last century, since no log is older than 1970. */
export function yearOfTwoDigits(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Seconds since 1970, counted as if the time were UTC; null for a time that no calendar has. A router without a clock
 * may print 1969 west of Greenwich, so years before 1970 are fine and give negative numbers.
 */
export function calendarSeconds(
  year: number,
  { month, day, hour, minute, second }: TimeOfYear,
): number | null {
  const days = daysInMonth[month - 1];
  if (days === undefined || year < 1900) return null;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day < 1 || day > (leap && month === 2 ? 29 : days)) return null;
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return null;
  return ((daysBefore(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
}

/** Days from 1970-01-01 in the Gregorian calendar. The year is taken to begin in March, so that a leap day comes last. */
function daysBefore(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
