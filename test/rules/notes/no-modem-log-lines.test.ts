import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'no-modem-log-lines';

const log = [
  'root@OpenWrt:~# logread | tail -n 4000',
  "Sat Feb  7 08:03:41 2026 daemon.notice netifd: Interface 'wwan' is setting up now",
  'Sat Feb  7 08:03:42 2026 daemon.notice netifd: wwan (4021): Waiting for SIM initialization',
];
const extent = (...rows: string[]) => [...log, 'root@OpenWrt:~# logread | wc -l', ...rows].join('\n');
const begins = 'the log begins: Sat Feb  7 08:03:41 2026';
const boot = (word: string) => `the log goes back to the start of the router: ${word}`;

describe(rule, () => {
  it('tells how many lines are lost, and where the log begins', () => {
    const text = extent('number of its last line: 811', 'lines of the log: 600', begins, boot('no'));
    expect(findingsIn(text, rule)).toMatchObject([
      { title: 'the log has lost its first 212 lines; it begins at Sat Feb  7 08:03:41 2026' },
    ]);
  });

  it('tells that lines are lost where their number is not known', () => {
    expect(findingsIn(extent('lines of the log: 600', begins, boot('no')), rule)).toMatchObject([
      { title: 'the log does not go back to the start of the router; it begins at Sat Feb  7 08:03:41 2026' },
    ]);
  });

  it('is silent where the log is whole', () => {
    expect(findingsIn(extent('lines of the log: 600', begins, boot('yes')), rule)).toEqual([]);
    // logd may have begun after the kernel had lost its own first lines; and a line more may have come in meanwhile.
    const text = extent('number of its last line: 599', 'lines of the log: 601', begins, boot('no'));
    expect(findingsIn(text, rule)).toEqual([]);
    expect(findingsIn(log.join('\n'), rule)).toEqual([]);
  });

  it('is silent on a connection that works', () => {
    const up = [
      "Sat Feb  7 08:03:49 2026 daemon.notice netifd: Interface 'wwan' is now up",
      "Sat Feb  7 08:03:50 2026 daemon.notice netifd: Interface 'wwan_4' is now up",
      'Sat Feb  7 08:03:50 2026 daemon.notice netifd: wwan_4 (4110): udhcpc: lease of 10.0.0.2 obtained, lease time 7200',
    ];
    const text = [
      ...log,
      ...up,
      'root@OpenWrt:~# logread | wc -l',
      'lines of the log: 6',
      begins,
      boot('no'),
    ];
    expect(findingsIn(text.join('\n'), rule)).toEqual([]);
  });
});
