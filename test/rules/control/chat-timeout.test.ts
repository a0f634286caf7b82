import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'chat-timeout';

describe(rule, () => {
  it('is explained by the silent port', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:02 2025 local2.info chat[901]: abort on (BUSY)',
        'Tue Mar  4 09:00:03 2025 local2.info chat[901]: timeout set to 10 seconds',
        'Tue Mar  4 09:00:04 2025 local2.info chat[901]: send (AT&F^M)',
        'Tue Mar  4 09:00:05 2025 local2.info chat[901]: expect (OK)',
        'Tue Mar  4 09:00:16 2025 local2.info chat[901]: alarm',
        'Tue Mar  4 09:00:17 2025 local2.info chat[901]: Failed',
        'Tue Mar  4 09:00:18 2025 daemon.notice pppd[900]: Connect script failed',
        'Tue Mar  4 09:00:19 2025 daemon.notice pppd[900]: Exit.',
        "Tue Mar  4 09:00:20 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', consequenceOf: 'at-port-silent' }]);
  });

  it('is silent where the modem refused', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
        'Tue Mar  4 09:00:02 2025 local2.info chat[901]: timeout set to 10 seconds',
        'Tue Mar  4 09:00:03 2025 local2.info chat[901]: send (AT&F^M)',
        'Tue Mar  4 09:00:04 2025 local2.info chat[901]: expect (OK)',
        'Tue Mar  4 09:00:05 2025 local2.info chat[901]: AT&F^M^M',
        'Tue Mar  4 09:00:06 2025 local2.info chat[901]: OK',
        'Tue Mar  4 09:00:07 2025 local2.info chat[901]:  -- got it',
        'Tue Mar  4 09:00:08 2025 local2.info chat[901]: send (ATD*99***1#^M)',
        'Tue Mar  4 09:00:09 2025 local2.info chat[901]: expect (CONNECT)',
        'Tue Mar  4 09:00:10 2025 local2.info chat[901]: ^M',
        'Tue Mar  4 09:00:11 2025 local2.info chat[901]: NO CARRIER',
        'Tue Mar  4 09:00:12 2025 local2.info chat[901]:  -- failed',
        'Tue Mar  4 09:00:13 2025 local2.info chat[901]: Failed (NO CARRIER)',
        'Tue Mar  4 09:00:14 2025 daemon.notice pppd[900]: Connect script failed',
        'Tue Mar  4 09:00:15 2025 daemon.notice pppd[900]: Exit.',
        "Tue Mar  4 09:00:16 2025 daemon.notice netifd: Interface 'wwan' is now down",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
