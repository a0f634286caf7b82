import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'at-port-io-error';

describe(rule, () => {
  it('sees an error of pppd', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:02 2025 daemon.notice pppd[900]: Failed to open /dev/ttyUSB0: I/O error',
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
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('sees gsmd lose its modem, and is silent where it only waits for it or gets it back', () => {
    const said = (words: string) => `Tue Mar  4 09:00:00 2025 daemon.info gsmd[900]: ${words}`;
    const failed = said('[__write:1300] warning: [CMM] Write to `1-1 [2c7c:0125]` modem failed: errno 5');
    const lost = said(
      '[__modem_added:594] error: [MODEM_MANAGER] Unable to initialize `1-1 [2c7c:0125]` modem!',
    );
    // A web page that numbers the lines, and leaves some out.
    expect(findingsIn([`525 ${failed}`, '...', `566 ${lost}`], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(findingsIn([failed, failed], rule)).toEqual([]);
    const up = [
      "Tue Mar  4 09:01:00 2025 daemon.notice netifd: Interface 'mob1s1a1' is setting up now",
      'Tue Mar  4 09:01:01 2025 daemon.notice netifd: mob1s1a1_4 (950): udhcpc: started, v1.34.1',
      'Tue Mar  4 09:01:01 2025 daemon.notice netifd: mob1s1a1_4 (950): udhcpc: sending discover',
      'Tue Mar  4 09:01:02 2025 daemon.notice netifd: mob1s1a1_4 (950): udhcpc: lease of 10.1.2.3 obtained from 10.1.2.4, lease time 7200',
      "Tue Mar  4 09:01:03 2025 daemon.notice netifd: Interface 'mob1s1a1_4' is now up",
    ];
    const config = [
      '',
      "config interface 'mob1s1a1'",
      "        option proto 'qmi'",
      "        option device '/dev/cdc-wdm0'",
    ];
    expect(findingsIn([failed, lost, ...up, ...config], rule)).toEqual([]);
  });

  it('is silent where it came up later', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (500): Error @118, line 9, Could not write to COM device. (1)',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:00:03 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:04 2025 daemon.notice pppd[950]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:05 2025 daemon.notice pppd[950]: Serial connection established.',
        'Tue Mar  4 09:00:06 2025 daemon.notice pppd[950]: local IP address 10.1.2.3',
        "Tue Mar  4 09:00:07 2025 daemon.notice netifd: Interface 'wwan' is now up",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
