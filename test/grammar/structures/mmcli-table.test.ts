import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import { factsOf, leftOver, shownOf } from './shown.ts';

const newTable = `root@OpenWrt:~# mmcli -m 0
  --------------------------------
  General  |                 path: /org/freedesktop/ModemManager1/Modem/0
           |            device id: 0f1e2d3c4b5a
  --------------------------------
  Hardware |         manufacturer: Quectel
           |                model: EC25
           |    firmware revision: EC25EFAR06A08M4G
           |            supported: gsm-umts, lte
           |              current: gsm-umts, lte
           |         equipment id: 860000000000001
  --------------------------------
  System   |              drivers: option1, qmi_wwan
           |               plugin: quectel
           |         primary port: cdc-wdm0
           |                ports: cdc-wdm0 (qmi), ttyUSB2 (at), wwan0 (net)
  --------------------------------
  Status   |                 lock: sim-pin2
           |       unlock retries: sim-pin (3), sim-pin2 (10)
           |                state: connected
           |          power state: on
           |          access tech: lte
           |       signal quality: 59% (recent)
  --------------------------------
  Modes    |            supported: allowed: 3g; preferred: none
           |                       allowed: 3g, 4g; preferred: 4g
           |              current: allowed: 3g, 4g; preferred: 4g
  --------------------------------
  3GPP     |                 imei: 860000000000001
           |        enabled locks: fixed-dialing
           |          operator id: --
           |         registration: roaming
  --------------------------------
  3GPP EPS |  initial bearer path: /org/freedesktop/ModemManager1/Bearer/0
           |   initial bearer apn: internet
  --------------------------------
  SIM      |     primary sim path: /org/freedesktop/ModemManager1/SIM/0
           |       sim slot paths: slot 1: /org/freedesktop/ModemManager1/SIM/0 (active)
           |                       slot 2: none
  --------------------------------
  Bearer   |                paths: /org/freedesktop/ModemManager1/Bearer/1`;

const facts = {
  'modem.dbus-path': '/org/freedesktop/ModemManager1/Modem/0',
  'modem.generic.device-identifier': '0f1e2d3c4b5a',
  'modem.generic.manufacturer': 'Quectel',
  'modem.generic.model': 'EC25',
  'modem.generic.revision': 'EC25EFAR06A08M4G',
  'modem.generic.supported-capabilities.length': '2',
  'modem.generic.supported-capabilities.value[1]': 'gsm-umts',
  'modem.generic.supported-capabilities.value[2]': 'lte',
  'modem.generic.current-capabilities.length': '2',
  'modem.generic.current-capabilities.value[1]': 'gsm-umts',
  'modem.generic.current-capabilities.value[2]': 'lte',
  'modem.generic.equipment-identifier': '860000000000001',
  'modem.generic.drivers.length': '2',
  'modem.generic.drivers.value[1]': 'option1',
  'modem.generic.drivers.value[2]': 'qmi_wwan',
  'modem.generic.plugin': 'quectel',
  'modem.generic.primary-port': 'cdc-wdm0',
  'modem.generic.ports.length': '3',
  'modem.generic.ports.value[1]': 'cdc-wdm0 (qmi)',
  'modem.generic.ports.value[2]': 'ttyUSB2 (at)',
  'modem.generic.ports.value[3]': 'wwan0 (net)',
  'modem.generic.unlock-required': 'sim-pin2',
  'modem.generic.unlock-retries.length': '2',
  'modem.generic.unlock-retries.value[1]': 'sim-pin (3)',
  'modem.generic.unlock-retries.value[2]': 'sim-pin2 (10)',
  'modem.generic.state': 'connected',
  'modem.generic.power-state': 'on',
  'modem.generic.access-technologies.length': '1',
  'modem.generic.access-technologies.value[1]': 'lte',
  'modem.generic.signal-quality.value': '59',
  'modem.generic.signal-quality.recent': 'yes',
  'modem.generic.supported-modes.length': '2',
  'modem.generic.supported-modes.value[1]': 'allowed: 3g; preferred: none',
  'modem.generic.supported-modes.value[2]': 'allowed: 3g, 4g; preferred: 4g',
  'modem.generic.current-modes': 'allowed: 3g, 4g; preferred: 4g',
  'modem.3gpp.imei': '860000000000001',
  'modem.3gpp.enabled-locks.length': '1',
  'modem.3gpp.enabled-locks.value[1]': 'fixed-dialing',
  'modem.3gpp.registration-state': 'roaming',
  'modem.3gpp.eps.initial-bearer.dbus-path': '/org/freedesktop/ModemManager1/Bearer/0',
  'modem.3gpp.eps.initial-bearer.settings.apn': 'internet',
  'modem.generic.sim': '/org/freedesktop/ModemManager1/SIM/0',
  'modem.generic.sim-slots.value[1]': '/org/freedesktop/ModemManager1/SIM/0',
  'modem.generic.sim-slots.value[2]': 'none',
  'modem.generic.primary-sim-slot': '1',
  'modem.generic.bearers.length': '1',
  'modem.generic.bearers.value[1]': '/org/freedesktop/ModemManager1/Bearer/1',
};

