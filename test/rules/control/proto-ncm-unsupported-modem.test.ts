import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-ncm-unsupported-modem';

describe(rule, () => {
  it('names the manufacturer', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'simcom' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (733): Stopping network wwan',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', title: expect.stringContaining('simcom') }]);
  });

  it('is silent where it came up later', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'simcom' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (733): Stopping network wwan',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:01:30 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:01:31 2025 daemon.notice netifd: wwan (800): Configuring modem',
        'Tue Mar  4 09:01:32 2025 daemon.notice netifd: wwan (800): Starting network wwan',
        'Tue Mar  4 09:01:33 2025 daemon.notice netifd: wwan (800): Setting up wwan0',
        "Tue Mar  4 09:01:34 2025 daemon.notice netifd: Interface 'wwan' is now up",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
