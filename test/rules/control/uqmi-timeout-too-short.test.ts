import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'uqmi-timeout-too-short';

describe(rule, () => {
  it('looks at the dial', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (400): PIN verification is disabled',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (400): Waiting for network registration',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (400): Starting network wwan',
        'Tue Mar  4 09:00:04 2025 daemon.notice netifd: wwan (400): Request timed out',
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (400): Unable to connect IPv4',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is silent where the dial was refused', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (400): PIN verification is disabled',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (400): Waiting for network registration',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (400): Starting network wwan',
        'Tue Mar  4 09:00:04 2025 daemon.notice netifd: wwan (400): "Call failed"',
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (400): Unable to connect IPv4',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
