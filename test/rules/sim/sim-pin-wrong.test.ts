import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-pin-wrong';

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
    ['a later try comes up', [...dial('Unable to verify PIN'), ...comesUpLater]],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
