import { say, speaker } from '../declaration.ts';

/**
 * The kernel on USB modems: bus, serial, network and storage drivers, PPP.
 * Source: linux drivers/usb/core/hub.c, drivers/usb/serial/{usb-serial,option}.c, drivers/usb/class/cdc-{wdm,acm}.c,
 * drivers/net/usb/{usbnet,cdc_ncm,huawei_cdc_ncm,qmi_wwan,cdc_mbim,rndis_host}.c, init/version.c.
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

    say(
      'usb.new-device',
      'usb <port:usbport>: new <speed:word> USB device number <number:int> using <controller:word>',
      { reached: 'power' },
    ),
    say(
      'usb.reset-device',
      'usb <port:usbport>: reset <speed:word> USB device number <number:int> using <controller:word>',
    ),
    say('usb.disconnect', 'usb <port:usbport>: USB disconnect, device number <number:int>'),
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
    say('usb.layout-remark', 'usb <port:usbport>: config <config:int> <remark:text>'),
    say('usb.no-device-tree-node', 'usb <port:usbport>: no of_node; not parsing pinctrl DT'),
    say(
      'usb.no-device-tree-node',
      '<driver:word> <usbInterface:usbintf>: no of_node; not parsing pinctrl DT',
    ),
    say('usb.no-device-tree-node', '<driver:word> <tty:tty>: no of_node; not parsing pinctrl DT'),

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
      'usb.kevent-dropped',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: kevent <event:int> may have been dropped',
    ),
    say(
      'usb.kevent-dropped',
      '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: kevent <event:int> may have been dropped',
    ),
    say(
      'usb.network-connection',
      '<driver:word> <usbInterface:usbintf> <netdev:netdev>: network connection: <state:word>',
    ),
    say(
      'usb.network-connection',
      '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: network connection: <state:word>',
    ),
    say('usb.storage-detected', 'usb-storage <usbInterface:usbintf>: USB Mass Storage device detected'),
    say('netdev.renamed', '<netdev:netdev>: renamed from <was:netdev>'),
    say('netdev.renamed', '<driver:word> <usbInterface:usbintf> <netdev:netdev>: renamed from <was:netdev>'),
    say('netdev.renamed', '<driver:word> <usbInterface:usbintf>: <netdev:netdev>: renamed from <was:netdev>'),
  ],
);
