import { describe, expect, test } from 'vitest';
import { usbRows } from '../../src/knowledge/data/usb-rows.ts';
import {
  driverInfo,
  driversForClass,
  huaweiPortRole,
  isModemUsbId,
  usbDevice,
} from '../../src/knowledge/usb.ts';

/** Every id of the table. */
function listedIds(): readonly { readonly vid: string; readonly pid: string }[] {
  let vid = '';
  return usbRows.split('\n').flatMap((line) => {
    if (!line.startsWith('=')) return [{ vid, pid: line.slice(0, 4) }];
    vid = line.slice(1, 5);
    return [];
  });
}

describe('usbDevice', () => {
  test('the stick of the first thread: one id for NCM and QMI models', () => {
    const stick = usbDevice('12d1', '1506');
    expect(stick).toMatchObject({ id: '12d1:1506', vendor: 'Huawei', modem: true, protos: ['ncm'] });
    expect(stick?.model).toContain('E3372');
    expect(stick?.modes).toEqual(['stick', 'qmi', 'ncm']);
    expect(stick?.drivers.map(({ driver }) => driver)).toEqual(['option', 'huawei_cdc_ncm', 'qmi_wwan']);
  });

  test('a module with its ports', () => {
    const ec25 = usbDevice('2C7C', '0125');
    expect(ec25).toMatchObject({ vendor: 'Quectel', protos: ['qmi'], switchesTo: [] });
    expect([...(ec25?.interfaceRoles ?? [])]).toEqual([
      [0, 'diag'],
      [1, 'nmea'],
      [2, 'at'],
      [3, 'at2+ppp'],
      [4, 'net'],
    ]);
    expect(ec25?.drivers).toEqual([
      { driver: 'option', since: null },
      { driver: 'qmi_wwan', since: null },
    ]);
  });

  test('a drive knows what it turns into', () => {
    const drive = usbDevice('0x12d1', '1F01');
    expect(drive).toMatchObject({ modes: ['cdrom-unswitched'], modem: true, protos: [] });
    expect(drive?.switchesTo).toEqual(['12d1:14db', '12d1:14dc']);
    expect(usbDevice('12d1', '14dc')).toMatchObject({ modes: ['hilink', 'ecm'], protos: ['dhcp'] });
  });

  test('an id that older kernels do not know', () => {
    expect(usbDevice('2c7c', '0800')?.drivers).toContainEqual({ driver: 'option', since: '4.15' });
    expect(usbDevice('0e8d', '7127')?.drivers).toEqual([{ driver: 'option', since: '5.4' }]);
  });

  test('ids that are none, and ids nobody knows', () => {
    expect(usbDevice('ffff', 'ffff')).toBeUndefined();
    expect(usbDevice('12d1', '')).toBeUndefined();
    expect(usbDevice('null', 'null')).toBeUndefined();
    expect(usbDevice('=12d', '1506')).toBeUndefined();
  });

  test('the whole table can be read', () => {
    const ids = listedIds();
    expect(ids.length).toBeGreaterThan(2300);
    for (const { vid, pid } of ids) {
      const device = usbDevice(vid, pid);
      expect(device?.id).toBe(`${vid}:${pid}`);
      for (const target of device?.switchesTo ?? []) expect(target).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
      for (const { driver, since } of device?.drivers ?? []) {
        expect(driverInfo(driver), `${driver} of ${vid}:${pid}`).toBeDefined();
        if (since !== null) expect(since).toMatch(/^\d\.\d{1,2}$/);
      }
    }
  });
});

