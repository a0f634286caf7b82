import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'usb-port-dead';
const modem = (options: { readonly [option: string]: string } = {}) => [
  ...config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'internet', ...options }),
  '',
];
const bus = (...devices: readonly string[]) => [
  'root@OpenWrt:~# lsusb',
  'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub',
  ...devices,
];

describe(rule, () => {
  it('is possible where hubs are all that is there', () => {
    expect(findingsIn([...modem(), ...bus()], rule)).toMatchObject([
      { confidence: 'possible', rung: 'power' },
    ]);
    expect(
      findingsIn([...modem(), ...bus('Bus 001 Device 002: ID 05e3:0608 Genesys Logic, Inc. Hub')], rule),
    ).toHaveLength(1);
  });

  it.each([
    [
      'a modem is there',
      [
        ...modem(),
        ...bus('Bus 001 Device 003: ID 2c7c:0125 Quectel Wireless Solutions Co., Ltd. EC25 LTE modem'),
      ],
    ],
    [
      'a device of any other kind is there',
      [...modem(), ...bus('Bus 001 Device 003: ID 0781:5567 SanDisk Corp. Cruzer Blade')],
    ],
    ['the listing is cut', [...modem(), 'root@OpenWrt:~# lsusb | grep hub', ...bus().slice(1)]],
    ['the modem is on PCIe', [...modem({ device: '/dev/wwan0qmi0' }), ...bus()]],
    ['the modem is on a serial port', [...modem({ proto: '3g', device: '/dev/ttyS1' }), ...bus()]],
    ['the modem is in the chip', [...modem({ proto: 'modemmanager', device: 'qcom-soc' }), ...bus()]],
    ['no modem is set up', [...config('wan', { proto: 'dhcp', device: 'eth0' }), '', ...bus()]],
    ['the interface is disabled', [...modem({ disabled: '1' }), ...bus()]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
