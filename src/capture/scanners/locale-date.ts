import { type ClockTime, calendarSeconds, yearOfTwoDigits } from '../clock.ts';
import { croatianMonthOf, monthOf } from './month-names.ts';

/**
 * Reads a date with a time as a browser writes them in some language, at any place of `text`; null where it is not
 * understood. Hours of the twelve-hour clock are understood with the marks of the languages that LuCI is translated to.
 * The zone's name is skipped: the time counts as printed.
 *
 * Web pages ask for the medium form of the date. In it no language writes a date of numbers alone with the month first, so
 * `8/7/2026` is the eighth of July, unless that month does not exist.
 */
export function readLocaleDate(printed: string): ClockTime | null {
  const text = plainDigits(printed);
  const time = readTimeOfDay(text);
  if (time === null) return null;
  const date = readDate(text.slice(0, time.start), text.slice(time.end));
  if (date === null || date.year > lastYear) return null;
  const seconds = calendarSeconds(date.year, { ...date, ...time });
  return seconds === null ? null : { seconds, hasYear: true, text: printed.trim() };
}

/** A greater one is counted by another calendar, such as the Thai one. */
const lastYear = 2199;

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** `13:59:14`, in Switzerland `13.59:14 h` */
const colonTime = /(?<!\d)(\d{1,2})[:.](\d{2}):(\d{2})(?!\d)/;
/** `13.59.14` behind a date: without one before it, it is a date with a short year itself. */
const dottedTime = /(?<=\d\D+)(?<![\d.])(\d{1,2})\.(\d{2})\.(\d{2})(?!\d)/;
/** `13時59分14秒`, `1시 59분 14초`, `13 h 59 min 14 s`, `13 นาฬิกา 59 นาที 14 วินาที` */
const wordyTime =
  /(?<!\d)(\d{1,2}) ?(?:時|时|點|点|시|h|นาฬิกา) ?(\d{1,2}) ?(?:分|분|min|นาที) ?(\d{1,2}) ?(?:秒|초|s|วินาที)/;

function readTimeOfDay(text: string): TimeOfDay | null {
  const found = colonTime.exec(text) ?? wordyTime.exec(text) ?? dottedTime.exec(text);
  if (found === null) return null;
  const [whole = '', hours = '', minutes = '', seconds = ''] = found;
  const end = found.index + whole.length;
  const start = found.index;
  const hour = hourOfDay(Number(hours), halfOfDay(text.slice(0, start), text.slice(end)));
  if (hour === null) return null;
  return { hour, minute: Number(minutes), second: Number(seconds), start, end };
}

type HalfOfDay = 'first' | 'second' | null;

/** `PM`, `p. m.`, with the blanks that browsers put in between; Bulgarian has `ч. pm`. */
const latinMark = /^[.\s]{0,2}(?:ч\.\s)?([ap])\.?\s?m(?![\p{L}])/iu;

/** Marks behind the time, as the Unicode CLDR has them. */
const marksBehind: Readonly<Record<'first' | 'second', RegExp>> = {
  first:
    /^\s?(?:p\.d\.|ص|dop\.|ap\.|π\.μ\.|पूर्वाह्न|f\.h\.|priekšp|priešpiet|PG|f\.m\.|fm|дп|SA|vm\.|претпл\.|тң|ү\.ө|TO)(?![\p{L}])/u,
  second:
    /^\s?(?:m\.d\.|م|odp\.|ip\.|μ\.μ\.|अपराह्न|e\.h\.|pēcp|popiet|PTG|e\.m\.|em|pop\.|пп|CH|nm\.|попл\.|тк|ү\.х|TK)(?![\p{L}])/u,
};

/** Marks before the time: Chinese, Japanese, Korean, Hungarian, Turkish. */
const marksBefore: Readonly<Record<'first' | 'second', RegExp>> = {
  first: /(?:上午|凌晨|清晨|早上|午前|오전|AM|de\.|ÖÖ)\s?$/,
  second: /(?:下午|中午|晚上|午後|오후|PM|du\.|ÖS)\s?$/,
};

