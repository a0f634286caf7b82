import { describe, expect, it } from 'vitest';
import { episodesOf } from '../diagnosis-of.ts';
import {
  config,
  dhcp,
  dmesg,
  kernelLog,
  kernelVersion,
  logread,
  ncmDial,
  nowUp,
  pppDial,
  pppUp,
  says,
  settingUp,
  stickArrives,
  syslogd,
} from './log-lines.ts';

const night = 'Sun Jul 22 02:23:12 2018';
const ncm = { proto: 'ncm', device: '/dev/ttyUSB1', ifname: 'wwan0', apn: 'internet' };
const threeG = { proto: '3g', device: '/dev/ttyUSB0', ifname: '3g-modem', apn: 'internet' };
const ncmLog = (from = night, apn = 'internet') =>
  logread(from, ncmDial({ apn }), dhcp('modem_4', 1, '10.1.2.3'));
const pppLog = (from = night) => logread(from, settingUp('modem'), pppDial(), pppUp('modem', '10.1.2.4'));
const dial = 'echo -e "AT^NDISDUP=1,1,\'internet\'" > /dev/ttyUSB1';

/** Why each episode is told apart, and the one it continues. */
function breaksOf(...lines: readonly (string | readonly string[])[]) {
  return episodesOf(lines.flat()).map((episode) => [episode.brokenOffBy, episode.continues?.id ?? null]);
}

