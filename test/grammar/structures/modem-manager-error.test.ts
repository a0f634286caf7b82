import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ErrorOrigin,
  readModemManagerError,
} from '../../../src/grammar/structures/modem-manager-error.ts';

const nothing: ErrorOrigin = { domain: null, code: null, name: null, scope: null };

describe('a reason of ModemManager', () => {
  it.each([
    [
      "QMI protocol error (14): 'CallFailed'",
      [],
      [{ ...nothing, domain: 'qmi', code: 14, name: 'CallFailed' }],
      'CallFailed',
      'qmi 14',
    ],
    [
      "GDBus.Error:org.freedesktop.ModemManager1.Error.Core.Failed: QMI protocol error (14): 'CallFailed'",
      [],
      [
        { ...nothing, domain: 'core', name: 'Failed' },
        { ...nothing, domain: 'qmi', code: 14, name: 'CallFailed' },
      ],
      'CallFailed',
      'qmi 14',
    ],
    [
      "Couldn't bind mux data port: QMI protocol error (3): 'Internal'",
      ["Couldn't bind mux data port"],
      [{ ...nothing, domain: 'qmi', code: 3, name: 'Internal' }],
      'Internal',
      'qmi 3',
    ],
    [
      "Couldn't check unlock status: SIM not inserted",
      ["Couldn't check unlock status"],
      [],
      'SIM not inserted',
      'cme 10',
    ],
    [
      "Couldn't check unlock status: Couldn't get SIM lock status after 6 retries",
      ["Couldn't check unlock status"],
      [],
      "Couldn't get SIM lock status after 6 retries",
      null,
    ],
    [
      'GDBus.Error:org.freedesktop.ModemManager1.Error.MobileEquipment.GprsServiceOptionNotSubscribed: Requested service option not subscribed',
      [],
      [{ ...nothing, domain: 'mobile-equipment', name: 'GprsServiceOptionNotSubscribed' }],
      'Requested service option not subscribed',
      'cme 133',
    ],
    [
      'GDBus.Error:org.freedesktop.ModemManager1.Error.MobileEquipment.Unknown: Unknown error: Call failed: cm error: no-service',
      ['Unknown error'],
      [
        { ...nothing, domain: 'mobile-equipment', name: 'Unknown' },
        { ...nothing, domain: 'call-end', name: 'no-service', scope: 'cm' },
      ],
      'no-service',
      'qmi-call-end 3',
    ],
    [
      'Call failed: 3gpp error: unknown-apn',
      [],
      [{ ...nothing, domain: 'call-end', name: 'unknown-apn', scope: '3gpp' }],
      'unknown-apn',
      'sm 27',
    ],
    [
      'Call failed: gsm-wcdma-option-unsubscribed',
      [],
      [{ ...nothing, domain: 'call-end', name: 'gsm-wcdma-option-unsubscribed' }],
      'gsm-wcdma-option-unsubscribed',
      'qmi-call-end 1018',
    ],
    ['Call failed', [], [], 'Call failed', null],
    [
      'GDBus.Error:org.freedesktop.libmbim.Error.Status.NoDeviceSupport: Operation not supported by device',
      [],
      [{ ...nothing, domain: 'mbim', name: 'NoDeviceSupport' }],
      'Operation not supported by device',
      null,
    ],
    [
      'Unsupported error (8): gprs-and-non-gprs-services-not-allowed',
      [],
      [
        {
          ...nothing,
          domain: 'mbim-network',
          code: 8,
          name: 'gprs-and-non-gprs-services-not-allowed',
        },
      ],
      'gprs-and-non-gprs-services-not-allowed',
      'emm 8',
    ],
    [
      'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name is not activatable',
      [],
      [{ ...nothing, domain: 'dbus', name: 'ServiceUnknown' }],
      'The name is not activatable',
      null,
    ],
    [
      'GDBus.Error:com.example.Odd.Thing: odd',
      [],
      [{ ...nothing, name: 'com.example.Odd.Thing' }],
      'odd',
      null,
    ],
    ['No network service', [], [], 'No network service', 'cme 30'],
    ['Unknown error', [], [], 'Unknown error', null],
    ['', [], [], '', null],
  ] as const)('%s', (reason, contexts, origins, text, meaning) => {
    const read = readModemManagerError(reason);
    expect(read).toMatchObject({ contexts, origins, text });
    expect(read.meaning === null ? null : `${read.meaning.family} ${read.meaning.code}`).toBe(meaning);
  });

  it('says which rung breaks, where the code tells', () => {
    expect(readModemManagerError('SIM PUK required').meaning?.breaks).toBe('sim');
    expect(readModemManagerError('Missing or unknown APN').meaning?.breaks).toBe('dial');
  });

  it('keeps every word, in order, whatever it is', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'GDBus.Error:',
        'QMI protocol error (14)',
        "'CallFailed'",
        'Call failed',
        ': ',
        'Unsupported error (3)',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const reason = pieces.join(': ');
        const { contexts, text } = readModemManagerError(reason);
        let at = 0;
        for (const words of [...contexts, text]) {
          const found = reason.indexOf(words, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + words.length;
        }
      }),
    );
  });
});
