import { describe, expect, it } from 'vitest';
import { config, dhcp, logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'dhcp-static-needed';
const night = 'Wed Nov 14 01:44:59 2018';

const settings = [
  'root@box:~# uqmi -d /dev/cdc-wdm0 --get-current-settings',
  '{',
  '  "ipv4": {',
  '    "ip": "10.64.12.7",',
  '    "subnet": "255.255.255.240"',
  '  }',
  '}',
];
const dial = [
  settingUp('wwan'),
  ...says('wwan', 9, 'Starting network wwan', 'Setting up wwan0'),
  settingUp('wwan_4'),
];

describe(rule, () => {
  it('is likely where DHCP asks in vain and the modem tells its address', () => {
    expect(findingsIn([...logread(night, dial, dhcp('wwan_4', 3)), ...settings], rule)).toMatchObject([
      { confidence: 'likely', rung: 'address' },
    ]);
  });

  describe('sets option dhcp 0', () => {
    const fixIn = (before: readonly string[]) =>
      findingsIn([...before, ...logread(night, dial, dhcp('wwan_4', 3)), ...settings], rule)[0]?.fix?.steps;
    const released = (version: string) => [
      'root@box:~# ubus call system board',
      '{',
      `        "release": { "distribution": "OpenWrt", "version": "${version}" },`,
      '        "hostname": "box"',
      '}',
      '',
    ];
    const qmi = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0' });

    it('where the release takes it', () => {
      const step = {
        type: 'uci-set',
        section: 'wwan',
        option: 'dhcp',
        value: { known: '0' },
        before: null,
      };
      expect(fixIn([...released('23.05.5'), ...qmi])).toEqual([{ config: 'network', ...step }]);
      expect(fixIn([...released('23.05.5'), ...qmi, "        option dhcp '1'"])).toMatchObject([
        { option: 'dhcp', before: '1' },
      ]);
    });

    it('and gives advice where an older one does not', () => {
      expect(fixIn([...released('19.07.8'), ...qmi])).toMatchObject([{ type: 'advice' }]);
    });
  });

  it('is silent where dhcp 0 is set already', () => {
    const done = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', dhcp: '0' });
    expect(findingsIn([...done, ...logread(night, dial, dhcp('wwan_4', 3)), ...settings], rule)).toEqual([]);
  });

  it('is silent where a lease came, and where the modem was not asked', () => {
    expect(findingsIn([...logread(night, dial, dhcp('wwan_4', 1, '10.1.2.3')), ...settings], rule)).toEqual(
      [],
    );
    expect(findingsIn(logread(night, dial, dhcp('wwan_4', 3)), rule)).toEqual([]);
  });
});
