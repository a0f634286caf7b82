import { describe, expect, it } from 'vitest';
import type { UsbArrival } from '../../../src/grammar/dialogues/dialogue.ts';
import { collect, theOnly } from './collected.ts';
import { kernel } from './log.ts';

const appears = 'usb 1-1: new high-speed USB device number 2 using ehci-platform';
const identified = [
  'usb 1-1: New USB device found, idVendor=12d1, idProduct=1506, bcdDevice= 1.02',
  'usb 1-1: New USB device strings: Mfr=1, Product=2, SerialNumber=0',
  'usb 1-1: Product: HUAWEI Mobile',
  'usb 1-1: Manufacturer: HUAWEI Technology',
];
const serial = (at: number, tty: string): string[] => [
  `option 1-1:1.${at}: no of_node; not parsing pinctrl DT`,
  `option 1-1:1.${at}: GSM modem (1-port) converter detected`,
  `option1 ${tty}: no of_node; not parsing pinctrl DT`,
  `usb 1-1: GSM modem (1-port) converter now attached to ${tty}`,
];
const ncm = [
  'huawei_cdc_ncm 1-1:1.2: MAC-Address: 00:1e:10:1f:00:00',
  'huawei_cdc_ncm 1-1:1.2: setting rx_max = 16384',
  'huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device',
  "huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
  'huawei_cdc_ncm 1-1:1.2 wwan0: kevent 12 may have been dropped',
];
const unplugged = [
  'usb 1-1: USB disconnect, device number 2',
  'option1 ttyUSB0: GSM modem (1-port) converter now disconnected from ttyUSB0',
  'option 1-1:1.0: device disconnected',
  "huawei_cdc_ncm 1-1:1.2 wwan0: unregister 'huawei_cdc_ncm' usb-101c0000.ehci-1, Huawei CDC NCM device",
];

function read(...bodies: readonly string[]): UsbArrival {
  return theOnly('usb-arrival', ...kernel(...bodies));
}

function functions({ functions: made }: UsbArrival): readonly string[] {
  return made.map(({ usbInterface, driver, kind, node }) => [usbInterface, driver, kind, node].join(' '));
}

describe('a USB device', () => {
  it('that arrives, as in the first thread', () => {
    const arrival = read(
      appears,
      'usb 1-1: no of_node; not parsing pinctrl DT',
      ...serial(0, 'ttyUSB0'),
      ...serial(1, 'ttyUSB1'),
      ...ncm,
    );
    expect(functions(arrival)).toEqual([
      '1-1:1.0 option serial ttyUSB0',
      '1-1:1.1 option serial ttyUSB1',
      '1-1:1.2 huawei_cdc_ncm control cdc-wdm0',
      '1-1:1.2 huawei_cdc_ncm network wwan0',
    ]);
    expect(arrival).toMatchObject({ port: '1-1', arrived: {}, found: null, failure: null, gone: null });
  });

  it('that says what it is', () => {
    expect(read(appears, ...identified)).toMatchObject({
      found: { fields: { vendor: '12d1', product: '1506' } },
      product: { fields: { product: 'HUAWEI Mobile' } },
      manufacturer: { fields: { manufacturer: 'HUAWEI Technology' } },
      functions: [],
    });
  });

  it('that is a disk still', () => {
    expect(read(appears, 'usb-storage 1-1:1.0: USB Mass Storage device detected').storage).not.toBeNull();
  });

  it('with ports of cdc_acm', () => {
    expect(functions(read(appears, 'cdc_acm 1-1:1.1: ttyACM0: USB ACM device'))).toEqual([
      '1-1:1.1 cdc_acm serial ttyACM0',
    ]);
  });

  it.each([
    ['usb 1-1: device descriptor read/64, error -71', '1-1', 'usb.descriptor-failed'],
    ['usb 1-1.4: device not accepting address 5, error -110', '1-1.4', 'usb.address-refused'],
    ['usb usb1-port1: unable to enumerate USB device', '1-1', 'usb.enumeration-failed'],
    ['usb 1-1-port4: unable to enumerate USB device', '1-1.4', 'usb.enumeration-failed'],
    ['hub 1-0:1.0: unable to enumerate USB device on port 1', '1-1', 'usb.enumeration-failed'],
    ['hub 1-1:1.0: over-current condition on port 3', '1-1.3', 'usb.over-current'],
    ['usb usb2-port1: over-current condition', '2-1', 'usb.over-current'],
    ['qmi_wwan 1-1.2:1.4: bind() failure', '1-1.2', 'usb.bind-failed'],
  ])('in trouble: %s', (body, port, kind) => {
    expect(read(body)).toMatchObject({ port, failure: { kind }, functions: [] });
  });

  it('keeps the name that it was given last', () => {
    const renamed = read(
      appears,
      "cdc_ether 1-1:1.0 usb0: register 'cdc_ether' at usb-101c0000.ehci-1, CDC Ethernet Device, 0c:5b:8f:27:9a:64",
      'cdc_ether 1-1:1.0 eth2: renamed from usb0',
    );
    expect(functions(renamed)).toEqual(['1-1:1.0 cdc_ether network eth2']);
  });

  it('that loses a driver has not its node any more', () => {
    const rebound = read(
      appears,
      ...serial(0, 'ttyUSB0'),
      ...ncm,
      'option 1-1:1.0: device disconnected',
      "huawei_cdc_ncm 1-1:1.2 wwan0: unregister 'huawei_cdc_ncm' usb-101c0000.ehci-1, Huawei CDC NCM device",
    );
    expect(functions(rebound)).toEqual(['1-1:1.2 huawei_cdc_ncm control cdc-wdm0']);
  });

  it('that leaves is remembered with what it had', () => {
    const gone = read(appears, ...serial(0, 'ttyUSB0'), ...ncm, ...unplugged);
    expect(gone.gone?.fields.number).toBe(2);
    expect(functions(gone).length).toBe(3);
  });
});

