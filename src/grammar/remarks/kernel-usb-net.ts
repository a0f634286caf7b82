import { remarks } from '../declaration.ts';
import { behind, usbDevice, usbInterface, usbNetdev } from './kernel-prefix.ts';

/**
 * What the drivers of USB network devices say.
 * Source: linux drivers/net/usb/*.c.
 */
export const kernelUsbNetRemarks = () => [
  ...remarks('driver', 'err', {
    'hso.no-free-number': [
      'get_free_serial_index: no free serial devices in table',
      'hso: obtain_minor: no free serial devices in table',
    ],
    'hso.device-absent': ['net <netdev:netdev>: No net device !'],
    'hso.frame-invalid': ['net <netdev:netdev>: Invalid frame (<length:int>) length'],
    'hso.misused': [
      '_hso_serial_set_termios: no tty structures',
      'hso_serial_write: serial is NULL',
      'mux_device_request: Wrong arguments',
      'hso: _hso_serial_set_termios: no tty structures',
      'hso: hso_serial_write: serial is NULL',
      'hso: mux_device_request: Wrong arguments',
    ],
    'hso.registration-failed': [
      'hso_init - tty_register_driver failed(<code:int>)',
      'Could not register hso driver? error: <code:int>',
      'hso: hso_init - tty_register_driver failed(<code:int>)',
      'hso: Could not register hso driver - error: <code:int>',
    ],
  }),
  ...remarks('driver', 'info', {
    'hso.note': ['hso: <words:text>', 'hso: [<line:int>:<function:word>] <words:text>'],
    'hso.unloaded': ['hso: unloaded'],
  }),
  ...remarks('driver', 'warn', {
    'hso.note': ['<program:text>[<line:int>:get_serial_by_tty]: <words:text>'],
    'hso.transmit-timeout': ['net <netdev:netdev>: Tx timed out.'],
    'iphone.packet-too-large': ['ipheth_tx: skb too large: <bytes:int> bytes'],
  }),
  ...remarks(
    'driver',
    'err',
    behind('hso <usbInterface:usbintf>: ', {
      'hso.misused': [
        'hso_urb_to_index failed',
        "ERROR: mux'd reads with multiple buffers not possible",
        'Not our interface',
      ],
      'hso.out-of-memory': [
        'Could not allocate urb?',
        'hso_serial_common_create - Out of memory',
        'hso_create_rfkill - Out of memory',
        'Could not allocate rx urb',
        'Could not allocate rx buf',
        'Could not allocate tx urb',
        'Could not allocate tx buf',
        'Could not allocate intr urb?',
        'Could not allocate intr buf?',
      ],
      'hso.registration-failed': [
        'hso_create_rfkill - Failed to register rfkill',
        'Failed to register device',
      ],
      'hso.netdev-failed': ['Unable to create ethernet device', 'Failed to add net device'],
      'hso.endpoint-missing': [
        "Can't find BULK IN endpoint",
        "Can't find BULK OUT endpoint",
        'Failed to find BULK IN ep',
        "Can't find INT IN endpoint",
        'Failed to find INT IN ep',
        'Failed to find BULK OUT ep',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('hso <usbInterface:usbintf>: ', {
      'hso.transfer-failed': [
        'failed mux_bulk_tx_urb <code:int>',
        'read_bulk_callback failed submit mux_bulk_rx_urb <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('ipheth <usbInterface:usbintf>: ', {
      'iphone.transfer-failed': [
        'ipheth_rcvbulk_callback: urb status: <code:int>',
        'ipheth_rcvbulk_callback: dev_alloc_skb: -ENOMEM',
        'ipheth_sndbulk_callback: urb status: <code:int>',
        'ipheth_carrier_set: usb_control_msg: <code:int>',
        'ipheth_get_macaddr: usb_control_msg: <code:int>',
        'ipheth_get_macaddr: usb_control_msg: short packet: <bytes:int> bytes',
        'ipheth_rx_submit: usb_submit_urb: <code:int>',
        'ipheth_tx: usb_submit_urb: <code:int>',
        'ipheth_rcvbulk_callback: callback retval: <code:int>',
      ],
      'iphone.transmit-timeout': ['ipheth_tx_timeout: TX timeout'],
      'iphone.endpoints-missing': ['Unable to find alternate settings interface', 'Unable to find endpoints'],
      'iphone.setup-failed': ['error allocating urbs: <code:int>', 'error registering netdev: <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind('ipheth <usbInterface:usbintf>: ', {
      'iphone.attached': ['Apple iPhone USB Ethernet device attached'],
      'iphone.detached': ['Apple iPhone USB Ethernet now disconnected'],
      'iphone.transfer-failed': ['ipheth_enable_ncm: usb_control_msg: <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('qmi_wwan <usbInterface:usbintf>: ', {
      'qmi.union-bogus': ['bogus CDC Union: master=<master:int>, slave=<slave:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('rndis_host <usbInterface:usbintf>: ', {
      'rndis.packets-too-large': ["dev can't take <bytes:int> byte packets (max <limit:int>)"],
      'rndis.filter-failed': ['rndis set packet filter, <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('rndis_host <usbInterface:usbintf>: ', {
      'rndis.packets-too-large': [
        "dev can't take <bytes:int> byte packets (max <limit:int>), adjusting MTU to <mtu:int>",
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbDevice, {
      'sierra.endpoints-missing': [
        'Expected 3 endpoints, found: <found:int>',
        'Error in usbnet_get_endpoints (<code:int>)',
        'No status endpoint found',
      ],
      'sierra.firmware-incompatible': ['Incompatible driver and firmware versions'],
      'hso.device-absent': [
        'write_bulk_callback: device not running',
        'write_bulk_callback: net device not present',
      ],
      'hso.transfer-failed': [
        'hso_resubmit_rx_bulk_urb failed submit serial rx_urb <code:int>',
        'mux_device_request failed submit ctrl_urb <code:int> type <type:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbDevice, {
      'ether.descriptors-bad': ['bad CDC descriptors'],
      'rndis.media-connected': ['rndis media connect'],
      'rndis.media-disconnected': ['rndis media disconnect'],
      'rndis.indication': ['rndis indication: 0x<indication:hex>'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind(usbDevice, {
      'hso.transfer-failed': [
        'tiocmget_submit_urb usb_submit_urb failed <code:int>',
        'Failed to submit urb - res <code:int>',
        'hso_start_net_device failed mux_bulk_rx_urb[<index:int>] <code:int>',
        'hso_mux_submit_intr_urb failed mux_intr_urb <code:int>',
      ],
      'hso.notification-invalid': ['hso received invalid serial state notification'],
      'hso.data-dropped': ['dropping data, <bytes:int> bytes lost'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbInterface, {
      'ncm.crc-mode-failed': ['SET_CRC_MODE failed'],
      'ncm.format-failed': ['SET_NTB_FORMAT failed'],
      'ncm.descriptors-odd': [
        'skipping garbage byte',
        'invalid descriptor buffer length',
        'More than one union descriptor, skipping ...',
      ],
      'ncm.descriptors-missing': [
        'CDC Union missing and no IAD found',
        'MBIM functional descriptor missing',
        'NCM or ECM functional descriptors missing',
      ],
      'ncm.interface-not-claimed': ['failed to claim data intf'],
      'ncm.address-unreadable': ['failed to get mac address'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbInterface, {
      'ncm.format-reset': ['resetting NTB format to 16-bit'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind(usbInterface, {
      'ncm.size-adjusted': ['dwNtbInMaxSize=<bytes:int> is too small. Using <limit:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('<driver:word>'), {
      'netdev.transfer-failed': [
        'intr resubmit --> <code:int>',
        'intr submit <code:int>',
        "can't clear tx halt, status <code:int>",
        "can't clear rx halt, status <code:int>",
        'Error submitting the control message: status=<code:int>',
      ],
      'netdev.out-of-memory': [
        'Error allocating buffer in usbnet_write_cmd_async!',
        'Error allocating URB in usbnet_write_cmd_async!',
      ],
      'ether.notification-unexpected': ['CDC: unexpected notification <notification:hex>!'],
      'netdev.open-failed': ["can't open; <code:int>"],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbNetdev('<driver:word>'), {
      'netdev.stopped': [
        'stop stats: rx/tx <received:int>/<sent:int>, errs <receiveErrors:int>/<sendErrors:int>',
      ],
      'netdev.stop-failed': ['stop fail (<code:int>) usbnet usb-<bus:word>, <description:text>'],
      'netdev.resume-failed': ['resumption fail (<code:int>) usbnet usb-<bus:word>, <description:text>'],
      'netdev.open-failed': ['open reset fail (<code:int>) usbnet usb-<bus:word>, <description:text>'],
      'netdev.opened': [
        'open: enable queueing (rx <rx:int>, tx <tx:int>) mtu <mtu:int> ASIX framing',
        'open: enable queueing (rx <rx:int>, tx <tx:int>) mtu <mtu:int> simple framing',
      ],
      'netdev.link-reset-failed': [
        'link reset failed (<code:int>) usbnet usb-<bus:word>, <description:text>',
      ],
      'netdev.link-speed': [
        'link speeds: <uploadKbps:int> kbps up, <downloadKbps:int> kbps down',
        '<download:int> mbit/s downlink <upload:int> mbit/s uplink',
        '<download:int> kbit/s downlink <upload:int> kbit/s uplink',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind(usbNetdev('cdc_eem'), {
      'eem.link-command-odd': ['link cmd failure', 'unexpected link command <command:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('cdc_mbim'), {
      'mbim.session-unknown': ['unsupported tci=0x<tci:hex>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('kalmia'), {
      'kalmia.init-failed': [
        'Error sending init packet. Status <code:int>, length <length:int>',
        'Did not send all of init packet. Bytes sent: <sent:int>',
        'Error receiving init result. Status <code:int>, length <length:int>',
        'Unexpected init result length: <length:int>',
        'Error sending init packet. Status <code:int>',
        'Error receiving init result. Status <code:int>',
      ],
      'kalmia.header-unknown': [
        'Received unknown frame header: <first:hex>:<second:hex>:<third:hex>:<fourth:hex>:<fifth:hex>:<sixth:hex>. Package length: <length:int>',
        'Received unknown frame header: <bytes:text>C. Package length: <length:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('lg-vl600'), {
      'lg-vl600.packet-malformed': [
        'Fragment too long',
        'Frame too short',
        'Packet too short',
        'Bad packet length stored in header',
      ],
      'lg-vl600.out-of-memory': ['Reserving <bytes:int> bytes for packet assembly failed.'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('qmi_wwan'), {
      'qmi.mode-change-refused': [
        'Cannot change a running device',
        'Type change was refused',
        'Cannot clear ip mode on pass through device',
        'Cannot set pass through mode on non ip device',
      ],
      'qmi.mux-exists': ['mux_id already present'],
      'qmi.mux-missing': ['mux_id not present'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('sierra_net'), {
      'sierra.packet-dropped': [
        'Non linear buffer-dropping',
        'tx_fixup:no room for packet',
        'tx_fixup: no room for HIP',
      ],
      'sierra.command-failed': [
        'Submit <command:text> failed <code:int>',
        'usb_control_msg failed, status <code:int>',
      ],
      'sierra.status-malformed': [
        'sierra_net_parse_lsi: Data length <length:int>, exp >= <expected:text>u',
        'sierra_net_parse_lsi: LSI_UMTS_STATUS_LEN <length:int>, exp <expected:int>',
        'Invalid LSI',
        'sierra_net_parse_lsi: Data length <length:int>, exp >= <expected:int>',
      ],
      'sierra.session-idle': ['Session idle, 0x<status:hex>'],
      'sierra.link-unsupported': [
        'Link type unsupported: 0x<type:hex>',
        'Protocol unsupported, 0x<type:hex>',
      ],
      'sierra.no-coverage': ['No coverage, 0x<status:hex>'],
      'sierra.sync-failed': ['Send SYNC failed, status <code:int>', 'Send SYNC failed <code:int>'],
      'sierra.packet-malformed': [
        'sierra_net_kevent: Bad packet, parse result <code:int>',
        'sierra_net_kevent: Bad packet, received <got:int>, expected <expected:int>',
        'Unrecognized HIP msg, extmsgid 0x<id:hex>',
        'Unrecognized HIP msg, msgid 0x<msgid:hex>',
        ': unexpected notification <notification:hex>!',
        'Invalid HIP header <code:int>',
        'HIP/ETH: Invalid pkt',
      ],
      'sierra.out-of-memory': ['failed to get skb'],
    }),
  ),
];
