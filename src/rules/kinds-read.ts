// Written by npm run generate:rules. Do not edit.

/** What each rule looks at: kinds of messages, remarks and observations, itself or by the facts that it asks for. */
export const kindsRead: Readonly<Record<string, string>> = {
  'proto-qmi-on-huawei-ncm': '',
  'apn-typo': '',
  'auth-password-typo': '',
  'chat-busy':
    'at-exchange modem-fact modem.state-changed quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state',
  'chat-error':
    'at-exchange chat.aborted modem-fact modem.state-changed quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.init-refused',
  'chat-no-carrier':
    'at-exchange modem-fact modem.state-changed quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.no-carrier',
  'ncm-dial-rejected':
    'at-exchange modem-fact modem.state-changed quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state',
  'ppp-hangup-after-auth':
    'at-exchange chat.send modem-fact modem.state-changed pppd.address-refused pppd.auth-succeeded pppd.chap-succeeded pppd.ipcp-timeout pppd.local-address pppd.no-local-address pppd.pap-succeeded pppd.received pppd.terminated-by-peer quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.auth-succeeded wvdial.send wvdial.terminated-by-peer',
  'ppp-lcp-timeout':
    'at-exchange chat.send modem-fact modem.state-changed pppd.auth-succeeded pppd.chap-succeeded pppd.lcp-timeout pppd.pap-succeeded pppd.terminated-by-peer quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.auth-succeeded wvdial.send wvdial.terminated-by-peer',
  'ppp-modem-hangup':
    'at-exchange chat.send modem-fact modem.state-changed pppd.auth-succeeded pppd.chap-succeeded pppd.pap-succeeded pppd.terminated-by-peer quectel-cm.dialled quectel-cm.disconnected urc.5gs-registration urc.address urc.attachment urc.context-activated urc.context-deactivated urc.cs-registration urc.data-link urc.detached urc.eps-registration urc.functionality urc.operator urc.ps-registration urc.service urc.signal urc.sim-absent urc.sim-locked urc.sim-not-ready urc.sim-ready urc.sim-state wvdial.auth-succeeded wvdial.send wvdial.terminated-by-peer',
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
