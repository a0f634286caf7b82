import { describe, expect, it } from 'vitest';
import { dhcp, logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'qmi-policy-mismatch';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'uqmi prints it',
      [
        settingUp('wwan'),
        ...says('wwan', 9, 'Starting network wwan', '"Policy mismatch"', 'Unable to connect IPv4'),
      ],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    [
      'a later try comes up',
      [
        settingUp('wwan'),
        ...says('wwan', 9, '"Policy mismatch"', 'Unable to connect IPv4'),
        settingUp('wwan'),
        ...says('wwan', 10, 'Setting up wwan0'),
        settingUp('wwan_4'),
        ...dhcp('wwan_4', 1, '10.1.2.3'),
      ],
    ],
    [
      'another error is printed',
      [settingUp('wwan'), ...says('wwan', 9, '"Call failed"', 'Unable to connect IPv4')],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
