import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'proto-qmi-on-hilink';

describe(rule, () => {
  it('names the device to use', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'Tue Mar  4 09:00:01 2025 kern.info kernel: [   10.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14dc, bcdDevice= 1.02',
        "Tue Mar  4 09:00:02 2025 kern.info kernel: [   10.200000] cdc_ether 1-1:1.0 eth1: register 'cdc_ether' at usb-101c0000.ehci-1, CDC Ethernet Device, 00:1e:10:1f:00:00",
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('is silent beside a serial port', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'Tue Mar  4 09:00:01 2025 kern.info kernel: [   10.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=14dc, bcdDevice= 1.02',
        "Tue Mar  4 09:00:02 2025 kern.info kernel: [   10.200000] cdc_ether 1-1:1.0 eth1: register 'cdc_ether' at usb-101c0000.ehci-1, CDC Ethernet Device, 00:1e:10:1f:00:00",
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [   11.000000] option 1-1:1.1: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:01 2025 kern.info kernel: [   11.100000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB0'",
        "        option apn 'internet'",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
