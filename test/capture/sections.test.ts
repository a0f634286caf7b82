import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankLine } from '../../src/capture/sections.ts';
import { mendedLines } from './mending/mended.ts';
import { outline, record, recordText } from './recorded.ts';

function sections(...lines: readonly string[]): readonly string[] {
  return outline(recordText(lines.join('\n')));
}

const log = (seconds: number, message: string): string =>
  `Sun Jul 22 02:23:${String(seconds).padStart(2, '0')} 2018 daemon.notice netifd: ${message}`;

describe('a whole post', () => {
  const post = [
    'Stick does not connect', // 1
    '',
    'My router shows the stick like so:', // 3
    '',
    '[  127.090000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0', // 5
    '[  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device',
    '',
    'and this is what I configured',
    '',
    " config interface 'modem'", // 10
    "        option proto 'qmi'",
    "        option apn 'giffgaff.com'",
    '',
    'Then I tried:',
    '',
    '$echo -e "AT^NDISDUP=1,1,\\"giffgaff.com\\"\\r" > /dev/ttyUSB1', // 16
    '$dhclient wwan0',
    '',
    'But the router does not do it.',
    '',
    'root@GL-MT300N:~# echo -e "AT\\r" > /dev/ttyUSB1', // 21
    'root@GL-MT300N:~# udhcpc -f wwan0',
    'udhcpc (v1.24.1) started',
    'Sending discover...',
    'Sending discover...',
    '',
    'Has anybody an idea?', // 27
    '',
    log(19, "Interface 'modem' is setting up now"), // 29
    '',
    log(24, "Interface 'modem' is now up"),
    'That is all.',
  ];

  it('falls into its sections', () => {
    expect(sections(...post)).toEqual([
      'prose @1 +2',
      'dmesg @5 +2',
      'prose @8 +1',
      'uci @10 +3',
      'prose @14 +1',
      'shell @16 +0 <- echo -e "AT^NDISDUP=1,1,\\"giffgaff.com\\"\\r" > /dev/ttyUSB1',
      'shell @17 +0 <- dhclient wwan0',
      'prose @19 +1',
      'shell @21 +0 <- echo -e "AT\\r" > /dev/ttyUSB1',
      'shell @22 +3 <- udhcpc -f wwan0',
      'prose @27 +1',
      'logread @29 +2',
      'prose @32 +1',
    ]);
  });

  it('falls into the same sections with Windows line ends', () => {
    expect(outline(recordText(post.join('\r\n')))).toEqual(sections(...post));
  });
});

describe('logs', () => {
  const syslogd = 'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0';

  it('of busybox syslogd are sections of their own, below their command and below prose', () => {
    expect(
      sections(
        'root@OpenWrt:~# cat /var/log/messages',
        'Mar 14 22:10:04 OpenWrt user.info kernel: [   31.640000] usb 1-1: x',
        syslogd,
        '',
        'Mar 14 22:12:05 I pulled the stick out and put it back:',
        '',
        'Mar 14 22:13:04 kernel: [  231.640000] usb 1-1: x',
      ),
    ).toEqual([
      'shell @1 +0 <- cat /var/log/messages',
      'syslogd @2 +2 <- cat /var/log/messages',
      'prose @5 +1',
      'syslogd @7 +1',
    ]);
  });

  it('keep a short line that has only a time', () => {
    expect(sections(syslogd, '15:39:20 Request timed out', syslogd)).toEqual(['syslogd @1 +3']);
    expect(sections(syslogd, '15:39:20 I pulled the stick', syslogd)).toEqual([
      'syslogd @1 +1',
      'prose @2 +1',
      'syslogd @3 +1',
    ]);
    expect(sections('15:39:20 Request timed out')).toEqual(['prose @1 +1']);
    expect(sections(syslogd, '', '15:39:20 Request timed out')).toEqual(['syslogd @1 +1', 'prose @3 +1']);
  });

  it('with a year stand apart from those without', () => {
    expect(sections(syslogd, log(1, 'x'), log(2, 'x'), '[    1.000000] a', syslogd)).toEqual([
      'syslogd @1 +1',
      'logread @2 +2',
      'dmesg @4 +1',
      'syslogd @5 +1',
    ]);
  });
});

