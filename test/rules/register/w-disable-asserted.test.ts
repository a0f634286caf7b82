import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'w-disable-asserted';

describe(rule, () => {
  it.each([
    [
      'umbim shows the switch off',
      'proven',
      ['root@OpenWrt:~# umbim -n -d /dev/cdc-wdm0 radio', '  hwradiostate: off', '  swradiostate: on'],
    ],
    [
      'Sierra’s modem names the pin',
      'proven',
      ['AT!PCINFO?', 'State: LowPowerMode', 'LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:1', 'OK'],
    ],
  ])('speaks where %s', (_, confidence, text) => {
    expect(findingsIn(text, rule)).toMatchObject([{ role: 'cause', confidence }]);
  });

  it.each([
    [
      'the radio is off by software',
      ['root@OpenWrt:~# umbim -n -d /dev/cdc-wdm0 radio', '  hwradiostate: on', '  swradiostate: off'],
    ],
  ])('is silent where %s', (_, text) => {
    expect(findingsIn(text, rule).filter((finding) => finding.confidence !== 'refuted')).toEqual([]);
  });
});
