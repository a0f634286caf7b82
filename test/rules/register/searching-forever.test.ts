import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'searching-forever';

describe(rule, () => {
  it.each([
    [
      'the QMI handler gives up',
      'likely',
      dial(
        'PIN verification is disabled',
        'Waiting for network registration',
        'Network registration failed, registration timeout reached',
      ),
    ],
    ['the modem still searches', 'possible', ['AT+CEREG?', '+CEREG: 0,2', '', 'OK']],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the modem registers later',
      ['AT+CEREG?', '+CEREG: 0,2', '', 'OK', 'AT+CEREG?', '+CEREG: 0,1', '', 'OK'],
    ],
    [
      'only calls are not registered',
      ['AT+CEREG?', '+CEREG: 0,1', '', 'OK', 'AT+CREG?', '+CREG: 0,2', '', 'OK'],
    ],
    [
      'a later try comes up',
      [
        ...dial(
          'PIN verification is disabled',
          'Waiting for network registration',
          'Network registration failed, registration timeout reached',
        ),
        ...comesUpLater,
      ],
    ],
    [
      'the network refuses',
      dial(
        'PIN verification is disabled',
        'Waiting for network registration',
        "Network registration failed (reason: 'registering_denied')",
      ),
    ],
    ['the log ends in the waiting', dial('PIN verification is disabled', 'Waiting for network registration')],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
