import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'tx-queue-timeout';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          '[ 5450.618735] qmi_wwan 1-1:1.4 wwan0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5400 ms',
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'driver' }]);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          '[   15.444271] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device',
          "[   15.449784] qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, 02:00:11:12:13:14",
          '[ 5450.618735] NETDEV WATCHDOG: eth0 (mtk_soc_eth): transmit queue 0 timed out',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
