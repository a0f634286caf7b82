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

  describe('by a listing alone', () => {
    const tried = [
      "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wan' is setting up now",
      'Tue Mar  4 09:00:31 2025 daemon.notice netifd: wan (500): Failed to get modem information',
      "Tue Mar  4 09:00:32 2025 daemon.notice netifd: Interface 'wan' is now down",
      '',
      "config interface 'wan'",
      "        option proto 'ncm'",
      "        option device '/dev/ttyUSB2'",
      "        option apn 'internet'",
      '',
    ];
    const held = (by: string, node = '/dev/ttyUSB2') => [
      'root@OpenWrt:~# ls -l /proc/[0-9]*/fd',
      `${node}: ${by}`,
    ];

    it.each([
      ['as the collection prints it', held('sms_tool[812]')],
      ['of lsof', ['root@OpenWrt:~# lsof', 'sms_tool 812 root 12u CHR 188,2 0t0 123 /dev/ttyUSB2']],
      ['of the lsof of busybox', ['root@OpenWrt:~# lsof', '812\t/usr/bin/sms_tool\t/dev/ttyUSB2']],
    ])('may be who takes the answers, %s', (_, listing) => {
      const [finding] = findingsIn([...tried, ...listing], rule);
      expect(finding).toMatchObject({
        confidence: 'possible',
        title: 'sms_tool (process 812) holds /dev/ttyUSB2',
      });
      expect(finding?.evidence.map((one) => one.type === 'presence' && one.span.text)).toContain(
        listing.at(-1),
      );
    });

    it.each([
      ['another port is held', [...tried, ...held('sms_tool[812]', '/dev/ttyUSB1')]],
      ['a handler has it', [...tried, ...held('gcom[812]')]],
      [
        'the modem answered the dial script',
        [
          "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wan' is setting up now",
          'Tue Mar  4 09:00:01 2025 daemon.notice pppd[900]: pppd 2.5.1 started by root, uid 0',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]: send (AT^M)',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]: expect (OK)',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]: OK',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]:  -- got it',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]: send (ATD*99#^M)',
          'Tue Mar  4 09:00:02 2025 local2.info chat[902]: expect (CONNECT)',
          'Tue Mar  4 09:00:32 2025 local2.info chat[902]: alarm',
          'Tue Mar  4 09:00:32 2025 local2.err chat[902]: Failed',
          'Tue Mar  4 09:00:32 2025 daemon.err pppd[900]: Connect script failed',
          "Tue Mar  4 09:00:33 2025 daemon.notice netifd: Interface 'wan' is now down",
          ...tried.slice(3).map((line) => line.replace("'ncm'", "'3g'")),
          ...held('sms_tool[812]'),
        ],
      ],
      [
        'the modem answered the handler',
        [
          ...tried.slice(0, 1),
          'Tue Mar  4 09:00:05 2025 daemon.notice netifd: wan (500): sending -> AT+CGDCONT=1,"IP","internet"',
          'Tue Mar  4 09:00:06 2025 daemon.notice netifd: wan (500): Error running AT-command',
          ...tried.slice(2),
          ...held('sms_tool[812]'),
        ],
      ],
    ])('is not told where %s', (_, lines) => {
      expect(findingsIn(lines, rule)).toEqual([]);
    });
  });
});
