import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'uqmi-hang';

describe(rule, () => {
  it('counts the seconds', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (410): Waiting for SIM initialization',
        "Tue Mar  4 09:05:02 2025 daemon.notice netifd: Interface 'lan' has link connectivity",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('is silent while it is young', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (410): Waiting for SIM initialization',
        "Tue Mar  4 09:00:12 2025 daemon.notice netifd: Interface 'lan' has link connectivity",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
