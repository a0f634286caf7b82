import { describe, expect, it } from 'vitest';
import { dmesg, kernelLog, logread, nowDown, stickArrives } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'modem-reset-loop';
const gone = 'usb 1-1: USB disconnect, device number 2';

describe(rule, () => {
  it('is likely where the modem leaves and comes back again and again', () => {
    const lines = [10, 80, 150].flatMap((at) => [...dmesg(at, stickArrives()), ...dmesg(at + 50, [gone])]);
    expect(findingsIn(lines, rule)).toMatchObject([
      { confidence: 'likely', rung: 'power', title: expect.stringContaining('2 times') },
    ]);
  });

  it('is likely where it leaves now and then for days', () => {
    const times = [0, 1, 2, 3, 4, 5].map((day) => day * 90_000);
    const lines = times.flatMap((at) => [...dmesg(at + 10, stickArrives()), ...dmesg(at + 80_000, [gone])]);
    expect(findingsIn(lines, rule)).toMatchObject([{ title: expect.stringContaining('5 times') }]);
  });

  it('is likely where it comes back crashed', () => {
    const crashed = ['usb 1-1: New USB device found, idVendor=05c6, idProduct=900e, bcdDevice= 0.00'];
    const lines = [...dmesg(10, stickArrives()), ...dmesg(60, [gone]), ...dmesg(62, crashed)];
    expect(findingsIn(lines, rule)).toMatchObject([{ title: expect.stringContaining('05c6:900e') }]);
  });

  it('is likely where its boot loader shows itself after a connection', () => {
    const lines = logread(
      'Sun Jul 22 02:23:11 2018',
      nowDown('modem'),
      kernelLog(300, ['usb 1-1: Manufacturer: MediaTek', gone]),
      kernelLog(320, stickArrives()),
    );
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is likely where ports that answered are gone, and the control node with them', () => {
    const answered = ['root@OpenWrt:~# picocom /dev/ttyUSB2', 'AT', 'OK', ''];
    const status = ['root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status', '"disconnected"', ''];
    const missing = [
      'root@OpenWrt:~# picocom /dev/ttyUSB2',
      'FATAL: cannot open /dev/ttyUSB2: No such file or directory',
      '',
    ];
    const unopened = ['root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status', 'Failed to open device'];
    expect(findingsIn([...answered, ...missing], rule)).toMatchObject([{ confidence: 'possible' }]);
    expect(findingsIn([...answered, ...status, ...missing, ...unopened], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(findingsIn([...missing, ...answered], rule)).toEqual([]);
  });

  it.each([
    [
      'somebody replugs it twice in a day',
      [10, 4200, 90_000].flatMap((at) => [...dmesg(at, stickArrives()), ...dmesg(at + 4100, [gone])]),
    ],
    [
      'it is switched to another mode and back',
      ['huawei_cdc_ncm', 'cdc_mbim', 'huawei_cdc_ncm'].flatMap((driver, at) => [
        ...dmesg(10 + at * 100, stickArrives({ driver })),
        ...dmesg(90 + at * 100, [gone]),
      ]),
    ],
    [
      'somebody restarts it by AT commands',
      [
        ...['AT+CFUN=1,1', 'AT+CFUN=1,1'].flatMap((sent) => [
          `root@OpenWrt:~# sms_tool -d /dev/ttyUSB0 at '${sent}'`,
          'OK',
        ]),
        'root@OpenWrt:~# dmesg',
        ...[10, 80, 150].flatMap((at) => [...dmesg(at, stickArrives()), ...dmesg(at + 50, [gone])]),
      ],
    ],
    [
      'new firmware is loaded into it',
      [
        ...dmesg(10, stickArrives(), [gone]),
        ...dmesg(15, [
          'usb 1-1: New USB device found, idVendor=05c6, idProduct=9008, bcdDevice= 0.00',
          'usb 1-1: USB disconnect, device number 3',
        ]),
        ...dmesg(90, stickArrives()),
      ],
    ],
    ['it left once', [...dmesg(10, stickArrives()), ...dmesg(60, [gone]), ...dmesg(80, stickArrives())]],
    [
      'it is switched from drive to modem',
      [
        ...dmesg(10, ['usb 1-1: New USB device found, idVendor=12d1, idProduct=14fe, bcdDevice= 1.02', gone]),
        ...dmesg(12, ['usb 1-1: New USB device found, idVendor=12d1, idProduct=1506, bcdDevice= 1.02']),
        ...dmesg(12, stickArrives()),
        ...dmesg(70, [gone]),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('is silent where a stick is replugged and switched slowly, after its interface was taken down', () => {
    const drive = ['usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01, bcdDevice= 1.02', gone];
    const lines = logread(
      'Sun Jul 22 02:23:11 2018',
      nowDown('modem'),
      kernelLog(300, drive),
      kernelLog(307, stickArrives()),
    );
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
