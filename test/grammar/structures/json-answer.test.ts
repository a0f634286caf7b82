import { describe, expect, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import { readLines } from '../recorded-reading.ts';
import { factsOf, kindsShown, leftOver, shownOf } from './shown.ts';

const running = `root@OpenWrt:~# ifstatus wwan
{
	"up": true,
	"pending": false,
	"available": true,
	"autostart": true,
	"dynamic": false,
	"uptime": 5120,
	"l3_device": "wwan0",
	"proto": "qmi",
	"device": "wwan0",
	"metric": 0,
	"ipv4-address": [
		{
			"address": "10.64.0.2",
			"mask": 30
		}
	],
	"ipv6-address": [

	],
	"route": [
		{
			"target": "0.0.0.0",
			"mask": 0,
			"nexthop": "10.64.0.1",
			"source": "10.64.0.2/32"
		},
		{
			"target": "10.9.0.0",
			"mask": 16,
			"nexthop": "10.64.0.3"
		}
	],
	"dns-server": [
		"10.74.210.210",
		"10.74.210.211"
	],
	"data": {
		"zone": "wan"
	}
}`;

describe('ifstatus', () => {
  test('an interface that is up', () => {
    const [status, ...others] = shownOf('interface-status', running);
    expect(others).toEqual([]);
    expect(status).toMatchObject({
      interface: 'wwan',
      up: true,
      pending: false,
      available: true,
      autostart: true,
      proto: 'qmi',
      device: 'wwan0',
      l3Device: 'wwan0',
      uptime: 5120,
      addresses: ['10.64.0.2/30'],
      nameServers: ['10.74.210.210', '10.74.210.211'],
      gateways: ['10.64.0.1'],
      errors: [],
    });
    expect(status?.span.line).toBe(3);
    expect(status === undefined ? '' : spanText(status.span)).toBe('"up": true');
    expect(leftOver(running)).toEqual([]);
  });

  test('the errors of a handler, with their place', () => {
    const [status] = shownOf(
      'interface-status',
      `ubus call network.interface.wan status
{
 "up": false,
 "pending": false,
 "autostart": true,
 "proto": "qmi",
 "data": {},
 "errors": [
  { "subsystem": "qmi", "code": "CALL_FAILED", "data": [ "14", "x" ] },
  { "subsystem": "interface",
    "code": "NO_DEVICE" }
 ]
}`,
    );
    expect(status).toMatchObject({ interface: null, up: false, proto: 'qmi' });
    expect(status?.errors.map(({ subsystem, code, data }) => [subsystem, code, data])).toEqual([
      ['qmi', 'CALL_FAILED', ['14', 'x']],
      ['interface', 'NO_DEVICE', []],
    ]);
    expect(status?.errors.map(({ span }) => [span.line, spanText(span)])).toEqual([
      [9, '"code": "CALL_FAILED"'],
      [11, '"code": "NO_DEVICE"'],
    ]);
  });

  test.each([
    ['ubus call network.interface.modem status', 'modem'],
    ['ubus -S call network.interface status \'{"interface":"lte"}\'', 'lte'],
    ['sudo ifstatus wan6', 'wan6'],
  ])('%s says the name', (command, name) => {
    const [status] = shownOf(
      'interface-status',
      `root@OpenWrt:~# ${command}\n{ "up": true, "proto": "ncm" }`,
    );
    expect(status?.interface).toBe(name);
  });

  test('two in one command', () => {
    const statuses = shownOf(
      'interface-status',
      '# ifstatus wan; ifstatus wwan\n{\n"up": true, "proto": "dhcp"\n}\n{\n"up": false, "proto": "qmi"\n}',
    );
    expect(statuses.map((status) => [status.interface, status.up])).toEqual([
      ['wan', true],
      ['wwan', false],
    ]);
  });

  test('a dump tells every interface', () => {
    const dump = `root@OpenWrt:~# ubus call network.interface dump
{
	"interface": [
		{
			"interface": "lan",
			"up": true,
			"pending": false,
			"proto": "static"
		},
		{
			"interface": "wwan_4",
			"up": false,
			"pending": true,
			"proto": "dhcp"
		}
	]
}`;
    expect(shownOf('interface-status', dump).map((status) => [status.interface, status.up])).toEqual([
      ['lan', true],
      ['wwan_4', false],
    ]);
    expect(leftOver(dump)).toEqual([]);
  });
});

describe('other answers of ubus', () => {
  test('system board', () => {
    const [board] = shownOf(
      'board',
      `{
	"kernel": "5.15.167",
	"hostname": "OpenWrt",
	"system": "MediaTek MT7621 ver:1 eco:3",
	"model": "ZBT-WG3526 (16M)",
	"board_name": "zbtlink,zbt-wg3526-16m",
	"rootfs_type": "squashfs",
	"release": {
		"distribution": "OpenWrt",
		"version": "23.05.5",
		"revision": "r24106-10cc5fcd00",
		"target": "ramips/mt7621",
		"description": "OpenWrt 23.05.5 r24106-10cc5fcd00"
	}
}`,
    );
    expect(board).toMatchObject({
      kernel: '5.15.167',
      host: 'OpenWrt',
      model: 'ZBT-WG3526 (16M)',
      board: 'zbtlink,zbt-wg3526-16m',
      distribution: 'OpenWrt',
      version: '23.05.5',
      revision: 'r24106-10cc5fcd00',
      target: 'ramips/mt7621',
    });
  });

  test('one network device, and all of them', () => {
    const device =
      '"present": true, "up": true, "carrier": false, "mtu": 1500, "statistics": { "rx_bytes": 7, "tx_bytes": 9 }';
    const shown = { device: 'wwan0', up: true, carrier: false, mtu: 1500, rxBytes: 7, txBytes: 9 };
    expect(
      shownOf('link', `# ubus call network.device status '{"name":"wwan0"}'\n{ ${device} }`),
    ).toMatchObject([shown]);
    expect(shownOf('link', `{\n"wwan0": { ${device} },\n"lo": { ${device} }\n}`)).toMatchObject([
      shown,
      { ...shown, device: 'lo' },
    ]);
  });

  test('what is none of these is left over', () => {
    expect(leftOver('# ubus call system info\n{\n"localtime": 1,\n"load": [ 1, 2 ]\n}')).toEqual([
      '"localtime": 1,',
      '"load": [ 1, 2 ]',
    ]);
  });
});

describe('uqmi', () => {
  test('answers are told apart by what they hold', () => {
    const text = `{"type":"lte","rssi":-65,"rsrq":-9,"rsrp":-95,"snr":13.4}
{"registration":"registered","plmn_mcc":262,"plmn_mnc":1,"plmn_description":"Telekom.de","roaming":false}`;
    expect(factsOf(text)).toEqual({
      'signal-info.type': 'lte',
      'signal-info.rssi': '-65',
      'signal-info.rsrq': '-9',
      'signal-info.rsrp': '-95',
      'signal-info.snr': '13.4',
      'serving-system.registration': 'registered',
      'serving-system.plmn_mcc': '262',
      'serving-system.plmn_mnc': '1',
      'serving-system.plmn_description': 'Telekom.de',
      'serving-system.roaming': 'false',
    });
  });

  test('a bare answer takes its name from the command', () => {
    const text = 'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status\n"disconnected"';
    const [fact, ...others] = shownOf('modem-fact', text);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      tool: 'uqmi',
      subject: '/dev/cdc-wdm0',
      key: 'data-status',
      value: 'disconnected',
    });
    expect(
      factsOf('# uqmi -d /dev/cdc-wdm0 --get-imsi --get-data-status\n"262011234567890"\n"connected"'),
    ).toEqual({
      imsi: '262011234567890',
      'data-status': 'connected',
    });
  });

  test('the state of the connection is no error, though no command is shown', () => {
    const text = '{"type":"lte","rssi":-71}\n\n"disconnected"';
    expect(factsOf(text)).toMatchObject({ 'data-status': 'disconnected' });
    expect(readLines(...text.split('\n')).messages).toEqual([]);
  });

  test('an error string is no value', () => {
    expect(factsOf('# uqmi -d /dev/cdc-wdm0 --get-imsi\n"UIM uninitialized"')).toEqual({});
  });

  test('settings are flat', () => {
    expect(
      factsOf(
        '# uqmi -sd /dev/cdc-wdm0 --get-current-settings\n{\n\t"pdp-type": "ipv4",\n\t"ip-family": "ipv4",\n\t"mtu": 1500,\n\t"ipv4": {\n\t\t"ip": "10.64.0.2",\n\t\t"dns1": "9.9.9.9"\n\t},\n\t"ipv6": {\n\n\t},\n\t"domain-names": {\n\n\t}\n}',
      ),
    ).toEqual({
      'current-settings.pdp-type': 'ipv4',
      'current-settings.ip-family': 'ipv4',
      'current-settings.mtu': '1500',
      'current-settings.ipv4.ip': '10.64.0.2',
      'current-settings.ipv4.dns1': '9.9.9.9',
    });
  });
});

