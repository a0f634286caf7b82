import { describe, expect, it, test } from 'vitest';
import { spanText } from '../../src/capture/position.ts';
import type { Message } from '../../src/grammar/message.ts';
import { messagesOf, readLines } from './recorded-reading.ts';

const date = 'Sat Feb  7 08:03:41 2026';

/** Its kind, or the wording of a remark, with its values. */
function told(message: Message): readonly [string, object] {
  return message.kind === 'remark'
    ? [message.fields.wording, message.fields.values]
    : [message.kind, message.fields];
}

function direct(tag: string, body: string): string {
  return `${date} daemon.info ${tag}[4177]: ${body}`;
}

function relayed(body: string): string {
  return `${date} daemon.notice netifd: wwan_4 (5120): ${body}`;
}

describe('pppd', () => {
  test.each([
    ['local  IP address 10.64.12.7', 'pppd.local-address', { address: '10.64.12.7' }],
    [
      "In file /etc/ppp/options: unrecognized option 'noipdefualt'",
      'pppd.option-refused',
      { file: '/etc/ppp/options', option: 'noipdefualt' },
    ],
    ['The remote system (web) is required to authenticate itself', 'pppd.auth-demanded', { peer: 'web' }],
    [
      'not replacing existing default route via 192.168.1.1 with metric 0',
      'pppd.route-kept',
      { gateway: '192.168.1.1', metric: 0 },
    ],
    [
      'sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x8b4c3e07>]',
      'pppd.sent',
      { protocol: 'LCP', code: 'ConfReq', id: '1', content: '<asyncmap 0x0> <magic 0x8b4c3e07>' },
    ],
    [
      'rcvd [LCP TermReq id=0x2 "Session timeout"]',
      'pppd.received',
      { protocol: 'LCP', id: '2', words: 'Session timeout' },
    ],
    ['rcvd [PAP AuthNak id=0x1 ""]', 'pppd.received', { id: '1', words: '' }],
    [
      'rcvd [CHAP Challenge id=0x1 <5a1f00c4>, name = "UMTS_CHAP_SRVR"]',
      'pppd.received',
      { code: 'Challenge', id: '1', content: '<5a1f00c4>', name: 'UMTS_CHAP_SRVR' },
    ],
    [
      "Unsupported protocol 'Compression Control Protocol' (0x80fd) received",
      'pppd.packet-unexpected',
      { name: 'Compression Control Protocol', protocol: '80fd' },
    ],
    [
      "Couldn't attach to PPP unit 0: Invalid argument",
      'pppd.kernel-fault',
      { unit: 0, reason: 'Invalid argument' },
    ],
  ])('%s', (body, kind, fields) => {
    const [message, ...others] = messagesOf(direct('pppd', body));
    expect(others).toEqual([]);
    expect(told(message)).toEqual([kind, fields]);
    expect(message.origin.speaker).toBe('pppd');
  });

  test.each(['DHCPv6 relay: ready.', 'Timeout waiting for PADO packets'])(
    'says nothing of the connection: %s',
    (body) => {
      expect(readLines(direct('pppd', body)).foreign).toHaveLength(1);
    },
  );

  it('rates a remark and gives it a rung', () => {
    const [message] = messagesOf(direct('pppd', 'appear to have received our own echo-reply!'));
    expect(message.kind === 'remark' && message.fields).toEqual({
      wording: 'pppd.own-echo',
      about: 'dial',
      severity: 'warn',
      values: {},
    });
  });
});

describe('chat', () => {
  test.each([
    ['-- got it', 'chat.got-it', {}],
    [' -- got it', 'chat.got-it', {}],
    ['-- read failed: Input/output error', 'chat.read-failed', { reason: 'Input/output error' }],
    ['Too many ABORT strings', 'chat.script-malformed', {}],
    ['NO CARRIER', 'chat.answer', { words: 'NO CARRIER' }],
  ])('%j', (body, kind, fields) => {
    expect(told(messagesOf(direct('chat', body))[0])).toEqual([kind, fields]);
  });
});

