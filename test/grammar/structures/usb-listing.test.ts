import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import type { UsbDeviceShown } from '../../../src/grammar/observation.ts';
import { readUsbLine } from '../../../src/grammar/structures/usb-line.ts';
import { readLines } from '../recorded-reading.ts';

function devicesOf(...lines: readonly string[]): readonly UsbDeviceShown[] {
  return readLines(...lines).observations.filter((shown) => shown.kind === 'usb-device');
}

const hub = [
  'T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480  MxCh= 1',
  'B:  Alloc=  0/800 us ( 0%), #Int=  0, #Iso=  0',
  'D:  Ver= 2.00 Cls=09(hub  ) Sub=00 Prot=01 MxPS=64 #Cfgs=  1',
  'P:  Vendor=1d6b ProdID=0002 Rev= 5.15',
  'S:  Manufacturer=Linux 5.15.150 ehci_hcd',
  'S:  Product=EHCI Host Controller',
  'C:* #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=  0mA',
  'I:* If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub',
  'E:  Ad=81(I) Atr=03(Int.) MxPS=   4 Ivl=256ms',
];
const stick = [
  'T:  Bus=01 Lev=01 Prnt=01 Port=02 Cnt=01 Dev#=  4 Spd=480  MxCh= 0',
  'D:  Ver= 2.10 Cls=00(>ifc ) Sub=00 Prot=ff MxPS=64 #Cfgs=  1',
  'P:  Vendor=12d1 ProdID=1506 Rev= 1.02',
  'S:  Manufacturer=HUAWEI',
  'S:  Product=HUAWEI Mobile Connect, = 2',
  'C:* #Ifs= 3 Cfg#= 1 Atr=80 MxPwr=500mA',
  'I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option',
  'I:* If#= 1 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=02 Prot=01 Driver=(none)',
  'I:  If#= 2 Alt= 0 #EPs= 1 Cls=ff(vend.) Sub=02 Prot=16 Driver=huawei_cdc_ncm',
  'I:* If#= 2 Alt= 1 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=16 Driver=huawei_cdc_ncm',
];
const read = {
  bus: 1,
  device: 4,
  port: '1-3',
  vendor: '12d1',
  product: '1506',
  manufacturer: 'HUAWEI',
  productName: 'HUAWEI Mobile Connect, = 2',
  speed: 480,
  maxPower: 500,
  configurations: 1,
  activeConfiguration: 1,
  interfaces: [
    {
      number: 0,
      configuration: 1,
      classCode: 'ff',
      subclassCode: '02',
      protocolCode: '12',
      driver: 'option',
    },
    { number: 1, driver: 'none' },
    { number: 2, protocolCode: '16', driver: 'huawei_cdc_ncm' },
  ],
};

