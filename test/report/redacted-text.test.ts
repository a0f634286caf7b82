import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJson } from '../../src/report/json.ts';
import { redactTexts } from '../../src/report/redacted-text.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { damages, numberPlaces, places, tail, word } from '../redact/planted.ts';

function redacted(text: string): string {
  return redactTexts([text]).texts.join('');
}

/** Tokens in all their forms. */
const tokens =
  /<\w+-\d+[a-z]*>|\b240\.\d+\.\d+\.\d+|(?:xx:)+[\da-f]{2}:[\da-f]{2}|2001:db8:ffff::[\da-f]+|\b0:0:0:[\da-f]+|\b(?:host|account)-\d+/g;

/** What a diagnosis says, wherever on its lines the words stand, with one sign for all tokens. */
function said(text: string): unknown {
  const report = JSON.stringify(toJson(diagnosisOf(text)), (key, value: unknown) =>
    key === 'column' ? 0 : value,
  );
  return JSON.parse(report.replace(tokens, '<>'));
}

const samples = readdirSync('samples').filter((name) => /(?<!\.out)\.txt$/.test(name));

describe('a redacted sample', () => {
  test.each(samples)('%s: the diagnosis is the same, and there is nothing more to redact', (name) => {
    const text = readFileSync(`samples/${name}`, 'utf8');
    const once = redacted(text);
    expect(said(once)).toEqual(said(text));
    expect(redacted(once)).toBe(once);
    expect(once.split('\n')).toHaveLength(text.split('\n').length);
  });
});

/** Further places, as lines of a text. */
const otherPlaces: readonly ((secret: string) => string)[] = [
  (secret) => `joe : XAUTH "${secret}"`,
  (secret) => `: PSK "${secret}"`,
  (secret) => `root:$1$abcdefgh$${secret}:19000:0:99999:7:::`,
  (secret) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${secret.repeat(4)} x`,
  (secret) => `Cookie: session=eyJhbGciOiJI.${secret}.${secret}`,
  (secret) => `${secret}@example.net wrote:`,
  (secret) => `mailto:${secret}@mail.example.co.uk`,
  (secret) => `cat /home/${secret}/log.txt`,
  (secret) => `root@${secret}:~# logread`,
  (secret) => `${secret}@OpenWrt:~$ logread`,
  (secret) => `option hostname '${secret}'`,
  (secret) => `system.@system[0].hostname='${secret}'`,
  (secret) => `Nov 14 01:45:12 ${secret} netifd[99]: Interface 'wan' is now down`,
  (secret) => `DHCPACK(br-lan) 192.168.1.5 aa:bb:cc:dd:ee:ff ${secret}`,
  (secret) => `1700000000 aa:bb:cc:dd:ee:ff 192.168.1.5 ${secret} 01:aa:bb:cc:dd:ee:ff`,
  (secret) => `+CPBR: 1,"07700900123",129,"${secret}"`,
  (secret) => `<TokInfo>${secret}</TokInfo>`,
  (secret) => `{ "sender": "447700900123", "text": "Your code is ${secret}" }`,
  (secret) => `{\n  "smsc": "447700900123",\n  "concat_part": 1,\n  "text": "Your {code} is ${secret}"\n}`,
  (secret) => `{\n  "content": "Your code is ${secret}",\n  "part": 1,\n  "index": 3 }`,
  (secret) =>
    `<p>&quot;text&quot;: &quot;Your code is ${secret}&quot;,<br>\n&quot;sender&quot;: &quot;Joe&quot;</p>`,
  (secret) => `           |            text: Your code is ${secret}`,
  (secret) => `option password2 '${secret}'`,
  (secret) => `wireless.sta.identity='${secret}'`,
  (secret) => `+CMGR: "REC READ","+447700900123",,"22/01/01,10:00:00+00"\r\nYour code is ${secret}\r\n\r\nOK`,
  (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}${secret}\n${secret}\n-----END PRIVATE KEY-----`,
  (secret) => `wget http://joe:${secret}@192.168.8.1/`,
  (secret) => `http://192.168.8.1/api?token=${secret}&x=1`,
];

/** Numbers as modems and routers print them in other ways. */
const otherNumbers: readonly ((digits: string) => string)[] = [
  (digits) => `07914477581006500${digits}4D9C81F0008${digits}`,
  (digits) => `+CUSD: 0,"${[...digits].map((digit) => `003${digit}`).join('')}",72`,
  (digits) => `AT+CMGS="+44${digits}"`,
  (digits) => `br-lan 02:${digits.replace(/^(..)(..)(..)(..).*/, '$1:$2:$3:$4')}:0a`,
];

