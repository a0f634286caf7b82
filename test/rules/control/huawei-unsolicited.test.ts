import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'huawei-unsolicited';

describe(rule, () => {
  it('counts the tries', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (600): WARNING: Variable '^rssi:17' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (600): Unsupported modem',
        "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:02:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:02:01 2025 daemon.notice netifd: wwan (601): WARNING: Variable '^rssi:17' does not exist or is not an array/object",
        'Tue Mar  4 09:02:02 2025 daemon.notice netifd: wwan (601): Unsupported modem',
        "Tue Mar  4 09:02:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', title: expect.stringContaining('^rssi:17') }]);
  });

  it('leaves one try to the noise of a start', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (600): WARNING: Variable '^rssi:17' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (600): Unsupported modem',
        "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