describe('where an episode ends', () => {
  it('ends where the interface is configured anew', () => {
    expect(
      breaksOf(
        config('modem', threeG),
        '',
        pppLog(),
        'Then I changed it:',
        config('modem', ncm),
        '',
        ncmLog(),
      ),
    ).toEqual([
      ['start', null],
      ['config', 1],
    ]);
  });

  it.each([
    ['proto', { ...ncm, proto: 'qmi' }],
    ['device', { ...ncm, device: '/dev/ttyUSB2' }],
    ['apn', { ...ncm, apn: 'other.apn' }],
  ])('ends where %s differs from the configuration before', (_, next) => {
    expect(breaksOf(config('modem', ncm), 'and now', config('modem', next))).toEqual([
      ['start', null],
      ['config', 1],
    ]);
  });

  it('ends where the log shows another handler than the one configured, on either side of it', () => {
    expect(breaksOf(config('modem', threeG), '', ncmLog())).toEqual([
      ['start', null],
      ['config', 1],
    ]);
    expect(breaksOf(ncmLog(), 'My settings:', config('modem', threeG))).toEqual([
      ['start', null],
      ['config', 1],
    ]);
  });

  it('ends where somebody dials by hand after a handler did, and where the handler is back', () => {
    expect(
      breaksOf(
        ncmLog(),
        'By hand:',
        `root@box:~# ${dial}`,
        'root@box:~# udhcpc -i wwan0',
        '',
        'Back to ifup:',
        ncmLog('Sun Jul 22 02:40:12 2018'),
      ),
    ).toEqual([
      ['start', null],
      ['by-hand', 1],
      ['by-hand', 2],
    ]);
  });

  it('ends where the clock jumps far ahead or back', () => {
    expect(breaksOf(ncmLog(), 'next day', ncmLog('Mon Jul 23 02:23:12 2018'))).toEqual([
      ['start', null],
      ['clock', 1],
    ]);
    expect(breaksOf(ncmLog(), 'earlier', ncmLog('Sun Jul 22 01:23:12 2018'))).toEqual([
      ['start', null],
      ['clock', 1],
    ]);
  });

  it('ends where a clock without a year jumps, and where such a clock shows a boot', () => {
    const dial = (from: string) => syslogd(from, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'));
    expect(breaksOf(dial(night), 'next day', dial('Mon Jul 23 02:23:12 2018'))).toEqual([
      ['start', null],
      ['clock', 1],
    ]);
    expect(breaksOf(dial(night), 'earlier', dial('Sun Jul 22 01:23:12 2018'))).toEqual([
      ['start', null],
      ['clock', 1],
    ]);
    const before = syslogd(night, kernelLog(5000, stickArrives()), ncmDial());
    const after = syslogd('Sun Jul 22 03:01:12 2018', kernelLog(70, stickArrives()), ncmDial());
    expect(breaksOf(before, 'later', after)).toEqual([
      ['start', null],
      ['reboot', 1],
    ]);
  });

  it('knows nothing of the router where the clock jumps and nothing else is shared', () => {
    expect(breaksOf(ncmLog(), 'Another reader:', ncmLog('Wed Nov 14 01:44:59 2018', 'other.apn'))).toEqual([
      ['start', null],
      ['clock', null],
    ]);
  });

  it('ends where the prompts name another host', () => {
    expect(breaksOf('root@one:~# logread', ncmLog(), 'root@two:~# logread', ncmLog())).toEqual([
      ['start', null],
      ['router', null],
    ]);
  });

  it('goes back to a router that the prompts name again', () => {
    expect(
      breaksOf(
        'root@one:~# logread',
        ncmLog(),
        'root@two:~# logread',
        ncmLog(),
        'root@one:~# logread',
        ncmLog(),
      ),
    ).toEqual([
      ['start', null],
      ['router', null],
      ['router', 1],
    ]);
  });

  it.each([
    ['board', 'MIPS: machine is GL-MT300N', 'MIPS: machine is Nexx WT3020'],
    ['kernel', kernelVersion('3.18.27'), kernelVersion('4.14.9')],
  ])('ends where the kernel names another %s', (_, one, other) => {
    expect(
      breaksOf(
        dmesg(0, one),
        dmesg(20, stickArrives()),
        'the other one',
        dmesg(0, other),
        dmesg(20, stickArrives()),
      ),
    ).toEqual([
      ['start', null],
      ['router', null],
    ]);
  });

  it('ends where the router boots anew inside one log', () => {
    const boot = kernelLog(0, kernelVersion('4.14.9'));
    const lines = logread(
      night,
      kernelLog(70, stickArrives()),
      ncmDial(),
      boot,
      kernelLog(9, stickArrives()),
      ncmDial(),
    );
    expect(breaksOf(lines)).toEqual([
      ['start', null],
      ['reboot', 1],
    ]);
  });

  it('ends where both clocks show a boot between two excerpts', () => {
    const before = logread(night, kernelLog(5000, stickArrives()), ncmDial());
    const after = logread('Sun Jul 22 03:01:12 2018', kernelLog(70, stickArrives()), ncmDial());
    expect(breaksOf(before, 'later', after)).toEqual([
      ['start', null],
      ['reboot', 1],
    ]);
  });

  it('ends where another APN is dialled', () => {
    expect(breaksOf(ncmLog(), 'and', ncmLog('Sun Jul 22 02:50:12 2018', 'other.apn'))).toEqual([
      ['start', null],
      ['apn', 1],
    ]);
  });

  it('ends where another make of modem is plugged in after an attempt', () => {
    const huawei = [
      'usb 1-1: new high-speed USB device number 2 using ehci-platform',
      'usb 1-1: New USB device found, idVendor=12d1, idProduct=1506',
    ];
    const quectel = [
      'usb 1-1: new high-speed USB device number 3 using ehci-platform',
      'usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125',
    ];
    expect(breaksOf(dmesg(20, huawei), ncmLog(), 'new stick', dmesg(900, quectel))).toEqual([
      ['start', null],
      ['modem', 1],
    ]);
  });
});

describe('where no episode ends', () => {
  it.each([
    ['a configuration before its log', [config('modem', ncm), [''], ncmLog()]],
    ['a configuration after its log', [ncmLog(), ['', 'My settings:'], config('modem', ncm)]],
    [
      'the same configuration twice',
      [config('modem', ncm), ['once more'], config('modem', ncm), ['', 'and'], ncmLog()],
    ],
    [
      'the same configuration with the password left out',
      [
        config('modem', { ...ncm, username: 'joe', password: 'secret' }),
        ['again'],
        config('modem', ncm),
        ['', 'log'],
        ncmLog(),
      ],
    ],
    [
      'a log that a sentence cuts in two',
      [ncmLog().slice(0, 5), ['here it waits a little'], ncmLog().slice(5)],
    ],
    ['excerpts minutes apart', [ncmLog(), ['some minutes later'], ncmLog('Sun Jul 22 02:41:12 2018')]],
    [
      'dmesg and logread of one boot',
      [dmesg(20, stickArrives()), ['log:'], logread(night, kernelLog(20, stickArrives()), ncmDial())],
    ],
    [
      'a log without a year below one with a year',
      [ncmLog(), ['syslogd:'], syslogd('Sun Jul 22 02:41:12 2018', ncmDial())],
    ],
    [
      'a log with a year below one without, both with a kernel line',
      [
        syslogd(night, kernelLog(500, stickArrives()), ncmDial()),
        ['logread:'],
        logread(night, kernelLog(400, stickArrives()), ncmDial()),
      ],
    ],
    ['dmesg twice', [dmesg(20, stickArrives()), ['again'], dmesg(20, stickArrives()), ['log'], ncmLog()]],
    [
      'a clock that is set during the boot',
      [logread('Thu Jan 1 00:00:20 1970', kernelLog(20, stickArrives()), ncmDial())],
    ],
    [
      'a LAN configuration beside the modem’s',
      [config('modem', ncm), config('lan', { proto: 'static', ipaddr: '192.168.8.1' }), [''], ncmLog()],
    ],
    [
      'wan and lan at work',
      [
        ncmLog(),
        ['and'],
        logread('Sun Jul 22 02:30:12 2018', settingUp('wan'), nowUp('wan'), settingUp('lan'), nowUp('lan')),
      ],
    ],
    [
      'a USB disk that is plugged in',
      [
        dmesg(20, stickArrives()),
        ncmLog(),
        ['disk'],
        dmesg(99, [
          'usb 1-2: new high-speed USB device number 3 using ehci-platform',
          'usb 1-2: New USB device found, idVendor=0781, idProduct=5567',
        ]),
      ],
    ],
    [
      'a login from another computer',
      [dmesg(20, stickArrives()), ['me@laptop:~$ ssh root@192.168.8.1', 'root@box:~# logread'], ncmLog()],
    ],
    ['an address asked for by hand', [ncmLog(), ['root@box:~# udhcpc -i wwan0', 'udhcpc: sending discover']]],
    ['an AT question by hand', [ncmLog(), ['root@box:~# echo ATI > /dev/ttyUSB1']]],
    [
      'two cellular interfaces, one of them dialled',
      [
        config('modem', ncm),
        config('lte', { ...ncm, apn: 'other.apn' }),
        [''],
        ncmLog(),
        ['and'],
        ncmLog('Sun Jul 22 02:41:12 2018'),
      ],
    ],
  ])('%s is one episode', (_, parts) => {
    expect(breaksOf(...parts)).toEqual([['start', null]]);
  });
});

describe('what an episode covers and inherits', () => {
  it('covers its lines', () => {
    const [first, second] = episodesOf([
      ...config('modem', threeG),
      '',
      ...pppLog(),
      'then',
      ...config('modem', ncm),
    ]);
    expect(first?.sources).toEqual([{ source: 'post.txt', firstLine: 1, lastLine: 31 }]);
    expect(second?.sources).toEqual([{ source: 'post.txt', firstLine: 33, lastLine: 37 }]);
  });

  it('covers several sources', () => {
    const [episode, another] = episodesOf({ network: config('modem', ncm), 'log.txt': ncmLog() });
    expect(episode?.sources.map(({ source }) => source)).toEqual(['network', 'log.txt']);
    expect(another).toBeUndefined();
  });

  it('knows modem, board, kernel and host of the episode it continues', () => {
    const [, second] = episodesOf([
      'root@box:~# dmesg',
      ...dmesg(0, kernelVersion('4.14.9'), 'MIPS: machine is GL-MT300N'),
      ...dmesg(20, stickArrives()),
      '',
      ...config('modem', threeG),
      'now',
      ...config('modem', ncm),
    ]);
    expect(second).toMatchObject({
      brokenOffBy: 'config',
      router: { host: { value: 'box' }, board: { value: 'GL-MT300N' }, kernel: { value: '4.14.9' } },
      modems: [{ usbPort: '1-1', inherited: true }],
    });
  });

  it('does not take an old kernel over a boot', () => {
    const [, second] = episodesOf([
      ...dmesg(0, kernelVersion('4.14.9')),
      ...logread(night, kernelLog(5000, stickArrives()), ncmDial()),
      'later',
      ...logread('Sun Jul 22 03:01:12 2018', kernelLog(70, stickArrives()), ncmDial()),
    ]);
    expect(second).toMatchObject({
      brokenOffBy: 'reboot',
      router: { kernel: null },
      modems: [{ inherited: false }],
    });
  });

  it('knows nothing of another router’s modem', () => {
    const [, second] = episodesOf([
      'root@one:~# dmesg',
      ...dmesg(20, stickArrives()),
      'root@two:~# logread',
      ...ncmLog(),
    ]);
    expect(second).toMatchObject({ continues: null, modems: [] });
  });

  it('leaves out parts that tell nothing of a modem, and continues over them', () => {
    const other = logread(
      'Mon Jul 23 09:00:00 2018',
      settingUp('lan'),
      says('lan', 4, 'udhcpc: started, v1.25.1'),
    );
    expect(episodesOf([...ncmLog(), 'next day', ...other])).toHaveLength(1);
  });
});
