import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'at-port-busy';

describe(rule, () => {
  it('reads the lock', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:02 2025 daemon.notice pppd[900]: Device ttyUSB2 is locked by pid 4711',
        'Tue Mar  4 09:00:03 2025 daemon.notice pppd[900]: Exit.',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
        '',
        "config interface 'wwan'",
        "        option proto '3g'",
        "        option device '/dev/ttyUSB0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent where the port was given back', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:02 2025 daemon.notice pppd[900]: Device ttyUSB0 is locked by pid 812',
        'Tue Mar  4 09:00:03 2025 daemon.notice pppd[900]: Exit.',
        "Tue Mar  4 09:00:04 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:00:05 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:06 2025 daemon.notice pppd[950]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:07 2025 daemon.notice pppd[950]: Serial connection established.',
        'Tue Mar  4 09:00:08 2025 daemon.notice pppd[950]: local IP address 10.1.2.3',
        "Tue Mar  4 09:00:09 2025 daemon.notice netifd: Interface 'wwan' is now up",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('needs no configuration where pppd names a port of a modem', () => {
    const lines = [
      "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'umts' is setting up now",
      'Tue Mar  4 09:00:02 2025 daemon.err pppd[900]: Device ttyUSB2 is locked by pid 812',
      'Tue Mar  4 09:00:02 2025 daemon.info pppd[900]: Exit.',
      "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'umts' is now down",
    ];
    const holder = [
      '',
      'root@OpenWrt:~# fuser -v /dev/ttyUSB2',
      '/dev/ttyUSB2:        root        812 F.... minicom',
    ];
    const [finding] = findingsIn([...lines, ...holder], 'at-port-busy');
    expect(finding?.explanation).toContain('minicom runs here');
    expect(
      findingsIn(
        lines.map((line) => line.replace('ttyUSB2', 'ttyS0')),
        'at-port-busy',
      ),
    ).toEqual([]);
  });
});
