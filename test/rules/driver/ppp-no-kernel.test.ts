import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'ppp-no-kernel';

describe(rule, () => {
  it('is proven where its lines stand', () => {
    expect(
      findingsIn(
        [
          "Sun Jul 22 02:23:21 2018 daemon.err pppd[2396]: Couldn't open the /dev/ppp device: No such file or directory",
          'Sun Jul 22 02:23:21 2018 daemon.info pppd[2396]: Exit.',
          '',
          "config interface 'wwan'",
          "        option proto '3g'",
          "        option device '/dev/ttyUSB0'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'proven', rung: 'driver' }]);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          'Sun Jul 22 02:23:21 2018 daemon.notice pppd[2396]: pppd 2.4.7 started by root, uid 0',
          '',
          "config interface 'wwan'",
          "        option proto '3g'",
          "        option device '/dev/ttyUSB0'",
          "        option apn 'internet'",
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
