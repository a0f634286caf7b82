import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'modemmanager-crash';

describe(rule, () => {
  it('shows the first and the last', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.notice ModemManager[611]: ERROR:mm-kernel-device.c:120:lookup: assertion failed: (array && sysfs_path)',
        'Tue Mar  4 09:00:01 2025 daemon.notice ModemManager[699]: ERROR:mm-kernel-device.c:120:lookup: assertion failed: (array && sysfs_path)',
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control', evidence: [{}, {}] }]);
  });

  it('is silent after a connection', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 daemon.notice ModemManager[611]: Bail out! ERROR:mm-x.c:1:f: code should not be reached',
        'Tue Mar  4 09:00:01 2025 daemon.notice ModemManager[699]: <msg> [modem0] state changed (connecting -> connected)',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