describe('comgt', () => {
  test.each([
    ['comgt 12:02:15 -> -- Error Report --', 'gcom.step', { time: '12:02:15' }],
    ['comgt 12:02:15 -> ---->                  ^', 'gcom.step', { time: '12:02:15' }],
    [
      'comgt 12:02:15 -> Error @118, line 9, Could not write to COM device. (1)',
      'gcom.write-failed',
      { time: '12:02:15', offset: 118, line: 9, code: 1 },
    ],
    [
      'Error @44, line 3, Label not found. (5)',
      'gcom.script-error',
      { offset: 44, line: 3, error: 'Label not found', code: 5 },
    ],
    ['WWAN error. Auth failed.', 'gcom.directip-auth-failed', {}],
  ])('%s', (body, kind, fields) => {
    const [message] = messagesOf(relayed(body));
    expect(told(message)).toEqual([kind, fields]);
    expect(message.origin.interface).toBe('wwan_4');
  });
});

describe('the DHCP clients', () => {
  test.each([
    ['udhcpc: sending discover', 'udhcpc', 'dhcp.discover', {}],
    ['udhcpc6: sending discover', 'udhcpc6', 'udhcpc6.discover', {}],
    ['udhcpc: no lease, failing', 'udhcpc', 'dhcp.no-lease', {}],
    ['udhcpc6: no lease, failing', 'udhcpc6', 'udhcpc6.no-lease', {}],
    ['udhcpc6: lease obtained, lease time 7200', 'udhcpc6', 'udhcpc6.lease', { seconds: 7200 }],
    ['udhcpc:  ip=10.64.12.7', 'udhcpc', 'udhcp.script-value', { address: '10.64.12.7' }],
    ['udhcpc: ip=10.64.12.7', 'udhcpc', 'udhcp.script-value', { address: '10.64.12.7' }],
    [
      'udhcpc: executing /lib/netifd/dhcp.script leasefail',
      'udhcpc',
      'udhcp.script',
      { script: '/lib/netifd/dhcp.script', event: 'leasefail' },
    ],
    ['udhcpc: MAC 0c:5b:8f:27:9a:64', 'udhcpc', 'udhcp.device', { address: '0c:5b:8f:27:9a:64' }],
    [
      'udhcpc: option 53: 0x02 offer',
      'udhcpc',
      'dhcp.option',
      { option: 'option 53', code: '02', value: 'offer' },
    ],
  ])('%s', (body, speaker, kind, fields) => {
    const [message] = messagesOf(relayed(body));
    expect(message.origin.speaker).toBe(speaker);
    expect(told(message)).toEqual([kind, fields]);
  });

  test.each([
    [
      'Starting SOLICIT transaction (timeout 4294967295s, max rc 0)',
      'dhcpv6.exchange',
      { exchange: 'SOLICIT', seconds: 4_294_967_295, retries: 0 },
    ],
    [
      'Server returned REPLY status 2 no addresses available',
      'dhcpv6.refused',
      { message: 'REPLY', status: 2, words: 'no addresses available' },
    ],
    [
      '2a02:8109:9ac0::/56 preferred 1800 valid 3600',
      'odhcp6c.answer-detail',
      { address: '2a02:8109:9ac0::', length: 56, preferred: 1800, valid: 3600 },
    ],
    ['carrier => 1 event on wwan0', 'odhcp6c.state', { state: 1, device: 'wwan0' }],
  ])('%s', (body, kind, fields) => {
    expect(told(messagesOf(direct('odhcp6c', body))[0])).toEqual([kind, fields]);
  });
});

