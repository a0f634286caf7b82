import { describe, expect, it } from 'vitest';
import { dhcp, logread, nowUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'searching-forever';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

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
