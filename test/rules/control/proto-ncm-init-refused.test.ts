import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-ncm-init-refused';

describe(rule, () => {
  it('says which command', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (900): sending -> AT',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (900): sending -> ATE1',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (900): Error running AT-command',
        'Tue Mar  4 09:00:04 2025 daemon.notice netifd: wwan (900): Failed to initialize modem',
        "Tue Mar  4 09:00:05 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([
      { confidence: 'likely', explanation: expect.stringContaining('“ATE1”') },
    ]);
  });

  it('is silent on silence', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (900): sending -> AT',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (900): Timeout running AT-command',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (900): Failed to initialize modem',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