describe('re-enumeration', () => {
  const again = appears.replace('number 2', 'number 3');

  it('is a new arrival', () => {
    const arrivals = collect(
      'usb-arrival',
      ...kernel(appears, ...serial(0, 'ttyUSB0'), ...unplugged, again, ...ncm),
    );
    expect(arrivals.map((arrival) => [functions(arrival).length, arrival.gone !== null])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('of which the first line is lost is one still', () => {
    const arrivals = collect('usb-arrival', ...kernel(appears, ...unplugged, ...identified, ...ncm));
    expect(
      arrivals.map(({ arrived, found, gone }) => [arrived !== null, found !== null, gone !== null]),
    ).toEqual([
      [true, false, true],
      [false, true, false],
    ]);
  });

  it('of which the disconnect is lost is one still', () => {
    const arrivals = collect('usb-arrival', ...kernel(appears, ...ncm, again, ...serial(0, 'ttyUSB0')));
    expect(arrivals.map((arrival) => functions(arrival).length)).toEqual([2, 1]);
  });

  it('is none where the port is reset', () => {
    const reset = 'usb 1-1: reset high-speed USB device number 2 using ehci-platform';
    expect(functions(read(appears, ...ncm, reset)).length).toBe(2);
  });
});

describe('a log', () => {
  it('that begins late', () => {
    const late = read('usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1', ...ncm);
    expect(late.arrived).toBeNull();
    expect(functions(late)[0]).toBe('  serial ttyUSB1');
  });

  it('without an attached line does not give its interface to another driver’s port', () => {
    const mixed = read(
      appears,
      'option 1-1:1.0: GSM modem (1-port) converter detected',
      'usb 1-1: pl2303 converter now attached to ttyUSB1',
    );
    expect(functions(mixed)).toEqual(['  serial ttyUSB1']);
  });

  it('of two devices keeps them apart', () => {
    const other = (body: string): string => body.replaceAll('1-1:', '2-1:').replaceAll('usb 1-1', 'usb 2-1');
    const one = [appears, ...serial(0, 'ttyUSB0')];
    const woven = one.flatMap((body) => [body, other(body)]);
    const arrivals = collect('usb-arrival', ...kernel(...woven));
    expect(arrivals.map(({ port, functions: made }) => [port, made.length])).toEqual([
      ['1-1', 1],
      ['2-1', 1],
    ]);
  });
});
