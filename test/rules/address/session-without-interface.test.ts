import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'session-without-interface';

const connected = ['root@box:~# uqmi -d /dev/cdc-wdm0 --get-data-status', '"connected"'];
const device = (...addresses: readonly string[]) => [
  'root@box:~# ip addr show wwan0',
  '5: wwan0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UNKNOWN qlen 1000',
  '    link/none',
  ...addresses.map((address) => `    inet ${address} scope global wwan0`),
];

describe(rule, () => {
  it('is likely where the session is up and its device bare', () => {
    expect(findingsIn([...connected, ...device()], rule)).toMatchObject([
      { confidence: 'likely', rung: 'address' },
    ]);
  });

  it.each([
    ['the device has an address', [...connected, ...device('10.1.2.3/30')]],
    ['no device is shown', connected],
    ['no session is shown', device()],
    [
      'an interface is set up for the modem',
      [...config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0' }), '', ...connected, ...device()],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
