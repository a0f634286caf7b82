import { describe, expect, it } from 'vitest';
import { messagesOf, readLines } from '../recorded-reading.ts';

function dmesg(words: string): string {
  return `[   31.402117] ${words}`;
}

describe('what a rule asks the kernel for', () => {
  it.each([
    [
      'usb 2-1.4.1: new SuperSpeed Plus Gen 2x1 USB device number 12 using xhci_hcd',
      'usb.new-device',
      { port: '2-1.4.1', speed: 'SuperSpeed Plus Gen 2x1', number: 12, controller: 'xhci_hcd' },
    ],
    [
      'usb 1-1: new high speed USB device using ehci_hcd and address 2',
      'usb.new-device',
      { port: '1-1', speed: 'high speed', number: 2, controller: 'ehci_hcd' },
    ],
    ['usb 1-1: USB disconnect, address 2', 'usb.disconnect', { port: '1-1', number: 2 }],
    [
      'usb 1-1.2-port3: over-current change #17',
      'usb.over-current-change',
      { hub: '1-1.2', hubPort: 3, count: 17 },
    ],
    [
      'usb usb1-port2: cannot reset (err = -110)',
      'usb.port-reset-failed',
      { hub: 'usb1', hubPort: 2, code: -110 },
    ],
    [
      'hub 1-0:1.0: Cannot enable port 2.  Maybe the USB cable is bad?',
      'usb.port-not-enabled',
      { hub: '1-0:1.0', hubPort: 2 },
    ],
    [
      'usb 1-1.3: rejected 1 configuration due to insufficient available bus power',
      'usb.power-short',
      { port: '1-1.3', count: 1, plural: '' },
    ],
    [
      "usb 1-1: can't set config #1, error -71",
      'usb.configuration-unset',
      { port: '1-1', configuration: 1, code: -71 },
    ],
    [
      'usb 1-1.2: Device not responding to setup address.',
      'usb.setup-unanswered',
      { port: '1-1.2', request: 'address' },
    ],
    [
      'xhci_hcd 0000:01:00.0: HC died; cleaning up',
      'usb.controller-died',
      { controller: 'xhci_hcd', bus: '0000:01:00.0' },
    ],
    [
      'xhci-mtk 1e1c0000.xhci: new USB bus registered, assigned bus number 1',
      'usb.bus-registered',
      { controller: 'xhci-mtk', bus: '1e1c0000.xhci', number: 1 },
    ],
    [
      'qmi_wwan: probe of 2-1.4.1:1.12 failed with error -22',
      'driver.probe-failed',
      { driver: 'qmi_wwan', usbInterface: '2-1.4.1:1.12', code: -22 },
    ],
    [
      'qmi_wwan 2-1.4.1:1.12: probe with driver qmi_wwan failed with error -22',
      'driver.probe-failed',
      { driver: 'qmi_wwan', usbInterface: '2-1.4.1:1.12', name: 'qmi_wwan', code: -22 },
    ],
    [
      'mtk_t7xx 0003:01:00.0: probe with driver mtk_t7xx failed with error -19',
      'driver.probe-failed',
      { driver: 'mtk_t7xx', device: '0003:01:00.0', name: 'mtk_t7xx', code: -19 },
    ],
    [
      'pci 0000:01:00.0: [17cb:0308] type 00 class 0xff0000 PCIe Endpoint',
      'pci.device-found',
      { device: '0000:01:00.0', vendor: '17cb', product: '0308', form: 'PCIe Endpoint' },
    ],
    [
      'do_page_fault(): sending SIGSEGV to gcom for invalid read access from 00000004',
      'kernel.process-crashed',
      { program: 'gcom', access: 'read' },
    ],
    [
      'ModemManager[2410]: segfault at 10 ip 00007f3c sp 00007ffd error 4 in libc.so',
      'kernel.process-crashed',
      { program: 'ModemManager', process: 2410, address: '10' },
    ],
    [
      'Out of memory: Killed process 2410 (ModemManager) total-vm:13324kB, anon-rss:2312kB',
      'kernel.out-of-memory',
      { process: 2410, program: 'ModemManager' },
    ],
    [
      "option: version magic '6.6.73 SMP mod_unload ' should be '6.6.86 SMP mod_unload '",
      'module.kernel-mismatch',
      { module: 'option', wants: '6.6.86 SMP mod_unload ' },
    ],
    [
      'option1 ttyUSB2: usb_wwan_indat_callback: nonzero status: -71 on endpoint 84.',
      'serial.transfer-error',
      { driver: 'option1', tty: 'ttyUSB2', code: -71, endpoint: '84' },
    ],
    [
      'qmi_wwan 1-1:1.4: nonzero urb status received: -71',
      'wdm.transfer-error',
      { driver: 'qmi_wwan', usbInterface: '1-1:1.4', code: -71 },
    ],
    [
      "qmi_wwan 1-1:1.4: wwan0: unregister 'qmi_wwan' usb-0000:00:1d.7-1, WWAN/QMI device",
      'usb.netdev-gone',
      { netdev: 'wwan0', registeredBy: 'qmi_wwan', bus: '0000:00:1d.7-1' },
    ],
    [
      'NETDEV WATCHDOG: wwan0 (qmi_wwan): transmit queue 0 timed out',
      'netdev.transmit-timeout',
      { netdev: 'wwan0', driver: 'qmi_wwan', queue: 0 },
    ],
    [
      'qmi_wwan 2-1:1.4 wwan0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5400 ms',
      'netdev.transmit-timeout',
      { usbInterface: '2-1:1.4', netdev: 'wwan0', cpu: 3, queue: 0, milliseconds: 5400 },
    ],
    [
      'mhi_net mhi0_IP_HW0 wwan0: NETDEV WATCHDOG: CPU: 0: transmit queue 0 timed out 5010 ms',
      'netdev.transmit-timeout',
      { device: 'mhi0_IP_HW0', netdev: 'wwan0', milliseconds: 5010 },
    ],
    [
      'rndis_host 1-1.2:1.0: RNDIS_MSG_QUERY(0x01010101) failed, -32',
      'rndis.query-failed',
      { object: '01010101', code: -32 },
    ],
    [
      'br-lan: port 3(usb0) entered forwarding state',
      'bridge.port-state',
      { bridge: 'br-lan', number: 3, netdev: 'usb0', state: 'forwarding' },
    ],
    [
      'mtk_t7xx 0003:01:00.0: MD handshake timeout',
      't7xx.handshake-timeout',
      { device: '0003:01:00.0', side: 'MD' },
    ],
    [
      'mhi mhi0: Did not enter M0 state, MHI state: M3, PM state: M3->M0',
      'mhi.state-missed',
      { number: 0, wanted: 0, state: 'M3', powerState: 'M3->M0' },
    ],
    ['wwan wwan0: port wwan0qmi0 attached', 'wwan.channel-attached', { number: 0, node: 'wwan0qmi0' }],
    [
      'scsi 0:0:0:0: CD-ROM            HUAWEI   Mass Storage     2.31 PQ: 0 ANSI: 2',
      'storage.cd-rom',
      { address: '0:0:0:0', name: 'HUAWEI   Mass Storage     2.31', qualifier: 0, version: 2 },
    ],
  ])('%s', (words, kind, fields) => {
    const [message, ...others] = messagesOf(dmesg(words));
    expect(others).toEqual([]);
    expect(message.kind).toBe(kind);
    expect(message.fields).toMatchObject(fields);
    expect(message.origin.speaker).toBe('kernel');
  });
});