describe('a planted secret', () => {
  const planted = fc
    .tuple(
      word,
      fc.constantFrom(...places, ...otherPlaces),
      fc.constantFrom(...damages),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([secret, place, damage, at]) => ({ secret, place: place(secret), damage, at }));

  test.each([...places, ...otherPlaces].map((place) => [place('…'), place] as const))(
    'is in no line of a redacted text: %s',
    (_, place) => {
      fc.assert(
        fc.property(word, (secret) => {
          const lines = ['config interface', place(secret), 'It says no.'];
          const shown = redacted(lines.join('\r\n'));
          expect(shown).not.toContain(secret);
          expect(shown.startsWith('config interface\r\n')).toBe(true);
          expect(shown).toContain('\r\nIt says ');
        }),
        { numRuns: 25 },
      );
    },
  );

  test('is hidden wherever else it stands', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...places.slice(0, 6)), (secret, place) => {
        expect(redacted(`it is ${secret}!\n${place(secret)}\nfailed:${secret}`)).not.toContain(secret);
      }),
      { numRuns: 50 },
    );
  });

  test('is in no line when it was damaged', () => {
    fc.assert(
      fc.property(planted, ({ secret, place, damage, at }) => {
        fc.pre(!/\n|BEGIN/.test(place) && places.some((one) => one(secret) === place));
        const shown = redacted(`${damage(place, secret, at)}\nlast line`);
        for (let from = 0; from + 6 <= secret.length; from += 1)
          expect(shown).not.toContain(secret.slice(from, from + 6));
        expect(shown.endsWith('\nlast line')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each(numberPlaces)('number in %s%s', (before, behind) => {
    fc.assert(
      fc.property(tail, (digits) => {
        expect(redacted(before + behind.replace('#', digits))).not.toContain(digits);
      }),
      { numRuns: 25 },
    );
  });

  test.each(otherNumbers.map((place) => [place('123456789'), place] as const))('number in %s', (_, place) => {
    fc.assert(
      fc.property(tail, (digits) => {
        const text = place(digits);
        const shown = redacted(text);
        expect(shown).not.toContain(digits.slice(0, 8));
        expect(shown).not.toContain(text.slice(10));
      }),
      { numRuns: 25 },
    );
  });

  test('in quotes over several lines is hidden on all of them', () => {
    const text = [
      "config interface 'wan'",
      "\toption password 'first half",
      'orchard elephant',
      "last stone'",
      "\toption apn 'internet'",
      "network.wan.password='meadow",
      "lantern'",
      "network.wan.apn='internet'",
    ].join('\n');
    const shown = redactTexts([text]).texts.join();
    for (const word of ['first half', 'orchard', 'elephant', 'stone', 'meadow', 'lantern']) {
      expect(shown).not.toContain(word);
    }
    expect(shown).toContain("option apn 'internet'");
    expect(shown).toContain("network.wan.apn='internet'");
  });

  test('whose quote was forgotten takes nothing of the next setting along', () => {
    const lines = ["\toption password 'orchard", "\toption apn 'internet'", "\toption proto 'qmi'"];
    const shown = redactTexts([lines.join('\n')]).texts.join();
    expect(shown).toContain(lines.slice(1).join('\n'));
    expect(shown).not.toContain('orchard');
  });

  test('that a terminal wrapped is hidden on all its lines', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 2, max: 12 }), (one, other, cut) => {
        const secret = one + other;
        const command = `root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --start-network --apn internet --password ${secret}`;
        const width = command.length - cut;
        const shown = redacted(`${command.slice(0, width)}\n${command.slice(width)}\n`);
        expect(shown).not.toContain(secret.slice(0, -cut).slice(-8));
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a diagnosis needs', () => {
  test('stays: network, maker, issuer, private addresses, what operators publish, everybody’s names', () => {
    for (const line of [
      "option apn 'internet'",
      '+COPS: 0,2,"26201",7',
      'inet 192.168.8.100/24 dev eth1, 10.64.0.2, 100.64.1.2, 8.8.8.8',
      'Revision: SWI9X30C_02.33.03.00 r7716',
      'root@OpenWrt:~# logread',
      'pi@raspberrypi:~ $ dmesg',
      'usb usb1: SerialNumber: 0000:00:14.0',
      '{ "identity": "EM7455", "state": "connected" }',
      'Linux version 5.15.134 (builder@build.example.org) (gcc 12)',
      'equipment id: <REDACTED>',
      'BusyBox v1.36.1 (2024-09-23 12:34:46 UTC) built-in shell (ash)',
      ' OpenWrt 23.05.5, r24106-10cc5fcd00',
      "DISTRIB_DESCRIPTION='OpenWrt 23.05.5 r24106-10cc5fcd00'",
      "DISTRIB_TARGET='ath79/generic'",
      'Model\tTP-Link Archer C7 v2',
      'Firmware Version\tOpenWrt 23.05.5 r24106-10cc5fcd00 / LuCI openwrt-23.05 branch git-24.264.56413-c7a3562',
      'Linux OpenWrt 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux',
      'pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@example.it>',
    ]) {
      expect(redacted(line)).toBe(line);
    }
  });

  test('keeps its form: addresses, makers of devices and names of hosts can still be read', () => {
    expect(
      redacted(
        [
          'joe@joes-router:~$ ip route',
          'default via 203.0.113.1 dev wwan0',
          '203.0.113.1 dev wwan0 scope link',
          'link/ether 00:1e:10:1f:00:00 brd ff:ff:ff:ff:ff:ff',
          'inet6 2a01:4b00:8000::1/64',
          '+CGPADDR: 1,"203.0.113.1","42.1.75.0.128.0.0.0.0.0.0.0.0.0.0.1"',
          '+CGCONTRDP: 1,5,"x","203.0.113.1.255.255.255.252"',
        ].join('\n'),
      ).split('\n'),
    ).toEqual([
      'joe@host-1:~$ ip route',
      'default via 240.0.0.1 dev wwan0',
      '240.0.0.1 dev wwan0 scope link',
      'link/ether 00:1e:10:xx:00:01 brd ff:ff:ff:ff:ff:ff',
      'inet6 2001:db8:ffff::1/64',
      '+CGPADDR: 1,"240.0.0.1","32.1.13.184.255.255.0.0.0.0.0.0.0.0.0.1"',
      '+CGCONTRDP: 1,5,"x","240.0.0.1.255.255.255.252"',
    ]);
  });

  test('is told of a router whose name is hidden', () => {
    expect(
      redacted(
        [
          'Hostname\tjoes-archer',
          'Model\tTP-Link Archer C7 v2',
          'Kernel Version\t5.15.167',
          'Linux annes-archer 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux',
          'Hostname',
          'bobs-archer',
          'Model',
          'joes-archer, annes-archer, bobs-archer',
        ].join('\n'),
      ).split('\n'),
    ).toEqual([
      'Hostname\thost-1',
      'Model\tTP-Link Archer C7 v2',
      'Kernel Version\t5.15.167',
      'Linux host-2 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux',
      'Hostname',
      'host-3',
      'Model',
      'host-1, host-2, host-3',
    ]);
  });

  test('keeps its words where a sentence has one behind “hostname”', () => {
    for (const lines of [
      ['Started systemd-hostnamed.service - Hostname Service.', 'Requested Service option not subscribed'],
      ['hostname: static hostname changed', "option proto 'static'"],
      ['udhcpc: sending hostname failed', 'registration failed'],
    ]) {
      expect(redacted(lines.join('\n'))).toBe(lines.join('\n'));
    }
  });

  test.each([
    "option hostname 'joes-archer'",
    'option hostname joes-archer',
    "uci set system.@system[0].hostname='joes-archer'; uci commit",
    '{"hostname":"joes-archer","kernel":"5.15.167"}',
    '  "hostname": "joes-archer",',
    '{ "hostname": "joes-archer" }',
    ' Static hostname: joes-archer',
    'hostname = joes-archer',
    'Hostname   joes-archer',
    'udhcpc -x hostname:joes-archer -i wwan0',
  ])('is told of a router that a line names: %s', (line) => {
    expect(redacted(`${line}\nthis is joes-archer`)).toBe(
      `${line.replace('joes-archer', 'host-1')}\nthis is host-1`,
    );
  });

  test('keeps its words on a host that is called like one of them, which is hidden where its name stands', () => {
    for (const [name, says] of [
      ['home', 'registerstate: 0003 - home'],
      ['roaming', 'modem.3gpp.registration-state : roaming'],
      ['static', "option proto 'static'"],
      ['failed', 'registration failed'],
      ['service', 'Requested service option not subscribed'],
    ] as const) {
      const text = (host: string) =>
        [
          `root@${host}:~# logread`,
          `Nov 14 01:45:12 ${host} netifd[99]: Interface 'wan' is now down`,
          `Nov 14 01:45:12 ${host} daemon.notice netifd: Interface 'wan' is now down`,
          `2026-08-22T13:59:14+02:00 ${host} pppd[2231]: Modem hangup`,
          `option hostname '${host}'`,
          `Linux ${host} 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux`,
          says,
        ].join('\n');
      expect(redacted(text(name))).toBe(text('host-1'));
    }
    expect(redacted('mobile@OpenWrt:~$ uci show\nit is a mobile network')).toBe(
      'account-1@OpenWrt:~$ uci show\nit is a mobile network',
    );
  });

  test('two passwords are a slip apart where they were, and only there', () => {
    const shown = (one: string, other: string) =>
      redacted(`option password '${one}'\noption password '${other}'`).split('\n');
    expect(shown('orchard', 'ocrhard')).toEqual([
      "option password '<password-1a>'",
      "option password '<apssword-1a>'",
    ]);
    expect(shown('orchard', 'elephant')).toEqual([
      "option password '<password-1a>'",
      "option password '<password-2b>'",
    ]);
  });

  test('sums up what was replaced', () => {
    const { replaced } = redactTexts(["option password 'sesame99'\nit is sesame99", 'seen from 203.0.113.7']);
    expect([...replaced]).toEqual([
      ['password', { values: 1, places: 2 }],
      ['ip', { values: 1, places: 1 }],
    ]);
  });
});

describe('a stored message', () => {
  test.each([
    [
      'of sms_tool',
      'MSG: 0\nFrom: 447700900123\nDate/Time: 06/15/20 11:12:13\nReference number: 7\nSMS segment 1 of 2\n§\n\n§\n\nMSG: 1',
    ],
    [
      'of sms_tool before a prompt',
      'Date/Time: 06/15/20 11:12:13\n§\n§\nroot@OpenWrt:~# uqmi --get-serving-system',
    ],
    [
      'of sms_tool before a log',
      "Date/Time: 06/15/20 11:12:13\n§\n§\n\nWed Nov 14 01:45:12 2018 daemon.notice netifd: Interface 'wan' is now down",
    ],
    [
      'of mmcli',
      [
        '  -----------------------',
        '  Content    |              number: 447700900123',
        '             |                text: §',
        '             |                      §',
        '             |                      ',
        '             |                      state: §',
        '  -----------------------',
        '  Properties |            pdu type: deliver',
      ].join('\n'),
    ],
    [
      'of mmcli without a rule',
      '  Content    |  number: 447700900123\n             |    text: §\n             |          §\n             |   class: 1\n  Properties |  pdu type: deliver',
    ],
    [
      'of AT+CMGL',
      '+CMGL: 1,"REC READ","+447700900123",,"22/01/01,10:00:00+00"\n§\n§\n\n+44 §\n+CMGL: 2,"REC READ","+447700900123"\nOK §\n§\n\nOK\nAT+CSQ',
    ],
    ['of AT+CMGR', '+CMGR: "REC READ","+447700900123"\r\n§\r\n§\r\n\r\nOK\r\nIt says no.'],
    [
      'of a HiLink stick',
      '<Phone>447700900123</Phone>\n<Content>§\n\n§ </Content>\n<Date>2022-01-01 10:00:00</Date>',
    ],
  ])('%s is hidden on all its lines, and nothing behind it', (_, text) => {
    let lines = 0;
    const shown = redacted(text.replaceAll('§', () => `lantern ${String(++lines)} meadow`));
    expect(lines).toBeGreaterThan(1);
    expect(shown).not.toMatch(/lantern|meadow/);
    const plain = (one: string) =>
      one.split(/\r?\n/).filter((line) => !/§|4477/.test(line) && line.trim() !== '');
    const kept = shown.split(/\r?\n/);
    for (const line of plain(text)) expect(kept).toContain(line);
    expect(kept).toHaveLength(text.split('\n').length);
  });

  test('is none where nothing of its object tells of one', () => {
    const lines = [
      '{"index":1,"sender":"Joe"}',
      '{"level":"error","text":"couldn\'t connect bearer: Call failed"}',
      '{',
      '  "level": "error",',
      '  "text": "couldn\'t connect bearer: Call failed"',
      '}',
      '{ "timestamp": 1 }',
    ];
    expect(redacted(lines.join('\n'))).toBe(lines.join('\n'));
  });
});