describe('quectel-CM', () => {
  const stamp = '[10-10_11:12:13:431] ';
  const dialled = 'requestSetupDataCall WdsConnectionIPv4Handle: 0x8712d4a0';

  test.each([`${stamp}`, '[QMIThread.c-1402: 10-10_11:12:13:431] ', ''])('with the stamp %j', (before) => {
    const [message] = messagesOf(direct('quectel-CM', `${before}${dialled}`));
    expect(told(message)).toEqual(['quectel-cm.dialled', { handle: '8712d4a0' }]);
    expect(spanText(message.origin.spans[0])).toBe(dialled);
  });

  test.each([
    [
      'requestSetupDataCall QMUXResult = 0x1, QMUXError = 0xe',
      'quectel-cm.dial-refused',
      { result: '1', error: 'e' },
    ],
    [
      'requestGetSIMStatus QMUXResult = 0x1, QMUXError = 0x30',
      'quectel-cm.request-refused',
      { request: 'requestGetSIMStatus', result: '1', error: '30' },
    ],
    ['requestGetSIMStatus SIMStatus: SIM_ABSENT', 'quectel-cm.sim-status', { status: 'SIM_ABSENT' }],
    [
      'requestRegistrationState2 MCC: 0, MNC: 0, PS: Detached, DataCap: UNKNOW',
      'quectel-cm.registration',
      { mcc: 0, mnc: 0, attachment: 'Detached', access: 'UNKNOW' },
    ],
    ['requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED', 'quectel-cm.disconnected', {}],
    ['try to requestSetupDataCall 20 second later', 'quectel-cm.redial', { seconds: 20 }],
    ['call_end_reason_verbose is 210', 'quectel-cm.end-reason-verbose', { reason: 210 }],
    [
      'requestGetProfile[pdp:1 index:1] internet///0/IPV4V6',
      'quectel-cm.profile',
      { context: 1, index: 1, apn: 'internet', auth: 0, type: 'IPV4V6' },
    ],
    ['requestGetProfile[1] internet///0', 'quectel-cm.profile', { context: 1, apn: 'internet', auth: 0 }],
    [
      'requestSetProfile[1] internet/web/secret/2',
      'quectel-cm.profile-set',
      { context: 1, apn: 'internet', user: 'web', password: 'secret', auth: 2 },
    ],
    [
      'requestSetProfile[1] internet/web/secret/2/IPV4',
      'quectel-cm.profile-set',
      { context: 1, apn: 'internet', user: 'web', password: 'secret', auth: 2, type: 'IPV4' },
    ],
    [
      '< IPv4 = 10.64.12.7/30',
      'quectel-cm.mbim-ip-reported',
      { direction: '<', address: '10.64.12.7', prefix: 30 },
    ],
    [
      'Find /sys/bus/usb/devices/1-1.2 idVendor=0x2c7c idProduct=0x125, bus=0x001, dev=0x004',
      'quectel-cm.found',
      {
        folder: '/sys/bus/usb/devices',
        device: '1-1.2',
        vendor: '2c7c',
        product: '125',
        bus: '001',
        address: '004',
      },
    ],
  ])('%s', (body, kind, fields) => {
    expect(told(messagesOf(direct('quectel-CM', `${stamp}${body}`))[0])).toEqual([kind, fields]);
  });
});

describe('a modem that reports through a handler', () => {
  test.each([
    ['+CREG: 3', 'urc.cs-registration', { state: 3 }],
    ['+CEREG: 2,5', 'urc.eps-registration', { mode: 2, state: 5 }],
    [
      '+CGREG: 1,"12AB","01C2D3E4",7',
      'urc.ps-registration',
      { state: 1, area: '12AB', cell: '01C2D3E4', access: 7 },
    ],
    ['+CPIN: NOT READY', 'urc.sim-not-ready', {}],
    ['+CPIN: SIM PUK', 'urc.sim-locked', { lock: 'PUK' }],
    ['^SRVST: 0', 'urc.service', { service: 0 }],
    ['+CGEV: NW PDN DEACT 1', 'urc.context-deactivated', { by: 'NW', context: 1 }],
    ['^NDISSTAT:0,36,,"IPV4"', 'urc.data-link', { connected: 0, error: 36, type: 'IPV4' }],
    ['NO CARRIER', 'urc.no-carrier', {}],
    ['+CME ERROR: 30', 'gcom.cme-error', { code: 30 }],
  ])('%s', (body, kind, fields) => {
    expect(told(messagesOf(relayed(body))[0])).toEqual([kind, fields]);
  });
});

