import { describe, expect, it } from 'vitest';
import { dmesg, stickArrives } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'usb-signal-errors';
const refused = (port = '1-1') => [
  `usb ${port}: device descriptor read/64, error -71`,
  `usb ${port}: Device not responding to setup address.`,
  `usb ${port}: device not accepting address 8, error -71`,
];

describe(rule, () => {
  it.each([
    ['descriptors cannot be read', refused()],
    [
      'the cable is bad',
      [
        'usb usb1-port1: Cannot enable. Maybe the USB cable is bad?',
        'usb usb1-port1: unable to enumerate USB device',
      ],
    ],
    [
      'the configuration cannot be set',
      ['usb 1-1: string descriptor 0 read error: -71', "usb 1-1: can't set config #1, error -71"],
    ],
    [
      'older kernels name hub and port',
      [
        'usb 1-1: device descriptor read/64, error -110',
        'hub 1-0:1.0: unable to enumerate USB device on port 1',
      ],
    ],
  ])('is likely where %s', (_, lines) => {
    expect(findingsIn(dmesg(10, lines), rule)).toMatchObject([
      { confidence: 'likely', rung: 'power', title: expect.stringContaining('USB port 1-1') },
    ]);
  });

  it.each([
    ['the modem gets through after all', [refused(), stickArrives()]],
    ['a modem works at another port', [stickArrives({ port: '1-2' }), refused()]],
    [
      'it tells its name after all, and the log ends there',
      [refused(), ['usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18']],
    ],
    ['it is a single line', [["usb 1-1: can't set config #1, error -71"]]],
    [
      'it is a drive',
      [
        ['usb 2-1: New USB device found, idVendor=0781, idProduct=5567, bcdDevice= 1.00'],
        refused('2-1'),
        ['usb 1-1: new high-speed USB device number 2 using xhci-mtk'],
      ],
    ],
    [
      'the hub speaks of too much current',
      [
        [
          ...refused(),
          'usb usb1-port1: over-current condition',
          'usb usb1-port1: unable to enumerate USB device',
        ],
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(dmesg(10, ...lines), rule)).toEqual([]);
  });

  it('is silent where the listing shows the modem, and another device is in trouble', () => {
    const lines = [
      ...dmesg(10, refused('1-1.3'), refused('1-1.3')),
      '',
      'Bus 001 Device 004: ID 2c7c:0125 Quectel EC25',
    ];
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
