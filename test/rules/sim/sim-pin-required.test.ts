import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { comesUpLater, dial } from '../qmi-dial.ts';

const rule = 'sim-pin-required';

describe(rule, () => {
  it.each([
    ['the QMI handler has no PIN', 'proven', dial('PIN not specified but required')],
    ['the modem answers so', 'proven', ['AT+CPIN?', '+CPIN: SIM PIN', '', 'OK']],
    [
      'uqmi shows PIN1 unverified',
      'proven',
      [
        'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-pin-status',
        '{ "pin1_status": "not_verified", "pin1_verify_tries": 3, "pin2_status": "not_verified" }',
      ],
    ],
    [
      'mmcli shows the lock',
      'proven',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |           lock: sim-pin',
        '           |          state: locked',
      ],
    ],
    [
      'umbim names PIN1',
      'proven',
      [
        'root@OpenWrt:~# umbim -n -d /dev/cdc-wdm0 pinstate',
        'required pin: 2 - pin1',
        'remaining attempts: 3',
      ],
    ],
    [
      'a PIN is configured and the card is still locked',
      'likely',
      [
        ...config('wwan', { proto: 'ncm', device: '/dev/ttyUSB2', pincode: '0000' }),
        '',
        'AT+CPIN?',
        '+CPIN: SIM PIN',
        '',
        'OK',
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'umbim asks for PIN2 only',
      [
        'root@OpenWrt:~# umbim -n -d /dev/cdc-wdm0 pinstate',
        'required pin: 3 - pin2',
        'remaining attempts: 3',
      ],
    ],
    [
      'mmcli shows the lock of PIN2',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |           lock: sim-pin2',
        '           |          state: registered',
      ],
    ],
    [
      'the PIN is given',
      ['AT+CPIN?', '+CPIN: SIM PIN', '', 'OK', 'AT+CPIN="0000"', 'OK', 'AT+CPIN?', '+CPIN: READY', '', 'OK'],
    ],
    ['a later try comes up', [...dial('PIN not specified but required'), ...comesUpLater]],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });

  it('sets the PIN of the interface, with a hole for it', () => {
    const [finding] = findingsIn(dial('PIN not specified but required'), rule);
    expect(finding?.fix?.steps[0]).toMatchObject({
      type: 'uci-set',
      section: 'wwan',
      option: 'pincode',
      value: { placeholder: 'PIN' },
    });
  });

  it('names NetworkManager, not UCI, on a system that is no OpenWrt', () => {
    const locked = [
      'root@raspberrypi:~# mmcli -m 0',
      '  Status   |           lock: sim-pin',
      '           |          state: locked',
    ];
    const system = [
      'root@raspberrypi:~# cat /etc/os-release',
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
      'NAME="Debian GNU/Linux"',
      'VERSION_ID="12"',
      'ID=debian',
    ];
    const fixOf = (text: readonly string[]) => JSON.stringify(findingsIn(text, rule)[0]?.fix);
    expect(fixOf([...system, ...locked])).toContain('gsm.pin');
    expect(fixOf([...system, ...locked])).not.toContain('pincode');
    expect(fixOf(locked)).toContain('pincode');
  });
});
