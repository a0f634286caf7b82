import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { renumberedSerialPorts } from './renumbered-serial-ports.ts';

const rule = 'cdc-wdm-renumbered';

describe(rule, () => {
  it('fills in the only node that is left', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
        'Tue Mar  4 09:00:02 2025 kern.info kernel: [   10.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
        'Tue Mar  4 09:00:04 2025 kern.info kernel: [   10.200000] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device',
        'Tue Mar  4 09:00:06 2025 kern.info kernel: [  100.000000] usb 1-1: USB disconnect, device number 2',
        'Tue Mar  4 09:00:08 2025 kern.info kernel: [  102.000000] usb 1-1: new high-speed USB device number 3 using xhci-mtk',
        'Tue Mar  4 09:00:10 2025 kern.info kernel: [  102.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
        'Tue Mar  4 09:00:12 2025 kern.info kernel: [  102.200000] qmi_wwan 1-1:1.4: cdc-wdm1: USB WDM device',
        "Tue Mar  4 09:00:14 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:16 2025 daemon.notice netifd: wwan (640): The specified control device does not exist',
        "Tue Mar  4 09:00:18 2025 daemon.notice netifd: Interface 'wwan' is now down",
        '',
        "config interface 'wwan'",
        "        option proto 'qmi'",
        "        option device '/dev/cdc-wdm0'",
      ],
      rule,
    );
    expect(findings).toMatchObject([
      { confidence: 'likely', fix: { steps: [{ value: { known: '/dev/cdc-wdm1' } }] } },
    ]);
  });

  it('leaves serial ports to another rule', () => {
    const findings = findingsIn(renumberedSerialPorts('/dev/ttyUSB2'), rule);
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
