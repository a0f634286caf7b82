import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-probe-failed';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        ['[  489.861321] qmi_wwan 1-1.2:1.4: probe with driver qmi_wwan failed with error -22'],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'driver' }]);
  });

  it('is silent where the driver has another interface of the modem', () => {
    const second = '[   15.512345] qmi_wwan 1-1:1.10: probe with driver qmi_wwan failed with error -22';
    const works = [
      '[   15.444271] qmi_wwan 1-1:1.8: cdc-wdm0: USB WDM device',
      "[   15.449784] qmi_wwan 1-1:1.8 wwan0: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, 02:00:11:12:13:14",
    ];
    expect(findingsIn([...works, second], rule)).toEqual([]);
    expect(findingsIn([second], rule)).toHaveLength(1);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          '[   13.861321] qmi_wwan: probe of 1-1:1.4 failed with error -22',
          '[   15.444271] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device',
          "[   15.449784] qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, 02:00:11:12:13:14",
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
