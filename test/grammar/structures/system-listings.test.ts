import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import type { Observation } from '../../../src/grammar/observation.ts';
import { readLines } from '../recorded-reading.ts';

/** What a command printed shows, without places. */
function shownBy(...lines: readonly string[]): readonly unknown[] {
  return readLines(...lines).observations.map(({ span: _, section: __, order: ___, ...shown }) => shown);
}

function namesOf(shown: readonly Observation[]): readonly string[] {
  return shown.flatMap((one) => (one.kind === 'module' || one.kind === 'package' ? [one.name] : []));
}

const prompt = 'root@OpenWrt:~# ';

describe('nodes', () => {
  const node = (path: string, missing = false) => ({ kind: 'node', path, missing });

  test.each<[string, string, readonly unknown[]]>([
    ['ls /dev/ttyUSB*', '/dev/ttyUSB0  /dev/ttyUSB1', [node('/dev/ttyUSB0'), node('/dev/ttyUSB1')]],
    ['ls /dev/cdc-wdm0', '/dev/cdc-wdm0', [node('/dev/cdc-wdm0')]],
    ['ls /dev/ttyUSB*', 'ls: /dev/ttyUSB*: No such file or directory', [node('/dev/ttyUSB*', true)]],
    ['ls -l /dev/x', "ls: cannot access '/dev/x': No such file or directory", [node('/dev/x', true)]],
    [
      'ls /dev/x',
      "ls: Zugriff auf '/dev/x' nicht möglich: Datei oder Verzeichnis nicht gefunden",
      [node('/dev/x', true)],
    ],
    ['ls /dev/x', 'ls: /dev/x: Permission denied', []],
    [
      'ls -l /dev/cdc-wdm0',
      'crw-------    1 root     root      180, 176 Mar 28 14:22 /dev/cdc-wdm0',
      [node('/dev/cdc-wdm0')],
    ],
    [
      'ls -l /dev | grep tty',
      'crw-rw----    1 root     dialout   188,   2 Mar 28 14:22 ttyUSB2',
      [node('/dev/ttyUSB2')],
    ],
    [
      'ls -l /dev/serial/by-id/',
      'lrwxrwxrwx 1 root root 13 Jan  1 00:00 usb-HUAWEI-if00-port0 -> ../../ttyUSB0',
      [node('/dev/ttyUSB0')],
    ],
    ['ls /dev', 'bus      console   ttyS0     ttyUSB0  zero', [node('/dev/ttyS0'), node('/dev/ttyUSB0')]],
  ])('%s: %s', (command, output, shown) => {
    expect(shownBy(prompt + command, output)).toEqual(shown);
  });

  it('are read without the command where no sentence looks like it', () => {
    expect(shownBy('/dev/ttyUSB0 /dev/ttyUSB1')).toHaveLength(2);
    expect(shownBy('ls: /dev/ttyUSB*: No such file or directory')).toEqual([node('/dev/ttyUSB*', true)]);
    expect(shownBy('I tried', '/dev/ttyUSB0', 'and nothing came.')).toEqual([]);
  });

  it('point to their own name', () => {
    const { observations } = readLines(`${prompt}ls /dev/tty*`, ' /dev/ttyUSB0  /dev/ttyUSB1');
    expect(observations.map(({ span }) => [span.line, span.column, spanText(span)])).toEqual([
      [2, 2, '/dev/ttyUSB0'],
      [2, 16, '/dev/ttyUSB1'],
    ]);
  });

  it('end where somebody goes on in words', () => {
    const { prose } = readLines(`${prompt}ls /dev`, 'ttyUSB0  ttyUSB1', '', 'So the ports are there.');
    expect(prose.map(({ text }) => text)).toEqual(['So the ports are there.']);
  });
});

