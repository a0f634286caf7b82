import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-missing';

describe(rule, () => {
  it.each([
    ['the modem is asked and answers so', 'proven', ['AT+CPIN?', '+CME ERROR: 10']],
    [
      'Huawei’s system information has no card',
      'proven',
      ['AT^SYSINFOEX', '^SYSINFOEX:0,0,0,255,,0,"NO SERVICE",0,"NO SERVICE"', '', 'OK'],
    ],
    [
      'umbim shows it',
      'proven',
      ['root@OpenWrt:~# umbim -n -d /dev/cdc-wdm0 subscriber', 'readystate: 0002 - sim not inserted'],
    ],
    [
      'ModemManager gives it as the reason',
      'likely',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: failed',
        '           |  failed reason: sim-missing',
      ],
    ],
    ['the QMI handler names no state of PIN1', 'likely', dial('PIN status failed (sim_not_present)')],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the card is read later', ['AT+CPIN?', '+CME ERROR: 10', 'AT+CPIN?', '+CPIN: READY', '', 'OK']],
    ['the card is starting', ['AT+CPIN?', '+CME ERROR: 10', 'AT+CPIN?', '+CME ERROR: 14']],
    ['a later try comes up', [...dial('PIN status failed (sim_not_present)'), ...comesUpLater]],
    [
      'the lock of the maker holds the radio off',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: failed',
        '           |  failed reason: sim-missing',
        'root@OpenWrt:~# mbimcli -p -d /dev/cdc-wdm0 --quectel-query-radio-state',
        "[/dev/cdc-wdm0] Radio state retrieved: 'fcc-locked'",
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
