/**
 * An EC25 left the bus and came back: its ports were ttyUSB0 to ttyUSB2 and are ttyUSB3 to ttyUSB5. A dial on the configured
 * port fails.
 */
export function renumberedSerialPorts(configured: string): readonly string[] {
  return [
    'Tue Mar  4 09:00:00 2025 kern.info kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
    'Tue Mar  4 09:00:02 2025 kern.info kernel: [   10.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
    'Tue Mar  4 09:00:04 2025 kern.info kernel: [   10.200000] option 1-1:1.0: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:06 2025 kern.info kernel: [   10.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
    'Tue Mar  4 09:00:08 2025 kern.info kernel: [   10.300000] option 1-1:1.1: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:10 2025 kern.info kernel: [   10.350000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
    'Tue Mar  4 09:00:12 2025 kern.info kernel: [   10.400000] option 1-1:1.2: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:14 2025 kern.info kernel: [   10.450000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB2',
    'Tue Mar  4 09:00:16 2025 kern.info kernel: [  100.000000] usb 1-1: USB disconnect, device number 2',
    'Tue Mar  4 09:00:18 2025 kern.info kernel: [  102.000000] usb 1-1: new high-speed USB device number 3 using ehci-platform',
    'Tue Mar  4 09:00:20 2025 kern.info kernel: [  102.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
    'Tue Mar  4 09:00:22 2025 kern.info kernel: [  102.200000] option 1-1:1.0: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:24 2025 kern.info kernel: [  102.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB3',
    'Tue Mar  4 09:00:26 2025 kern.info kernel: [  102.300000] option 1-1:1.1: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:28 2025 kern.info kernel: [  102.350000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB4',
    'Tue Mar  4 09:00:30 2025 kern.info kernel: [  102.400000] option 1-1:1.2: GSM modem (1-port) converter detected',
    'Tue Mar  4 09:00:32 2025 kern.info kernel: [  102.450000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB5',
    "Tue Mar  4 09:00:34 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
    'Tue Mar  4 09:00:36 2025 daemon.notice netifd: wwan (640): Control device not valid',
    "Tue Mar  4 09:00:38 2025 daemon.notice netifd: Interface 'wwan' is now down",
    '',
    "config interface 'wwan'",
    "        option proto 'ncm'",
    `        option device '${configured}'`,
  ];
}
