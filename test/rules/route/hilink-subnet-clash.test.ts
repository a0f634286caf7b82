import { describe, expect, it } from 'vitest';
import { config, kernelLog, logread } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { connected, ping, unresolved } from './uplink-lines.ts';

const rule = 'hilink-subnet-clash';
const stick = logread(
  'Tue Mar  4 09:00:00 2025',
  kernelLog(
    12,
    'usb 1-1: new high-speed USB device number 2 using ehci-platform',
    "cdc_ether 1-1:1.0 usb0: register 'cdc_ether' at usb-101c0000.ehci-1, CDC Ethernet Device, 0c:5b:8f:27:9a:64",
  ),
);
const lan = (ipaddr: string, netmask = '255.255.255.0') =>
  config('lan', { proto: 'static', ipaddr, netmask });
const address = (value: string) => [
  'root@OpenWrt:~# ip -4 addr show usb0',
  '7: usb0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000',
  `    inet ${value} brd 192.168.8.255 scope global usb0`,
];

describe(rule, () => {
  it('is likely where the lease lies in the LAN, and asks for another LAN', () => {
    const [finding] = findingsIn(
      [...stick, '', ...lan('192.168.8.1'), '', ...address('192.168.8.100/24')],
      rule,
    );
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'route' });
    expect(finding?.fix?.steps[0]).toMatchObject({ type: 'uci-set', section: 'lan', option: 'ipaddr' });
  });

  it('compares by the mask', () => {
    expect(
      findingsIn(
        [...stick, '', ...lan('192.168.0.1', '255.255.0.0'), '', ...address('192.168.8.100/24')],
        rule,
      ),
    ).toEqual([]);
    expect(
      findingsIn(
        [...stick, '', ...lan('192.168.8.129', '255.255.255.128'), '', ...address('192.168.8.200/25')],
        rule,
      ),
    ).toHaveLength(1);
  });

  it('sees one network on two devices', () => {
    const both = [
      'root@OpenWrt:~# ip route',
      '192.168.10.0/24 dev wan1 scope link metric 3',
      '192.168.10.0/24 dev usb0 proto static scope link metric 8',
    ];
    expect(findingsIn([...stick, '', ...both], rule)).toMatchObject([{ confidence: 'likely' }]);
    const apart = [...both.slice(0, 2), '192.168.8.0/24 dev usb0 proto static scope link metric 8'];
    expect(findingsIn([...stick, '', ...apart], rule)).toEqual([]);
  });

  it('speaks where an address answers and no name is found: the router asks itself', () => {
    const lines = [...stick, '', ...lan('192.168.8.1'), '', ...address('192.168.8.100/24')];
    const tested = [...lines, ...ping('8.8.8.8', 3), ...unresolved];
    expect(findingsIn(tested, rule)).toMatchObject([{ confidence: 'likely' }]);
    expect(findingsIn(tested, 'dns-missing')).toMatchObject([{ consequenceOf: rule }]);
  });

  it.each([
    ['the networks differ', [...lan('192.168.1.1'), '', ...address('192.168.8.100/24')]],
    [
      'the internet answers all the same',
      [...lan('192.168.8.1'), '', ...address('192.168.8.100/24'), ...ping('8.8.8.8', 3)],
    ],
    [
      'the modem has the smaller network',
      [...lan('10.44.0.1', '255.255.0.0'), '', ...address('10.44.1.2/30')],
    ],
    ['the lease lies in a large LAN', [...lan('10.64.0.1', '255.255.0.0'), '', ...connected]],
    ['the modem has no address', lan('192.168.8.1')],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn([...stick, '', ...lines], rule)).toEqual([]);
  });
});
