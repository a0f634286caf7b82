import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modem-firmware-hang';

describe(rule, () => {
  it('sees a dead port after a dead session', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.notice pppd[700]: No response to 5 echo-requests',
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[700]: Serial link appears to be disconnected.',
        'Tue Mar  4 09:00:02 2025 daemon.notice pppd[700]: Connection terminated.',
        'Tue Mar  4 09:00:03 2025 daemon.notice pppd[700]: Exit.',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:00:05 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:06 2025 daemon.notice netifd: wwan (801): comgt 09:10:11 -> -- Error Report --',
        'Tue Mar  4 09:00:07 2025 daemon.notice netifd: wwan (801): comgt 09:10:11 -> Error @118, line 9, Could not write to COM device. (1)',
        "Tue Mar  4 09:00:08 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('sees a modem that answers no question of quectel-CM', () => {
    const findings = findingsIn(
      [
        '[09-04_12:00:01:001] requestQueryDataCall message timeout',
        '[09-04_12:00:31:001] requestQueryDataCall message timeout',
        '[09-04_12:01:01:001] requestGetSIMStatus message timeout',
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely' }]);
  });

  it('takes two timeouts for nothing', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.warn [1810]: <wrn> [modem0] port ttyUSB2 timed out 2 consecutive times',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('leaves it to two managers', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (3100): Request timed out',
        'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (3100): Request timed out',
        'Tue Mar  4 09:00:03 2025 daemon.notice netifd: wwan (3100): Request timed out',
        'Tue Mar  4 09:00:04 2025 daemon.notice ModemManager[99]: <info> [modem0] state changed (unknown -> disabled)',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