/** The same table as releases up to 1.8 print it. */
const oldTable = `/org/freedesktop/ModemManager1/Modem/0 (device id '0f1e2d3c4b5a')
  -------------------------
  Hardware |   manufacturer: 'Huawei Technologies'
           |          model: 'E3372'
           |       revision: '21.180
 [Jan 01 2015]'
           |   H/W revision: 'CL2E3372HM'
           |      supported: 'gsm-umts, lte'
  -------------------------
  System   |        drivers: 'huawei_cdc_ncm, option1'
  -------------------------
  Status   |           lock: 'none'
           | unlock retries: 'unknown'
           |          state: 'connected'
           | signal quality: '45' (cached)
  -------------------------
  Modes    |      supported: 'allowed: 2g; preferred: none
           |                  allowed: 3g; preferred: none'
           |        current: 'allowed: any; preferred: none'
  -------------------------
  3GPP     |  operator name: 'Vodafone.de'
           |   registration: 'home'
  -------------------------
  Bearers  |          paths: 'none'`;

describe('modem tables', () => {
  test('of present releases', () => {
    expect(factsOf(newTable)).toEqual(facts);
    expect(leftOver(newTable)).toEqual([]);
    expect(
      shownOf('modem-fact', newTable).every(({ subject, tool }) => subject === 'modem0' && tool === 'mmcli'),
    ).toBe(true);
  });

  test('with blanks collapsed and without a prompt', () => {
    const collapsed = newTable
      .split('\n')
      .slice(1)
      .map((line) => line.trim().replace(/ +/g, ' '))
      .join('\n');
    expect(factsOf(collapsed)).toEqual(facts);
  });

  test('of old releases', () => {
    expect(factsOf(oldTable)).toEqual({
      'modem.dbus-path': '/org/freedesktop/ModemManager1/Modem/0',
      'modem.generic.device-identifier': '0f1e2d3c4b5a',
      'modem.generic.manufacturer': 'Huawei Technologies',
      'modem.generic.model': 'E3372',
      'modem.generic.revision': '21.180 [Jan 01 2015]',
      'modem.generic.hardware-revision': 'CL2E3372HM',
      'modem.generic.supported-capabilities.length': '2',
      'modem.generic.supported-capabilities.value[1]': 'gsm-umts',
      'modem.generic.supported-capabilities.value[2]': 'lte',
      'modem.generic.drivers.length': '2',
      'modem.generic.drivers.value[1]': 'huawei_cdc_ncm',
      'modem.generic.drivers.value[2]': 'option1',
      'modem.generic.unlock-required': 'none',
      'modem.generic.unlock-retries.length': '1',
      'modem.generic.unlock-retries.value[1]': 'unknown',
      'modem.generic.state': 'connected',
      'modem.generic.signal-quality.value': '45',
      'modem.generic.signal-quality.recent': 'no',
      'modem.generic.supported-modes.length': '2',
      'modem.generic.supported-modes.value[1]': 'allowed: 2g; preferred: none',
      'modem.generic.supported-modes.value[2]': 'allowed: 3g; preferred: none',
      'modem.generic.current-modes': 'allowed: any; preferred: none',
      'modem.3gpp.operator-name': 'Vodafone.de',
      'modem.3gpp.registration-state': 'home',
      'modem.generic.bearers.length': '1',
      'modem.generic.bearers.value[1]': 'none',
    });
    expect(leftOver(oldTable)).toEqual([]);
  });

  test('a state points to its own line', () => {
    const state = shownOf('modem-fact', oldTable).find(({ key }) => key === 'modem.generic.state');
    expect(state?.span.line).toBe(14);
    expect(state === undefined ? '' : spanText(state.span)).toBe("state: 'connected'");
  });

  test('rows whose section was not copied', () => {
    expect(
      factsOf(
        '# mmcli -m 3 | tail -3\n           |                state: failed\n           |        failed reason: sim-missing',
      ),
    ).toEqual({
      'modem.generic.state': 'failed',
      'modem.generic.state-failed-reason': 'sim-missing',
    });
  });
});