test('mmcli -J has the keys of mmcli -K', () => {
  const text =
    '{"modem":{"dbus-path":"/org/freedesktop/ModemManager1/Modem/2","3gpp":{"registration-state":"home","pco":"--"},"generic":{"drivers":["option1","qmi_wwan"],"state":"connected"}}}';
  expect(factsOf(text)).toEqual({
    'modem.dbus-path': '/org/freedesktop/ModemManager1/Modem/2',
    'modem.3gpp.registration-state': 'home',
    'modem.generic.drivers.length': '2',
    'modem.generic.drivers.value[1]': 'option1',
    'modem.generic.drivers.value[2]': 'qmi_wwan',
    'modem.generic.state': 'connected',
  });
  expect(shownOf('modem-fact', text)[0]?.subject).toBe('modem2');
});

test('ip -j', () => {
  expect(
    shownOf(
      'link',
      '[{"ifindex":9,"ifname":"wwan0","flags":["POINTOPOINT","UP","LOWER_UP"],"mtu":1430,"addr_info":[{"family":"inet","local":"10.64.0.2","prefixlen":30}]}]',
    ),
  ).toMatchObject([{ device: 'wwan0', up: true, carrier: true, mtu: 1430, addresses: ['10.64.0.2/30'] }]);
  expect(
    shownOf('route', '[{"dst":"default","gateway":"10.64.0.1","dev":"wwan0","metric":10,"flags":[]}]'),
  ).toMatchObject([
    { type: 'unicast', family: 4, target: 'default', gateway: '10.64.0.1', device: 'wwan0', metric: 10 },
  ]);
  expect(shownOf('rule', '[{"priority":2001,"src":"all","fwmark":"0x100","table":"1"}]')).toMatchObject([
    { priority: 2001, selector: 'from all fwmark 0x100', table: '1' },
  ]);
});

test('sentences, configurations and logs hold no JSON', () => {
  expect(
    kindsShown(`"connected" is what it says.
"up"
It prints {"type"} only.
[code]
config interface 'wan'
	option proto 'qmi'
{ not json at all }
Tue Nov 18 10:01:12 2025 daemon.notice netifd: wwan (4880): {"type":"lte","rssi":-65}`),
  ).toEqual([]);
});
