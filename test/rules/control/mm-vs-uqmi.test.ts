import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'mm-vs-uqmi';

describe(rule, () => {
  it('shows both', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (451): Request timed out',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (451): "Failed to connect to service"',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (451): Request timed out',
        'Tue Mar  4 09:00:04 2025 daemon.notice ModemManager[617]: <msg> [modem0] state changed (unknown -> disabled)',
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (451): Request timed out',
        'Tue Mar  4 09:00:06 2025 daemon.notice netifd: wwan (451): SIM in illegal state - Power-cycling SIM',
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control', role: 'cause' }]);
  });

  it('is silent where the handler has no trouble', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.notice ModemManager[617]: <msg> [modem0] state changed (unknown -> disabled)',
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (451): PIN verification is disabled',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (451): Waiting for network registration',
        'Tue Mar  4 09:00:04 2025 daemon.notice netifd: wwan (451): Starting network wwan',
        'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wwan (451): Setting up wwan0',
        "Tue Mar  4 09:00:06 2025 daemon.notice netifd: Interface 'wwan' is now up",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
