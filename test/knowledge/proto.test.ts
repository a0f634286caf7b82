import { describe, expect, test } from 'vitest';
import { knownOptions, optionReading, protoFitsDriver, protoInfo } from '../../src/knowledge/proto.ts';

describe('protoInfo', () => {
  test('ncm dials over a tty and puts its address on a child', () => {
    expect(protoInfo('ncm')).toMatchObject({
      cellular: true,
      deviceKind: 'tty-or-wdm',
      createsChild: true,
      addressOn: 'child',
      netdevPattern: null,
      luci: 'luci-proto-ncm',
      optionsKnown: true,
    });
    expect(protoInfo('ncm')?.packages).toContain('comgt-ncm');
  });

  test('3g makes its own ppp device and no child', () => {
    expect(protoInfo('3g')).toMatchObject({
      cellular: true,
      deviceKind: 'tty',
      createsChild: false,
      addressOn: 'parent',
      netdevPattern: '3g-<name>',
    });
  });

  test.each([
    ['qmi', 'cdc-wdm', true],
    ['mbim', 'cdc-wdm', true],
    ['modemmanager', 'sysfs', true],
    ['directip', 'tty', true],
    ['wwan', 'none', true],
    ['atc', 'tty', true],
    ['xmm', 'tty', true],
    ['qcm', 'cdc-wdm', true],
    ['3x', 'tty', false],
  ])('%s', (name, deviceKind, createsChild) => {
    expect(protoInfo(name)).toMatchObject({ cellular: true, deviceKind, createsChild });
  });

  test.each(['dhcp', 'dhcpv6', 'static', 'none', 'pppoe', 'wireguard', '6in4', 'relay'])(
    '%s dials no modem',
    (name) => {
      expect(protoInfo(name)).toMatchObject({
        name,
        cellular: false,
        createsChild: false,
        addressOn: 'parent',
      });
    },
  );

  test('plain dhcp needs no packages of modems', () => {
    expect(protoInfo('dhcp')?.packages).toEqual([]);
  });

  test.each(['', 'NCM', 'constructor', 'toString', 'no-such-proto'])('%j is none', (name) => {
    expect(protoInfo(name)).toBeUndefined();
  });
});

describe('knownOptions', () => {
  test('3g also reads what ppp reads', () => {
    const names = knownOptions('3g').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['device', 'apn', 'service', 'dialnumber', 'username', 'pppd_options']),
    );
    expect(names).not.toContain('dialnum');
    expect(new Set(names).size).toBe(names.length);
  });

  test('tells what cannot be left out, and since when an option is read', () => {
    expect(
      knownOptions('mbim')
        .filter(({ required }) => required)
        .map(({ name }) => name),
    ).toEqual(['device', 'apn']);
    expect(knownOptions('ncm').find(({ name }) => name === 'ifname')).toMatchObject({
      readSince: '22.03',
      readUntil: null,
    });
    expect(knownOptions('mbim').find(({ name }) => name === 'allow_roaming')?.readSince).toBe('22.03.3');
  });

  test('says nothing of handlers whose options differ from build to build', () => {
    expect(knownOptions('qcm')).toEqual([]);
    expect(protoInfo('qcm')?.optionsKnown).toBe(false);
  });
});

describe('optionReading', () => {
  test("GL.iNet's own options are read by nobody", () => {
    for (const proto of ['3g', 'qmi', 'ncm']) {
      expect(optionReading(proto, 'country')).toEqual({ by: 'nobody', writtenBy: 'gl.inet', meant: null });
      expect(optionReading(proto, 'sp')).toMatchObject({ by: 'nobody', writtenBy: 'gl.inet' });
    }
    expect(optionReading('3g', 'dialnum')).toEqual({
      by: 'nobody',
      writtenBy: 'gl.inet',
      meant: 'dialnumber',
    });
    expect(optionReading('ncm', 'dialnum')).toEqual({ by: 'nobody', writtenBy: 'gl.inet', meant: null });
  });

  test('service is for 3g; for ncm the option is mode', () => {
    expect(optionReading('3g', 'service')).toMatchObject({ by: 'handler' });
    expect(optionReading('ncm', 'service')).toEqual({ by: 'nobody', writtenBy: 'gl.inet', meant: 'mode' });
  });

  test('ifname of a cellular interface: nobody reads it, but ncm does from 22.03', () => {
    expect(optionReading('qmi', 'ifname')).toMatchObject({ by: 'nobody' });
    expect(optionReading('3g', 'ifname')).toMatchObject({ by: 'nobody' });
    expect(optionReading('ncm', 'ifname', '17.01')).toMatchObject({
      by: 'other-release',
      option: { readSince: '22.03' },
    });
    expect(optionReading('ncm', 'ifname', '22.03')).toMatchObject({ by: 'handler' });
    expect(optionReading('dhcp', 'ifname')).toEqual({ by: 'netifd' });
  });

  test('an option that a series dropped, and one of a point release', () => {
    expect(optionReading('dhcp', 'release', '19.07')).toMatchObject({ by: 'handler' });
    expect(optionReading('dhcp', 'release', '21.02')).toMatchObject({ by: 'other-release' });
    expect(optionReading('mbim', 'allow_roaming', '21.02')).toMatchObject({ by: 'other-release' });
    expect(optionReading('mbim', 'allow_roaming', '22.03')).toMatchObject({ by: 'handler' });
    expect(optionReading('dhcp', 'tryagain', '25.12')).toMatchObject({ by: 'other-release' });
  });

  test('netifd reads some options whatever the protocol', () => {
    expect(optionReading('qmi', 'metric')).toEqual({ by: 'netifd' });
    expect(optionReading('3g', 'peerdns')).toEqual({ by: 'netifd' });
    expect(optionReading('qcm', 'metric')).toEqual({ by: 'netifd' });
  });

  test('of a handler that is not known nothing is claimed', () => {
    expect(optionReading('qcm', 'node')).toEqual({ by: 'unknown' });
    expect(optionReading('no-such-proto', 'apn')).toEqual({ by: 'unknown' });
  });
});

test.each([
  ['qmi', 'huawei_cdc_ncm', false],
  ['ncm', 'huawei_cdc_ncm', true],
  ['qmi', 'qmi_wwan', true],
  ['mbim', 'qmi_wwan', false],
  ['3g', 'option', true],
  ['ncm', 'option1', true],
  ['qmi', 'cdc_ether', false],
  ['dhcp', 'cdc_ether', true],
  ['dhcp', 'option', false],
  ['dhcp', 'qmi_wwan', null],
  ['wwan', 'huawei_cdc_ncm', null],
  ['qmi', 'hso', null],
  ['qmi', 'usbhid', null],
  ['somebodys-own', 'qmi_wwan', null],
])('proto %s with driver %s: %s', (proto, driver, fits) => {
  expect(protoFitsDriver(proto, driver)).toBe(fits);
});
