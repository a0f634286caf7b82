import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { UsbDeviceShown } from '../../../src/grammar/observation.ts';
import { readLines } from '../recorded-reading.ts';

function devicesOf(...lines: readonly string[]): readonly UsbDeviceShown[] {
  return readLines(...lines).observations.filter((shown) => shown.kind === 'usb-device');
}

const plain = [
  'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub',
  'Bus 001 Device 004: ID 12D1:1506 Huawei Technologies Co., Ltd. Modem/Networkcard',
  'Bus 002 Device 003: ID 2c7c:0125 ',
];
const tree = [
  '/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci-hcd/1p, 5000M',
  '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=ehci-platform/1p, 480M',
  '    |__ Port 1: Dev 2, If 0, Class=Hub, Driver=hub/4p, 480M',
  '        |__ Port 2: Dev 4, If 0, Class=Vendor Specific Class, Driver=option, 480M',
  '        |__ Port 2: Dev 4, If 1, Class=Vendor Specific Class, Driver=, 480M',
  '        |__ Port 2: Dev 4, If 2, Class=CDC Data, Driver=cdc_ether, 480M',
  '    |__ Port 2: Dev 5, If 0, Class=Mass Storage, Driver=usb-storage, 12M',
];
const newTree = [
  '/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/2p, 480M',
  '    |__ Port 002: Dev 004, If 0, Class=Vendor Specific Class, Driver=qmi_wwan, 480M',
  '        ID 2c7c:0125 Quectel Wireless Solutions Co., Ltd. EC25 LTE modem',
  '        /sys/bus/usb/devices/1-2  /dev/bus/usb/001/004',
  '    |__ Port 002: Dev 004, If 1, Class=Vendor Specific Class, Driver=[none], 480M',
];
const verbose = [
  'Bus 001 Device 004: ID 12d1:1573 Huawei Technologies Co., Ltd.',
  "Couldn't open device, some information will be missing",
  'Device Descriptor:',
  '  bLength                18',
  '  bDescriptorType         1',
  '  bcdUSB               2.00',
  '  idVendor           0x12d1 Huawei Technologies Co., Ltd.',
  '  idProduct          0x1573 ',
  '  iManufacturer           1 Huawei Technologies',
  '  iProduct                2 HUAWEI Mobile',
  '  bNumConfigurations      2',
  '  Configuration Descriptor:',
  '    bLength                 9',
  '    bConfigurationValue     1',
  '    MaxPower              500mA',
  '    Interface Descriptor:',
  '      bInterfaceNumber        0',
  '      bAlternateSetting       0',
  '      bNumEndpoints           3',
  '      bInterfaceClass       255 Vendor Specific Class',
  '      bInterfaceSubClass      1 ',
  '      bInterfaceProtocol     18 ',
  '      ** UNRECOGNIZED:  05 24 00 10 01',
  '      Endpoint Descriptor:',
  '        bEndpointAddress     0x81  EP 1 IN',
  '          Transfer Type            Bulk',
  '    Interface Descriptor:',
  '      bInterfaceNumber        0',
  '      bAlternateSetting       1',
  '      bInterfaceClass       255 Vendor Specific Class',
  '  Configuration Descriptor:',
  '    bConfigurationValue     2',
  '    MaxPower                2mA',
  '    Interface Descriptor:',
  '      bInterfaceNumber        0',
  '      bInterfaceClass         2 Communications',
  'Device Status:     0x0000',
  '  (Bus Powered)',
];

describe('lsusb', () => {
  it('lists ids', () => {
    expect(devicesOf(...plain)).toMatchObject([
      { bus: 1, device: 1, vendor: '1d6b' },
      {
        bus: 1,
        device: 4,
        vendor: '12d1',
        product: '1506',
        productName: 'Huawei Technologies Co., Ltd. Modem/Networkcard',
        interfaces: [],
      },
      { bus: 2, device: 3, vendor: '2c7c', product: '0125', productName: null },
    ]);
  });

  it('-t shows ports, classes and drivers', () => {
    const devices = devicesOf(...tree);
    expect(devices.map(({ bus, device, port, speed }) => [bus, device, port, speed])).toEqual([
      [2, 1, null, 5000],
      [1, 1, null, 480],
      [1, 2, '1-1', 480],
      [1, 4, '1-1.2', 480],
      [1, 5, '1-2', 12],
    ]);
    expect(devices[3]?.interfaces).toMatchObject([
      { number: 0, classCode: 'ff', driver: 'option' },
      { number: 1, classCode: 'ff', driver: 'none' },
      { number: 2, classCode: '0a', driver: 'cdc_ether' },
    ]);
  });

  it('-t of new releases and -tv', () => {
    expect(devicesOf(...newTree)[1]).toMatchObject({
      device: 4,
      port: '1-2',
      vendor: '2c7c',
      product: '0125',
      interfaces: [{ driver: 'qmi_wwan' }, { driver: 'none' }],
    });
  });

  it('-v describes a device', () => {
    const { observations, unknown, prose } = readLines(...verbose, '', ...verbose);
    expect([unknown, prose]).toEqual([[], []]);
    expect(observations).toHaveLength(2);
    expect(observations[0]).toMatchObject({
      vendor: '12d1',
      product: '1573',
      manufacturer: 'Huawei Technologies',
      productName: 'HUAWEI Mobile',
      configurations: 2,
      activeConfiguration: null,
      maxPower: 500,
      interfaces: [
        {
          number: 0,
          configuration: 1,
          classCode: 'ff',
          subclassCode: '01',
          protocolCode: '12',
          driver: null,
        },
        { number: 0, configuration: 2, classCode: '02', subclassCode: null },
      ],
    });
  });

  it('-v without its head', () => {
    expect(devicesOf(...verbose.slice(6))).toMatchObject([{ bus: null, vendor: '12d1', product: '1573' }]);
  });

  it('ends at a sentence', () => {
    const { prose, unknown } = readLines(...plain, 'iPhone works on the same port.', "can't get it online");
    expect(prose.map(({ text }) => text)).toEqual(['iPhone works on the same port.', "can't get it online"]);
    expect(unknown).toEqual([]);
  });

  test('never throws', () => {
    const line = fc.constantFrom(...plain, ...tree, ...newTree, ...verbose);
    const cut = fc.tuple(line, fc.nat(60)).map(([text, end]) => text.slice(0, end));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, cut, fc.string())), (lines) => {
        for (const { vendor } of devicesOf(...lines)) expect(vendor ?? '0000').toMatch(/^[\da-f]{4}$/);
      }),
    );
  });
});