describe('modules', () => {
  it.each([
    [
      'lsmod',
      ['Module                  Size  Used by', 'option                 36864  2', 'usb_wwan 16384 1 option'],
    ],
    ['lsmod | grep -E "option|wwan"', ['option                 36864  2', 'usb_wwan 16384  1 option,']],
    [
      'cat /proc/modules',
      ['option 36864 2 - Live 0x00000000', 'usb_wwan 16384 1 option, Live 0x00000000 (O)'],
    ],
  ])('%s', (command, output) => {
    for (const head of [[prompt + command], []]) {
      const { observations, unknown, prose } = readLines(...head, ...output);
      expect(namesOf(observations)).toEqual(['option', 'usb_wwan']);
      expect([...unknown, ...prose]).toEqual([]);
    }
  });
});

describe('processes', () => {
  const process = (pid: number, command: string) => ({ kind: 'process', pid, command, node: null });

  test.each([
    [
      'busybox ps',
      '  PID USER       VSZ STAT COMMAND',
      ' 2396 root      1288 S    udhcpc -p /var/run/udhcpc.pid -s x',
    ],
    [
      'busybox ps, wide',
      '  PID USER       VSZ STAT COMMAND',
      '12396 root     20m S <  udhcpc -p /var/run/udhcpc.pid -s x',
    ],
    [
      'ps aux',
      'USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
      'root      2396  0.0  0.1   1288   720 ?        Ss   12:01   0:00 udhcpc -p /var/run/udhcpc.pid -s x',
    ],
    [
      'ps -ef',
      'UID        PID  PPID  C STIME TTY          TIME CMD',
      'root      2396     1  0 12:01 ?        00:00:00 udhcpc -p /var/run/udhcpc.pid -s x',
    ],
    [
      'ps ax',
      '    PID TTY      STAT   TIME COMMAND',
      '   2396 ?        Ss     0:00 udhcpc -p /var/run/udhcpc.pid -s x',
    ],
    [
      'busybox top',
      '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND',
      ' 2396     1 root     S     1288   2%   0% udhcpc -p /var/run/udhcpc.pid -s x',
    ],
  ])('%s', (_, head, row) => {
    const pid = Number(/\d{4,}/.exec(row)?.[0]);
    const command = 'udhcpc -p /var/run/udhcpc.pid -s x';
    for (const lines of [
      [head, row],
      [`${prompt}ps w`, head, row],
      [`${prompt}ps | grep udhcpc`, row],
    ])
      expect(shownBy(...lines)).toEqual([process(pid, command)]);
  });

  it('have the summary of top above them', () => {
    const { unknown, observations } = readLines(
      `${prompt}top -n1`,
      'Mem: 41036K used, 20572K free, 172K shrd, 2152K buff, 11504K cached',
      'CPU:   0% usr   8% sys   0% nic  91% idle   0% io   0% irq   0% sirq',
      'Load average: 0.05 0.03 0.00 1/45 2411',
      '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND',
      ' 2411  2396 root     R     1288   2%   8% top -n1',
    );
    expect(unknown).toEqual([]);
    expect(observations).toMatchObject([{ pid: 2411, command: 'top -n1' }]);
  });
});

