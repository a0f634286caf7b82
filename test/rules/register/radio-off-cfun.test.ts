import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'radio-off-cfun';

describe(rule, () => {
  it.each([
    ['the modem answers so', 'likely', ['AT+CFUN?', '+CFUN: 4', '', 'OK']],
    [
      'mmcli shows low power',
      'likely',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: disabled',
        '           |    power state: low',
      ],
    ],
    [
      'mmcli shows it disabled, no more',
      'possible',
      ['root@OpenWrt:~# mmcli -m 0', '  Status   |          state: disabled'],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['it is on later', ['AT+CFUN?', '+CFUN: 4', '', 'OK', 'AT+CFUN?', '+CFUN: 1', '', 'OK']],
    [
      'the modem failed for want of a card',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: failed',
        '           |  failed reason: sim-missing',
        '           |    power state: low',
      ],
    ],
    [
      'the modem is connected',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |          state: connected',
        '           |    power state: on',
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
