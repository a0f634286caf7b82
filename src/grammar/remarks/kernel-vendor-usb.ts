import { remarks } from '../declaration.ts';
import { behind, usbInterface, usbNetdev } from './kernel-prefix.ts';

/**
 * What the vendors' QMI drivers qmi_wwan_q, qmi_wwan_f and qmi_wwan_s say.
 * Source: QModem packages quectel_QMI_WWAN, fibocom_QMI_WWAN, simcom_QMI_WWAN.
 */
export const kernelVendorUsbRemarks = () => [
  ...remarks('driver', 'err', {
    'qmi.hardware-path': [
      "qmi_wwan_driver_init: driver load must after '/etc/modules.d/42-rmnet-nss'",
      'rmnet_nss_init(): initializing rmnet_nss',
      'rmnet_nss_exit(): exiting rmnet_nss',
    ],
  }),
  ...remarks('driver', 'info', {
    'qmi.bridge-mode': [
      '<device:word> sip = <sender:word>, tip=<target:word>, ipv4=<own:word>',
      '<device:word> PC Mac Address: <first:hex>:<second:hex>:<third:hex>:<fourth:hex>:<fifth:hex>:<sixth:hex>',
      'ioctl 0x89F4 change qmapnet bridge(<bridge:int>) lan mac -> <first:hex>:<second:hex>:<third:hex>:<fourth:hex>:<fifth:hex>:<sixth:hex>',
      'ioctl 0x89F4 change usbnet bridge(<bridge:int>) lan mac -> <first:hex>:<second:hex>:<third:hex>:<fourth:hex>:<fifth:hex>:<sixth:hex>',
      'ioctl 0x89F4 change bridge(<bridge:int>) lan mac -> error id',
    ],
    'qmi.mux-device': ['qmap_unregister_device(<device:text>)'],
    'qmi.halt-cleared': ['usb_clear_halt EPIN EPOUT'],
    'qmi.bind': [
      '<program:text>: qmi_wwan_bind:random mac addr <pointer:word>',
      '<program:text>: qmi_wwan_bind:if get zero mac, random mac addr <pointer:word>',
    ],
  }),
  ...remarks('driver', 'warn', {
    'qmi.packet-dropped': ['skb_tailroom small!', 'It is better reserve headroom in usbnet.c:rx_submit()!'],
    'qmi.transfer-size': ['warning, set mtu greater than 1500, <mtu:int>'],
  }),
  ...remarks(
    'driver',
    'err',
    behind(usbInterface, {
      'qmi.mux-device': ['ERROR: qmap_settings.size donot match!'],
      'qmi.packet-dropped': ['Packet Dropped'],
      'qmi.raw-ip-mode': ['<vendor:word> <model:text> work on RawIP mode'],
      'qmi.bind': ['rmnet_usb_bind'],
      'qmi.union-bogus': ['bogus CDC Union: master=<master:int>, slave=<slave:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbInterface, {
      'qmi.link-state': [
        'link_state_store offset_id is <offsetId:int>. but qmap_mode is <qmapMode:int>',
        'link_state 0x<was:hex> -> 0x<now:hex>',
      ],
      'qmi.bridge-mode': ['bridge_mode change to 0x<mode:hex>'],
      'qmi.mux-device': [
        'qmap_register_device(<device:text>)=<code:int>',
        'qmap_register_device <device:text>',
      ],
      'qmi.transfer-size': [
        'ul_data_aggregation_max_datagrams=<datagrams:int>, ul_data_aggregation_max_size=<size:int>, dl_minimum_padding=<padding:int>',
        'rx_urb_size = <rxUrbSize:int>',
      ],
      'qmi.packet-dropped': [
        'drop skb_len=<skbLen:hex> larger than 1500',
        'drop qmap unknow pkt, len=<length:int>, pkt_len=<pktLen:int>',
        'skip qmap command packet <packet:hex>',
        'unknow skb->protocol <protocol:hex>',
        'drop qmap unknow mux_id <muxId:hex>',
        'fail to alloc skb, pkt_len = <length:int>',
        'skip qmap command packet',
        'drop skb_len=<skbLen:hex> larger than mtu=<mtu:int>',
      ],
      'qmi.no-reset-resume': ['device do not support reset_resume'],
      'qmi.wrong-usb-mode': [
        'Fibocom module not qmi_wwan mode!',
        'Quectel module not qmi_wwan mode! please check \'at+qcfg="usbnet"\'',
      ],
      'qmi.raw-ip-mode': ['SIMCom 8200 work on RawIP mode', 'Quectel <quectel:text> work on RawIP mode'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbNetdev('<driver:word>'), {
      'qmi.hardware-path': ['Device will not use NSS path: <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbNetdev('<driver:word>'), {
      'qmi.hardware-path': ['NSS context created'],
    }),
  ),
];