describe('packages', () => {
  const installed = (name: string, version: string | null) => ({ kind: 'package', name, version });

  test.each<[string, readonly string[], readonly unknown[]]>([
    [
      'opkg list-installed',
      ['uqmi - 2022-05-04-56cb2d40-1', 'chat - 2.4.9-4'],
      [installed('uqmi', '2022-05-04-56cb2d40-1'), installed('chat', '2.4.9-4')],
    ],
    ['opkg list-installed | grep option', ['my-own - 1'], [installed('my-own', '1')]],
    ['opkg list | grep uqmi', ['uqmi - 2022-05-04-56cb2d40-1 - Control utility'], []],
    ['opkg list uqmi', ['uqmi - 2022-05-04-56cb2d40-1'], []],
    [
      'apk list -I',
      ['uqmi-2025.07.30~7914da43-r2 mips_24kc {feeds/base/uqmi} (GPL-2.0) [installed]'],
      [installed('uqmi', '2025.07.30~7914da43-r2')],
    ],
    ['apk list', ['uqmi-2025-r2 {uqmi} (GPL-2.0)'], []],
    ['apk info -v', ['kmod-usb-net-6.6.86-r1'], [installed('kmod-usb-net', '6.6.86-r1')]],
    [
      'opkg install comgt kmod-usb-serial-option',
      [
        'Package comgt (0.32-34) installed in root is up to date.',
        'Installing kmod-usb-serial-option (5.4.46-1) to root...',
        'Downloading https://downloads.openwrt.org/kmod-usb-serial-option_5.4.46-1_mips.ipk',
        'Configuring kmod-usb-serial-option.',
      ],
      [installed('comgt', '0.32-34'), installed('kmod-usb-serial-option', '5.4.46-1')],
    ],
    ['opkg install uqmi', ['Installing uqmi (2022-1) to root...'], []],
    [
      'apk add uqmi',
      ['(1/2) Installing wwan (2019.04.29-r6)', '(2/2) Upgrading uqmi (1-r1 -> 1-r2)'],
      [installed('wwan', '2019.04.29-r6'), installed('uqmi', '1-r2')],
    ],
  ])('%s', (command, output, shown) => {
    expect(shownBy(prompt + command, ...output)).toEqual(shown);
  });

  it('are read without the command where the name is of a package', () => {
    expect(shownBy('kmod-usb-net-qmi-wwan - 5.4.46-1', 'uqmi - 2022-05-04-56cb2d40-1')).toHaveLength(2);
  });
});

test('listings never throw', () => {
  const commands = fc.constantFrom(
    'ls /dev',
    'lsmod',
    'ps',
    'top -n1',
    'opkg list-installed',
    'apk list -I',
    '',
  );
  const words = fc.constantFrom(
    '1',
    '/dev/ttyUSB0',
    'ls:',
    '-',
    'a-1-r1',
    'crw-------',
    '->',
    '12,',
    'root',
    'S',
    '0%',
  );
  const line = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 9 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(commands, fc.array(line), (command, output) => {
      for (const { span } of readLines(prompt + command, ...output).observations)
        expect(span.column + span.length - 1).toBeLessThanOrEqual(span.text.length);
    }),
  );
});

describe('values of sysfs', () => {
  const valuesOf = (...lines: readonly string[]) =>
    readLines(...lines).observations.flatMap((shown) =>
      shown.kind === 'attribute' ? [`${shown.path} ${shown.value} @${shown.span.line}`] : [],
    );

  it('stand below the command that names the file', () => {
    expect(valuesOf('root@OpenWrt:~# cat /sys/class/net/wwan0/qmi/raw_ip', 'N')).toEqual([
      '/sys/class/net/wwan0/qmi/raw_ip N @2',
    ]);
    expect(valuesOf('# cat /sys/class/net/wwan0/mtu /sys/class/net/wwan1/mtu', '1500', '1428')).toEqual([
      '/sys/class/net/wwan0/mtu 1500 @2',
      '/sys/class/net/wwan1/mtu 1428 @3',
    ]);
  });

  it('stand behind their names', () => {
    expect(
      valuesOf(
        '# grep . /sys/bus/usb/devices/*/power/control',
        '/sys/bus/usb/devices/1-1/power/control:auto',
        '/sys/bus/usb/devices/1-1:1.4/bInterfaceNumber: 04',
        '/sys/class/net/wwan0/cdc_ncm/bmNtbFormatsSupported: 0x0001',
      ),
    ).toEqual([
      '/sys/bus/usb/devices/1-1/power/control auto @2',
      '/sys/bus/usb/devices/1-1:1.4/bInterfaceNumber 04 @3',
      '/sys/class/net/wwan0/cdc_ncm/bmNtbFormatsSupported 0x0001 @4',
    ]);
  });

  it('are nobody knows whose where a pattern gives several', () => {
    const lines = ['# cat /sys/class/net/*/qmi/raw_ip', 'N', 'Y'];
    expect(valuesOf(...lines)).toEqual([]);
    expect(readLines(...lines).unknown).toEqual([]);
    expect(valuesOf(...lines.slice(0, 2))).toEqual(['/sys/class/net/*/qmi/raw_ip N @2']);
  });

  it('are none where there is no such file', () => {
    expect(
      valuesOf(
        '# cat /sys/class/net/wwan0/qmi/raw_ip',
        "cat: can't open '/sys/class/net/wwan0/qmi/raw_ip': No such file or directory",
      ),
    ).toEqual([]);
  });
});

