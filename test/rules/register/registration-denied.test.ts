import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'registration-denied';

describe(rule, () => {
  it.each([
    [
      'the QMI handler passes it on',
      'proven',
      dial(
        'PIN verification is disabled',
        'Waiting for network registration',
        "Network registration failed (reason: 'registering_denied')",
      ),
    ],
    ['the modem answers so', 'proven', ['AT+CEREG?', '+CEREG: 0,3', '', 'OK']],
    ['only the answer for calls is shown', 'possible', ['AT+CREG?', '+CREG: 0,3', '', 'OK']],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['data is registered', ['AT+CREG?', '+CREG: 0,3', '', 'OK', 'AT+CEREG?', '+CEREG: 0,1', '', 'OK']],
    [
      'LTE is registered beside GPRS',
      ['AT+CEREG?', '+CEREG: 0,1', '', 'OK', 'AT+CGREG?', '+CGREG: 0,3', '', 'OK'],
    ],
    ['it is let in later', ['AT+CEREG?', '+CEREG: 0,3', '', 'OK', 'AT+CEREG?', '+CEREG: 0,5', '', 'OK']],
    [
      'a later try comes up',
      [
        ...dial(
          'PIN verification is disabled',
          'Waiting for network registration',
          "Network registration failed (reason: 'registering_denied')",
        ),
        ...comesUpLater,
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
