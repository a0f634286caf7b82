import { say, speaker } from '../declaration.ts';
import { kernelBystanderRemarks } from '../remarks/kernel-bystanders.ts';
import { kernelNetworkRemarks } from '../remarks/kernel-network.ts';
import { kernelPcieWwanRemarks } from '../remarks/kernel-pcie-wwan.ts';
import { kernelStorageRemarks } from '../remarks/kernel-storage.ts';
import { kernelT7xxRemarks } from '../remarks/kernel-t7xx.ts';
import { kernelUsbCoreRemarks } from '../remarks/kernel-usb-core.ts';
import { kernelUsbHostRemarks } from '../remarks/kernel-usb-host.ts';
import { kernelUsbNetRemarks } from '../remarks/kernel-usb-net.ts';
import { kernelUsbSerialRemarks } from '../remarks/kernel-usb-serial.ts';
import { kernelVendorMhiRemarks } from '../remarks/kernel-vendor-mhi.ts';
import { kernelVendorUsbRemarks } from '../remarks/kernel-vendor-usb.ts';

/**
 * The kernel on modems: bus, serial, network and storage drivers, PPP, PCIe modems. What a port says of itself names the
 * hub and the number of the port, `usb usb1-port2`.
 * Source: linux drivers/usb/core/hub.c, drivers/usb/serial/{usb-serial,option}.c, drivers/usb/class/cdc-{wdm,acm}.c,
 * drivers/net/usb/{usbnet,cdc_ncm,huawei_cdc_ncm,qmi_wwan,cdc_mbim,rndis_host}.c, drivers/base/dd.c,
 * drivers/bus/mhi/host/*.c, drivers/net/wwan/t7xx/*.c, net/sched/sch_generic.c, net/bridge/br_stp.c, kernel/module, mm/oom_kill.c,
 * init/version.c.
 */
