import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-puk';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

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
