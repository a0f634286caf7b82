export const quoteCode = 0x22;
export const openCode = 0x28;
export const plusCode = 0x2b;
export const commaCode = 0x2c;
export const minusCode = 0x2d;
export const dotCode = 0x2e;
export const colonCode = 0x3a;
export const lessCode = 0x3c;
export const greaterCode = 0x3e;
export const openBracketCode = 0x5b;
export const backslashCode = 0x5c;
export const closeBracketCode = 0x5d;
export const underscoreCode = 0x5f;

/** A value together with the place where the text goes on: a 0-based index. */
export interface Scan<T> {
  readonly value: T;
  readonly next: number;
}

/** A blank, a tab, or the blank that web pages put where no line may break. */
export function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x09 || character === 0xa0;
}

/** Index behind the blanks at `at`, if any. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text.charCodeAt(end))) end += 1;
  return end;
}

/** Index behind the blanks at `at`; -1 where none is there. */
export function pastBlanks(text: string, at: number): number {
  const end = skipBlanks(text, at);
  return end === at ? -1 : end;
}

/** Index behind the one blank at `at`, or the end of the text; -1 where something else is there. */
export function pastBlankOrEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return isBlank(text.charCodeAt(at)) ? at + 1 : -1;
}

/** Index of the first blank at or after `at`, at most `longest` away; the end of the text; -1 where the word is longer. */
export function wordEnd(text: string, at: number, longest: number): number {
  const limit = Math.min(text.length, at + longest);
  let end = at;
  while (end < limit && !isBlank(text.charCodeAt(end))) end += 1;
  return end === text.length || isBlank(text.charCodeAt(end)) ? end : -1;
}

/** Value of the digit at `at`, -1 where there is none. */
export function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : -1;
}

/** Value of the two digits at `at`, -1 where there are no two. */
export function twoDigits(text: string, at: number): number {
  const tens = digit(text, at);
  const ones = digit(text, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

/** Value of the four digits at `at`, -1 where there are no four. */
export function fourDigits(text: string, at: number): number {
  const century = twoDigits(text, at);
  const year = twoDigits(text, at + 2);
  return century < 0 || year < 0 ? -1 : century * 100 + year;
}

/** Where the digits that begin at `at` (0-based) end; `at` where there are none. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (digit(text, end) >= 0) end += 1;
  return end;
}

/** A letter of ASCII. */
export function isLetter(character: number): boolean {
  const lower = character | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