export const kernel = speaker(
  'kernel',
  ['kernel'],
  [
    say('kernel.version', 'Linux version <version:word> (<builder:text>) (<compiler:text>) #<build:text>'),
    say('kernel.version', 'Linux version <version:word> (<builder:text>'),
    say('kernel.machine', 'MIPS: machine is <machine:text>'),
    say('kernel.machine', 'OF: fdt: Machine model: <machine:text>'),
    say('kernel.machine', 'OF: fdt:Machine model: <machine:text>'),
    say('kernel.machine', 'Machine model: <machine:text>'),
    say('kernel.soc', 'SoC Type: <soc:text>'),
    say('kernel.soc', 'CPU<number:int> revision is: <soc:text>'),
    say('kernel.boot-detail', 'Board has <memory:word>'),
    say('kernel.boot-detail', 'Analog PMU set to <detail:text> control'),
    say('kernel.boot-detail', 'Digital PMU set to <detail:text> control'),
    say('kernel.boot-detail', 'bootconsole [<detail:word>] enabled'),

    // `SuperSpeed Plus Gen 2x1` has blanks; kernels before 3.0 give an address in place of a number.
    say(
      'usb.new-device',
      'usb <port:usbport>: new <speed:text> USB device number <number:int> using <controller:word>',
      { reached: 'power' },
    ),
    say(
      'usb.new-device',
      'usb <port:usbport>: new <speed:text> USB device using <controller:word> and address <number:int>',
      { reached: 'power' },
    ),
    say(
      'usb.reset-device',
      'usb <port:usbport>: reset <speed:text> USB device number <number:int> using <controller:word>',
    ),
    say(
      'usb.reset-device',
      'usb <port:usbport>: reset <speed:text> USB device using <controller:word> and address <number:int>',
    ),
    say('usb.disconnect', 'usb <port:usbport>: USB disconnect, device number <number:int>'),
    say('usb.disconnect', 'usb <port:usbport>: USB disconnect, address <number:int>'),
    say(
      'usb.found',
      'usb <port:usbport>: New USB device found, idVendor=<vendor:hex4>, idProduct=<product:hex4>',
      { reached: 'power' },
    ),
    say(
      'usb.found',
      'usb <port:usbport>: New USB device found, idVendor=<vendor:hex4>, idProduct=<product:hex4>, bcdDevice=<revision:text>',
      { reached: 'power' },
    ),
    say(
      'usb.string-indexes',
      'usb <port:usbport>: New USB device strings: Mfr=<manufacturer:int>, Product=<product:int>, SerialNumber=<serial:int>',
    ),
    say('usb.product', 'usb <port:usbport>: Product: <product:text>'),
    say('usb.manufacturer', 'usb <port:usbport>: Manufacturer: <manufacturer:text>'),
    say('usb.serial-number', 'usb <port:usbport>: SerialNumber: <serial:text>'),
    say(
      'usb.descriptor-failed',
      'usb <port:usbport>: device descriptor read/<which:word>, error <code:int>',
      { broken: 'power' },
    ),
    say(
      'usb.address-refused',
      'usb <port:usbport>: device not accepting address <address:int>, error <code:int>',
      { broken: 'power' },
    ),
    say('usb.enumeration-failed', 'usb <port:word>: unable to enumerate USB device', { broken: 'power' }),
    say('usb.enumeration-failed', 'hub <hub:usbintf>: unable to enumerate USB device on port <port:int>', {
      broken: 'power',
    }),
    say('usb.over-current', 'usb <port:word>: over-current condition', { broken: 'power' }),
    say('usb.over-current', 'hub <hub:usbintf>: over-current condition on port <port:int>', {
      broken: 'power',
    }),
    say('usb.hub-over-current', 'hub <hub:usbintf>: over-current condition', { broken: 'power' }),
    say('usb.over-current-change', 'usb <hub:usbport>-port<hubPort:int>: over-current change #<count:int>'),
    say('usb.over-current-change', 'usb <hub:usbport>-port<hubPort:int>: over-current change'),
    say('usb.power-short', 'hub <hub:usbintf>: insufficient power available to use all downstream ports'),
    say('usb.power-short', 'hub <hub:usbintf>: <milliamps:int>mA over power budget!'),
    say(
      'usb.power-short',
      'usb <port:usbport>: <milliamps:int>mA is over <budget:int>mA budget for port <hubPort:int>!',
    ),
    say(
      'usb.power-short',
      'usb <hub:usbport>-port<hubPort:int>: <milliamps:int>mA is over <budget:int>mA budget!',
    ),
    say(
      'usb.power-short',
      'usb <port:usbport>: new config #<configuration:int> exceeds power limit by <milliamps:int>mA',
    ),
    say(
      'usb.power-short',
      'usb <port:usbport>: rejected <count:int> configuration<plural:text> due to insufficient available bus power',
    ),
    say('usb.port-reset-failed', 'hub <hub:usbintf>: cannot reset port <hubPort:int> (err = <code:int>)'),
    say(
      'usb.port-reset-failed',
      'hub <hub:usbintf>: cannot warm reset port <hubPort:int> (err = <code:int>)',
    ),
    say('usb.port-reset-failed', 'usb <hub:usbport>-port<hubPort:int>: cannot reset (err = <code:int>)'),
    say('usb.port-reset-failed', 'usb <hub:usbport>-port<hubPort:int>: cannot warm reset (err = <code:int>)'),
    say(
      'usb.port-not-enabled',
      'hub <hub:usbintf>: Cannot enable port <hubPort:int>. Maybe the USB cable is bad?',
      { broken: 'power' },
    ),
    say(
      'usb.port-not-enabled',
      'usb <hub:usbport>-port<hubPort:int>: Cannot enable. Maybe the USB cable is bad?',
      { broken: 'power' },
    ),
    say('usb.debounce-failed', 'hub <hub:usbintf>: connect-debounce failed, port <hubPort:int> disabled', {
      broken: 'power',
    }),
    say('usb.debounce-failed', 'usb <hub:usbport>-port<hubPort:int>: connect-debounce failed', {
      broken: 'power',
    }),
    say('usb.port-disturbed', 'hub <hub:usbintf>: port <hubPort:int> disabled by hub (EMI?), re-enabling...'),
    say('usb.port-disturbed', 'usb <hub:usbport>-port<hubPort:int>: disabled by hub (EMI?), re-enabling...'),
    say('usb.port-power-cycled', 'usb <hub:usbport>-port<hubPort:int>: attempt power cycle'),
    say('usb.string-unreadable', 'usb <port:usbport>: string descriptor 0 read error: <code:int>'),
    say(
      'usb.configuration-unset',
      "usb <port:usbport>: can't set config #<configuration:int>, error <code:int>",
      { broken: 'power' },
    ),
    say('usb.setup-unanswered', 'usb <port:usbport>: Device not responding to setup <request:text>.'),
    say('usb.setup-unanswered', 'usb <port:usbport>: Device not responding to set <request:text>.'),
    say('usb.firmware-changed', 'usb <port:usbport>: device firmware changed'),
    say('usb.slow-port', 'usb <port:usbport>: not running at top speed; connect to a high speed hub'),
    say('usb.controller-died', '<controller:word> <bus:word>: HC died; cleaning up', { broken: 'power' }),
    say(
      'usb.controller-died',
      '<controller:word> <bus:word>: xHCI host controller not responding, assume dead',
      { broken: 'power' },
    ),
    say(
      'usb.bus-registered',
      '<controller:word> <bus:word>: new USB bus registered, assigned bus number <number:int>',
    ),
    say(
      'pci.device-found',
      'pci <device:word>: [<vendor:hex4>:<product:hex4>] type <type:hex> class 0x<class:hex>',
    ),
    say(
      'pci.device-found',
      'pci <device:word>: [<vendor:hex4>:<product:hex4>] type <type:hex> class 0x<class:hex> <form:text>',
    ),
    say('usb.driver-registered', 'usbcore: registered new interface driver <driver:word>'),
    say('usb.driver-registered', 'usbcore: registered new device driver <driver:word>'),
    say('usb.driver-removed', 'usbcore: deregistering interface driver <driver:word>'),
    say('usb.driver-removed', 'usbcore: deregistering device driver <driver:word>'),
    say('driver.probe-failed', '<driver:word>: probe of <usbInterface:usbintf> failed with error <code:int>'),
    say('driver.probe-failed', '<driver:word>: probe of <device:word> failed with error <code:int>'),
    say(
      'driver.probe-failed',
      '<driver:word> <usbInterface:usbintf>: probe with driver <name:word> failed with error <code:int>',
    ),
    say(
      'driver.probe-failed',
      '<driver:word> <device:word>: probe with driver <name:word> failed with error <code:int>',
    ),
    say('module.kernel-mismatch', '<module:word>: disagrees about version of symbol <symbol:word>'),
    say('module.kernel-mismatch', '<module:word>: Unknown symbol <symbol:word> (err <code:int>)'),
    say('module.kernel-mismatch', "<module:word>: version magic '<has:text>' should be '<wants:text>'"),
    say(
      'kernel.process-crashed',
      'do_page_fault(): sending SIGSEGV to <program:text> for invalid <access:word> access <where:text>',
    ),
    say('kernel.process-crashed', '<program:word>[<process:int>]: segfault at <address:hex> <where:text>'),
    say('kernel.out-of-memory', 'Out of memory: Killed process <process:int> (<program:text>)<detail:text>'),
    say(
      'kernel.out-of-memory',
      'Out of memory: Kill process <process:int> (<program:text>) score <score:int> or sacrifice child',
    ),
    say('usb.layout-remark', 'usb <port:usbport>: config <config:int> <remark:text>'),
    say('usb.no-device-tree-node', 'usb <port:usbport>: no of_node; not parsing pinctrl DT'),
    say(
      'usb.no-device-tree-node',
      '<driver:word> <usbInterface:usbintf>: no of_node; not parsing pinctrl DT',
    ),
    say('usb.no-device-tree-node', '<driver:word> <tty:tty>: no of_node; not parsing pinctrl DT'),

    say('usb.serial-type-registered', 'usbserial: USB Serial support registered for <converter:text>'),
    say('usb.serial-type-registered', 'USB Serial support registered for <converter:text>'),
    say('usb.serial-converter', '<driver:word> <usbInterface:usbintf>: <converter:text> converter detected'),
    say('usb.serial-attached', 'usb <port:usbport>: <converter:text> converter now attached to <tty:tty>', {
      reached: 'driver',
    }),
    say(
      'usb.serial-detached',
      '<driver:word> <tty:tty>: <converter:text> converter now disconnected from <was:tty>',
    ),
    say('usb.interface-detached', '<driver:word> <usbInterface:usbintf>: device disconnected'),
    say('usb.acm-attached', 'cdc_acm <usbInterface:usbintf>: <tty:tty>: USB ACM device', {
      reached: 'driver',
    }),
    say('usb.control-node', '<driver:word> <usbInterface:usbintf>: <node:word>: USB WDM device', {
      reached: 'driver',
    }),

    say('serial.transfer-error', '<driver:word> <tty:tty>: option_instat_callback: error <code:int>'),
    say(
      'serial.transfer-error',
      '<driver:word> <tty:tty>: usb_wwan_indat_callback: nonzero status: <code:int> on endpoint <endpoint:hex>.',
    ),
    say('wdm.transfer-error', '<driver:word> <usbInterface:usbintf>: nonzero urb status received: -EPIPE'),
    say(
      'wdm.transfer-error',
      '<driver:word> <usbInterface:usbintf>: nonzero urb status received: <code:int>',
    ),
    say('wdm.transfer-error', '<driver:word> <usbInterface:usbintf>: Stall on int endpoint'),
    say('wdm.transfer-error', '<driver:word> <usbInterface:usbintf>: Unexpected error <code:int>'),
    say('wdm.transfer-error', '<driver:word> <usbInterface:usbintf>: Tx URB error: <code:int>'),

    say('usb.mac-address', '<driver:word> <usbInterface:usbintf>: MAC-Address: <mac:mac>'),
    say('ncm.receive-size', '<driver:word> <usbInterface:usbintf>: setting rx_max = <bytes:int>'),
    say('ncm.transmit-size', '<driver:word> <usbInterface:usbintf>: setting tx_max = <bytes:int>'),
    say(
      'ncm.ndp-at-end',
      '<driver:word> <usbInterface:usbintf>: NDP will be placed at end of frame for this device.',
    ),
    say('ncm.parameters-failed', '<driver:word> <usbInterface:usbintf>: failed GET_NTB_PARAMETERS', {
      broken: 'driver',
    }),
    say('usb.bind-failed', '<driver:word> <usbInterface:usbintf>: bind() failure', { broken: 'driver' }),
    say(
      'usb.netdev-registered',
      "<driver:word> <usbInterface:usbintf> <netdev:netdev>: register '<registeredBy:word>' at usb-<bus:word>, <description:text>, <mac:mac>",
      { reached: 'driver' },
    ),
    say(
      'usb.netdev-registered',
      "<driver:word> <usbInterface:usbintf>: <netdev:netdev>: register '<registeredBy:word>' at usb-<bus:word>, <description:text>, <mac:mac>",
      { reached: 'driver' },
    ),
    say(
      'usb.netdev-gone',
      "<driver:word> <usbInterface:usbintf> <netdev:netdev>: unregister '<registeredBy:word>' usb-<bus:word>, <description:text>",
    ),
    say(
      'usb.netdev-gone',
      "<driver:word> <usbInterface:usbintf> <netdev:netdev> (unregistered): unregister '<registeredBy:word>' usb-<bus:word>, <description:text>",
    ),
    say(
      'usb.netdev-gone',
      "<driver:word> <usbInterface:usbintf>: <netdev:netdev>: unregister '<registeredBy:word>' usb-<bus:word>, <description:text>",
    ),
    say(
      'usb.kevent-dropped',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: kevent <event:int> may have been dropped',
    ),
    say(
      'usb.kevent-dropped',
      '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: kevent <event:int> may have been dropped',
    ),
    say('usb.network-connection', '<driver:word>: <netdev:netdev>: network connection: <state:word>'),
    say(
      'usb.network-connection',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: network connection: <state:word>',
    ),
    say(
      'usb.network-connection',
      '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: network connection: <state:word>',
    ),
    say(
      'netdev.transmit-timeout',
      'NETDEV WATCHDOG: <netdev:word> (<driver:word>): transmit queue <queue:int> timed out',
    ),
    say(
      'netdev.transmit-timeout',
      'NETDEV WATCHDOG: <netdev:word> (<driver:word>): transmit queue <queue:int> timed out <milliseconds:int> ms',
    ),
    say(
      'netdev.transmit-timeout',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: NETDEV WATCHDOG: CPU: <cpu:int>: transmit queue <queue:int> timed out <milliseconds:int> ms',
    ),
    say(
      'netdev.transmit-timeout',
      '<driver:word> <device:word> <netdev:netdev>: NETDEV WATCHDOG: CPU: <cpu:int>: transmit queue <queue:int> timed out <milliseconds:int> ms',
    ),
    say('qmi.subdriver-failed', '<driver:word> <usbInterface:usbintf>: subdriver registration failed', {
      broken: 'driver',
    }),
    say('rndis.init-failed', 'rndis_host <usbInterface:usbintf>: RNDIS init failed, <code:int>', {
      broken: 'driver',
    }),
    say('rndis.address-unreadable', 'rndis_host <usbInterface:usbintf>: rndis get ethaddr, <code:int>', {
      broken: 'driver',
    }),
    say(
      'rndis.query-failed',
      'rndis_host <usbInterface:usbintf>: RNDIS_MSG_QUERY(0x<object:hex>) failed, <code:int>',
    ),
    say(
      'rndis.query-failed',
      'rndis_host <usbInterface:usbintf>: RNDIS_MSG_QUERY(0x<object:hex>) invalid response - off <offset:int> len <length:int>',
    ),
    say('bridge.port-state', '<bridge:netdev>: port <number:int>(<netdev:word>) entered <state:text> state'),
    say('bridge.port-state', '<bridge:netdev>: port <number:int>(<netdev:word>) entering <state:text> state'),
    say('ppp.driver-loaded', 'PPP generic driver version <version:word>'),

    say('mhi.device-found', 'mhi-pci-generic <device:word>: MHI PCI device found: <name:text>', {
      reached: 'power',
    }),
    say('mhi.not-ready', 'mhi mhi<number:int>: Device failed to enter MHI Ready', { broken: 'driver' }),
    say('mhi.not-ready', 'mhi mhi<number:int>: MHI did not enter READY state', { broken: 'driver' }),
    say('mhi.not-ready', 'mhi mhi<number:int>: Device failed to enter READY state', { broken: 'driver' }),
    say('mhi.not-ready', 'mhi mhi<number:int>: Device Ready timeout', { broken: 'driver' }),
    say(
      'mhi.state-missed',
      'mhi mhi<number:int>: Did not enter M<wanted:int> state, MHI state: <state:text>, PM state: <powerState:text>',
    ),
    say('mhi.state-missed', 'mhi mhi<number:int>: Could not enter M0/M1 state'),
    say('mhi.link-lost', 'mhi mhi<number:int>: Device link is not accessible'),
    say('mhi.firmware-failed', 'mhi mhi<number:int>: Error loading firmware: <code:int>', {
      broken: 'driver',
    }),
    say('mhi.crashed', 'mhi-pci-generic <device:word>: firmware crashed (<reason:int>)'),
    say('mhi.died', 'mhi-pci-generic <device:word>: Device died', { broken: 'power' }),
    say('mhi.recovery-failed', 'mhi-pci-generic <device:word>: Recovery failed: <code:int>', {
      broken: 'power',
    }),
    say('t7xx.handshake-timeout', 'mtk_t7xx <device:word>: <side:word> handshake timeout', {
      broken: 'driver',
    }),
    say('t7xx.boot-failed', 'mtk_t7xx <device:word>: Boot Handshake failure', { broken: 'driver' }),
    say('t7xx.exception', 'mtk_t7xx <device:word>: Exception event'),
    say('t7xx.exception', 'mtk_t7xx <device:word>: Exception <number:int>'),
    say('t7xx.exception', 'mtk_t7xx <device:word>: MD exception is captured during handshake'),
    say('t7xx.channel-closed', 'mtk_t7xx <device:word>: Port <channel:text> is not opened, drop packets'),
    say('wwan.channel-attached', 'wwan wwan<number:int>: port <node:word> attached', { reached: 'driver' }),
    say('wwan.channel-gone', 'wwan wwan<number:int>: port <node:word> disconnected'),

    say('storage.cd-rom', 'scsi <address:word>: CD-ROM <name:text> PQ: <qualifier:int> ANSI: <version:int>'),
    say(
      'storage.cd-rom',
      'scsi <address:word>: CD-ROM <name:text> PQ: <qualifier:int> ANSI: <version:int> CCS',
    ),
    say(
      'storage.disk',
      'scsi <address:word>: Direct-Access <name:text> PQ: <qualifier:int> ANSI: <version:int>',
    ),
    say(
      'storage.disk',
      'scsi <address:word>: Direct-Access <name:text> PQ: <qualifier:int> ANSI: <version:int> CCS',
    ),
    say('usb.storage-detected', 'usb-storage <usbInterface:usbintf>: USB Mass Storage device detected'),
    say('netdev.renamed', '<netdev:netdev>: renamed from <was:netdev>'),
    say('netdev.renamed', '<driver:word> <usbInterface:usbintf> <netdev:netdev>: renamed from <was:netdev>'),
    say('netdev.renamed', '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: renamed from <was:netdev>'),
    say(
      'netdev.renamed',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: renamed from <was:netdev> (while UP)',
    ),
    say('netdev.renamed', '<driver:word> <device:word> <netdev:netdev>: renamed from <was:netdev>'),
    say(
      'netdev.renamed',
      '<driver:word> <device:word> <netdev:netdev>: renamed from <was:netdev> (while UP)',
    ),
  ],
  {
    remarks: [
      kernelUsbCoreRemarks,
      kernelUsbHostRemarks,
      kernelUsbSerialRemarks,
      kernelUsbNetRemarks,
      kernelStorageRemarks,
      kernelNetworkRemarks,
      kernelPcieWwanRemarks,
      kernelT7xxRemarks,
      kernelVendorUsbRemarks,
      kernelVendorMhiRemarks,
      kernelBystanderRemarks,
    ],
  },
);