function halfOfDay(before: string, behind: string): HalfOfDay {
  const letter = latinMark.exec(behind)?.[1];
  if (letter !== undefined) return letter.toLowerCase() === 'a' ? 'first' : 'second';
  if (marksBehind.first.test(behind) || marksBefore.first.test(before)) return 'first';
  return marksBehind.second.test(behind) || marksBefore.second.test(before) ? 'second' : null;
}

/** Null for an hour that a clock of twelve hours does not have. */
function hourOfDay(hour: number, half: HalfOfDay): number | null {
  if (half === null) return hour;
  if (hour > 12) return null;
  const sinceHalf = hour % 12;
  return half === 'first' ? sinceHalf : sinceHalf + 12;
}

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `GMT+2`, `UTC+05:30`, `GMT +2`, in Sri Lanka `+5.30`: its numbers are none of the date's. */
const offset = /[\p{L}\p{M}]\]?\s?[+−-]\d{1,2}(?:[:.]?\d{2})?/gu;

const numberPattern = /\d+/g;
const wordPattern = /[\p{L}\p{M}]{2,}/gu;

/**
 * A date of three numbers, or of two with the name of a month; it stands before the time, in Vietnamese behind it, in ctime's
 * order on both sides.
 */
function readDate(before: string, behind: string): CalendarDate | null {
  const first = numbersIn(before);
  const text = first.length > 1 ? before : `${before} ${behind}`;
  const numbers = first.length > 1 ? first : numbersIn(text);
  if (numbers.length === 3) return dateOfNumbers(numbers, text);
  return numbers.length === 2 ? dateWithWord(numbers, text) : null;
}

/** The numbers, but those of a zone. */
function numbersIn(text: string): readonly string[] {
  return text.replace(offset, ' ').match(numberPattern) ?? [];
}

/** `22. srp 2026.`: with a dot behind the year, which only Croatian and Bosnian have behind the name of a month. */
const southSlavicDate = /(?<!\d)(\d{1,2})\. (\p{L}{3,4}) (\d{4})\./u;

/** `Aug 22, 2026`, `22 août 2026`, `2026. aug. 22.` */
function dateWithWord(numbers: readonly string[], text: string): CalendarDate | null {
  const [, date = '', name = '', inYear = ''] = southSlavicDate.exec(text) ?? [];
  const croatian = croatianMonthOf(name);
  if (croatian !== null) return { year: Number(inYear), month: croatian, day: Number(date) };
  const months = new Set((text.match(wordPattern) ?? []).flatMap((word) => monthOf(word) ?? []));
  const [month] = months;
  if (month === undefined || months.size > 1) return null;
  const [first = '', second = ''] = numbers;
  if (second.length === 4) return { year: Number(second), month, day: Number(first) };
  return first.length === 4 ? { year: Number(first), month, day: Number(second) } : null;
}

/** `22.08.2026`, `2026/8/22`, `22.08.26`, `22 thg 8, 2026` */
function dateOfNumbers(numbers: readonly string[], text: string): CalendarDate | null {
  const [first = '', second = '', third = ''] = numbers;
  if (first.length === 4) return { year: Number(first), month: Number(second), day: Number(third) };
  const year = third.length === 4 ? Number(third) : yearOfTwoDigits(Number(third));
  const monthFirst = text.includes('/') && Number(second) > 12;
  // Which of three short numbers is the year, dots tell: with them it comes last.
  if (third.length !== 4 && (third.length !== 2 || !text.includes('.'))) return null;
  const [day, month] = monthFirst ? [second, first] : [first, second];
  return { year, month: Number(month), day: Number(day) };
}

/** First digits of the alphabets that browsers count with: Arabic, Persian, Devanagari, Bengali. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6] as const;

const foreignDigit = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g;
/** Marks that turn the direction of writing. */
const invisible = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with the digits of ASCII and without marks that nobody sees. */
function plainDigits(text: string): string {
  return text.replace(invisible, '').replace(foreignDigit, (character) => {
    const unit = character.charCodeAt(0);
    return String(unit - (zeros.findLast((zero) => zero <= unit) ?? unit));
  });
}
