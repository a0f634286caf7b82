// Written by npm run generate:rules. Do not edit.

/** What each rule looks at: kinds of messages, remarks and observations, itself or by the facts that it asks for. */
export const kindsRead: Readonly<Record<string, string>> = {
  'at-port-busy':
    'board interface-status module node package pppd.device-locked pppd.device-unopened process quectel-cm.device-unopened umbim.unopened wvdial.device-unopened',
  'at-port-io-error':
    'at-exchange chat.read-failed chat.terminal-unset chat.write-failed gcom.write-failed interface-status pppd.device-unopened pppd.no-echo-reply quectel-cm.device-unopened urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.device-unopened',
  'at-port-renumbered':
    'board handler.device-invalid handler.device-missing interface-status module node package pppd.device-unopened process usb-device usb.bus-registered usb.found wvdial.device-unopened',
  'at-port-silent':
    'at-exchange chat.alarm chat.read-timed-out gcom.mode-timeout gcom.pin-timeout gcom.timeout handler.no-answer handler.no-modem-information interface-status modem-fact modem-port.role qmodem.address-changed qmodem.at-unexpected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state usb-device usb.found wvdial.unanswered',
  'at-port-wrong-role':
    'at-exchange interface-status modem-fact modem-port.role urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state usb-device usb.found',
  'autoconnect-boot-race':
    'board handler.device-invalid handler.device-missing handler.device-unmanaged handler.modem-found interface-status mmcli.connected mmcli.modem-missing mmcli.registered modem-device.modem-created modem-device.modem-creating module node package pppd.device-unopened process usb-device usb.bus-registered usb.found wvdial.device-unopened',
  'cdc-wdm-renumbered':
    'board handler.device-invalid handler.device-missing interface-status module node package pppd.device-unopened process usb-device usb.bus-registered usb.found wvdial.device-unopened',
  'chat-timeout':
    'at-exchange chat.alarm chat.read-timed-out interface-status urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state',
  'device-path-wrong':
    'board handler.device-invalid handler.device-missing interface-status module node package pppd.device-unopened process usb-device usb.bus-registered usb.found wvdial.device-unopened',
  'huawei-unsolicited':
    'board handler.unsupported-modem interface-status jshn.failed module node package process',
  'mm-ports-missed-at-boot': 'modem-fact modem-port.late modem.state-changed',
  'mm-vs-uqmi':
    'board gcom.device-unopened gcom.timeout handler.capabilities-failed handler.no-client-id handler.no-modem-information handler.sim-illegal interface-status modem-device.modem-created modem-device.modem-creating modem-manager.started modem-port.given-up modem-port.timed-out modem.power-state modem.state-changed module node package process umbim.timeout umbim.unopened uqmi.command-error uqmi.error uqmi.service-unreachable uqmi.timeout uqmi.unopened',
  'modem-firmware-hang':
    'bearer.stats-failed board chat.alarm chat.got-it gcom.answer-ok gcom.device-unopened gcom.mode-timeout gcom.pin-timeout gcom.timeout gcom.write-failed handler.capabilities-failed handler.no-client-id handler.no-modem-information handler.pin-already-verified handler.pin-disabled handler.pin-required handler.raw-ip-only handler.register-restarted handler.setting-up-device handler.sim-illegal handler.sim-puk-required handler.starting-network interface-status mmcli.connected modem-device.modem-created modem-device.modem-creating modem-manager.started modem-port.given-up modem-port.timed-out modem.power-state modem.state-changed module node package pppd.no-echo-reply pppd.serial-established process quectel-cm.address quectel-cm.connected quectel-cm.dialled quectel-cm.disconnected quectel-cm.registration quectel-cm.request-unanswered umbim.timeout umbim.unopened uqmi.command-error uqmi.error uqmi.service-unreachable uqmi.timeout uqmi.unopened usb-device usb.found',
  'modemmanager-crash': 'interface-status modem-manager.crashed modem.state-changed',
  'ncm-cr-vendor-2410':
    'board handler.unsupported-modem interface-status jshn.failed module node package process',
  'ncm-urc-read-as-vendor':
    'board handler.unsupported-modem interface-status jshn.failed module node package process',
  'proto-handler-missing': 'board handler.proto-missing interface-status module node package process',
  'proto-mm-no-modem':
    'handler.device-missing handler.device-unmanaged handler.modem-found interface-status mmcli.connected mmcli.modem-missing mmcli.registered modem-device.modem-created modem-device.modem-creating',
  'proto-ncm-init-refused':
    'at-exchange gcom.refused gcom.unsupported handler.initialize-failed handler.mode-failed interface-status urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state',
  'proto-ncm-unsupported-modem':
    'board handler.unsupported-modem handler.wrong-script interface-status jshn.failed module node package process',
  'proto-qmi-on-hilink': 'node usb-device usb.found',
  'proto-qmi-on-huawei-ncm': '',
  'uqmi-hang':
    'board handler.sim-illegal handler.starting-network handler.waiting-for-network handler.waiting-for-sim interface-status module node package process uqmi.error uqmi.timeout',
  'uqmi-timeout-too-short':
    'board gcom.device-unopened gcom.timeout handler.capabilities-failed handler.connect-failed handler.ipv4-connect-failed handler.no-client-id handler.no-modem-information handler.sim-illegal handler.starting-network interface-status modem-device.modem-created modem-device.modem-creating modem-manager.started modem-port.given-up modem-port.timed-out modem.power-state modem.state-changed module node package process umbim.timeout umbim.unopened uqmi.command-error uqmi.error uqmi.service-unreachable uqmi.timeout uqmi.unopened',
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
