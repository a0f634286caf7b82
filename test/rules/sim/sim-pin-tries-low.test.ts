import { describe, expect, it } from 'vitest';
import { dhcp, logread, nowUp, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'sim-pin-tries-low';
const night = 'Sun Jul 22 02:23:12 2018';

/** A QMI dial that gets as far as these words. */
function dial(...words: readonly string[]) {
  return logread(night, settingUp('wwan'), says('wwan', 2347, 'Waiting for SIM initialization', ...words));
}

describe(rule, () => {
  it.each([
    ['the handler gives no PIN', 'proven', dial('PIN verify count value is 1 this is below the limit of 3')],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    ['the PIN is verified', dial('PIN already verified', 'Waiting for network registration')],
    [
      'a later try comes up',
      [
        ...dial('PIN verify count value is 1 this is below the limit of 3'),
        ...logread(
          'Sun Jul 22 02:24:12 2018',
          settingUp('wwan'),
          says('wwan', 2500, 'Waiting for network registration', 'Starting network wwan', 'Setting up wwan0'),
          nowUp('wwan'),
          settingUp('wwan_4'),
          dhcp('wwan_4', 1, '10.1.2.3'),
          nowUp('wwan_4'),
        ),
      ],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
