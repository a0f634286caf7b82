// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { dhcpRawIp } from './address/dhcp-raw-ip.ts';
import { dhcpStaticNeeded } from './address/dhcp-static-needed.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { sessionWithoutInterface } from './address/session-without-interface.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { apnMissing } from './dial/apn-missing.ts';
import { apnTypo } from './dial/apn-typo.ts';
import { apnUnknown } from './dial/apn-unknown.ts';
import { authCause29 } from './dial/auth-cause-29.ts';
import { authFailedPpp } from './dial/auth-failed-ppp.ts';
import { authPasswordTypo } from './dial/auth-password-typo.ts';
import { chatBusy } from './dial/chat-busy.ts';
import { chatError } from './dial/chat-error.ts';
import { chatNoCarrier } from './dial/chat-no-carrier.ts';
import { dialResetsModem } from './dial/dial-resets-modem.ts';
import { ncmDialRejected } from './dial/ncm-dial-rejected.ts';
import { ndisdupOkNotConnected } from './dial/ndisdup-ok-not-connected.ts';
import { networkDroppedSession } from './dial/network-dropped-session.ts';
import { pdpContextLimit } from './dial/pdp-context-limit.ts';
import { pdpTypeNotAllowed } from './dial/pdp-type-not-allowed.ts';
import { pppHangupAfterAuth } from './dial/ppp-hangup-after-auth.ts';
import { pppLcpTimeout } from './dial/ppp-lcp-timeout.ts';
import { pppModemHangup } from './dial/ppp-modem-hangup.ts';
import { qmiCallFailed } from './dial/qmi-call-failed.ts';
import { qmiPolicyMismatch } from './dial/qmi-policy-mismatch.ts';
import { simNoDataPlan } from './dial/sim-no-data-plan.ts';
import { wrongDialString } from './dial/wrong-dial-string.ts';
import { wrongServiceType } from './dial/wrong-service-type.ts';
import { type ListedRule, listed } from './listed-rule.ts';
import { atEchoWriteOnly } from './notes/at-echo-write-only.ts';
import { commandPermissionDenied } from './notes/command-permission-denied.ts';
import { dialnumIgnored } from './notes/dialnum-ignored.ts';
import { keventDropped } from './notes/kevent-dropped.ts';
import { logWorkingVsFailingOrder } from './notes/log-working-vs-failing-order.ts';
import { mwan3NoGateway } from './notes/mwan3-no-gateway.ts';
import { odhcpdRaZero } from './notes/odhcpd-ra-zero.ts';
import { pppRemote1064 } from './notes/ppp-remote-10-64.ts';
import { ubusUnknownErrorNoise } from './notes/ubus-unknown-error-noise.ts';
import { upButOnlyParent } from './notes/up-but-only-parent.ts';
import { uqmiUnknownErrorNoise } from './notes/uqmi-unknown-error-noise.ts';
import { workingConnection } from './notes/working-connection.ts';
import { mwan3ParentTracked } from './route/mwan3-parent-tracked.ts';

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(protoQmiOnHuaweiNcm),
  listed(apnMissing),
  listed(apnTypo),
  listed(apnUnknown),
  listed(authCause29),
  listed(authFailedPpp),
  listed(authPasswordTypo),
  listed(chatBusy),
  listed(chatError),
  listed(chatNoCarrier),
  listed(dialResetsModem),
  listed(ncmDialRejected),
  listed(ndisdupOkNotConnected),
  listed(networkDroppedSession),
  listed(pdpContextLimit),
  listed(pdpTypeNotAllowed),
  listed(pppHangupAfterAuth),
  listed(pppLcpTimeout),
  listed(pppModemHangup),
  listed(qmiCallFailed),
  listed(qmiPolicyMismatch),
  listed(simNoDataPlan),
  listed(wrongDialString),
  listed(wrongServiceType),
  listed(dhcpDiscoverNoOffer),
  listed(dhcpRawIp),
  listed(dhcpStaticNeeded),
  listed(huaweiNdpEnd),
  listed(sessionWithoutInterface),
  listed(udhcpcWrongInterface),
  listed(mwan3ParentTracked),
  listed(atEchoWriteOnly),
  listed(commandPermissionDenied),
  listed(dialnumIgnored),
  listed(keventDropped),
  listed(logWorkingVsFailingOrder),
  listed(mwan3NoGateway),
  listed(odhcpdRaZero),
  listed(pppRemote1064),
  listed(ubusUnknownErrorNoise),
  listed(upButOnlyParent),
  listed(uqmiUnknownErrorNoise),
  listed(workingConnection),
];
