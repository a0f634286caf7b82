import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'ncm-urc-read-as-vendor';

describe(rule, () => {
  it('names what was read', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'rdy' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (733): Stopping network wwan',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', title: expect.stringContaining('rdy') }]);
  });

  it('is silent where a manufacturer was read', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (673): WARNING: Variable 'meig' does not exist or is not an array/object",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (673): Unsupported modem',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (733): Stopping network wwan',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
