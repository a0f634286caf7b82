import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../src/grammar/check-speakers.ts';
import { rungOf } from '../../../src/grammar/meaning.ts';
import type { Message } from '../../../src/grammar/message.ts';
import { mmcli } from '../../../src/grammar/speakers/mmcli.ts';
import { modemManager } from '../../../src/grammar/speakers/modem-manager.ts';
import { protoModemmanager } from '../../../src/grammar/speakers/proto-modemmanager.ts';
import { messagesOf, readLines } from '../recorded-reading.ts';

const seed = 20_261_125;

function said(words: string): Message {
  return messagesOf(`Fri Oct 10 11:12:13 2025 daemon.info ModemManager[2410]: ${words}`)[0];
}

/** What is told of a line: kind, values, object. */
function told(message: Message): readonly [string, Readonly<Record<string, unknown>>, string | null] {
  const { kind, fields, origin } = message;
  return kind === 'remark'
    ? [fields.wording, fields.values, origin.object]
    : [kind, { ...fields }, origin.object];
}

describe('ModemManager, its hotplug scripts, mmcli and the handler', () => {
  it(`are told apart (seed ${seed})`, () => {
    expect(faultsOf([mmcli, modemManager, protoModemmanager], seed, 20)).toEqual([]);
  });
});

describe('one event in the words of all releases', () => {
  it.each([
    [
      'registration.changed',
      { was: 'searching', now: 'home' },
      [
        '<info>  Modem /org/freedesktop/ModemManager1/Modem/0: 3GPP Registration state changed (searching -> home)',
        '<info>  [modem0] 3GPP registration state changed (searching -> home)',
        '<msg> [modem0] 3GPP registration state changed (searching -> home)',
        '<msg> [modem0] (quectel) 3GPP registration state changed (searching -> home)',
        '<msg> [1767016030.306667] [modem0] 3GPP registration state changed (searching -> home)',
        '[modem0] 3GPP registration state changed (searching -> home)',
        '  [modem0] 3GPP registration state changed (searching -> home)',
      ],
    ],
    [
      'modem.state-changed',
      { was: 'connecting', now: 'connected' },
      [
        '<info>  Modem /org/freedesktop/ModemManager1/Modem/0: state changed (connecting -> connected)',
        'Modem /org/freedesktop/ModemManager1/Modem/0: state changed (connecting -> connected)',
        '<info>  Modem: state changed (connecting -> connected)',
        '<msg> [modem0] state changed (connecting -> connected)',
      ],
    ],
    [
      'bearer.connect-failed',
      { reason: "QMI protocol error (14): 'CallFailed'" },
      [
        "<warn>  Couldn't connect: 'QMI protocol error (14): 'CallFailed''",
        "<warn>  [modem0/bearer1] couldn't connect: QMI protocol error (14): 'CallFailed'",
        "<wrn> [modem0/bearer1] couldn't connect: QMI protocol error (14): 'CallFailed'",
      ],
    ],
    [
      'modem-port.read-failed',
      { reason: 'Input/output error' },
      [
        '<warn>  (ttyUSB2): read error: Input/output error',
        '<wrn> [ttyUSB2/at] read error: Input/output error',
      ],
    ],
    [
      'call.verbose-end-reason',
      { type: 3, code: 1028, domain: 'cm', reason: 'emm-detached' },
      [
        '<info>  [modem0/bearer1] verbose call end reason (3,1028): [cm] emm-detached',
        '<msg> [modem0/bearer1] verbose call end reason (3,1028): [cm] emm-detached',
        '<info>  bearer verbose call end reason (3,1028): [cm] emm-detached',
        'verbose call end reason (3,1028): [cm] emm-detached',
      ],
    ],
  ] as const)('%s', (kind, fields, wordings) => {
    for (const words of wordings) expect(told(said(words)).slice(0, 2), words).toEqual([kind, fields]);
  });
});

describe('what stands in front of the words', () => {
  it.each([
    ['<warn>  [modem0/bearer1] connection attempt #1 failed: Unknown error', 'modem0/bearer1'],
    [
      "<info>  [device /sys/devices/platform/1e1c0000.xhci/usb1/1-2] creating modem with plugin 'quectel' and '6' ports",
      'device /sys/devices/platform/1e1c0000.xhci/usb1/1-2',
    ],
    ['<warn>  (ttyUSB2): open blocked by driver for more than 7 seconds!', 'ttyUSB2'],
    ['<warn>  (ttyUSB2) could not open serial device (16)', 'ttyUSB2'],
    ["<info>  (tty/ttyUSB2): released by device '/sys/devices/x'", 'tty/ttyUSB2'],
    [
      '<info>  Bearer /org/freedesktop/ModemManager1/Bearer/1: explicitly disconnected',
      '/org/freedesktop/ModemManager1/Bearer/1',
    ],
    ["<warn>  Couldn't close QMI device to reopen it", null],
  ])('%s', (words, object) => {
    expect(said(words).origin.object).toBe(object);
  });

  it('is no plugin where it is a port', () => {
    const message = said('<warn>  [modem0] (ttyUSB3) CIEV: unable to determine sim insert status: 7');
    expect(told(message)).toEqual(['sim.state-unknown', { port: 'ttyUSB3', value: 7 }, 'modem0']);
  });

  it('is left alone where it only looks like it', () => {
    expect(
      readLines('Fri Oct 10 11:12:13 2025 daemon.info ModemManager[2410]: [] SIM removed').unknown,
    ).toHaveLength(1);
  });
});

