import { describe, expect, test } from 'vitest';
import { errorRows } from '../../src/knowledge/data/error-rows.ts';
import { type ErrorFamily, errorMeaning, errorNamed } from '../../src/knowledge/error-code.ts';
import { rungs } from '../../src/knowledge/rung.ts';

describe('errorMeaning', () => {
  test.each<[ErrorFamily, number, string, string | null]>([
    ['cme', 10, 'sim-not-inserted', 'sim'],
    ['cme', 30, 'no-network', 'register'],
    ['cme', 3, 'not-allowed', null],
    ['sm', 27, 'unknown-apn', 'dial'],
    ['sm', 33, 'option-unsubscribed', 'dial'],
    ['sm', 36, 'regular-deactivation', null],
    ['emm', 11, 'plmn-not-allowed', 'register'],
    ['qmi', 14, 'call-failed', 'dial'],
    ['qmi', 26, 'no-effect', null],
    ['qmi-call-end', 1013, 'gsm-wcdma-unknown-apn', 'dial'],
    ['qmi-verbose-type', 6, '3gpp', null],
    ['pppd-exit', 7, 'open-failed', 'control'],
    ['pppd-exit', 19, 'auth-topeer-failed', 'dial'],
    ['chat-exit', 3, 'timeout', 'control'],
    ['chat-exit', 5, 'abort-string-2', 'dial'],
    ['mbim-register', 6, 'denied', 'register'],
    ['mbim-ready', 2, 'sim-not-inserted', 'sim'],
  ])('%s %i is %s and breaks %s', (family, code, name, breaks) => {
    expect(errorMeaning(family, code)).toMatchObject({ family, code, name, breaks });
  });

  test('the same cause says the same, whoever prints it', () => {
    const text = errorMeaning('sm', 27)?.text;
    expect(text).toMatch(/APN/);
    expect(errorMeaning('cme', 127)?.text).toBe(text);
    expect(errorMeaning('qmi-call-end', 1013)?.text).toBe(text);
    expect(errorMeaning('cme', 105)?.text).toBe(errorMeaning('emm', 5)?.text);
  });

  test('a CME number is not read as a cause where the two lists part', () => {
    expect(errorMeaning('sm', 38)?.text).not.toBeNull();
    expect(errorMeaning('cme', 138)).toMatchObject({
      name: 'call-cannot-be-identified',
      text: null,
      breaks: null,
    });
  });

  test.each<[ErrorFamily, number]>([
    ['cme', 33],
    ['cme', -1],
    ['cme', Number.NaN],
    ['sm', 1000],
    ['pppd-exit', 255],
    ['chat-exit', 200],
    ['chat-exit', 3.5],
  ])('%s %d has no meaning here', (family, code) => {
    expect(errorMeaning(family, code)).toBeUndefined();
  });

  test('every code of the table can be told, in a clause that fits a line', () => {
    let family = '';
    let codes = 0;
    for (const line of errorRows.split('\n')) {
      if (line.startsWith('=')) {
        family = line.slice(1);
        continue;
      }
      const meaning = errorMeaning(family as ErrorFamily, Number(line.split('|')[0]));
      expect(meaning?.name, line).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      if (meaning?.text != null) expect(meaning.text, line).toMatch(/^[A-Za-z].{5,95}[^.]$/);
      if (meaning?.breaks != null) expect(rungs).toContain(meaning.breaks);
      codes += 1;
    }
    expect(codes).toBeGreaterThan(480);
  });
});

describe('errorNamed', () => {
  test.each<[ErrorFamily, string, number]>([
    ['qmi', 'Call failed', 14],
    ['qmi', '"No effect"', 26],
    ['qmi', 'Policy mismatch', 79],
    ['emm', 'Illegal UE', 3],
    ['emm', 'IllegalUe', 3],
    ['cme', 'SIM not inserted', 10],
    ['mbim-register', 'roaming', 4],
  ])('%s: %s is %i', (family, name, code) => {
    expect(errorNamed(family, name)?.code).toBe(code);
  });

  test.each(['', '""', 'Unknown command', 'failed'])('%j is no name', (name) => {
    expect(errorNamed('qmi', name)).toBeUndefined();
  });
});
