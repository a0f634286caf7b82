import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { releases } from '../../../src/capture/blocks/release.ts';
import { spanText } from '../../../src/capture/position.ts';
import { readLines } from '../recorded-reading.ts';
import { shownOf } from './shown.ts';

/** What a text shows of routers: fields that are null are left out. */
function shown(...lines: readonly string[]): readonly Readonly<Record<string, string>>[] {
  return shownOf('board', lines.join('\n')).map(
    ({ kind: _, span: __, section: ___, order: ____, ...fields }) =>
      Object.fromEntries(
        Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null),
      ),
  );
}

const prompt = 'root@OpenWrt:~# ';

describe('/etc/openwrt_release', () => {
  const lines = [
    "DISTRIB_ID='OpenWrt'",
    "DISTRIB_RELEASE='23.05.5'",
    "DISTRIB_REVISION='r24106-10cc5fcd00'",
    "DISTRIB_TARGET='ramips/mt7621'",
    "DISTRIB_ARCH='mipsel_24kc'",
    "DISTRIB_DESCRIPTION='OpenWrt 23.05.5 r24106-10cc5fcd00'",
    "DISTRIB_TAINTS=''",
  ];
  const whole = {
    distribution: 'OpenWrt',
    version: '23.05.5',
    revision: 'r24106-10cc5fcd00',
    target: 'ramips/mt7621',
  };

  it('is read with and without its command, in any order', () => {
    expect(shown(`${prompt}cat /etc/openwrt_release`, ...lines)).toEqual([whole]);
    expect(shown(...lines.toReversed())).toEqual([whole]);
    expect(shown(`${prompt}. /etc/openwrt_release`, ...lines.slice(5))).toEqual([
      { distribution: 'OpenWrt', version: '23.05.5', revision: 'r24106-10cc5fcd00' },
    ]);
    expect(shown(lines.slice(0, 4).join(' '))).toEqual([whole]);
  });

  test.each([
    [
      'DISTRIB_ID="OpenWrt"',
      'DISTRIB_RELEASE="15.05.1"',
      'DISTRIB_REVISION="r48532"',
      'DISTRIB_CODENAME="chaos_calmer"',
    ],
  ])('is read with the quotes of old releases', (...old) => {
    expect(shown(...old)).toEqual([{ distribution: 'OpenWrt', version: '15.05.1', revision: 'r48532' }]);
  });

  it('is of one router until a value contradicts another', () => {
    expect(shown("DISTRIB_RELEASE='21.02.1'", "DISTRIB_RELEASE='23.05.5'")).toEqual([
      { version: '21.02.1' },
      { version: '23.05.5' },
    ]);
  });

  it('is no script that reads it', () => {
    expect(shown('DISTRIB_RELEASE=$(cut -d. -f1 /etc/openwrt_version)', 'DISTRIB_ID="$NAME"')).toEqual([]);
  });
});

describe('/etc/os-release', () => {
  it('of OpenWrt', () => {
    expect(
      shown(
        'NAME="OpenWrt"',
        'VERSION="22.03-SNAPSHOT"',
        'ID="openwrt"',
        'ID_LIKE="lede openwrt"',
        'PRETTY_NAME="OpenWrt 22.03-SNAPSHOT"',
        'VERSION_ID="22.03-snapshot"',
        'HOME_URL="https://openwrt.org/"',
        'BUILD_ID="r20028-43d71ad93e"',
        'OPENWRT_BOARD="ramips/mt7621"',
        'OPENWRT_DEVICE_PRODUCT="Generic"',
        'OPENWRT_RELEASE="OpenWrt 22.03-SNAPSHOT r20028-43d71ad93e"',
      ),
    ).toEqual([
      {
        distribution: 'OpenWrt',
        version: '22.03-SNAPSHOT',
        revision: 'r20028-43d71ad93e',
        target: 'ramips/mt7621',
      },
    ]);
  });

  it('of others', () => {
    expect(
      shown(
        'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
        'NAME="Debian GNU/Linux"',
        'VERSION_ID="12"',
        'VERSION="12 (bookworm)"',
        'ID=debian',
      ),
    ).toEqual([{ distribution: 'Debian GNU/Linux', version: '12' }]);
    expect(shown('PRETTY_NAME="Raspbian GNU/Linux 11 (bullseye)"')).toEqual([
      { distribution: 'Raspbian GNU/Linux', version: '11' },
    ]);
  });
});

