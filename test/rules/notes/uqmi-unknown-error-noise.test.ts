import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'uqmi-unknown-error-noise';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'the dial is taken',
      [settingUp('wwan'), ...says('wwan', 9, '"No effect"', 'Starting network wwan', 'Setting up wwan0')],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    [
      'the dial fails',
      [
        settingUp('wwan'),
        ...says('wwan', 9, 'Starting network wwan', '"No effect"', 'Unable to connect IPv4'),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
