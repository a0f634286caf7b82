// Written by npm run generate:rules. Do not edit.

/** What each rule looks at: kinds of messages, remarks and observations, itself or by the facts that it asks for. */
export const kindsRead: Readonly<Record<string, string>> = {
  'modem-reset-loop':
    'at-exchange atc.disconnected interface.down modem-fact node shell.port-unopened uqmi.unopened usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'pcie-modem-boot-failure':
    'driver.probe-failed mhi.firmware-failed mhi.not-ready mhi.state-missed t7xx.boot-failed t7xx.handshake-timeout t7xx.modem-init-failed usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable wwan.channel-attached',
  'usb-power-underrun':
    'chat.send gcom.sending handler.starting-network serial.transfer-error usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.hub-over-current usb.netdev-gone usb.over-current usb.over-current-change usb.port-disturbed usb.port-not-enabled usb.port-reset-failed usb.power-short usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable wdm.transfer-error',
  'usb-signal-errors':
    'usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.over-current usb.over-current-change usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'modeswitch-configuration':
    'board module node package process usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.driver-registered usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'modeswitch-id-unknown':
    'board module node package process usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.driver-registered usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable usbmode.device-found usbmode.message-failed usbmode.switching',
  'modeswitch-loop':
    'usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'modeswitch-package-missing':
    'board module node package process usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.driver-registered usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable usbmode.device-found usbmode.message-failed usbmode.switching',
  'proto-composition-mismatch':
    'board module node package process usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.driver-registered usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
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
  'driver-probe-failed':
    'driver.probe-failed ncm.parameters-failed qmi.subdriver-failed rndis.address-unreadable rndis.init-failed rndis.query-failed usb-device usb.address-refused usb.bind-failed usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'driver-unbound-after-probe':
    'board module node package process usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.driver-registered usb.driver-removed usb.enumeration-failed usb.found usb.netdev-gone usb.netdev-registered usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'ppp-no-kernel':
    'pppd.no-kernel-support usb-device usb.address-refused usb.configuration-unreadable usb.configuration-unset usb.debounce-failed usb.descriptor-failed usb.disconnect usb.enumeration-failed usb.found usb.netdev-gone usb.port-not-enabled usb.port-reset-failed usb.serial-attached usb.serial-detached usb.setup-unanswered usb.string-unreadable',
  'tx-queue-timeout': 'netdev.transmit-timeout',
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