describe('UCI', () => {
  it('takes unquoted heads with an option after them', () => {
    expect(
      sections('config interface wan', '  option proto 3g', 'config system', '\toption hostname x', 'done'),
    ).toEqual(['uci @1 +4', 'prose @5 +1']);
  });

  it('takes packages, comments, blank lines and blanks at the ends', () => {
    expect(
      sections(
        'package network',
        '',
        '# mobile',
        "config interface 'wan'   ",
        '',
        '# the port',
        "  option device '/dev/ttyUSB2'  ",
      ),
    ).toEqual(['uci @1 +5']);
  });

  it('keeps options with a missing quote or no value in their block', () => {
    expect(
      sections(
        "config interface 'wan'",
        "  option apn 'internet",
        '  option pincode',
        "  option proto 'qmi'",
      ),
    ).toEqual(['uci @1 +4']);
  });

  it.each([
    ['config'],
    ['config is wrong'],
    ['config file', 'looks fine to me'],
    ['config interface wan', '', 'is what I have.'],
    ['The config interface wan is fine', "  option proto 'qmi'"],
    ['option 2 is to buy another stick'],
    ['package installed'],
  ])('leaves prose alone: %s', (...lines) => {
    expect(sections(...lines)).toEqual([`prose @1 +${lines.filter((line) => line !== '').length}`]);
  });

  it('does not take a sentence below a block for an option', () => {
    expect(
      sections("config interface 'wan'", "  option proto 'qmi'", '', 'option two is to buy another stick'),
    ).toEqual(['uci @1 +2', 'prose @4 +1']);
  });

  it('belongs to the command that printed it', () => {
    expect(
      sections(
        'root@OpenWrt:~# cat /etc/config/network',
        '',
        "config interface 'loopback'",
        "  option proto 'static'",
        '',
        "config interface 'wan'",
        "  option proto 'qmi'",
        'root@OpenWrt:~# ',
      ),
    ).toEqual([
      'shell @1 +0 <- cat /etc/config/network',
      'uci @3 +4 <- cat /etc/config/network',
      'shell @8 +0 <- ',
    ]);
  });

  it('ends at a prompt that is only a sign, where such prompts are in use', () => {
    expect(
      sections('# cat /etc/config/network', "config interface 'wan'", "  option proto 'qmi'", '# ifup wan'),
    ).toEqual([
      'shell @1 +0 <- cat /etc/config/network',
      'uci @2 +2 <- cat /etc/config/network',
      'shell @4 +0 <- ifup wan',
    ]);
  });

  it('keeps a comment that reads like a command in its block', () => {
    expect(sections("config interface 'wan'", '# ifup wan', "  option proto 'qmi'")).toEqual(['uci @1 +3']);
  });
});

describe('a sentence right below what a tool printed', () => {
  const ping = [
    'root@OpenWrt:~# ping -c 2 1.1.1.1',
    'PING 1.1.1.1 (1.1.1.1): 56 data bytes',
    '--- 1.1.1.1 ping statistics ---',
    '2 packets transmitted, 0 packets received, 100% packet loss',
  ];

  it('is no part of it, nor is what follows', () => {
    expect(sections(...ping, 'So nothing comes back.', 'It worked', 'connected')).toEqual([
      'shell @1 +0 <- ping -c 2 1.1.1.1',
      'ping @2 +3 <- ping -c 2 1.1.1.1',
      'prose @5 +3',
    ]);
  });

  it.each([
    ['uqmi -d /dev/cdc-wdm0 --get-serving-system', ['{', '\t"registration": "registered"', '}']],
    ['lsmod', ['option                 49152  0']],
    ['ps', ['  PID USER       VSZ STAT COMMAND', ' 1404 root      1184 S    /usr/sbin/pppd nodetach']],
    ['opkg list-installed', ['comgt - 0.32-32']],
  ] as const)('is none of %s', (command, printed) => {
    const lines = [`root@OpenWrt:~# ${command}`, ...printed, 'the card works in my phone by the way!!'];
    expect(sections(...lines).at(-1)).toBe(`prose @${lines.length} +1`);
  });

  it.each([
    'ping: sendto: No route to host',
    'connect: Network is unreachable',
    'unknown words',
    'Killed.',
    '    and what is indented with words like a sentence.',
  ])('is not: %s', (line) => {
    const last = sections(...ping, line).at(-1);
    expect(last).toMatch(/^(?:shell|ping) @\d \+\d <- ping/);
  });

  it('may be the output of a program that says sentences', () => {
    expect(sections('root@OpenWrt:~# opkg update', 'You have to update the list of packages.')).toEqual([
      'shell @1 +1 <- opkg update',
    ]);
  });
});

