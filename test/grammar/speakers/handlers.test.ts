import { describe, expect, it } from 'vitest';
import { messagesOf, readLines } from '../recorded-reading.ts';

function relayed(words: string): string {
  return `Wed Jun 11 19:19:44 2025 daemon.notice netifd: wwan (4880): ${words}`;
}

function tagged(tag: string, words: string): string {
  return `Wed Jun 11 19:19:44 2025 user.notice ${tag}: ${words}`;
}

describe('through netifd', () => {
  it.each([
    ['"No effect"', 'uqmi.error', { reason: 'No effect' }],
    ['"UIM uninitialized"', 'uqmi.error', { reason: 'UIM uninitialized' }],
    ['Request timed out', 'uqmi.timeout', {}],
    [
      '{"registration":"registered","plmn_mcc":262,"plmn_mnc":1,"plmn_description":"Telekom.de","roaming":false}',
      'uqmi.serving-system',
      { registration: 'registered', mcc: 262, mnc: 1, operator: 'Telekom.de', roaming: 'false' },
    ],
    ['  registerstate: 0004 - denied', 'umbim.register-state', { code: '0004', words: 'denied' }],
    ['registerstate: 0004 - denied', 'umbim.register-state', { code: '0004', words: 'denied' }],
    ['mbim[4880] Registered in roaming mode', 'handler.registered', { mode: 'roaming' }],
    ['mbim[4880] Subscriber registration failed (code 4)', 'handler.register-failed', { code: 4 }],
    ['mbim[4880] Starting DHCPv6 on wwan0', 'handler.starting-dhcp', { netdev: 'wwan0' }],
    ['ncm[4880] Unsupported modem', 'handler.unsupported-modem', { handler: 4880 }],
    ['wwan[4880] qmi proto is missing', 'handler.proto-missing', { proto: 'qmi' }],
    [
      'wwan[4880] Using proto:qmi device:/dev/cdc-wdm0 iface:wwan0 desc:',
      'handler.proto-chosen',
      { proto: 'qmi', device: '/dev/cdc-wdm0', netdev: 'wwan0', words: '' },
    ],
    ['Set IPv4 address: 10.1.2.3/255.255.255.248', 'handler.address-set', { address: '10.1.2.3' }],
    ['PINcode error: SIM PUK', 'handler.pin-unverified', { reason: 'SIM PUK' }],
    [' searching -> registered - roaming, 1A2B 0C3D', 'handler.roaming', { was: 'searching' }],
    ['  -> registered - home network', 'handler.registered', { was: '', cell: '' }],
    [
      'Wrong script. This is optimized for: Fibocom Wireless Inc. - FM350-GL',
      'handler.wrong-script',
      { modem: 'Fibocom Wireless Inc. - FM350-GL' },
    ],
    [
      './3g.sh: eval: line 51: gcom: Permission denied',
      'shell.command-refused',
      { script: './3g.sh', line: 51, command: 'gcom' },
    ],
  ])('%s', (words, kind, fields) => {
    const [message, ...others] = messagesOf(relayed(words));
    expect(others).toEqual([]);
    expect(message).toMatchObject({ kind, fields });
    expect(message.origin).toMatchObject({ interface: 'wwan', pid: 4880 });
  });
});

describe('under a tag of its own', () => {
  it.each([
    ['mwan3track[1902]', 'Detect ifdown event on interface ncm ()', 'mwan3.down-detected', { device: '' }],
    [
      'mwan3track[1902]',
      'Lost 7 ping(s) on interface wan6 (wwan0). Current score: 8',
      'mwan3.pings-lost',
      { count: '7', score: '8' },
    ],
    ['Create Connection 1', ' SIM Error', 'handler.sim-error', {}],
    ['MBIM Connect 2', 'Modem 2 Connected', 'rooter.connected', { modem: '2' }],
    [
      'QMI Connect 12',
      "Network registration failed (reason: 'searching')",
      'handler.register-failed',
      { reason: 'searching' },
    ],
    ['modem_util', 'at port response unexpected ERROR', 'qmodem.at-unexpected', { answer: 'ERROR' }],
    [
      'gl_modem',
      'Error opening serial port /dev/ttyUSB2 - No such file or directory(2).',
      'gl-modem.port-unopened',
      { port: '/dev/ttyUSB2', reason: 'No such file or directory', code: 2 },
    ],
    [
      'gsmd[3679]',
      '[__write:1300] warning: [CMM] Write to `1-1 [2c7c:0125]` modem failed: errno 5',
      'gsmd.write-failed',
      { modem: '1-1 [2c7c:0125]', errno: 5 },
    ],
    [
      'gsmd[3679]',
      '[common_write_handle:224] warning: [CMM] Failed to send command (0/8 bytes transferred) to `1-1 [2c7c:0125]` modem!',
      'gsmd.command-unsent',
      { sent: 0, length: 8 },
    ],
    [
      'gsmd[3679]',
      '[__modem_added:594] error: [MODEM_MANAGER] Unable to initialize `1-1 [2c7c:0125]` modem!',
      'gsmd.modem-uninitialized',
      { modem: '1-1 [2c7c:0125]' },
    ],
    ['uqmid[77]', 'Call End Reason 0x7d2', 'uqmid.call-end-reason', { reason: '0x7d2' }],
    ['kmodloader', '1 module could not be probed', 'kmodloader.not-probed', { count: 1, plural: '' }],
    ['me909s', 'PINcode required but missing', 'handler.pin-required', {}],
  ])('%s: %s', (tag, words, kind, fields) => {
    const [message, ...others] = messagesOf(tagged(tag, words));
    expect(others).toEqual([]);
    expect(message).toMatchObject({ kind, fields });
  });

  it.each([
    ['odhcpd[1220]', 'Failed to send to ff02::1%br-lan'],
    ['procd', 'Instance dropbear::instance1 s in a crash loop 6 crashes, 0 seconds since last crash'],
    ['netifd', "Wireless device 'radio0' is now up"],
    ['Band Mask 1', 'LTE Band Mask : 7FF'],
  ])('%s says nothing of a modem: %s', (tag, words) => {
    const { foreign, messages, unknown } = readLines(tagged(tag, words));
    expect([foreign.length, messages.length, unknown.length]).toEqual([1, 0, 0]);
  });
});

describe('what several handlers say', () => {
  it('is told as that of one that may have said it', () => {
    const [byRouter] = messagesOf(tagged('MBIM Connect 1', 'Failed to read modem caps'));
    const [byNetifd] = messagesOf(relayed('Failed to read modem caps'));
    expect([byRouter.origin.speaker, byNetifd.origin.speaker]).toEqual(['rooter', 'proto-mbim']);
    expect(byRouter.kind).toBe(byNetifd.kind);
  });
});
