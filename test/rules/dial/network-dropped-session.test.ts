import { describe, expect, it } from 'vitest';
import { logread } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'network-dropped-session';
const night = 'Wed Nov 14 01:44:59 2018';

const changed = (was: string, now: string) =>
  `ModemManager[611]: <info>  [modem0] state changed (${was} -> ${now})`;

describe(rule, () => {
  it.each([
    ['ModemManager', [changed('connected', 'registered')]],
    [
      'the kernel',
      [
        'kernel: cdc_ncm 1-1:1.1: usb0: network connection: connected',
        'kernel: cdc_ncm 1-1:1.1: usb0: network connection: disconnected',
      ],
    ],
    [
      'quectel-CM',
      [
        'quectel-CM: requestSetupDataCall WdsConnectionIPv4Handle: 0xe17e2c70',
        'quectel-CM: requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED',
      ],
    ],
  ])('is likely where %s tells it', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    [
      'somebody asked for it',
      [changed('connected', 'disconnecting'), changed('disconnecting', 'registered')],
    ],
    ['it comes back', [changed('connected', 'registered'), changed('connecting', 'connected')]],
    ['the link was never up', ['kernel: cdc_ncm 1-1:1.1: usb0: network connection: disconnected']],
    [
      'quectel-CM has not dialled yet',
      ['quectel-CM: requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED'],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