describe('the login banner', () => {
  const drawing = [
    '  _______                     ________        __',
    ' |       |.-----.-----.-----.|  |  |  |.----.|  |_',
    ' |   -   ||  _  |  -__|     ||  |  |  ||   _||   _|',
    ' |_______||   __|_____|__|__||________||__|  |____|',
    '          |__| W I R E L E S S   F R E E D O M',
    ' -----------------------------------------------------',
  ];

  it('tells release and busybox, whatever is drawn around them', () => {
    const banner = [
      'BusyBox v1.36.1 (2024-09-23 12:34:46 UTC) built-in shell (ash)',
      '',
      ...drawing,
      ' OpenWrt 23.05.5, r24106-10cc5fcd00',
      ' -----------------------------------------------------',
    ];
    const { observations, prose, unknown, sections } = readLines(...banner, prompt);
    expect(observations).toMatchObject([
      {
        kind: 'board',
        version: '23.05.5',
        revision: 'r24106-10cc5fcd00',
        busybox: '1.36.1',
        span: { line: 9 },
      },
    ]);
    expect([prose, unknown, sections.map(({ kind }) => kind)]).toEqual([[], [], ['release', 'shell']]);
  });

  test.each([
    [' OpenWrt SNAPSHOT, r17815-9d2ba5b2ad', 'OpenWrt', 'SNAPSHOT', 'r17815-9d2ba5b2ad'],
    [' OpenWrt 21.02-SNAPSHOT, unknown', 'OpenWrt', '21.02-SNAPSHOT', undefined],
    [' ImmortalWrt 23.05.3, r28012-8f0a2f1ff5', 'ImmortalWrt', '23.05.3', 'r28012-8f0a2f1ff5'],
    [' OpenWrt 19.07-SNAPSHOT, r11270+32-3d0fc1d8bb', 'OpenWrt', '19.07-SNAPSHOT', 'r11270+32-3d0fc1d8bb'],
    [' CHAOS CALMER (15.05.1, r48532)', 'OpenWrt', '15.05.1', 'r48532'],
    [' BARRIER BREAKER (14.07, r42625)', 'OpenWrt', '14.07', 'r42625'],
    [' BARRIER BREAKER (Bleeding Edge, r34253)', 'OpenWrt', undefined, 'r34253'],
    [' Reboot (17.01.4, r3560-79f57e422d)', 'LEDE', '17.01.4', 'r3560-79f57e422d'],
    ['  \\    LE  \\    /  Reboot (17.01.4, r3560-79f57e422d)', 'LEDE', '17.01.4', 'r3560-79f57e422d'],
    ['   \\  DE    \\  /    OpenWrt SNAPSHOT, r6854-2ffed5362', 'OpenWrt', 'SNAPSHOT', 'r6854-2ffed5362'],
  ])('%s', (line, distribution, version, revision) => {
    expect(shown(line)).toEqual([
      { distribution, ...(version && { version }), ...(revision && { revision }) },
    ]);
  });

  it('of busybox alone is only that', () => {
    expect(shown('BusyBox v1.23.2 (2015-07-25 03:03:02 CEST) built-in shell (ash)')).toEqual([
      { busybox: '1.23.2' },
    ]);
  });
});

describe('LuCI’s overview', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['Hostname', 'OpenWrt'],
    ['Model', 'GL.iNet GL-MT300N V2'],
    ['Architecture', 'MediaTek MT7628AN ver:1 eco:2'],
    ['Target Platform', 'ramips/mt76x8'],
    [
      'Firmware Version',
      'OpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21.295.67054-13df80d',
    ],
    ['Kernel Version', '5.4.154'],
    ['Local Time', '2021-11-28 12:34:56'],
    ['Uptime', '0h 12m 3s'],
    ['Load Average', '0.12, 0.08, 0.02'],
  ];
  const whole = {
    host: 'OpenWrt',
    model: 'GL.iNet GL-MT300N V2',
    system: 'MediaTek MT7628AN ver:1 eco:2',
    target: 'ramips/mt76x8',
    distribution: 'OpenWrt',
    version: '21.02.1',
    revision: 'r16325-88151b8303',
    kernel: '5.4.154',
  };

  test.each(['\t', ' ', '   ', ': ', '\n', ' \t'])('with %j between label and value', (between) => {
    expect(shown(...rows.flatMap((row) => row.join(between).split('\n')))).toEqual([whole]);
  });

  it('is told by its rows that only it has, and the sentence below is somebody’s', () => {
    const { observations, prose } = readLines(
      'Model\tTP-Link Archer C7 v2',
      'Kernel Version\t4.14.221',
      'My stick is a Huawei.',
    );
    expect(observations).toMatchObject([{ model: 'TP-Link Archer C7 v2', kernel: '4.14.221' }]);
    expect(prose.map(({ number }) => number)).toEqual([3]);
  });

  it('in other languages tells its firmware, and the kernel below', () => {
    expect(
      shown(
        'Modell\tGL.iNet GL-MT300N V2',
        'Firmware-Version\tOpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21.295.67054-13df80d',
        'Kernel-Version\t5.4.154',
      ),
    ).toEqual([
      { distribution: 'OpenWrt', version: '21.02.1', revision: 'r16325-88151b8303', kernel: '5.4.154' },
    ]);
    expect(shown('固件版本', 'OpenWrt SNAPSHOT r18000-0123456789 / LuCI Master git-22.01')).toEqual([
      { distribution: 'OpenWrt', version: 'SNAPSHOT', revision: 'r18000-0123456789' },
    ]);
  });

  test.each([
    ['OpenWrt Chaos Calmer 15.05.1 r49617 / LuCI for-15.05 branch (git-18.021.57137-5fa2132)', '15.05.1'],
    ['Firmware Version  LEDE Reboot 17.01.4 r3560-79f57e422d / LuCI lede-17.01 branch (git-17.2)', '17.01.4'],
    [
      'Powered by LuCI openwrt-19.07 branch (git-21.044.30835-34e0d65) / OpenWrt 19.07.7 r11306-c4a6851c72',
      '19.07.7',
    ],
  ])('and its foot: %s', (line, version) => {
    expect(shown(line)).toMatchObject([{ version }]);
  });
});

