import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf, kindsShown, leftOver, shownOf } from './shown.ts';

describe('qmicli', () => {
  const serving = `[/dev/cdc-wdm0] Successfully got serving system:
	Registration state: 'registered'
	CS: 'attached'
	Radio interfaces: '1'
		[0]: 'lte'
	Current PLMN:
		MCC: '262'
		Description: 'Vodafone.de'
	Detailed status:
		Status: 'available'`;

  test('labels below labels', () => {
    expect(factsOf(serving)).toEqual({
      'serving-system.registration-state': 'registered',
      'serving-system.cs': 'attached',
      'serving-system.radio-interfaces': '1',
      'serving-system.radio-interfaces.0': 'lte',
      'serving-system.current-plmn.mcc': '262',
      'serving-system.current-plmn.description': 'Vodafone.de',
      'serving-system.detailed-status.status': 'available',
    });
    expect(shownOf('modem-fact', serving)[0]).toMatchObject({ tool: 'qmicli', subject: '/dev/cdc-wdm0' });
    expect(leftOver(serving)).toEqual([]);
  });

  test('without the indentation', () => {
    const flat = "[/dev/cdc-wdm0] Successfully got signal info\nLTE:\nRSSI: '-65 dBm'\nRSRQ: '-9 dB'";
    expect(factsOf(flat)).toEqual({ 'signal-info.lte.rssi': '-65 dBm', 'signal-info.lte.rsrq': '-9 dB' });
  });

  test('fields of an answer as mbimcli -v shows them, and not those of what it asks for', () => {
    expect(
      factsOf("# mbimcli -p -d /dev/wwan0mbim0 -v --quectel-query-radio-state\nRadioState = 'fcc-locked'"),
    ).toEqual({ 'radio-state': 'fcc-locked' });
    expect(
      shownOf('modem-fact', "<<<<<<   HwRadioState = 'off'\n<<<<<<   SwRadioState = 'on'"),
    ).toMatchObject([
      { tool: 'mbimcli', key: 'hardware-radio-state', value: 'off' },
      { tool: 'mbimcli', key: 'software-radio-state', value: 'on' },
    ]);
    expect(shownOf('modem-fact', ">>>>>>   RadioState = 'on'")).toEqual([]);
  });

  test('with a margin before all lines', () => {
    const pushed =
      "    [/dev/cdc-wdm0] Successfully got signal info\n    LTE:\n    RSSI: '-65 dBm'\n    error: x  ";
    expect(factsOf(`# qmicli -d /dev/cdc-wdm0 --nas-get-signal-info\n${pushed}`)).toEqual({
      'signal-info.lte.rssi': '-65 dBm',
      error: 'x',
    });
  });

  test('values in the title, without quotes, and titles alone', () => {
    expect(
      factsOf(`[/dev/cdc-wdm1] Connection status: 'disconnected'
[/dev/cdc-wdm1] Radio state retrieved: 'fcc-locked'
[/dev/cdc-wdm1] Operating mode retrieved:
	Mode: 'online'
	HW restricted: 'no'
[/dev/cdc-wdm1] Current settings retrieved:
           IP Family: IPv4
        IPv4 address: 10.64.0.2
[/dev/cdc-wdm1] Network cancelled... releasing resources`),
    ).toEqual({
      'connection-status': 'disconnected',
      'radio-state': 'fcc-locked',
      'operating-mode.mode': 'online',
      'operating-mode.hw-restricted': 'no',
      'current-settings.ip-family': 'IPv4',
      'current-settings.ipv4-address': '10.64.0.2',
      'network-cancelled-releasing-resources': 'Network cancelled... releasing resources',
    });
  });

  test('labels that are aligned to the right stand beside each other', () => {
    expect(
      factsOf(`[/dev/cdc-wdm0] Registration status:
	         Network error: 'unknown'
	        Register state: 'home'
	Available data classes: 'lte'
	Current cellular class: 'gsm'
	           Provider ID: '26202'
	          Roaming text: 'unknown'
[/dev/cdc-wdm0] Client ID not released:
	Service: 'wds'
	    CID: '20'`),
    ).toEqual({
      'registration-status.network-error': 'unknown',
      'registration-status.register-state': 'home',
      'registration-status.available-data-classes': 'lte',
      'registration-status.current-cellular-class': 'gsm',
      'registration-status.provider-id': '26202',
      'registration-status.roaming-text': 'unknown',
      'client-id-not-released.service': 'wds',
      'client-id-not-released.cid': '20',
    });
  });

  test('errors', () => {
    expect(
      factsOf(`error: couldn't start network: QMI protocol error (14): 'CallFailed'
call end reason (3): generic-no-service
verbose call end reason (2,201): [internal] internal-error`),
    ).toEqual({
      error: "couldn't start network: QMI protocol error (14): 'CallFailed'",
      'call-end-reason': 'generic-no-service',
      'call-end-reason.code': '3',
      'verbose-call-end-reason': '[internal] internal-error',
      'verbose-call-end-reason.code': '2,201',
    });
    expect(factsOf("error: couldn't open the QmiDevice: Transaction timed out")).toEqual({
      error: "couldn't open the QmiDevice: Transaction timed out",
    });
    expect(
      shownOf(
        'modem-fact',
        '# mbimcli -d /dev/cdc-wdm0 --query-subscriber-ready-status\nerror: operation failed: Failure',
      ),
    ).toMatchObject([
      { tool: 'mbimcli', subject: '/dev/cdc-wdm0', key: 'error', value: 'operation failed: Failure' },
    ]);
  });
});

