import { describe, expect, it } from 'vitest';
import { readCodeQuestion } from '../../src/knowledge/code-question.ts';
import { codeInWords, codesInText } from '../../src/knowledge/codes-in-text.ts';

describe('a question for a code', () => {
  it.each([
    ['+CME ERROR: 30', 'cme', 30],
    ['CME 30', 'cme', 30],
    ['+CME ERROR: SIM not inserted', 'cme', 10],
    ['+CME ERROR: 553', 'cme', 553],
    ['+CMS ERROR: 310', 'cms', 310],
    ['ESM cause 33', 'sm', 33],
    ['PDP cause #29', 'sm', 29],
    ['EMM cause 15', 'emm', 15],
    ['reject cause: 14', 'emm', 14],
    ["QMI protocol error (14): 'CallFailed'", 'qmi', 14],
    ['QMI CallFailed', 'qmi', 14],
    ['call end reason (1013): gsm-wcdma-unknown-apn', 'qmi-call-end', 1013],
    ['pppd exit code 16', 'pppd-exit', 16],
    ['exit code = 19', 'pppd-exit', 19],
    ['chat exit 3', 'chat-exit', 3],
    ['MBIM status error (3): SimNotInserted', 'mbim-status', 3],
    ['registerstate: 0006 - denied', 'mbim-register', 6],
    ['readystate: 0002', 'mbim-ready', 2],
  ] as const)('%s', (text, family, code) => {
    expect(readCodeQuestion(text)).toMatchObject({ family, code, meanings: [{ family, code }] });
  });

  it('without a family is asked of all', () => {
    expect(readCodeQuestion('33')?.meanings.map(({ family }) => family)).toEqual(
      expect.arrayContaining(['sm', 'qmi']),
    );
    expect(readCodeQuestion('Call failed')).toMatchObject({ meanings: [{ family: 'qmi', code: 14 }] });
  });

  it('may be about a number that 27.007 leaves free', () => {
    expect(readCodeQuestion('+CME ERROR: 33')).toMatchObject({
      meanings: [],
      perhaps: { family: 'sm', code: 33 },
    });
    expect(readCodeQuestion('+CME ERROR: 9999')).toMatchObject({ meanings: [], perhaps: null });
  });

  it.each(['', 'hello there', '+CPIN: SIM PIN', 'apn-typo', 'sending discover', 'AT+CSQ'])(
    'is not %j',
    (text) => {
      expect(readCodeQuestion(text)).toBeNull();
    },
  );
});

describe('codes in a line', () => {
  it.each([
    ['modem (9): +CME ERROR: 30', ['+CME ERROR 30: no network: no coverage, or not registered']],
    [
      "couldn't start network: QMI protocol error (14): 'CallFailed'",
      ['QMI error 14: the call was not set up; the call end reason says why'],
    ],
    [
      'call end reason (1013): gsm-wcdma-unknown-apn',
      ['QMI call end reason 1013: the APN is missing or the network does not know it'],
    ],
    ['The PPP daemon has died: Modem hangup (exit code = 16)', ['exit status of pppd 16: the modem hung up']],
    ['verbose call end reason (2,201): [internal] internal-error', []],
    ['+CME ERROR: 9999', []],
    ['usb 1-1: device descriptor read/64, error -71', []],
  ])('%s', (text, words) => {
    expect(codesInText(text).map(codeInWords)).toEqual(words);
  });
});
