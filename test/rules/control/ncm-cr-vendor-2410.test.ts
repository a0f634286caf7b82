import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'ncm-cr-vendor-2410';

const board = [
  'root@OpenWrt:~# ubus call system board',
  '{',
  '\t"kernel": "6.6.73",',
  '\t"hostname": "OpenWrt",',
  '\t"release": {',
  '\t\t"distribution": "OpenWrt",',
  '\t\t"version": "24.10.1",',
  '\t\t"target": "ramips/mt7621"',
  '\t}',
  '}',
  '',
];

describe(rule, () => {
  it('is proven by the broken name on 24.10', () => {
    const findings = findingsIn(
      [
        ...board,
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'zte",
        "' does not exist or is not an array/object",
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'proven', rung: 'control' }]);
  });

  it('is likely where pasting swallowed the line end', () => {
    const findings = findingsIn(
      [
        ...board,
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'quectel' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (733): Stopping network wwan',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent on another release', () => {
    const findings = findingsIn(
      [
        'root@OpenWrt:~# ubus call system board',
        '{',
        '\t"kernel": "5.15.167",',
        '\t"hostname": "OpenWrt",',
        '\t"release": {',
        '\t\t"distribution": "OpenWrt",',
        '\t\t"version": "23.05.5",',
        '\t\t"target": "ramips/mt7621"',
        '\t}',
        '}',
        '',
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'huawei",
        "' does not exist or is not an array/object",
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
