import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { dial } from '../qmi-dial.ts';

const rule = 'sim-state-stuck';

describe(rule, () => {
  it.each([
    [
      'ModemManager gets no lock status',
      'likely',
      [
        "Sun Jul 22 02:23:12 2018 daemon.warn [1234]: <warn>  [modem0] modem couldn't be initialized: Couldn't check unlock status: Couldn't get SIM lock status after 6 retries",
      ],
    ],
    [
      'the modem ends the call for it',
      'likely',
      [
        'Sun Jul 22 02:23:12 2018 daemon.warn [1234]: <warn>  [modem0] verbose call end reason (3,2504): [cm] invalid-sim-state',
      ],
    ],
    [
      'mmcli lists the card that it misses',
      'likely',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |            state: failed',
        '           |    failed reason: sim-missing',
        '  SIM      | primary sim path: /org/freedesktop/ModemManager1/SIM/0',
      ],
    ],
    [
      'the handler waited a minute',
      'likely',
      [
        ...config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', timeout: '60' }),
        '',
        ...dial('SIM not initialized'),
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the handler waited ten seconds, once', dial('SIM not initialized')],
    [
      'there is no card',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  Status   |            state: failed',
        '           |    failed reason: sim-missing',
      ],
    ],
    [
      'the card in the slot is another modem’s',
      [
        'root@OpenWrt:~# mmcli -m 0',
        '  General  |             path: /org/freedesktop/ModemManager1/Modem/0',
        '  Status   |            state: connected',
        '  SIM      | primary sim path: /org/freedesktop/ModemManager1/SIM/0',
        'root@OpenWrt:~# mmcli -m 1',
        '  General  |             path: /org/freedesktop/ModemManager1/Modem/1',
        '  Status   |            state: failed',
        '           |    failed reason: sim-missing',
      ],
    ],
    [
      'the card is ready later',
      [
        "Sun Jul 22 02:23:12 2018 daemon.warn [1234]: <warn>  [modem0] modem couldn't be initialized: Couldn't check unlock status: Couldn't get SIM lock status after 6 retries",
        '',
        'AT+CPIN?',
        '+CPIN: READY',
        '',
        'OK',
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
