import { describe, expect, it } from 'vitest';
import {
  config,
  dhcp,
  logread,
  ncmDial,
  nowDown,
  nowUp,
  says,
  settingUp,
} from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'duplicate-section';
const on = (
  name: string,
  proto: string,
  device: string,
  options: { readonly [option: string]: string } = {},
) => [...config(name, { proto, device, ...options }), ''];
const one = on('modem', 'ncm', '/dev/ttyUSB0');
const fails = (name: string, at = 'Tue Mar  4 09:00:00 2025') =>
  logread(
    at,
    settingUp(name),
    says(name, 2347, 'sending -> AT+CGMI', 'Failed to get modem information'),
    nowDown(name),
  );

describe(rule, () => {
  it('is possible where one of the two fails, likely where both do', () => {
    const both = [...one, ...on('lte', 'ncm', '/dev/ttyUSB0')];
    expect(findingsIn([...both, ...fails('modem')], rule)).toMatchObject([
      { confidence: 'possible', rung: 'control' },
    ]);
    expect(
      findingsIn([...both, ...fails('modem'), ...fails('lte', 'Tue Mar  4 09:00:30 2025')], rule),
    ).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['one is disabled', [...one, ...on('lte', '3g', '/dev/ttyUSB0', { disabled: '1' }), ...fails('modem')]],
    ['they use two modems', [...one, ...on('lte', '3g', '/dev/ttyUSB4'), ...fails('modem')]],
    [
      'they dial two contexts',
      [
        ...on('modem', 'qmi', '/dev/cdc-wdm0', { profile: '1' }),
        ...on('ims', 'qmi', '/dev/cdc-wdm0', { profile: '2' }),
        ...fails('modem'),
      ],
    ],
    ['nobody tried', [...one, ...on('lte', '3g', '/dev/ttyUSB0')]],
    [
      'one works',
      [
        ...one,
        ...on('lte', '3g', '/dev/ttyUSB0'),
        ...fails('lte'),
        ...logread('Tue Mar  4 09:01:00 2025', ncmDial(), dhcp('modem_4', 1, '10.64.0.2'), nowUp('modem_4')),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