describe('what a program printed below a command that was not copied', () => {
  const table = [
    '  ----------------------------',
    '  General  |  path: /org/freedesktop/ModemManager1/Modem/0',
  ];

  it('is a table from its upper rule on', () => {
    expect(sections('I see', '', ...table, '           |  device id: 12')).toEqual([
      'prose @1 +1',
      'mmcli @3 +3',
    ]);
    expect(sections('root@OpenWrt:~# uname -r', '5.15.134', ...table)).toEqual([
      'shell @1 +1 <- uname -r',
      'mmcli @3 +2 <- uname -r',
    ]);
  });

  it('is no table where a rule parts sentences, or stands apart', () => {
    const [rule = '', row = ''] = table;
    expect(sections('one', rule, 'two')).toEqual(['prose @1 +3']);
    expect(sections('one', rule)).toEqual(['prose @1 +2']);
    expect(sections(rule, '', row)).toEqual(['prose @1 +1', 'mmcli @3 +1']);
    expect(sections(rule, log(1, 'one'))).toEqual(['prose @1 +1', 'logread @2 +1']);
    expect(sections(rule, rule, row)).toEqual(['prose @1 +1', 'mmcli @2 +2']);
    expect(sections('root@OpenWrt:~# uname -r', rule, '5.15')).toEqual(['shell @1 +2 <- uname -r']);
  });

  it('is no line of a source that has ended', () => {
    const { sections: both } = record({
      one: [new TextEncoder().encode(table[0])],
      two: [new TextEncoder().encode(table[1])],
    });
    expect(both.map(({ section }) => `${section.source} ${section.kind}`)).toEqual([
      'one prose',
      'two mmcli',
    ]);
  });

  it('is its own where it begins plainly', () => {
    expect(sections('without it', 'udhcpc: started, v1.36.1', 'udhcpc: no lease, failing')).toEqual([
      'prose @1 +1',
      'tagged @2 +2',
    ]);
  });

  it.each([
    'udhcpc: what is that?',
    'udhcpc: sending discover is all I see.',
    'The kernel: it crashes. netifd: what is it?',
    'udhcpc is running',
  ])('is no sentence: %s', (sentence) => {
    expect(sections(sentence)).toEqual(['prose @1 +1']);
  });

  it('stays with its command where that is shown', () => {
    expect(sections('root@OpenWrt:~# udhcpc -i wwan0', 'udhcpc: sending discover')).toEqual([
      'shell @1 +1 <- udhcpc -i wwan0',
    ]);
  });
});