describe('wvdial', () => {
  const lines = [
    ['--> WvDial: Internet dialer version 1.61', 'wvdial.started', { version: '1.61' }],
    ['--> Initializing modem.', 'wvdial.initializing', {}],
    ['--> Sending: AT+CGDCONT=1,"IP","internet"', 'wvdial.send', { command: 'AT+CGDCONT=1,"IP","internet"' }],
    ['--> Carrier detected.  Waiting for prompt.', 'wvdial.carrier', {}],
    ["--> Don't know what to do!  Starting pppd and hoping for the best.", 'wvdial.pppd-started', {}],
    [
      '--> Authentication (CHAP) failed (Message: bad password )',
      'wvdial.auth-failed',
      { protocol: 'CHAP', words: 'bad password' },
    ],
    [
      '--> The PPP daemon has died: A modem hung up the phone (exit code = 16)',
      'wvdial.pppd-died',
      { reason: 'A modem hung up the phone', status: 16 },
    ],
    ['--> local  IP address 10.64.12.7', 'wvdial.local-address', { address: '10.64.12.7' }],
    ['--> No Carrier!  Trying again.', 'wvdial.no-carrier', {}],
  ] as const;

  test.each(lines)('%s', (body, kind, fields) => {
    expect(told(messagesOf(direct('wvdial', body))[0])).toEqual([kind, fields]);
  });

  it('at a prompt', () => {
    const { messages } = readLines('root@OpenWrt:~# wvdial', ...lines.map(([body]) => body));
    expect(messages.map((message) => told(message)[0])).toEqual(lines.map(([, kind]) => kind));
  });
});

describe('mpd5', () => {
  test.each([
    ['[wan_link0] MODEM: chat script failed', 'mpd5.chat-failed', { link: 'wan_link0' }],
    [
      '[wan_link0] CHAT: The modem is not responding to "AT" at ModemCmd: label.',
      'mpd5.modem-unanswered',
      { link: 'wan_link0', label: 'ModemCmd:' },
    ],
    ['[wan_link0] CHAT: NO CARRIER', 'mpd5.chat', { link: 'wan_link0', words: 'NO CARRIER' }],
    [
      "[wan_link0] LCP: rec'd Terminate Request #2 (Opened)",
      'mpd5.terminated-by-peer',
      { link: 'wan_link0', protocol: 'LCP', id: 2, state: 'Opened' },
    ],
    [
      "[wan] IPCP: rec'd Configure Nak #3 (Req-Sent)",
      'mpd5.received',
      { link: 'wan', protocol: 'IPCP', message: 'Configure Nak', id: 3, state: 'Req-Sent' },
    ],
    [
      '[wan]   10.64.12.7 -> 10.64.64.64',
      'mpd5.address',
      { link: 'wan', address: '10.64.12.7', peer: '10.64.64.64' },
    ],
    [
      "[wan_link0] MODEM: can't ioctl(TIOCMGET) /dev/cuaU0.0: Device not configured",
      'mpd5.port-failed',
      { link: 'wan_link0', call: 'ioctl(TIOCMGET) /dev/cuaU0.0', reason: 'Device not configured' },
    ],
    [
      '[wan_link0] LCP: state change Req-Sent --> Ack-Sent',
      'mpd5.state',
      { link: 'wan_link0', protocol: 'LCP', was: 'Req-Sent', now: 'Ack-Sent' },
    ],
  ])('%s', (body, kind, fields) => {
    for (const line of [direct('ppp', body), `Mar  3 10:00:00 pfSense ppp[31416]: ${body}`]) {
      const [message] = messagesOf(line);
      expect(message.origin.speaker).toBe('mpd5');
      expect(told(message)).toEqual([kind, fields]);
    }
  });
});
