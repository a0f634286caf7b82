import { describe, expect, it } from 'vitest';
import { dhcp, logread, says, settingUp } from '../../situation/log-lines.ts';
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

  it('is silent where a lease came, and where the modem was not asked', () => {
    expect(findingsIn([...logread(night, dial, dhcp('wwan_4', 1, '10.1.2.3')), ...settings], rule)).toEqual(
      [],
    );
    expect(findingsIn(logread(night, dial, dhcp('wwan_4', 3)), rule)).toEqual([]);
  });
});