describe('a line of ModemManager', () => {
  it.each([
    [
      "<info>  [base-manager] couldn't check support for device '/sys/devices/x/1-2': not supported by any plugin",
      [
        'modem-device.unsupported',
        { device: '/sys/devices/x/1-2', reason: 'not supported by any plugin' },
        'base-manager',
      ],
    ],
    [
      "<warn>  [modem0] modem couldn't be initialized: Couldn't check unlock status: Couldn't get SIM lock status after 6 retries",
      [
        'modem.init-failed',
        { reason: "Couldn't check unlock status: Couldn't get SIM lock status after 6 retries" },
        'modem0',
      ],
    ],
    [
      '<err> [modem0] port ttyUSB2 timed out 10 consecutive times, marking modem as invalid',
      ['modem-port.given-up', { port: 'ttyUSB2', times: 10 }, 'modem0'],
    ],
    [
      '<msg> [modem1] simple connect state (6/10): register',
      ['simple-connect.step', { step: 6, steps: 10, action: 'register' }, 'modem1'],
    ],
    ['<info>  Simple connect state (8/8): All done', ['simple-connect.done', { step: 8, steps: 8 }, null]],
    [
      "<wrn> [modem0] Network rejection received: reason 'plmn-not-allowed' (11), operator id '26201', operator name 'Telekom', access technology 'lte'",
      [
        'network.rejected',
        { reason: 'plmn-not-allowed', code: 11, operatorId: '26201', operator: 'Telekom', technology: 'lte' },
        'modem0',
      ],
    ],
    [
      '<info>  [modem0/bearer2] connection #2 finished: duration 389s, tx: 732 bytes, rx: 974 bytes',
      ['bearer.finished', { attempt: 2, seconds: 389, sent: 732, received: 974 }, 'modem0/bearer2'],
    ],
    [
      '<info>  [modem0/bearer2] connection #2 finished: duration 0s, tx: 0 bytes, rx :0 bytes',
      ['bearer.finished', { attempt: 2, seconds: 0, sent: 0, received: 0 }, 'modem0/bearer2'],
    ],
    [
      "<warn>  [modem0] couldn't query SIM slots: QMI protocol error (94): 'NotSupported'",
      ['sim.slots-unknown', { reason: "QMI protocol error (94): 'NotSupported'" }, 'modem0'],
    ],
    [
      "<warn>  [modem0] couldn't load power state: QMI protocol error (94): 'NotSupported'",
      [
        'modem.load-failed',
        { what: 'power state', reason: "QMI protocol error (94): 'NotSupported'" },
        'modem0',
      ],
    ],
    [
      "<warn>  couldn't load Operator identifier: 'Unknown error'",
      ['modem.load-failed', { reason: 'Unknown error' }, null],
    ],
    [
      "<wrn> [modem0] couldn't frobnicate the modem: Operation was cancelled",
      [
        'modem.action-failed',
        { action: 'frobnicate the modem', reason: 'Operation was cancelled' },
        'modem0',
      ],
    ],
    ['<inf> [modem0]   apn: internet.provider', ['bearer.setting', { apn: 'internet.provider' }, 'modem0']],
    [
      '<inf> [modem0] usbmisc/cdc-wdm0: qmi (primary)',
      ['modem-port.role', { port: 'cdc-wdm0', role: 'qmi (primary)' }, 'modem0'],
    ],
    [
      "<dbg> [1767016030.304945] [ttyUSB2/at] --> 'AT+CGREG?<CR><LF>'",
      ['modem-port.at-sent', { command: 'AT+CGREG?<CR><LF>' }, 'ttyUSB2/at'],
    ],
    [
      "<debug> (ttyUSB2): <-- '<CR><LF>+CME ERROR: 30<CR><LF>'",
      ['modem-port.at-answered', { answer: '<CR><LF>+CME ERROR: 30<CR><LF>' }, 'ttyUSB2'],
    ],
    [
      '<wrn> [modem0] Cannot power-up: sotware radio switch is OFF',
      ['modem.radio-off', { switch: 'sotware' }, 'modem0'],
    ],
    [
      'hotplug: timed out waiting for the modem to get exported at /sys/devices/x/1-2',
      ['hotplug.modem-timeout', { device: '/sys/devices/x/1-2' }, null],
    ],
    [
      "hotplug: Reconnecting 'wwan' on 'disconnected' event",
      ['hotplug.reconnecting', { interface: 'wwan', event: 'disconnected' }, null],
    ],
  ] as const)('%s', (words, expected) => {
    expect(told(said(words))).toEqual(expected);
  });

  it('proves rungs', () => {
    expect(rungOf(said('<msg> [modem0] simple connect state (10/10): all done'), 'reached')).toBe('dial');
    expect(rungOf(said("<wrn> [modem0] modem is locked with 'sim-puk'"), 'broken')).toBe('sim');
    expect(rungOf(said('<inf> [modem0] registration denied'), 'broken')).toBe('register');
    expect(rungOf(said('<inf> [modem0] modem registered'), 'reached')).toBe('register');
  });

  it('tells the severity and the rung of a remark', () => {
    const message = said('<warn>  [modem0/bearer1] IPv4 family but no IPv4 address: Timed out');
    expect(message).toMatchObject({ kind: 'remark', fields: { about: 'address', severity: 'warn' } });
  });

  it('that nothing is known of is counted, not guessed', () => {
    expect(
      readLines('Fri Oct 10 11:12:13 2025 daemon.info ModemManager[2410]: <wrn> [modem0] whatever').unknown,
    ).toHaveLength(1);
  });
});