describe('what a command printed', () => {
  it('may be a log, with lines around it', () => {
    expect(
      sections(
        'root@OpenWrt:~# dmesg; ls /tmp',
        '[    1.000000] a',
        'ttyUSB0',
        'root@OpenWrt:~# logread',
        '',
        log(1, 'x'),
      ),
    ).toEqual([
      'shell @1 +0 <- dmesg; ls /tmp',
      'dmesg @2 +1 <- dmesg; ls /tmp',
      'shell @3 +1 <- dmesg; ls /tmp',
      'shell @4 +0 <- logread',
      'logread @6 +1 <- logread',
    ]);
  });

  it('carries the same command object through all its sections', () => {
    const recorded = recordText(['root@OpenWrt:~# dmesg; ls', '[    1.000000] a', 'ttyUSB0'].join('\n'));
    expect(new Set(recorded.map(({ section }) => section.command)).size).toBe(1);
  });

  it('is not a log that somebody pasted further down', () => {
    expect(sections('$ dhclient wwan0', '', log(1, 'x'))).toEqual([
      'shell @1 +0 <- dhclient wwan0',
      'logread @3 +1',
    ]);
    expect(sections('$ cat notes', 'text', '', log(1, 'x'), '', 'more text')).toEqual([
      'shell @1 +1 <- cat notes',
      'logread @4 +1',
      'prose @6 +1',
    ]);
  });

  it('may have blank lines, until a sentence comes', () => {
    expect(
      sections(
        '# minicom -D /dev/ttyUSB3',
        'AT+CPIN?',
        '+CPIN: READY',
        '',
        'OK',
        '',
        'So the card is fine, is it not?',
        '',
        'OK',
      ),
    ).toEqual([
      'shell @1 +0 <- minicom -D /dev/ttyUSB3',
      'at @2 +3 <- minicom -D /dev/ttyUSB3',
      'prose @7 +2',
    ]);
  });

  it.each([
    'Danach habe ich den Stick abgezogen und neu gestartet',
    'После этого модем не отвечает',
    '之后就没有反应了，请问怎么办',
    'I unplugged it and now nothing works (see 12d1:1506).',
  ])('ends at “%s” after a blank line', (sentence) => {
    expect(sections('# ip a', '1: lo: <LOOPBACK,UP>', '', sentence)).toEqual([
      'shell @1 +1 <- ip a',
      'prose @4 +1',
    ]);
  });

  it('may be blocks behind blank lines', () => {
    expect(sections('root@OpenWrt:~# ifstatus wan', '', '{', '"up": true,', '"proto": "qmi"', '}')).toEqual([
      'shell @1 +0 <- ifstatus wan',
      'json @3 +4 <- ifstatus wan',
    ]);
    expect(
      sections(
        '# minicom -D /dev/ttyUSB3',
        'Welcome to minicom 2.8',
        '',
        'AT+CPIN?',
        '+CPIN: READY',
        '',
        'OK',
      ),
    ).toEqual(['shell @1 +0 <- minicom -D /dev/ttyUSB3', 'at @2 +4 <- minicom -D /dev/ttyUSB3']);
    expect(sections('# gcom -d /dev/ttyUSB3', 'trying', '', 'AT+CPIN?', '+CPIN: READY')).toEqual([
      'shell @1 +1 <- gcom -d /dev/ttyUSB3',
      'at @4 +2 <- gcom -d /dev/ttyUSB3',
    ]);
    expect(sections('# cat /tmp/notes', 'text', '', 'AT+CPIN?', '+CPIN: READY')).toEqual([
      'shell @1 +1 <- cat /tmp/notes',
      'at @4 +2',
    ]);
  });

  it('may be a transcript of wvdial whose prompt is missing', () => {
    expect(
      sections(
        'This is what I get:',
        '--> WvDial: Internet dialer version 1.61',
        '--> Sending: ATZ',
        'ATZ',
        'OK',
        '--> Modem initialized.',
        'What is wrong?',
      ),
    ).toEqual(['prose @1 +1', 'shell @2 +2', 'at @4 +2', 'shell @6 +1', 'prose @7 +1']);
  });

  it('is nothing behind an empty prompt', () => {
    expect(sections('root@OpenWrt:~#', 'That was all.')).toEqual(['shell @1 +0 <- ', 'prose @2 +1']);
  });
});

describe('any lines', () => {
  const anyLine = fc.oneof(
    fc.constantFrom(
      '',
      '   ',
      'Some words of mine.',
      'config interface',
      'config system',
      "config interface 'wan'",
      "  option proto 'qmi'",
      'option',
      'package network',
      '# comment',
      '# cat /etc/config/network',
      'root@OpenWrt:~# logread',
      'root@OpenWrt:~#',
      '$dhclient wwan0',
      '[    1.000000] usb 1-1: x',
      log(1, "Interface 'wan' is now up"),
      'Mar 14 22:10:05 OpenWrt daemon.notice pppd[1402]: Connect: 3g-wan <--> /dev/ttyUSB0',
      'Sending discover...',
      'OK',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
  );
  const lines = fc.array(anyLine, { maxLength: 60 });

  it('come out once each, in order and but for their damage unchanged, in sections that follow one another', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const bytes = new TextEncoder().encode(input.join('\n'));
        const { sections: recorded, summaries } = record({ 'post.txt': [bytes] });
        fc.pre(summaries[0]?.binary === null && summaries[0].encoding === 'utf-8');
        const given = new TextDecoder().decode(bytes).split('\n');
        const seen: { number: number; text: string }[] = [];
        for (const [index, { section, lines: inside }] of recorded.entries()) {
          expect(section.id).toBe(index);
          if (section.kind === 'prose') expect(section.command).toBeNull();
          const isPromptLine = section.command?.line.number === section.firstLine;
          if (isPromptLine && section.command !== null) seen.push(section.command.line);
          else expect(inside[0]?.line.number).toBe(section.firstLine);
          for (const { line, envelope } of inside) {
            expect(envelope?.format ?? null).toBe(
              ['logread', 'syslogd', 'dmesg'].includes(section.kind) ? section.kind : null,
            );
            seen.push(line);
          }
        }
        const expected = mendedLines(given)
          .map(({ number, text }) => ({ number, text }))
          .filter(({ text }) => !isBlankLine(text));
        expect(seen.map(({ number, text }) => ({ number, text }))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('give the same sections whatever the chunks', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 50 }), (input, size) => {
        const bytes = new TextEncoder().encode(input.join('\n'));
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        expect(record({ 'post.txt': chunks })).toEqual(record({ 'post.txt': [bytes] }));
      }),
    );
  });
});