describe('the kernel', () => {
  test.each([
    [
      'uname -a',
      'Linux OpenWrt 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux',
      'OpenWrt',
      '5.15.167',
    ],
    [
      '',
      'Linux raspberrypi 5.10.17-v7l+ #1414 SMP Fri Apr 30 13:20:47 BST 2021 armv7l GNU/Linux',
      'raspberrypi',
      '5.10.17-v7l+',
    ],
    [
      '',
      'Linux pi 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64 GNU/Linux',
      'pi',
      '6.1.0-18-amd64',
    ],
    ['', 'Linux XXXX 4.14.63 #0 Wed Aug 15 20:42:39 2018 mips GNU/Linux', undefined, '4.14.63'],
  ])('%s %s', (command, line, host, kernel) => {
    expect(shown(...(command === '' ? [] : [prompt + command]), line)).toEqual([
      { ...(host && { host }), kernel },
    ]);
  });

  it('names the revision that its compiler was built from', () => {
    expect(
      shown(
        `${prompt}cat /proc/version`,
        'Linux version 5.15.167 (builder@buildhost) (mipsel-openwrt-linux-musl-gcc (OpenWrt GCC 12.3.0 r24106-10cc5fcd00) 12.3.0, GNU ld (GNU Binutils) 2.40.0) #0 SMP Mon Sep 23 12:34:46 2024',
      ),
    ).toEqual([{ kernel: '5.15.167', revision: 'r24106-10cc5fcd00' }]);
  });
});

describe('files of one value', () => {
  it('are read below their command', () => {
    expect(shown(`${prompt}cat /tmp/sysinfo/model`, 'TP-Link Archer C7 v2')).toEqual([
      { model: 'TP-Link Archer C7 v2' },
    ]);
    expect(
      shown(
        `${prompt}cat /tmp/sysinfo/board_name /tmp/sysinfo/model`,
        'tplink,archer-c7-v2',
        'TP-Link Archer C7 v2',
      ),
    ).toEqual([{ board: 'tplink,archer-c7-v2', model: 'TP-Link Archer C7 v2' }]);
    expect(shown(`${prompt}cat /etc/openwrt_version`, 'r24106-10cc5fcd00')).toEqual([
      { revision: 'r24106-10cc5fcd00' },
    ]);
  });

  it('have one line each, and none apart', () => {
    expect(shown(`${prompt}cat /tmp/sysinfo/model`, 'TP-Link Archer C7 v2', 'And now')).toHaveLength(1);
    expect(shown(`${prompt}cat /tmp/sysinfo/model`, '', 'TP-Link Archer C7 v2')).toEqual([]);
    expect(shown('TP-Link Archer C7 v2')).toEqual([]);
  });
});

it('points to the line that names the release', () => {
  const [board] = shownOf('board', "DISTRIB_ID='OpenWrt'\n  DISTRIB_RELEASE='23.05.5'");
  expect(board && [board.span.line, spanText(board.span)]).toEqual([2, "DISTRIB_RELEASE='23.05.5'"]);
});

describe('sentences', () => {
  test.each([
    'I am on 21.02',
    'OpenWrt 23.05 on a GL-MT300N',
    'OpenWrt 23.05.5, and the modem is a Huawei.',
    'I run OpenWrt 23.05.5, r24106-10cc5fcd00',
    'Model GL-MT300N is what I have.',
    'Model: GL-MT300N',
    'Hostname is OpenWrt',
    'My firmware is OpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21.295',
    'Linux OpenWrt 5.15.167 #0 SMP Mon Sep 23 12:34:46 2024 is what uname says.',
    'BusyBox v1.36.1 is old',
    'Chaos Calmer (15.05) works',
    'NAME=modem',
    'Kernel Version is 5.4.154',
    'Reboot (again)',
    'Firmware Version',
    'Uptime: 3 days',
  ])('%s', (sentence) => {
    const { observations, prose } = readLines(sentence, 'and so on');
    expect([observations, prose.length]).toEqual([[], 2]);
  });
});

it('reads any mixture of such lines with others, and loses none of the others', () => {
  const line = fc.oneof(
    fc.constantFrom(...releases.samples, 'Hostname', 'Model', 'GL.iNet GL-MT300N V2', '----', ''),
    fc.constantFrom('We tried it with another stick.', 'Signal is good here, at least on the roof.'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { observations, prose } = readLines(...lines);
      const sentences = lines.filter((text) => /^(?:We tried|Signal is)/.test(text));
      expect(prose.filter(({ text }) => /^(?:We tried|Signal is)/.test(text))).toHaveLength(sentences.length);
      for (const one of observations)
        if (one.kind === 'board') expect(lines[one.span.line - 1]).toBe(one.span.text);
    }),
  );
});
