import { describe, expect, test } from 'vitest';
import { printable, printableJson } from '../../src/report/printable.ts';

describe('printable text', () => {
  test.each([
    ['escape sequence', '\u001b[31m', '␛[31m', '\\x1b[31m'],
    ['carriage return and delete', '\r\u007f', '␍␡', '\\x0d\\x7f'],
    ['C1 control sequence introducer', '\u009b2J', '\\u{9b}2J', '\\u{9b}2J'],
    ['bidi override', 'a\u202eb', 'a\\u{202e}b', 'a\\u{202e}b'],
    ['zero-width space and byte order mark', '\u200b\ufeff', '\\u{200b}\\u{feff}', '\\u{200b}\\u{feff}'],
    ['tag character', '\u{e0041}', '\\u{e0041}', '\\u{e0041}'],
    ['lone surrogate', '\ud800', '\\u{d800}', '\\u{d800}'],
    ['letters', 'café 漢', 'café 漢', 'caf\\u{e9} \\u{6f22}'],
    ['blanks', 'a\tb\u00a0c', 'a    b c', 'a    b c'],
  ])('%s', (_, text, withUnicode, withoutUnicode) => {
    expect(printable(text, true)).toBe(withUnicode);
    expect(printable(text, false)).toBe(withoutUnicode);
  });

  test('in JSON is an escape that reads back', () => {
    const value = ['\u009b', '\u202e', '\u{e0041}', '\u2028'];
    const json = printableJson(JSON.stringify(value));
    expect(json).toBe('["\\u009b","\\u202e","\\udb40\\udc41","\\u2028"]');
    expect(JSON.parse(json)).toEqual(value);
  });
});