test('mbimcli is told by its titles', () => {
  const text = `[/dev/cdc-wdm0] Registration status:
	         Network error: 'unknown'
	        Register state: 'home'`;
  expect(shownOf('modem-fact', text)).toMatchObject([
    { tool: 'mbimcli', key: 'registration-status.network-error', value: 'unknown' },
    { tool: 'mbimcli', key: 'registration-status.register-state', value: 'home' },
  ]);
});

test('umbim', () => {
  const text = `root@OpenWrt:~# umbim -d /dev/cdc-wdm0 registration
  nwerror: 0000 - unknown
  registerstate: 0003 - home
  provider_id: 26201
  provider_name: Telekom
  roamingtext:
  number: +491701234567`;
  expect(factsOf(text)).toEqual({
    nwerror: 'unknown',
    'nwerror.code': '0000',
    registerstate: 'home',
    'registerstate.code': '0003',
    provider_id: '26201',
    provider_name: 'Telekom',
    roamingtext: '',
    number: '+491701234567',
  });
  expect(shownOf('modem-fact', text)[0]).toMatchObject({ tool: 'umbim', subject: '/dev/cdc-wdm0' });
  expect(factsOf('required pin: 2 - pin1\nremaining attempts: 3')).toEqual({
    'required-pin': 'pin1',
    'required-pin.code': '2',
    'remaining-attempts': '3',
  });
});

test('the status page of a HiLink stick, on many lines and on one', () => {
  const expected = { ConnectionStatus: '901', SignalIcon: '4', CurrentNetworkType: '19' };
  expect(
    factsOf(
      '<ConnectionStatus>901</ConnectionStatus>\n<WifiConnectionStatus></WifiConnectionStatus>\n<SignalIcon>4</SignalIcon>\n<CurrentNetworkType>19</CurrentNetworkType>\n</response>',
    ),
  ).toEqual(expected);
  expect(
    factsOf(
      '<?xml version="1.0" encoding="UTF-8"?><response><ConnectionStatus>901</ConnectionStatus><SignalIcon>4</SignalIcon><CurrentNetworkType>19</CurrentNetworkType></response>',
    ),
  ).toEqual(expected);
});

test('sentences, configurations and logs show nothing', () => {
  expect(
    kindsShown(`Status: it does not work.
The modem (path: /dev/cdc-wdm0) says error: nothing.
General | a heading in a table
Note: I tried 'AT+CFUN=1', too.
number: 5
<b>bold</b>
config interface 'wan'
	option device '/dev/cdc-wdm0'
Tue Nov 18 10:01:12 2025 daemon.notice netifd: wwan (4880):   registerstate: 0003 - home`),
  ).toEqual([]);
});

test('never throws, and points into the line', () => {
  const piece = fc.constantFrom(
    '[/dev/cdc-wdm0] ',
    'A',
    ':',
    ' ',
    "'",
    '\t',
    '\n',
    '[0]',
    'error: ',
    ' - ',
    '<a>',
    '</a>',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('qmicli', 'umbim', 'curl'),
      (pieces, program) => {
        for (const { span } of shownOf('modem-fact', `# ${program} -d /dev/cdc-wdm0\n${pieces.join('')}`)) {
          expect(span.length).toBeGreaterThan(0);
          expect(span.column - 1 + span.length).toBeLessThanOrEqual(span.text.length);
        }
      },
    ),
  );
});
