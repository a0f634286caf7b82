import { describe, expect, it } from 'vitest';
import { config, dmesg, kernelVersion } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ifname-vs-device';
const stick = dmesg(
  12,
  'usb 1-1: new high-speed USB device number 2 using ehci-platform',
  "cdc_ether 1-1:1.0 usb0: register 'cdc_ether' at usb-101c0000.ehci-1, CDC Ethernet Device, 0c:5b:8f:27:9a:64",
);
const board = (version: string) => [
  'root@OpenWrt:~# ubus call system board',
  `{ "kernel": "4.14.241", "hostname": "OpenWrt", "release": { "distribution": "OpenWrt", "version": "${version}" } }`,
];
const shell = (lines: readonly string[]) => ['root@OpenWrt:~# cat /etc/config/network', ...lines];
const plain = (options: { readonly [option: string]: string }) =>
  shell(config('modem', { proto: 'dhcp', ...options }));

describe(rule, () => {
  it('is likely on a release that reads ifname', () => {
    const [finding] = findingsIn(
      [...board('19.07.8'), 'root@OpenWrt:~# dmesg', ...stick, ...plain({ device: 'usb0' })],
      rule,
    );
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'address' });
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'set-netdev', section: 'modem', value: { known: 'usb0' } },
    ]);
  });

  it('is possible where versions of programs alone tell', () => {
    const old = [...dmesg(0, kernelVersion('3.18.27')), ...stick, '', ...plain({ device: 'usb0' })];
    expect(findingsIn(old, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    [
      'the release is a new one',
      [...board('21.02.1'), 'root@OpenWrt:~# dmesg', ...stick, ...plain({ device: 'usb0' })],
    ],
    ['the release is not known', [...stick, '', ...plain({ device: 'usb0' })]],
    [
      'ifname is there',
      [...board('19.07.8'), 'root@OpenWrt:~# dmesg', ...stick, ...plain({ device: 'usb0', ifname: 'usb0' })],
    ],
    [
      'a port is meant',
      [
        ...board('19.07.8'),
        'root@OpenWrt:~# dmesg',
        ...stick,
        ...shell(config('modem', { proto: '3g', device: '/dev/ttyUSB0' })),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
