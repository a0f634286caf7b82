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
  const process = (pid: number, command: string) => ({ kind: 'process', pid, command });

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
