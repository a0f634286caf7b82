import { describe, expect, it } from 'vitest';
import {
  cellularInterfaces,
  isSwitchedOff,
  optionOf,
  optionsOf,
  sectionsOf,
  truthOf,
  zonesOf,
} from '../../../src/situation/facts/config.ts';
import {
  modulePresence,
  nodePresence,
  packageManager,
  packagePresence,
  release,
  releaseAtLeast,
  runningProcess,
} from '../../../src/situation/facts/software.ts';
import { ownerOf, usbIdentities, usbPorts } from '../../../src/situation/facts/usb.ts';
import { config, dhcp, dmesg, kernelVersion, logread, ncmDial, stickArrives } from '../log-lines.ts';
import { episodeWith, typed } from './episode-with.ts';

const modem = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'internet' });

function board(version: string) {
  return typed(
    'ubus call system board',
    `{ "kernel": "5.15.167", "hostname": "OpenWrt", "system": "MediaTek MT7621", "model": "GL-MT1300", "release": { "distribution": "OpenWrt", "version": "${version}" } }`,
  );
}

describe('the release', () => {
  it('is named by the router', () => {
    const episode = episodeWith([...board('23.05.5'), ...modem]);
    expect(release(episode)).toMatchObject({ series: ['23.05'], isNamed: true, version: '23.05.5' });
    expect([releaseAtLeast(episode, '21.02'), releaseAtLeast(episode, '24.10')]).toEqual([true, false]);
    expect(packageManager(episode)).toBe('opkg');
  });

  it.each<[string, readonly string[], readonly string[], boolean]>([
    ['its file', ["DISTRIB_RELEASE='23.05.5'"], ['23.05', '23.05.5'], true],
    [
      'a revision',
      ["DISTRIB_RELEASE='23.05'", "DISTRIB_REVISION='r24106-10cc5fcd00'"],
      ['23.05', '23.05.5'],
      true,
    ],
    ['the banner', [' OpenWrt 21.02.1, r16325-88151b8303'], ['21.02', '21.02.1'], true],
    ['a codename', [' CHAOS CALMER (15.05.1, r48532)'], ['15.05', '15.05.1'], true],
    [
      'LuCI',
      ['Firmware Version\tOpenWrt 21.02.1 r16325-88151b8303 / LuCI openwrt-21.02 branch git-21'],
      ['21.02', '21.02.1'],
      true,
    ],
    [
      'the compiler of its kernel',
      [
        'Linux version 5.15.167 (builder@buildhost) (gcc (OpenWrt GCC 12.3.0 r24106-10cc5fcd00) 12.3.0) #0 SMP',
      ],
      ['23.05', '23.05.5'],
      true,
    ],
    ['a snapshot of a series', ["DISTRIB_RELEASE='21.02-SNAPSHOT'"], ['21.02', '21.02-SNAPSHOT'], true],
    ['a snapshot', [' OpenWrt SNAPSHOT, r27815-9d2ba5b2ad'], ['24.10', '25.12', 'SNAPSHOT'], false],
  ])('is named by %s', (_, lines, [...series], isNamed) => {
    const version = series.pop();
    expect(release(episodeWith([...lines, '', ...modem]))).toMatchObject({
      series,
      isNamed,
      version,
      span: { line: 1 },
    });
  });

  it('of an old snapshot is told by its kernel', () => {
    const old = episodeWith([
      ' OpenWrt SNAPSHOT, r6854-2ffed5362',
      'Linux OpenWrt 4.14.63 #0 Wed Aug 15 20:42:39 2018 mips GNU/Linux',
      '',
      ...modem,
    ]);
    expect(release(old)).toMatchObject({ series: ['18.06', '19.07'], isNamed: false, version: 'SNAPSHOT' });
  });

  it('is hinted at by busybox', () => {
    const banner = 'BusyBox v1.33.2 (2022-02-16 20:29:10 UTC) built-in shell (ash)';
    expect(release(episodeWith([banner, '', ...modem]))).toMatchObject({ series: ['21.02'], isNamed: false });
  });

  it('is none of OpenWrt where something else runs', () => {
    const ubuntu = ['DISTRIB_ID=Ubuntu', 'DISTRIB_RELEASE=24.10', 'DISTRIB_DESCRIPTION="Ubuntu 24.10"'];
    const episode = episodeWith([...ubuntu, '', ...modem]);
    expect(release(episode)).toMatchObject({ isNamed: false, version: null });
    expect([releaseAtLeast(episode, '24.10'), packageManager(episode)]).toEqual([null, null]);
    const own = episodeWith([
      "DISTRIB_ID='TurrisOS'",
      "DISTRIB_RELEASE='6.5.2'",
      "DISTRIB_TARGET='mvebu/cortexa9'",
      '',
      ...modem,
    ]);
    expect([release(own).isNamed, releaseAtLeast(own, '21.02')]).toEqual([false, null]);
  });

  it('said in a sentence is somebody’s word', () => {
    for (const sentence of ['I am on 21.02', 'OpenWrt 23.05 on a GL-MT300N'])
      expect(release(episodeWith([sentence, '', ...modem])).isNamed).toBe(false);
  });

  it('is hinted at by versions, and left open where they fit several', () => {
    const old = episodeWith([...dmesg(0, kernelVersion('4.14.63')), '', ...modem]);
    expect(release(old)).toMatchObject({ series: ['18.06', '19.07'], isNamed: false });
    expect([releaseAtLeast(old, '18.06'), releaseAtLeast(old, '19.07'), packageManager(old)]).toEqual([
      true,
      null,
      'opkg',
    ]);
    const silent = episodeWith(modem);
    expect([releaseAtLeast(silent, '19.07'), packageManager(silent)]).toEqual([null, null]);
  });

  it('shows its package manager by use', () => {
    expect(
      packageManager(
        episodeWith([
          ...typed(
            'apk list -I',
            'uqmi-2024.08.10~28b48a1d-r1 x86_64 {feeds/base/package/network/utils/uqmi} (GPL-2.0) [installed]',
          ),
          ...modem,
        ]),
      ),
    ).toBe('apk');
  });
});

