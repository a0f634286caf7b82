import { describe, expect, it } from 'vitest';
import { rungOf } from '../../../src/grammar/meaning.ts';
import type { Message } from '../../../src/grammar/message.ts';
import { messagesOf } from '../recorded-reading.ts';

function relayed(words: string): Message {
  return messagesOf(`Sun Aug 15 11:50:57 2021 daemon.notice netifd: wwan (10207): ${words}`)[0];
}

function told({ kind, fields }: Message): readonly [string, Readonly<Record<string, unknown>>] {
  return kind === 'remark' ? [fields.wording, fields.values] : [kind, { ...fields }];
}

describe('what mmcli says through the handler', () => {
  it.each([
    [
      "error: couldn't connect the modem: 'GDBus.Error:org.freedesktop.ModemManager1.Error.Core.Failed: QMI protocol error (14): 'CallFailed''",
      [
        'mmcli.connect-failed',
        {
          reason:
            "GDBus.Error:org.freedesktop.ModemManager1.Error.Core.Failed: QMI protocol error (14): 'CallFailed'",
        },
      ],
    ],
    [
      "error: couldn't find modem at '/sys/devices/x/1-2'",
      ['mmcli.modem-missing', { modem: '/sys/devices/x/1-2' }],
    ],
    [
      "error: couldn't find bearer at '/org/freedesktop/ModemManager1/Bearer/3': 'not found in any modem'",
      [
        'mmcli.object-missing',
        {
          object: 'bearer',
          path: '/org/freedesktop/ModemManager1/Bearer/3',
          reason: 'not found in any modem',
        },
      ],
    ],
    [
      "error: couldn't inhibit device: 'Unauthorized'",
      ['mmcli.request-failed', { action: 'inhibit device', reason: 'Unauthorized' }],
    ],
    ["error: couldn't set default storage: 'Failed'", ['mmcli.arguments-bad', { reason: 'Failed' }]],
    ['successfully connected the modem', ['mmcli.connected', {}]],
    [
      "/org/freedesktop/ModemManager1/Modem/0: State changed, 'enabling' --> 'failed' (Reason: unknown)",
      [
        'mmcli.state-changed',
        {
          modem: '/org/freedesktop/ModemManager1/Modem/0',
          was: 'enabling',
          now: 'failed',
          reason: 'unknown',
        },
      ],
    ],
  ] as const)('%s', (words, expected) => {
    const message = relayed(words);
    expect(told(message)).toEqual(expected);
    expect(message.origin).toMatchObject({ speaker: 'mmcli', interface: 'wwan', pid: 10207 });
  });

  it('proves rungs', () => {
    expect(rungOf(relayed('successfully connected the modem'), 'reached')).toBe('dial');
    expect(rungOf(relayed("error: couldn't register the modem: 'Network timeout'"), 'broken')).toBe(
      'register',
    );
  });
});

describe('mmcli at a prompt', () => {
  it('answers for itself', () => {
    const [message] = messagesOf('root@OpenWrt:~# mmcli -m 0 -e', 'successfully enabled the modem');
    expect([message.kind, message.origin.speaker]).toEqual(['mmcli.enabled', 'mmcli']);
  });
});

describe('the handler for ModemManager', () => {
  it.each([
    ['Device not managed by ModemManager', ['handler.device-unmanaged', {}], 'broken', 'control'],
    [
      'modem available at /org/freedesktop/ModemManager1/Modem/0',
      ['handler.modem-found', { modem: '/org/freedesktop/ModemManager1/Modem/0' }],
      'reached',
      'control',
    ],
    ['SIM missing', ['handler.sim-missing', {}], 'broken', 'sim'],
    ["starting connection with apn 'free'...", ['handler.connecting-apn', { apn: 'free' }], 'reached', null],
    [
      'IPv4 connection setup required in interface wwan: static',
      ['handler.setting-up-connection', { family: 'IPv4', interface: 'wwan', method: 'static' }],
      'reached',
      'dial',
    ],
    [
      'adding IPv4 address 10.1.2.3, netmask 255.255.255.252',
      ['handler.adding-address', { address: '10.1.2.3', netmask: '255.255.255.252' }],
      'reached',
      'address',
    ],
    ['signal quality: 67%', ['handler.signal-quality', { percent: '67' }], 'reached', null],
    ['Connection failed -> attempting restart', ['handler.connect-restart', {}], 'broken', 'dial'],
  ] as const)('%s', (words, expected, claim, rung) => {
    const message = relayed(words);
    expect(told(message)).toEqual(expected);
    expect(rungOf(message, claim)).toBe(rung);
  });
});