describe('the list of USB devices', () => {
  it('shows each device with its interfaces', () => {
    const devices = devicesOf(...hub, '', ...stick);
    expect(devices).toMatchObject([{ vendor: '1d6b', port: null, interfaces: [{ driver: 'hub' }] }, read]);
    expect(devices[1]?.interfaces).toHaveLength(3);
    expect(devices[1]?.span).toMatchObject({ line: 11, column: 1 });
    expect(spanText(devices[1]?.interfaces[0]?.span ?? devices[1]?.span ?? never())).toBe(stick[6]);
  });

  test.each<[string, (line: string) => string]>([
    ['with collapsed blanks', (line) => line.replace(/\s+/g, ' ')],
    ['quoted', (line) => `> ${line}`],
    ['quoted without a blank', (line) => `>${line}`],
    ['indented', (line) => `        ${line}`],
    ['with carriage returns', (line) => `${line}\r`],
  ])('%s', (_, damage) => {
    expect(devicesOf(...[...hub, ...stick].map(damage))[1]).toMatchObject(read);
  });

  it('has every line read', () => {
    const { unknown, prose } = readLines('What I see:', ...hub, '>', ...stick, 'I hope that helps.');
    expect(unknown).toEqual([]);
    expect(prose.map(({ text }) => text)).toEqual(['What I see:', 'I hope that helps.']);
  });

  it('may lack lines', () => {
    const lacking = [...hub, ...stick, ...stick].filter((line) => /^[TPSI]:/.test(line));
    expect(devicesOf(...lacking)).toMatchObject([
      { vendor: '1d6b' },
      { vendor: '12d1', port: '1-3', activeConfiguration: null, maxPower: null, interfaces: [{}, {}, {}] },
      { vendor: '12d1', interfaces: [{}, {}, {}] },
    ]);
    const ids = [...stick, ...hub].filter((line) => /^[PS]:/.test(line));
    expect(devicesOf(...ids).map(({ vendor }) => vendor)).toEqual(['12d1', '1d6b']);
    expect(devicesOf(...stick.slice(6))).toMatchObject([{ vendor: null, interfaces: [{}, {}, {}] }]);
  });

  it('follows hubs down to a port', () => {
    const external = 'T:  Bus=01 Lev=01 Prnt=01 Port=01 Cnt=01 Dev#=  2 Spd=480  MxCh= 4';
    const behind = 'T:  Bus=01 Lev=02 Prnt=02 Port=03 Cnt=01 Dev#=  3 Spd=12   MxCh= 0';
    expect(devicesOf(external, behind)).toMatchObject([{ port: '1-2' }, { port: '1-2.4', speed: 12 }]);
    expect(devicesOf(behind)).toMatchObject([{ port: null }]);
  });

  it('tells a device that is not configured from one of a listing without stars', () => {
    const plain = stick.map((line) => line.replace('*', '').replace(/Driver=.*/, 'Driver='));
    expect(devicesOf(...hub, ...plain)[1]).toMatchObject({
      activeConfiguration: 0,
      maxPower: null,
      interfaces: [{ driver: 'none' }, { driver: 'none' }, { driver: 'none' }],
    });
    expect(devicesOf(...plain)[0]).toMatchObject({ activeConfiguration: 1, maxPower: 500 });
  });

  it('keeps configurations apart', () => {
    const [device] = devicesOf(
      ...stick.slice(0, 5),
      'C:  #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=500mA',
      'I:  If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=01 Prot=01 Driver=',
      'C:* #Ifs= 1 Cfg#= 2 Atr=a0 MxPwr=  2mA',
      'I:* If#= 0 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=06 Prot=00 Driver=cdc_ether',
    );
    expect(device).toMatchObject({
      activeConfiguration: 2,
      maxPower: 2,
      interfaces: [
        { configuration: 1, driver: 'none' },
        { configuration: 2, driver: 'cdc_ether' },
      ],
    });
  });

  it('says nothing of drivers where the lines were cut', () => {
    expect(devicesOf('I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02')).toMatchObject([
      { interfaces: [{ classCode: 'ff', subclassCode: '02', protocolCode: null, driver: null }] },
    ]);
  });

  it('numbers interfaces in hexadecimal, too', () => {
    expect(
      devicesOf('I:  If#=0xa Alt= 0 #EPs= 1 Cls=ff(vend.) Sub=ff Prot=ff Driver=qmi_wwan'),
    ).toMatchObject([{ interfaces: [{ number: 10, driver: 'qmi_wwan' }] }]);
  });
});

describe('a line', () => {
  test.each<[string, string, boolean, Readonly<Record<string, string>>]>([
    ['C:* #Ifs= 3 Cfg#= 1 Atr=80 MxPwr=500mA', 'C', true, { Ifs: '3', Cfg: '1', Atr: '80', MxPwr: '500mA' }],
    ['D:  Ver= 2.00 Cls=00(>ifc ) Sub=00', 'D', false, { Ver: '2.00', Cls: '00(>ifc )', Sub: '00' }],
    ['I:* If#= 0 Driver= E', 'I', true, { If: '0', Driver: 'E' }],
    ['I:* Driver= If#= 0', 'I', true, { Driver: '', If: '0' }],
    ['S:  SerialNumber=', 'S', false, { SerialNumber: '' }],
  ])('%s', (line, topic, active, values) => {
    const found = readUsbLine(line);
    expect(found).toMatchObject({ topic, active });
    expect(Object.fromEntries(found?.values ?? [])).toEqual(values);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readUsbLine(text)));
    fc.assert(
      fc.property(
        fc.constantFrom(...'TBDPSCAIE'),
        fc.string(),
        (topic, text) => void readUsbLine(`${topic}: ${text}`),
      ),
    );
  });
});

describe('a listing', () => {
  test('never throws, whatever its lines', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(...hub, ...stick, ''),
        fc.tuple(fc.constantFrom(...stick), fc.nat(70)).map(([line, end]) => line.slice(0, end)),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(lines, (text) => {
        for (const { interfaces } of devicesOf(...text)) expect(interfaces).toBeInstanceOf(Array);
      }),
    );
  });
});

function never(): never {
  throw new Error('no interface');
}
