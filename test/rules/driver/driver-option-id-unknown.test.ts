import { describe, expect, it } from 'vitest';
import { config, dmesg, kernelVersion } from '../../situation/log-lines.ts';
import { ec25, listing, lsmod } from '../../situation/usb-listing.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-option-id-unknown';
const strange = listing('2cb7:0a99', [
  ['ff/00/00', null],
  ['ff/ff/ff', null],
]);
const threeG = config('wwan', { proto: '3g', device: '/dev/ttyUSB0', apn: 'internet' });
const arrival = dmesg(10, ['usb 1-1: New USB device found, idVendor=2cb7, idProduct=0a99, bcdDevice= 3.18']);
const registered = dmesg(9, ['usbcore: registered new interface driver option']);
const later = dmesg(60, ['br-lan: port 1(lan1) entered forwarding state']);

describe(rule, () => {
  it('is likely of an id that no kernel lists, and tells how to add it', () => {
    const [finding] = findingsIn(strange, rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'driver' });
    expect(finding?.fix?.steps[1]).toEqual({
      type: 'command',
      command: [
        { known: 'echo' },
        { known: '2cb7' },
        { known: '0a99' },
        { operator: '>' },
        { known: '/sys/bus/usb-serial/drivers/option1/new_id' },
      ],
    });
  });

  it('is possible of an id that came later than this kernel, likely with the driver there', () => {
    const old = [...dmesg(0, kernelVersion('4.4.14')), ...listing('2c7c:0800', [['ff/00/00', null]])];
    expect(findingsIn(old, rule)).toMatchObject([{ confidence: 'possible' }]);
    expect(findingsIn([...old, ...lsmod('option')], rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is likely where the modem arrives, the driver is there, and nothing follows', () => {
    expect(findingsIn([...registered, ...arrival, ...later, '', ...threeG], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  it.each([
    ['the ports have their driver', ec25('option', 'qmi_wwan')],
    ['the kernel knows the id', [...ec25(null, null), ...lsmod('option')]],
    [
      'another function carries the traffic',
      listing('2cb7:0a99', [
        ['e0/01/03', 'rndis_host'],
        ['ff/ff/ff', null],
      ]),
    ],
    ['nothing shows the driver to be there', [...arrival, ...later, '', ...threeG]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
