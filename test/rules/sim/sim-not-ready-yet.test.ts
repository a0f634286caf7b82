import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-not-ready-yet';

describe(rule, () => {
  it.each([
    ['the QMI handler gives up waiting', 'likely', dial('SIM not initialized')],
    ['the modem is busy with the card', 'possible', ['AT+CPIN?', '+CME ERROR: 14']],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the start goes on',
      dial('"UIM uninitialized"', 'PIN verification is disabled', 'Waiting for network registration'),
    ],
    ['the card is ready later', ['AT+CPIN?', '+CME ERROR: 14', 'AT+CPIN?', '+CPIN: READY', '', 'OK']],
    ['the handler only says that it waits', dial()],
    ['a later try comes up', [...dial('SIM not initialized'), ...comesUpLater]],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });

  it('is refuted where the card became ready', () => {
    const text = ['AT+CPIN?', '+CME ERROR: 14', 'AT+CPIN?', '+CPIN: READY', '', 'OK'];
    expect(findingsIn(text, rule)).toMatchObject([{ confidence: 'refuted', severity: 'info' }]);
  });
});
