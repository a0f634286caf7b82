import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'fcc-lock';

describe(rule, () => {
  it.each([
    [
      'mbimcli says so',
      'proven',
      [
        'root@OpenWrt:~# mbimcli -p -d /dev/cdc-wdm0 --quectel-query-radio-state',
        "[/dev/cdc-wdm0] Radio state retrieved: 'fcc-locked'",
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the radio is on',
      [
        'root@OpenWrt:~# mbimcli -p -d /dev/cdc-wdm0 --quectel-query-radio-state',
        "[/dev/cdc-wdm0] Radio state retrieved: 'on'",
      ],
    ],
    ['the radio is only off', ['AT+CFUN?', '+CFUN: 4', '', 'OK']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