describe('what the kernel says besides', () => {
  it.each([
    [
      'usb 1-1.4.1: config 1 interface 3 altsetting 0 endpoint 0x86 has an invalid bInterval 0, changing to 32',
      'usb.endpoint-descriptor-odd',
      'power',
      { configuration: 1, interface: 3, endpoint: '86', interval: 0, limit: 32 },
    ],
    [
      'sierra_net 1-1:1.7 wwan0: No coverage, 0x0',
      'sierra.no-coverage',
      'driver',
      { usbInterface: '1-1:1.7', netdev: 'wwan0', status: '0' },
    ],
    [
      'sierra_net 1-1:1.7: wwan0: No coverage, 0x0',
      'sierra.no-coverage',
      'driver',
      { usbInterface: '1-1:1.7', netdev: 'wwan0' },
    ],
    [
      'cdc_mbim 2-1.4.1:1.12 wwan0.100 (unregistered): unsupported tci=0x1f',
      'mbim.session-unknown',
      'driver',
      { netdev: 'wwan0.100', state: 'unregistered', tci: '1f' },
    ],
    [
      "cdc_ether 1-1:1.0 (unnamed net_device) (uninitialized): can't clear tx halt, status -32",
      'netdev.transfer-failed',
      'driver',
      { driver: 'cdc_ether', usbInterface: '1-1:1.0', code: -32 },
    ],
    [
      'xhci_hcd 0000:01:00.0: WARN: TRB error for slot 3 ep 7 on endpoint',
      'xhci.transfer-error',
      'power',
      { controller: 'xhci_hcd', bus: '0000:01:00.0', slot: 3, endpoint: 7 },
    ],
    ['sr 0:0:0:0: [sr0] scsi-1 drive', 'cdrom.drive', 'mode', { address: '0:0:0:0', drive: 'sr0' }],
    [
      '[E][mhi0][mhi_fw_load_handler] Error loading firmware, ret:-2',
      'quectel-mhi.firmware-download',
      'driver',
      { number: 0, function: 'mhi_fw_load_handler', code: -2 },
    ],
    [
      'qmi_wwan_f 1-1:1.4: Packet Dropped',
      'qmi.packet-dropped',
      'driver',
      { driver: 'qmi_wwan_f', usbInterface: '1-1:1.4' },
    ],
    ['wwan0: ppp: compressor dropped pkt', 'ppp.compression-failed', 'address', { netdev: 'wwan0' }],
  ])('%s', (words, wording, about, values) => {
    const [message] = messagesOf(dmesg(words));
    expect(message.kind).toBe('remark');
    expect(message.fields).toMatchObject({ wording, about, values });
  });

  it('has a severity', () => {
    const [message] = messagesOf(dmesg('qmi_wwan 1-1:1.4 wwan0: Cannot change a running device'));
    expect(message.fields).toMatchObject({ wording: 'qmi.mode-change-refused', severity: 'err' });
  });

  it.each([
    'IPv6: ADDRCONF(NETDEV_CHANGE): br-lan: link becomes ready',
    'device eth0 entered promiscuous mode',
    'mtk_soc_eth 1b100000.ethernet eth0: entered promiscuous mode',
    'random: crng init done',
    ' sda: sda1 sda2',
  ])('nothing of the connection: %s', (words) => {
    const { foreign, messages, unknown } = readLines(dmesg(words));
    expect([foreign.length, messages.length, unknown.length]).toEqual([1, 0, 0]);
  });

  it.each([
    'usb 1-1: something nobody ever declared',
    'usb 1-1: Foo: bar',
    'frob_wwan 1-1:1.4 wwan0: frobbed',
    'ready',
  ])('does not claim: %s', (words) => {
    expect(readLines(`Sat Feb  7 08:03:41 2026 kern.info kernel: ${dmesg(words)}`).messages).toEqual([]);
  });
});
