/** An EC25 with its four serial ports comes up at boot. */
export const ec25Arrives: readonly string[] = [
  'Tue Mar  4 09:00:00 2025 kern.info kernel: [   10.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
  'Tue Mar  4 09:00:01 2025 kern.info kernel: [   10.100000] usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
  'Tue Mar  4 09:00:02 2025 kern.info kernel: [   10.200000] option 1-1:1.0: GSM modem (1-port) converter detected',
  'Tue Mar  4 09:00:03 2025 kern.info kernel: [   10.250000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0',
  'Tue Mar  4 09:00:04 2025 kern.info kernel: [   10.300000] option 1-1:1.1: GSM modem (1-port) converter detected',
  'Tue Mar  4 09:00:05 2025 kern.info kernel: [   10.350000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
  'Tue Mar  4 09:00:06 2025 kern.info kernel: [   10.400000] option 1-1:1.2: GSM modem (1-port) converter detected',
  'Tue Mar  4 09:00:07 2025 kern.info kernel: [   10.450000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB2',
  'Tue Mar  4 09:00:08 2025 kern.info kernel: [   10.500000] option 1-1:1.3: GSM modem (1-port) converter detected',
  'Tue Mar  4 09:00:09 2025 kern.info kernel: [   10.550000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB3',
];
