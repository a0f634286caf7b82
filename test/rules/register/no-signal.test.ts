import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'no-signal';

describe(rule, () => {
  it.each([
    [
      'no signal is measured and nothing registered',
      'likely',
      ['AT+CSQ', '+CSQ: 99,99', '', 'OK', 'AT+CEREG?', '+CEREG: 0,0', '', 'OK'],
    ],
    ['Quectel names no service', 'likely', ['AT+QNWINFO', '+QNWINFO: No Service', '', 'OK']],
    ['only the number is unknown', 'possible', ['AT+CSQ', '+CSQ: 99,99', '', 'OK']],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the modem is registered', ['AT+CSQ', '+CSQ: 99,99', '', 'OK', 'AT+CEREG?', '+CEREG: 0,1', '', 'OK']],
    ['the radio is off', ['AT+CFUN?', '+CFUN: 4', '', 'OK', 'AT+CSQ', '+CSQ: 99,99', '', 'OK']],
    ['there is no card', ['AT+CPIN?', '+CME ERROR: 10', 'AT+CSQ', '+CSQ: 99,99', '', 'OK']],
    ['there is a signal', ['AT+CSQ', '+CSQ: 17,99', '', 'OK']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
