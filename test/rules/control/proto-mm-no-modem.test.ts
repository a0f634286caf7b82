import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-mm-no-modem';

describe(rule, () => {
  it('reads the handler', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (352): Device not managed by ModemManager',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('is silent where the next run finds it', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (352): Device not managed by ModemManager',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:01:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:01:01 2025 daemon.notice netifd: wwan (400): modem available at /org/freedesktop/ModemManager1/Modem/0',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
