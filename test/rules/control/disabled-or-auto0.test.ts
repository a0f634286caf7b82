import { describe, expect, it } from 'vitest';
import {
  config,
  kernelLog,
  logread,
  ncmDial,
  nowUp,
  settingUp,
  stickArrives,
} from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'disabled-or-auto0';
const modem = (options: { readonly [option: string]: string }) =>
  config('modem', { proto: 'ncm', device: '/dev/ttyUSB0', apn: 'internet', ...options });
const boot = logread(
  'Tue Mar  4 09:00:00 2025',
  kernelLog(12, stickArrives()),
  settingUp('lan'),
  nowUp('lan'),
);
const down = [
  'root@OpenWrt:~# ifstatus modem',
  '{ "up": false, "pending": false, "available": true, "autostart": false, "proto": "ncm" }',
];

describe(rule, () => {
  it('is likely where a log shows other starts and never this one', () => {
    const [finding] = findingsIn([...modem({ disabled: '1' }), '', ...boot], rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'control' });
    expect(finding?.fix?.steps).toMatchObject([{ type: 'uci-delete', option: 'disabled', before: '1' }]);
  });

  it('is likely where netifd shows it down', () => {
    expect(findingsIn([...modem({ auto: '0' }), '', ...down], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  it('speaks where the other uplink does not come up', () => {
    const waiting = logread('Tue Mar  4 09:00:05 2025', settingUp('wan'));
    expect(findingsIn([...modem({ auto: '0' }), '', ...boot, ...waiting], rule)).toHaveLength(1);
  });

  it.each([
    ['only the option is shown', modem({ disabled: '1' })],
    [
      'it is started by hand',
      [...modem({ auto: '0' }), '', ...boot, ...logread('Tue Mar  4 09:05:00 2025', ncmDial())],
    ],
    [
      'another interface of the modem is meant',
      [
        ...modem({ disabled: '1' }),
        '',
        ...config('lte', { proto: 'qmi', device: '/dev/cdc-wdm0' }),
        '',
        ...boot,
      ],
    ],
    ['the option says the opposite', [...modem({ auto: '1', disabled: '0' }), '', ...boot, ...down]],
    [
      'another uplink comes up',
      [
        ...config('wan', { proto: 'dhcp', device: 'eth1' }),
        '',
        ...modem({ auto: '0' }),
        '',
        ...boot,
        ...logread('Tue Mar  4 09:00:05 2025', settingUp('wan'), nowUp('wan')),
      ],
    ],
    [
      'another uplink is shown up',
      [
        ...modem({ disabled: '1' }),
        '',
        ...down,
        'root@OpenWrt:~# ifstatus wan',
        '{ "up": true, "pending": false, "available": true, "autostart": true, "proto": "pppoe" }',
      ],
    ],
    [
      'the default route is another one’s',
      [
        ...modem({ disabled: '1' }),
        '',
        ...down,
        'root@OpenWrt:~# ip route',
        'default via 198.51.100.1 dev pppoe-wan proto static',
      ],
    ],
    [
      'no modem is there',
      [...modem({ disabled: '1' }), '', ...logread('Tue Mar  4 09:00:00 2025', settingUp('lan'))],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
