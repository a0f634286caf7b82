// Written by npm run generate:rules. Do not edit.

/** What each rule looks at: kinds of messages, remarks and observations, itself or by the facts that it asks for. */
export const kindsRead: Readonly<Record<string, string>> = {
  'modem-reset-loop': '',
  'usb-power-underrun': '',
  'usb-signal-errors': '',
  'driver-net-missing-ecm-rndis':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'driver-net-missing-huawei-ncm':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'driver-net-missing-mbim':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'driver-net-missing-qmi':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'driver-option-id-unknown':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'driver-option-missing':
    'board module node package process usb-device usb.driver-registered usb.found usb.interface-detached usb.netdev-gone',
  'proto-qmi-on-huawei-ncm': '',
  'apn-typo': '',
  'auth-password-typo': '',
  'dhcp-discover-no-offer': 'dhcp.discover gcom.sending',
  'huawei-ndp-end': 'ncm.ndp-at-end',
  'udhcpc-wrong-interface': 'dhcp.discover dhcp.lease dhcp.started',
  'at-echo-write-only': 'at-exchange',
  'dialnum-ignored': '',
  'kevent-dropped': 'usb.kevent-dropped',
  'log-working-vs-failing-order': '',
  'mwan3-no-gateway': 'mwan3.no-gateway',
  'odhcpd-ra-zero': 'odhcpd.lifetime-zero',
  'ppp-remote-10-64': 'pppd.remote-address-default',
  'ubus-unknown-error-noise': 'interface.enabled ubus.command-failed',
  'up-but-only-parent': 'interface.up',
  'working-connection': 'pppd.chap-succeeded',
};