describe('what is there', () => {
  const packages = ['comgt - 0.32-35', 'uqmi - 2022-10-20-c8c9f105-2'];

  it('is a package in a listing, or missing from a whole one', () => {
    const whole = episodeWith([...typed('opkg list-installed', ...packages), ...modem]);
    expect(packagePresence(whole, 'uqmi')).toMatchObject({
      state: 'present',
      version: '2022-10-20-c8c9f105-2',
    });
    expect(packagePresence(whole, 'umbim').state).toBe('absent');
    const filtered = episodeWith([...typed('opkg list-installed | grep qmi', packages[1] ?? ''), ...modem]);
    expect(packagePresence(filtered, 'umbim').state).toBe('unknown');
    expect(packagePresence(filtered, 'kmod-usb-net-qmi-wwan').state).toBe('absent');
    expect(packagePresence(episodeWith(modem), 'uqmi').state).toBe('unknown');
  });

  it('is a module, by either spelling', () => {
    const episode = episodeWith([
      ...typed(
        'lsmod',
        'Module                  Size  Used by',
        'qmi_wwan               20480  0',
        'cdc_wdm                16384  1 qmi_wwan',
      ),
      ...modem,
    ]);
    expect(modulePresence(episode, 'cdc-wdm').state).toBe('present');
    expect(modulePresence(episode, 'option').state).toBe('absent');
    expect(modulePresence(episodeWith(modem), 'option').state).toBe('unknown');
  });

  it('is a node, or what the shell says of it', () => {
    const episode = episodeWith([
      ...typed(
        'ls /dev/cdc-wdm0 /dev/ttyUSB0',
        'ls: /dev/ttyUSB0: No such file or directory',
        '/dev/cdc-wdm0',
      ),
      ...modem,
    ]);
    expect(nodePresence(episode, '/dev/cdc-wdm0').state).toBe('present');
    expect(nodePresence(episode, '/dev/ttyUSB0').state).toBe('absent');
    expect(nodePresence(episode, '/dev/ttyUSB1').state).toBe('unknown');
  });

  it('is a process', () => {
    const episode = episodeWith([
      ...typed(
        'ps',
        '  PID USER       VSZ STAT COMMAND',
        ' 1234 root     12345 S    /usr/sbin/ModemManager --log-level=INFO',
      ),
      ...modem,
    ]);
    expect(runningProcess(episode, 'ModemManager')?.span.line).toBe(3);
    expect(runningProcess(episode, 'uqmid')).toBeNull();
  });
});

describe('USB', () => {
  it('tells who comes and goes at a port, and what it is', () => {
    const episode = episodeWith(
      dmesg(
        10,
        'usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'usb 1-1: New USB device found, idVendor=12D1, idProduct=1506',
        'usb 1-1: USB disconnect, device number 2',
        'usb 1-1: new high-speed USB device number 3 using ehci-platform',
      ),
    );
    expect(usbPorts(episode)).toMatchObject([{ port: '1-1', departures: 1, arrivals: [{}, {}] }]);
    expect(usbIdentities(episode)).toMatchObject([
      { vendor: '12d1', product: '1506', port: '1-1', listing: null },
    ]);
  });

  it('tells who owns a node', () => {
    const episode = episodeWith(dmesg(10, stickArrives()));
    expect(ownerOf(episode, '/dev/cdc-wdm0')?.function.driver).toBe('huawei_cdc_ncm');
    expect(ownerOf(episode, '/dev/ttyUSB7')).toBeNull();
  });
});

describe('the configuration', () => {
  it('is read by option and list, the last one counts', () => {
    const episode = episodeWith([
      ...modem,
      "        option apn 'web.gprs'",
      '',
      'config zone',
      "        option name 'wan'",
      "        list network 'wan'",
      "        list network 'wwan'",
      '',
      'config zone',
      "        option name 'lan'",
      "        option network 'lan guest'",
    ]);
    const [interfaceOfModem] = cellularInterfaces(episode);
    expect(interfaceOfModem && optionOf(interfaceOfModem.section, 'apn')?.value).toBe('web.gprs');
    expect(interfaceOfModem && optionOf(interfaceOfModem.section, 'pdptype')).toBeNull();
    const [wan, lan] = sectionsOf(episode, 'zone');
    expect(lan && optionsOf(lan, 'network').map(({ value }) => value)).toEqual(['lan', 'guest']);
    expect(zonesOf(episode, 'wwan')).toEqual([wan]);
    expect(zonesOf(episode, 'other')).toEqual([]);
    expect(zonesOf(episodeWith(modem), 'wwan')).toBeNull();
  });

  it('may be switched off', () => {
    const off = episodeWith(config('wwan', { proto: 'qmi', disabled: '1' }));
    const manual = episodeWith(config('wwan', { proto: 'qmi', auto: '0' }));
    for (const episode of [off, manual]) expect(cellularInterfaces(episode)).toEqual([]);
    const tried = episodeWith([
      ...config('modem', { proto: 'ncm', auto: '0' }),
      '',
      ...logread('Sun Jul 22 02:23:12 2018', ncmDial(), dhcp('modem_4', 1)),
    ]);
    expect(tried.interfaces.map((known) => isSwitchedOff(known, tried))).toEqual([false]);
    expect([truthOf('on'), truthOf('0'), truthOf('maybe')]).toEqual([true, false, null]);
  });
});
