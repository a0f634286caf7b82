import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-unbound-after-probe';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          '[   15.444271] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device',
          "[   15.449784] qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, 02:00:11:12:13:14",
          "[   18.192288] qmi_wwan 1-1:1.4 wwan0: unregister 'qmi_wwan' usb-1e1c0000.xhci-1, WWAN/QMI device",
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
          '[   18.102288] usb 1-1: USB disconnect, device number 2',
          "[   18.192288] qmi_wwan 1-1:1.4 wwan0: unregister 'qmi_wwan' usb-1e1c0000.xhci-1, WWAN/QMI device",
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
