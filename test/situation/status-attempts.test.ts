import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../diagnosis-of.ts';
import { dhcp, logread, ncmDial, nowUp, says, settingUp } from './log-lines.ts';

function status(name: string, members: string): readonly string[] {
  return [`root@OpenWrt:~# ifstatus ${name}`, '{', members, '}'];
}

const up = '"up": true, "pending": false, "proto": "qmi", "l3_device": "wwan0",';
const address = '"ipv4-address": [ { "address": "10.64.0.2", "mask": 30 } ],';
const leads =
  '"route": [ { "target": "0.0.0.0", "mask": 0, "nexthop": "10.64.0.1" } ], "dns-server": [ "9.9.9.9" ]';
const failed =
  '"up": false, "pending": false, "proto": "qmi", "errors": [ { "subsystem": "qmi", "code": "CALL_FAILED" } ]';

describe('the status of a cellular interface', () => {
  it('alone is an attempt, broken where its error code says', () => {
    expect(attemptsOf([...status('wwan', failed)])).toMatchObject([
      { interface: 'wwan', proto: 'qmi', outcome: 'failed', broken: 'dial' },
    ]);
  });

  it('with address, route and name server has got as far as the route', () => {
    expect(attemptsOf([...status('wwan', up + address + leads)])).toMatchObject([
      {
        interface: 'wwan',
        netdev: 'wwan0',
        outcome: 'up',
        reached: 'route',
        address: { value: '10.64.0.2/30' },
      },
    ]);
  });

  it('whose child has the address is up', () => {
    const child = `"up": true, "pending": false, "proto": "dhcp", "l3_device": "wwan0", ${address}`;
    expect(attemptsOf([...status('wwan', up), ...status('wwan_4', child)])).toMatchObject([
      { interface: 'wwan', child: 'wwan_4', outcome: 'up', reached: 'address' },
    ]);
  });

  it('reaches the internet where an answer came back over its device, and only there', () => {
    const ping = (device: string): readonly string[] => [
      `root@OpenWrt:~# ping -I ${device} 9.9.9.9`,
      'PING 9.9.9.9 (9.9.9.9): 56 data bytes',
      '64 bytes from 9.9.9.9: seq=0 ttl=55 time=41.207 ms',
    ];
    expect(attemptsOf([...status('wwan', up + address), ...ping('wwan0')])).toMatchObject([
      { reached: 'internet' },
    ]);
    expect(attemptsOf([...status('wwan', up + address), ...ping('eth0')])).toMatchObject([
      { reached: 'address' },
    ]);
  });

  it('is that of the try before where the log ends in the middle of one more', () => {
    const log = logread(
      'Sun Jul 22 02:23:12 2018',
      settingUp('wwan'),
      ...says('wwan', 2880, 'Unable to connect IPv4'),
      settingUp('wwan'),
    );
    const attempts = attemptsOf([...log, ...status('wwan', failed)]);
    expect(attempts.map(({ outcome, broken }) => [outcome, broken])).toEqual([
      ['failed', 'dial'],
      ['unfinished', null],
    ]);
  });

  it('adds nothing where the log tells the same', () => {
    const log = logread(
      'Sun Jul 22 02:23:12 2018',
      settingUp('wwan'),
      ...says('wwan', 2880, 'Unable to connect IPv4'),
    );
    expect(attemptsOf([...log, ...status('wwan', failed)]).length).toBe(1);
    expect(attemptsOf([...log, ...status('wwan', up + address)])).toMatchObject([
      { outcome: 'failed', resolvedBy: 2 },
      { outcome: 'up' },
    ]);
  });

  it('with an error says nothing against a log that follows and comes up', () => {
    const log = logread(
      'Sun Jul 22 02:23:12 2018',
      ncmDial({ name: 'wwan' }),
      dhcp('wwan_4', 1, '10.64.0.2'),
    );
    expect(attemptsOf([...status('wwan', failed), '', ...log])).toMatchObject([{ outcome: 'up' }]);
    expect(attemptsOf([...log, ...status('wwan', failed)])).toMatchObject([
      { outcome: 'up' },
      { outcome: 'failed', broken: 'dial' },
    ]);
  });

  it('of another interface is none', () => {
    expect(
      attemptsOf([
        ...status('lan', '"up": true, "pending": false, "proto": "static", "l3_device": "br-lan"'),
      ]),
    ).toEqual([]);
    expect(attemptsOf([nowUp('lan')])).toEqual([]);
  });
});
