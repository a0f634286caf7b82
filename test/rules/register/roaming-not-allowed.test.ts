import { describe, expect, it } from 'vitest';
import { config, logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'roaming-not-allowed';
const night = 'Sun Jul 22 02:23:12 2018';

describe(rule, () => {
  it.each([
    [
      'mbim.sh gives code 4',
      'proven',
      logread(night, settingUp('wwan'), says('wwan', 9, 'mbim[9] Subscriber registration failed (code 4)')),
    ],
    [
      'mbim.sh gives code 5',
      'proven',
      logread(night, settingUp('wwan'), says('wwan', 9, 'mbim[9] Subscriber registration failed (code 5)')),
    ],
    [
      'the option is set by now',
      'likely',
      [
        ...config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0', allow_roaming: '1' }),
        '',
        ...logread(
          night,
          settingUp('wwan'),
          says('wwan', 9, 'mbim[9] Subscriber registration failed (code 4)'),
        ),
      ],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the modem still searches',
      logread(night, settingUp('wwan'), says('wwan', 9, 'mbim[9] Subscriber registration failed (code 2)')),
    ],
    [
      'roaming is taken',
      logread(night, settingUp('wwan'), says('wwan', 9, 'mbim[9] Registered in roaming mode')),
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
