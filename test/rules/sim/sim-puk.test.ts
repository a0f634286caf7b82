import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { dial } from '../qmi-dial.ts';

const rule = 'sim-puk';

describe(rule, () => {
  it.each([
    ['the QMI handler says so', 'proven', dial('SIM locked PUK required')],
    ['the modem answers so', 'proven', ['AT+CPIN?', '+CPIN: SIM PUK', '', 'OK']],
    ['a command is refused for it', 'proven', ['AT+CFUN?', '+CME ERROR: 12']],
    [
      'uqmi shows PIN1 blocked',
      'proven',
      [
        'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-pin-status',
        '{ "pin1_status": "blocked", "pin1_verify_tries": 0 }',
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'only PUK2 is asked for',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |           lock: sim-puk2',
        '           |          state: registered',
      ],
    ],
    ['the card is unblocked', ['AT+CPIN?', '+CPIN: SIM PUK', '', 'OK', 'AT+CPIN?', '+CPIN: READY', '', 'OK']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
