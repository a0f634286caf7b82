import { describe, expect, it } from 'vitest';
import { attemptOf, diagnosisOf, episodesOf, rungsOf } from '../diagnosis-of.ts';
import { config, dmesg, logread, says, settingUp, stickArrives } from './log-lines.ts';

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

describe('modems of listings', () => {
  const listing = [
    'T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  2 Spd=480  MxCh= 0',
    'P:  Vendor=12d1 ProdID=1506 Rev= 1.02',
    'S:  Product=HUAWEI Mobile',
    'C:* #Ifs= 2 Cfg#= 1 Atr=80 MxPwr=500mA',
    'I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option',
    'I:* If#= 1 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=02 Prot=01 Driver=(none)',
  ];

  it('are known without a log, with interfaces that have no driver', () => {
    expect(episodesOf(listing)).toMatchObject([
      {
        modems: [
          {
            usbPort: '1-1',
            vendorId: { value: '12d1' },
            product: { value: 'HUAWEI Mobile' },
            attached: true,
            listing: { maxPower: 500, interfaces: [{ driver: 'option' }, { driver: 'none' }] },
          },
        ],
      },
    ]);
  });

  it('have functions without nodes, and climb as far as their drivers are bound', () => {
    const bound = listing.map((line) => line.replace('(none)', 'option'));
    const qmi = [...bound, 'I:* If#= 2 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=07 Driver=qmi_wwan'];
    expect(episodesOf(qmi)[0]?.modems[0]?.functions).toMatchObject([
      { usbInterface: '1-1:1.0', driver: 'option', kind: 'serial', node: null },
      { usbInterface: '1-1:1.1', driver: 'option', kind: 'serial', node: null },
      { usbInterface: '1-1:1.2', driver: 'qmi_wwan', kind: 'control', node: null },
      { usbInterface: '1-1:1.2', driver: 'qmi_wwan', kind: 'network', node: null },
    ]);
    expect(diagnosisOf(qmi).verdict.reached).toBe('driver');
    expect(diagnosisOf(listing).verdict.reached).toBe('mode');
  });

  it('carry an attempt to a port of a kind that they have, no further', () => {
    const bound = listing.map((line) => line.replace('(none)', 'option'));
    const dialled = (device: string) =>
      attemptOf([
        ...bound,
        '',
        ...config('wan', { proto: 'qmi', device }),
        '',
        ...logread(
          'Sun Jul 22 02:23:12 2018',
          settingUp('wan'),
          ...says('wan', 2880, 'Waiting for SIM initialization'),
        ),
      ]);
    expect(rungsOf(dialled('/dev/ttyUSB0'))['reached']).toEqual(['power', 'mode', 'driver']);
    expect(rungsOf(dialled('/dev/cdc-wdm0'))['reached']).toBeUndefined();
  });

  it('are the ones of the log where port or ids are the same', () => {
    for (const lines of [listing, listing.slice(1), ['Bus 001 Device 002: ID 12d1:1506 Huawei']]) {
      const [episode, another] = episodesOf([...dmesg(20, stickArrives()), '', ...lines]);
      expect(another).toBeUndefined();
      expect(episode?.modems).toMatchObject([
        { usbPort: '1-1', functions: [{}, {}, {}, {}], listing: { vendor: '12d1' } },
      ]);
      expect(episode?.modems).toHaveLength(1);
    }
  });

  it('are one where several listings show the same device', () => {
    const modems = episodesOf([
      'Bus 001 Device 004: ID 2c7c:0125 Quectel EC25',
      '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=ehci-platform/1p, 480M',
      '    |__ Port 1: Dev 4, If 0, Class=Vendor Specific Class, Driver=qmi_wwan, 480M',
    ])[0]?.modems;
    expect(modems).toMatchObject([
      { usbPort: '1-1', vendorId: { value: '2c7c' }, listing: { interfaces: [{ driver: 'qmi_wwan' }] } },
    ]);
    expect(modems).toHaveLength(1);
  });

  it('are known by a driver of modems or their maker', () => {
    expect(episodesOf('Bus 001 Device 004: ID 2cb7:ffff')).toHaveLength(1);
    expect(episodesOf('I:* If#= 4 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=ff Prot=ff Driver=qmi_wwan')).toHaveLength(
      1,
    );
  });

  it('are no hubs, disks and network adapters', () => {
    const others = [
      'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub',
      'Bus 001 Device 002: ID 0bda:8153 Realtek Semiconductor Corp.',
      '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=ehci-platform/1p, 480M',
      '    |__ Port 1: Dev 2, If 0, Class=Communications, Driver=cdc_ether, 480M',
      '    |__ Port 2: Dev 3, If 0, Class=Mass Storage, Driver=usb-storage, 480M',
    ];
    expect(episodesOf(others)).toEqual([]);
  });

  it('that have left the bus are not brought back', () => {
    const gone = dmesg(20, stickArrives(), 'usb 1-1: USB disconnect, device number 2');
    expect(episodesOf([...gone, '', ...listing])[0]?.modems).toMatchObject([{ attached: false }]);
  });
});
