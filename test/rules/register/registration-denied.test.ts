import { describe, expect, it } from 'vitest';
import { dhcp, logread, nowUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'registration-denied';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

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
});
