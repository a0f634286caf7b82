import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';

const rule = 'autoconnect-boot-race';

describe(rule, () => {
  it('sees the port arrive too late', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (640): Control device not valid',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
        'Tue Mar  4 09:00:03 2025 kern.info kernel: [   40.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'Tue Mar  4 09:00:04 2025 kern.info kernel: [   40.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
        'Tue Mar  4 09:00:05 2025 kern.info kernel: [   40.200000] option 1-1:1.0: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:06 2025 kern.info kernel: [   40.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
        'Tue Mar  4 09:00:07 2025 kern.info kernel: [   40.300000] option 1-1:1.1: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:08 2025 kern.info kernel: [   40.350000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
        'Tue Mar  4 09:00:09 2025 kern.info kernel: [   40.400000] option 1-1:1.2: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:10 2025 kern.info kernel: [   40.450000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB2',
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB2'",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely', rung: 'control' }]);
  });

  it('sees ModemManager find the modem too late', () => {
    const findings = findingsIn(
      [
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        "Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (352): error: couldn't find modem",
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
        "Tue Mar  4 09:00:07 2025 daemon.notice ModemManager[299]: <msg> [device /sys/devices/platform/usb1/1-1] creating modem with plugin 'simtech' and '7' ports",
      ],
      rule,
    );
    expect(findings).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent where the port was there before', () => {
    const findings = findingsIn(
      [
        'Tue Mar  4 09:00:00 2025 kern.info kernel: [   40.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
        'Tue Mar  4 09:00:01 2025 kern.info kernel: [   40.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
        'Tue Mar  4 09:00:02 2025 kern.info kernel: [   40.200000] option 1-1:1.0: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:03 2025 kern.info kernel: [   40.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
        'Tue Mar  4 09:00:04 2025 kern.info kernel: [   40.300000] option 1-1:1.1: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:05 2025 kern.info kernel: [   40.350000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
        'Tue Mar  4 09:00:06 2025 kern.info kernel: [   40.400000] option 1-1:1.2: GSM modem (1-port) converter detected',
        'Tue Mar  4 09:00:07 2025 kern.info kernel: [   40.450000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB2',
        "Tue Mar  4 09:00:08 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:09 2025 daemon.notice netifd: wwan (640): Failed to get modem information',
        "Tue Mar  4 09:00:10 2025 daemon.notice netifd: Interface 'wwan' is now down",
        '',
        "config interface 'wwan'",
        "        option proto 'ncm'",
        "        option device '/dev/ttyUSB2'",
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });

  it('does not take what dmesg lists below the log for later', () => {
    const findings = findingsIn(
      [
        'root@OpenWrt:~# logread | tail -n 3',
        "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
        'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (640): The specified control device does not exist',
        "Tue Mar  4 09:00:02 2025 daemon.notice netifd: Interface 'wwan' is now down",
        'root@OpenWrt:~# dmesg | grep tty',
        '[   14.990000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
        '[   15.000000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
      ],
      rule,
    );
    expect(findings.filter(({ confidence }) => confidence !== 'refuted')).toEqual([]);
  });
});