describe('isModemUsbId', () => {
  test.each([
    ['12d1:1506', 'a stick'],
    ['12d1:1f01', 'a stick that is still a drive'],
    ['12d1:14db', 'a HiLink stick'],
    ['1199:9071', 'a module'],
    ['05c6:9008', 'a module that waits for firmware'],
    ['2c7c:0125', 'a module'],
    ['19d2:2000', 'a drive of ZTE'],
  ])('%s is: %s', (id) => {
    const [vid = '', pid = ''] = id.split(':');
    expect(isModemUsbId(vid, pid)).toBe(true);
  });

  test.each([
    ['0bda:1a2b', 'a Wi-Fi stick that shows a drive first'],
    ['0e8d:2870', 'a Wi-Fi stick that shows a drive first'],
    ['148f:2878', 'a Wi-Fi stick that shows a drive first'],
    ['03f0:002a', 'a printer'],
    ['046d:c261', 'a racing wheel'],
    ['045e:07c6', 'a network card'],
    ['1d6b:0002', 'a root hub'],
    ['0403:6001', 'a serial converter'],
    ['0951:1666', 'a thumb drive'],
  ])('%s is not: %s', (id) => {
    const [vid = '', pid = ''] = id.split(':');
    expect(isModemUsbId(vid, pid)).toBe(false);
  });
});

describe('driverInfo', () => {
  test("the trap of the first thread: huawei_cdc_ncm's control node speaks AT", () => {
    expect(driverInfo('huawei_cdc_ncm')).toMatchObject({
      kind: 'control+net',
      controlChannel: 'at-over-wdm',
      kmod: 'kmod-usb-net-huawei-cdc-ncm',
    });
    expect(driverInfo('huawei_cdc_ncm')?.fittingProtos).not.toContain('qmi');
    expect(driverInfo('qmi_wwan')?.fittingProtos).toContain('qmi');
    expect(driverInfo('qmi_wwan')?.fittingProtos).not.toContain('ncm');
  });

  test.each([
    ['option', 'serial', 'at', 'kmod-usb-serial-option'],
    ['option1', 'serial', 'at', 'kmod-usb-serial-option'],
    ['cdc-acm', 'serial', 'at', 'kmod-usb-acm'],
    ['cdc_mbim', 'control+net', 'mbim', 'kmod-usb-net-cdc-mbim'],
    ['cdc_ether', 'net', 'none', 'kmod-usb-net-cdc-ether'],
    ['usb-storage', 'storage', 'none', 'kmod-usb-storage'],
    ['usb_storage', 'storage', 'none', 'kmod-usb-storage'],
    ['GobiNet', 'control+net', 'qmi', null],
    ['sierra_net', 'net', 'none', 'kmod-usb-net-sierrawireless'],
  ])('%s', (driver, kind, controlChannel, kmod) => {
    expect(driverInfo(driver)).toMatchObject({ kind, controlChannel, kmod });
  });

  test.each(['', 'usbhid', 'constructor', '__proto__', 'mt76x2u'])('%j is no driver of a modem', (driver) => {
    expect(driverInfo(driver)).toBeUndefined();
  });
});

describe('driversForClass', () => {
  test.each([
    ['12d1', 'ff/02/16', ['huawei_cdc_ncm']],
    ['12d1', 'ff/03/16', ['huawei_cdc_ncm']],
    ['12d1', 'ff/01/09', ['qmi_wwan']],
    ['12d1', 'ff/02/12', ['option']],
    ['12d1', '08/06/50', ['usb-storage']],
    ['1199', '02/0e/00', ['cdc_mbim']],
    ['12d1', '02/0d/00', ['cdc_ncm', 'cdc_mbim']],
    ['0E8D', 'E0/01/03', ['rndis_host']],
    ['2c7c', 'ff/02/16', []],
    ['12d1', 'ff/42/42', []],
  ])('%s %s', (vid, triple, expected) => {
    const [cls = '', sub = '', prot = ''] = triple.split('/');
    expect(driversForClass(vid, { cls, sub, prot }).map(({ driver }) => driver)).toEqual(expected);
  });
});

test.each([
  ['01', 'ppp'],
  ['02', 'at'],
  ['12', 'at'],
  ['16', 'net'],
  ['46', 'net'],
  ['76', 'net'],
  ['32', 'at'],
  ['6a', null],
  ['zz', null],
  ['', null],
])('a Huawei interface of protocol %j is for %j', (prot, role) => {
  expect(huaweiPortRole(prot)).toBe(role);
});
