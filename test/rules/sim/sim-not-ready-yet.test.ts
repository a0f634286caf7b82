import { describe, expect, it } from 'vitest';
import { dhcp, logread, nowUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-not-ready-yet';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

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
    [
      'a later try comes up',
      [
        ...dial('SIM not initialized'),
        ...logread(
          'Sun Jul 22 02:24:12 2018',
          settingUp('wwan'),
          says('wwan', 2500, 'Waiting for network registration', 'Starting network wwan', 'Setting up wwan0'),
          nowUp('wwan'),
          settingUp('wwan_4'),
          dhcp('wwan_4', 1, '10.1.2.3'),
          nowUp('wwan_4'),
        ),
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });

  it('is refuted where the card became ready', () => {
    const text = ['AT+CPIN?', '+CME ERROR: 14', 'AT+CPIN?', '+CPIN: READY', '', 'OK'];
    expect(findingsIn(text, rule)).toMatchObject([{ confidence: 'refuted', severity: 'info' }]);
  });
});
