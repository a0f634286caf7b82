import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'esim-no-profile';

describe(rule, () => {
  it.each([
    [
      'ModemManager gives it as the reason',
      'proven',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: failed',
        '           |  failed reason: esim-without-profiles',
      ],
    ],
    ['a Fibocom modem answers so', 'proven', ['AT+CPIN?', '+CPIN: EMPTY_EUICC', '', 'OK']],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the slot is switched and the card ready',
      ['AT+CPIN?', '+CPIN: EMPTY_EUICC', '', 'OK', 'AT+CPIN?', '+CPIN: READY', '', 'OK'],
    ],
    ['no card at all is there', ['AT+CPIN?', '+CME ERROR: 10']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
