import { describe, expect, it } from 'vitest';
import { episodesOf } from '../diagnosis-of.ts';
import {
  dhcp,
  dmesg,
  kernelLog,
  kernelVersion,
  logread,
  ncmDial,
  pppDial,
  stickArrives,
} from './log-lines.ts';

function routerOf(lines: readonly string[]) {
  return episodesOf(lines)[0]?.router;
}

describe('router', () => {
  it('is known by prompt, board and kernel', () => {
    const router = routerOf([
      'root@GL-MT300N:~# dmesg',
      ...dmesg(0, kernelVersion('3.18.27'), 'MIPS: machine is GL-MT300N'),
      ...dmesg(126, stickArrives()),
    ]);
    expect(router).toMatchObject({
      host: { value: 'GL-MT300N', span: { line: 1 } },
      board: { value: 'GL-MT300N', span: { line: 3 } },
      kernel: { value: '3.18.27', span: { line: 2 } },
    });
  });

  it('is known by what ubus shows, which contradicts no kernel that words its board otherwise', () => {
    const board = [
      'root@OpenWrt:~# ubus call system board',
      '{ "kernel": "5.15.134", "hostname": "OpenWrt.lan", "model": "GL.iNet GL-MT300N V2",',
      '"board_name": "glinet,gl-mt300n-v2" }',
    ];
    const stick = ['', ...dmesg(126, stickArrives())];
    expect(routerOf([...board, ...stick])).toMatchObject({
      host: { value: 'OpenWrt' },
      board: { value: 'GL.iNet GL-MT300N V2', span: { line: 2 } },
      kernel: { value: '5.15.134' },
    });
    const machine = dmesg(0, 'MIPS: machine is GL-MT300N-V2');
    expect(episodesOf([...board, '', ...machine, ...dmesg(126, stickArrives())])).toMatchObject([
      { router: { board: { value: 'GL-MT300N-V2' } } },
    ]);
    const other = [
      'root@OpenWrt:~# ubus call system board',
      '{ "kernel": "5.15.134", "model": "ZBT WE826", "board_name": "zbt" }',
    ];
    expect(episodesOf([...board, ...stick, '', ...other, ...stick])).toMatchObject([
      {},
      { brokenOffBy: 'router', router: { board: { value: 'ZBT WE826' } } },
    ]);
  });

  it('is another one where the files of two contradict each other', () => {
    const router = (model: string, version: string) => [
      'root@OpenWrt:~# cat /tmp/sysinfo/model',
      model,
      'root@OpenWrt:~# cat /etc/openwrt_release',
      `DISTRIB_RELEASE='${version}'`,
      '',
      ...dmesg(126, stickArrives()),
      '',
    ];
    const breaks = (...lines: readonly string[]) => episodesOf(lines).map(({ brokenOffBy }) => brokenOffBy);
    const archer = router('TP-Link Archer C7 v2', '23.05.5');
    expect(breaks(...archer, ...archer)).toEqual(['start']);
    expect(breaks(...archer, ...router('TP-Link Archer C7 v2', '23.05.3'))).toEqual(['start']);
    expect(breaks(...archer, ...router('TP-Link Archer C7 v2', '21.02.1'))).toEqual(['start', 'router']);
    expect(breaks(...archer, ...router('ZBT WE826', '23.05.5'))).toEqual(['start', 'router']);
    const uname = (host: string, kernel: string) => [
      `Linux ${host} ${kernel} #0 SMP Mon Sep 23 12:34:46 2024 mips GNU/Linux`,
      ...dmesg(126, stickArrives()),
      '',
    ];
    expect(breaks(...uname('OpenWrt', '5.15.167'), ...uname('OpenWrt', '5.15.167'))).toEqual(['start']);
    expect(breaks(...uname('OpenWrt', '5.15.167'), ...uname('archer', '5.15.167'))).toEqual([
      'start',
      'router',
    ]);
    expect(breaks(...uname('OpenWrt', '5.15.167'), ...uname('OpenWrt', '4.14.63'))).toEqual([
      'start',
      'router',
    ]);
  });

  it('runs the busybox of its login banner', () => {
    const banner = 'BusyBox v1.36.1 (2024-09-23 12:34:46 UTC) built-in shell (ash)';
    expect(routerOf([banner, '', ...dmesg(126, stickArrives())])?.software).toMatchObject([
      { name: 'busybox', value: '1.36.1', span: { line: 1 } },
    ]);
  });

  it('was booted when a line with both clocks says, other lines notwithstanding', () => {
    const midnight = Date.UTC(2018, 6, 22) / 1000;
    expect(
      routerOf(logread('Sun Jul 22 00:10:00 2018', ncmDial(), kernelLog(300, stickArrives())))?.bootedAt,
    ).toBeCloseTo(midnight + 611 - 300);
    expect(routerOf(logread('Sun Jul 22 00:10:00 2018', ncmDial()))?.bootedAt).toBeNull();
    expect(routerOf(dmesg(300, stickArrives()))?.bootedAt).toBeNull();
  });

  it('was booted at no known time where the log prints no year', () => {
    const lines = kernelLog(300, stickArrives()).map((line) => `Jul 22 00:10:00 OpenWrt user.info ${line}`);
    expect(routerOf(lines)).toMatchObject({ bootedAt: null, host: { value: 'OpenWrt' } });
  });

  it('runs the versions that programs print', () => {
    const { software } =
      routerOf(logread('Sun Jul 22 00:10:00 2018', pppDial(), ncmDial(), dhcp('modem_4', 1))) ?? {};
    expect(software?.map(({ name, value }) => `${name} ${value}`)).toEqual(['pppd 2.4.7', 'udhcpc 1.25.1']);
  });

  it('is none of the routers whose lines stand in turns, as a server of syslog keeps them', () => {
    const line = (second: number, host: string) =>
      `Nov  3 10:00:${second} ${host} netifd: wwan (22): Waiting for network registration`;
    expect(routerOf([line(10, 'alpha'), line(11, 'beta'), line(12, 'alpha')])).toMatchObject({ host: null });
    // One that got its name while it started.
    expect(routerOf([line(10, '(none)'), line(11, 'alpha'), line(12, 'alpha')])).toMatchObject({
      host: { value: 'alpha' },
    });
  });
});
