import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { config, dmesg, kernelVersion, logread, pppDial, pppUp } from '../../situation/log-lines.ts';
import { ec25, listing, lsmod } from '../../situation/usb-listing.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-option-missing';
const threeG = config('wwan', { proto: '3g', device: '/dev/ttyUSB0', apn: 'internet' });
const arrival = [
  'usb 1-1: new high-speed USB device number 2 using xhci-mtk',
  'usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
];
const later = dmesg(60, ['br-lan: port 1(lan1) entered forwarding state']);

describe(rule, () => {
  it('is likely from a listing of the bus, and proven where the list of modules has no such driver', () => {
    expect(findingsIn([...ec25(null, 'qmi_wwan'), ...threeG], rule)).toMatchObject([
      { confidence: 'likely', severity: 'error', rung: 'driver' },
    ]);
    const [finding] = findingsIn([...ec25(null, 'qmi_wwan'), ...lsmod('qmi_wwan'), ...threeG], rule);
    expect(finding?.confidence).toBe('proven');
    expect(notesOf(finding?.evidence ?? [])[0]).toMatch(/^8: .*Driver=\(none\)$/);
    expect(finding?.fix?.steps).toEqual([{ type: 'install', packages: ['kmod-usb-serial-option'] }]);
  });

  it('names the driver that the modem wants', () => {
    expect(findingsIn(listing('1199:9079', [['ff/ff/ff', null]]), rule)).toMatchObject([
      { fix: { steps: [{ packages: ['kmod-usb-serial-qualcomm'] }] } },
    ]);
  });

  it('is a warning where the modem can connect without a serial port', () => {
    expect(findingsIn(ec25(null, 'qmi_wwan'), rule)).toMatchObject([
      { severity: 'warning', confidence: 'possible' },
    ]);
  });

  it('is possible where the kernel may be too old for the id', () => {
    const lines = [...dmesg(0, kernelVersion('4.4.14')), ...listing('2c7c:0800', [['ff/00/00', null]])];
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is possible from the kernel’s lines, and likely with no port in /dev', () => {
    const lines = [...dmesg(10, arrival), ...later];
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'possible' }]);
    const nodes = ['root@OpenWrt:~# ls /dev/ttyUSB*', 'ls: /dev/ttyUSB*: No such file or directory'];
    expect(findingsIn([...lines, ...nodes], rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['the ports have their driver', ec25('option', 'qmi_wwan')],
    ['the protocol needs none', [...ec25(null, 'qmi_wwan'), ...config('wwan', { proto: 'qmi' })]],
    [
      'the modem is a network card with its driver',
      listing('2c7c:0125', [
        ['ff/00/00', null],
        ['02/06/00', 'cdc_ether'],
      ]),
    ],
    ['the module is loaded', [...ec25(null, null), ...lsmod('option')]],
    ['no table knows the id', listing('2cb7:0a99', [['ff/00/00', null]])],
    [
      'it connects all the same',
      [...ec25(null, null), ...logread('Sat Jul 21 22:15:33 2018', pppDial(), pppUp('wwan', '10.1.2.3'))],
    ],
    ['the log ends with the arrival', dmesg(10, arrival)],
    [
      'it is a drive yet to be switched',
      [
        ...dmesg(10, ['usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01, bcdDevice= 1.02']),
        ...later,
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
