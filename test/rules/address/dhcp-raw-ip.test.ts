import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'dhcp-raw-ip';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'the driver has no switch',
      [
        settingUp('wwan'),
        ...says(
          'wwan',
          9,
          'Device only supports raw-ip mode but is missing this required driver attribute: /sys/class/net/wwan0/qmi/raw_ip',
        ),
      ],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    [
      'the driver is switched',
      [
        settingUp('wwan'),
        ...says(
          'wwan',
          9,
          'Device does not support 802.3 mode. Informing driver of raw-ip only for wwan0 ..',
        ),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
