import { describe, expect, it } from 'vitest';
import { episodesOf } from '../diagnosis-of.ts';
import { config, dmesg, stickArrives } from './log-lines.ts';

function modemsOf(...bodies: readonly (string | readonly string[])[]) {
  return episodesOf(dmesg(20, ...bodies))[0]?.modems;
}

describe('modems', () => {
  it('have functions with drivers and nodes', () => {
    expect(modemsOf(stickArrives())).toMatchObject([
      {
        usbPort: '1-1',
        attached: true,
        inherited: false,
        span: { line: 1 },
        functions: [
          { usbInterface: '1-1:1.0', driver: 'option', kind: 'serial', node: '/dev/ttyUSB0' },
          { usbInterface: '1-1:1.1', driver: 'option', kind: 'serial', node: '/dev/ttyUSB1' },
          { usbInterface: '1-1:1.2', driver: 'huawei_cdc_ncm', kind: 'control', node: '/dev/cdc-wdm0' },
          { usbInterface: '1-1:1.2', driver: 'huawei_cdc_ncm', kind: 'network', node: 'wwan0' },
        ],
      },
    ]);
  });

  it('are known by id, also before a driver takes them', () => {
    const found = [
      'usb 1-1: new high-speed USB device number 2 using ehci-platform',
      'usb 1-1: New USB device found, idVendor=12d1, idProduct=1506',
      'usb 1-1: Product: HUAWEI Mobile',
      'usb 1-1: Manufacturer: HUAWEI',
    ];
    expect(modemsOf(found)).toMatchObject([
      {
        vendorId: { value: '12d1' },
        productId: { value: '1506' },
        product: { value: 'HUAWEI Mobile' },
        manufacturer: { value: 'HUAWEI' },
        functions: [],
      },
    ]);
  });

  it('are no disks and no network adapters', () => {
    expect(
      modemsOf(
        'usb 1-2: new high-speed USB device number 3 using ehci-platform',
        'usb 1-2: New USB device found, idVendor=0781, idProduct=5567',
        'usb-storage 1-2:1.0: USB Mass Storage device detected',
      ),
    ).toBeUndefined();
  });

  it('are gone after a disconnect, and back with what the port shows last', () => {
    const gone = 'usb 1-1: USB disconnect, device number 2';
    expect(modemsOf(stickArrives(), gone)).toMatchObject([{ attached: false }]);
    expect(modemsOf(stickArrives(), gone, stickArrives({ driver: 'qmi_wwan' }))).toMatchObject([
      { attached: true, functions: [{}, {}, { driver: 'qmi_wwan' }, { driver: 'qmi_wwan' }] },
    ]);
  });

  it('that are gone are not inherited', () => {
    const lines = [
      ...dmesg(20, stickArrives(), 'usb 1-1: USB disconnect, device number 2'),
      '',
      ...config('modem', { proto: 'ncm', apn: 'a.b' }),
      'then',
      ...config('modem', { proto: 'qmi', apn: 'a.b' }),
    ];
    expect(episodesOf(lines).map((episode) => episode.modems.length)).toEqual([1, 0]);
  });

  it('at two ports are two', () => {
    expect(
      modemsOf(stickArrives(), stickArrives({ port: '1-2', netdev: 'wwan1' }))?.map(({ usbPort }) => usbPort),
    ).toEqual(['1-1', '1-2']);
  });
});