test('a bearer and a SIM', () => {
  const text = `  ------------------------------------
  General            |           path: /org/freedesktop/ModemManager1/Bearer/1
                     |           type: default
  ------------------------------------
  Status             |      connected: yes
                     |      interface: wwan0
  ------------------------------------
  Properties         |            apn: internet
  ------------------------------------
  IPv4 configuration |         method: static
                     |        address: 10.64.0.2
                     |            dns: 9.9.9.9, 149.112.112.112
  ------------------------------------
  Statistics         |       bytes rx: 10
SIM '/org/freedesktop/ModemManager1/SIM/0'
  -------------------------
  Properties |          imsi : '262010000000001'`;
  expect(shownOf('modem-fact', text).map(({ subject, key, value }) => `${subject} ${key}=${value}`)).toEqual([
    'bearer1 bearer.dbus-path=/org/freedesktop/ModemManager1/Bearer/1',
    'bearer1 bearer.type=default',
    'bearer1 bearer.status.connected=yes',
    'bearer1 bearer.status.interface=wwan0',
    'bearer1 bearer.properties.apn=internet',
    'bearer1 bearer.ipv4-config.method=static',
    'bearer1 bearer.ipv4-config.address=10.64.0.2',
    'bearer1 bearer.ipv4-config.dns.length=2',
    'bearer1 bearer.ipv4-config.dns.value[1]=9.9.9.9',
    'bearer1 bearer.ipv4-config.dns.value[2]=149.112.112.112',
    'bearer1 bearer.stats.bytes-rx=10',
    'sim0 sim.dbus-path=/org/freedesktop/ModemManager1/SIM/0',
    'sim0 sim.properties.imsi=262010000000001',
  ]);
});

test('-K, with its lists and its word for nothing', () => {
  const text = `modem.dbus-path                                 : /org/freedesktop/ModemManager1/Modem/1
modem.generic.state                             : registered
modem.generic.drivers.length                    : 1
modem.generic.drivers.value[1]                  : cdc_mbim
modem.3gpp.operator-name                        : --`;
  expect(factsOf(text)).toEqual({
    'modem.dbus-path': '/org/freedesktop/ModemManager1/Modem/1',
    'modem.generic.state': 'registered',
    'modem.generic.drivers.length': '1',
    'modem.generic.drivers.value[1]': 'cdc_mbim',
  });
  expect(shownOf('modem-fact', text).at(-1)?.subject).toBe('modem1');
  expect(leftOver(text)).toEqual([]);
});

test('-L, with and without modems', () => {
  expect(
    factsOf('# mmcli -L\n    /org/freedesktop/ModemManager1/Modem/0 [QUALCOMM INCORPORATED] QUECTEL EC25'),
  ).toEqual({
    'modem-list.value[1]': '/org/freedesktop/ModemManager1/Modem/0',
    'modem.generic.manufacturer': 'QUALCOMM INCORPORATED',
    'modem.generic.model': 'QUECTEL EC25',
  });
  // The line was wrapped inside the brackets.
  expect(factsOf('# mmcli -L\n/org/freedesktop/ModemManager1/Modem/0 [Sierra Wireless,')).toEqual({
    'modem-list.value[1]': '/org/freedesktop/ModemManager1/Modem/0',
  });
  expect(factsOf('# mmcli -L\nNo modems were found')).toEqual({ 'modem-list.length': '0' });
});

test('never throws', () => {
  const piece = fc.constantFrom(
    'Status',
    '|',
    ':',
    ' ',
    "'",
    'state',
    '--',
    'slot 1',
    '\n',
    'modem.generic.',
    '[1]',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      factsOfAny(`# mmcli -m 0\n${pieces.join('')}`);
    }),
  );
});

function factsOfAny(text: string): void {
  for (const { value, span } of shownOf('modem-fact', text)) {
    expect(value).not.toBe('');
    expect(span.column - 1 + span.length).toBeLessThanOrEqual(span.text.length);
  }
}
