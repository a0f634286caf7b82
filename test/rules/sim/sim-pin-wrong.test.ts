import { describe, expect, it } from 'vitest';
import { dhcp, logread, nowUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-pin-wrong';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

describe(rule, () => {
  it.each([
    ['the card refuses it', 'proven', ['AT+CPIN=1234', '+CME ERROR: 16']],
    ['a handler could not verify it', 'likely', dial('Unable to verify PIN')],
    [
      'ifstatus has the code',
      'likely',
      [
        'root@OpenWrt:~# ifstatus wwan',
        '{ "up": false, "pending": false, "available": true, "autostart": false, "proto": "qmi", "errors": [ { "subsystem": "wwan", "code": "PIN_FAILED" } ] }',
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the card says that it wants the PUK now', dial('Unable to verify PIN', 'SIM locked PUK required')],
    [
      'the right one follows',
      ['AT+CPIN=1234', '+CME ERROR: 16', 'AT+CPIN=4321', 'OK', 'AT+CPIN?', '+CPIN: READY', '', 'OK'],
    ],
    [
      'a later try comes up',
      [
        ...dial('Unable to verify PIN'),
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
