import { describe, expect, it } from 'vitest';
import { dhcp, logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'apn-missing';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    ['mbim has none', [settingUp('wwan'), ...says('wwan', 9, 'mbim[9] No APN specified')]],
    ['qmi has none', [settingUp('wwan'), ...says('wwan', 9, 'No APN specified')]],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    [
      'a later try comes up',
      [
        settingUp('wwan'),
        ...says('wwan', 9, 'No APN specified'),
        settingUp('wwan'),
        ...says('wwan', 10, 'Setting up wwan0'),
        settingUp('wwan_4'),
        ...dhcp('wwan_4', 1, '10.1.2.3'),
      ],
    ],
    ['the dial fails', [settingUp('wwan'), ...says('wwan', 9, 'Unable to connect IPv4')]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