describe('counters of network devices', () => {
  it('are bytes received and sent', () => {
    const { observations, unknown } = readLines(
      'root@OpenWrt:~# cat /proc/net/dev',
      'Inter-|   Receive                                                |  Transmit',
      ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
      '  eth0:98765432   123456    0    0    0     0          0         0 12345678  112233    0    0    0     0       0          0',
      ' wwan0:       0       0    0    0    0     0          0         0     4321      22    0    0    0     0       0          0',
    );
    expect(observations).toMatchObject([
      { kind: 'counters', device: 'eth0', rxBytes: 98765432, txBytes: 12345678 },
      { kind: 'counters', device: 'wwan0', rxBytes: 0, txBytes: 4321, span: { line: 5, column: 2 } },
    ]);
    expect(unknown).toEqual([]);
  });
});

describe('who has a port open', () => {
  it.each([
    ['ls -l /proc/[0-9]*/fd', '/dev/ttyUSB2: ModemManager[1234]', 'ModemManager'],
    ['fuser -v /dev/ttyUSB2', '/dev/ttyUSB2:        root       1234 F.... ModemManager', 'ModemManager'],
    ['lsof /dev/ttyUSB2', 'minicom 1234 root   12u   CHR  188,2      0t0  123 /dev/ttyUSB2', 'minicom'],
    ['lsof | grep ttyUSB', '1234\t/usr/sbin/ModemManager\t/dev/ttyUSB2', '/usr/sbin/ModemManager'],
  ])('is a process that runs: %s', (command, row, program) => {
    expect(readLines(`root@OpenWrt:~# ${command}`, row)).toMatchObject({
      observations: [
        { kind: 'process', pid: 1234, command: program, node: '/dev/ttyUSB2', span: { line: 2 } },
      ],
      unknown: [],
    });
  });

  it('is a number of busybox without a name', () => {
    expect(readLines('root@OpenWrt:~# fuser /dev/ttyUSB2', '1234')).toMatchObject({
      observations: [],
      unknown: [],
    });
  });
});

test.each([
  ['date', 'Sun Nov 29 20:11:02 UTC 2026'],
  ['uptime', ' 20:11:02 up 3 days,  2:14,  load average: 0.12, 0.08, 0.03'],
  ['cat /proc/uptime', '266123.44 512345.12'],
  ['free', '              total        used        free      shared  buff/cache   available'],
  ['free', 'Mem:         124560       41036       62000         172       21524       55000'],
  ['free', '-/+ buffers/cache:         87         34'],
  ['df -k', '/dev/root                 4352      4352         0 100% /rom'],
  ['df -h', 'overlayfs:/overlay       10.0M      1.5M      8.5M  15% /'],
  ['cat /tmp/resolv.conf.d/resolv.conf.auto', '# Interface wwan_4'],
  ['cat /tmp/resolv.conf.d/resolv.conf.auto', 'nameserver 10.11.12.13'],
  ['md5sum /lib/netifd/proto/*.sh', 'd41d8cd98f00b204e9800998ecf8427e  /lib/netifd/proto/qmi.sh'],
  ['ls /etc/rc.d', 'S00sysfixtime  S19dnsmasq  K10gpio_switch'],
  ['cat /etc/crontabs/root', '*/5 * * * * /usr/bin/check-modem.sh'],
])('%s tells nothing of a modem, and is known', (command, row) => {
  expect(readLines(`root@OpenWrt:~# ${command}`, row)).toMatchObject({
    observations: [],
    messages: [],
    unknown: [],
    prose: [],
  });
});

it('the way to one address is no route of the table', () => {
  const { observations, unknown } = readLines(
    'root@OpenWrt:~# ip route get 1.1.1.1',
    '1.1.1.1 via 10.64.0.1 dev wwan0 table 1 src 10.64.0.2 uid 0 ',
    '    cache ',
  );
  expect([observations, unknown]).toEqual([[], []]);
});
