import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-network-lock';

describe(rule, () => {
  it.each([
    ['the modem asks for the code of the network', 'proven', ['AT+CPIN?', '+CPIN: PH-NET PIN', '', 'OK']],
    ['a command is refused for it', 'proven', ['AT+COPS?', '+CME ERROR: 40']],
    [
      'mmcli shows the lock',
      'proven',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |           lock: ph-net-pin',
        '           |          state: locked',
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the card is ready', ['AT+CPIN?', '+CPIN: READY', '', 'OK']],
    ['the card is locked by its own PIN', ['AT+CPIN?', '+CPIN: SIM PIN', '', 'OK']],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
