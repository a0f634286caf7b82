// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { apnTypo } from './dial/apn-typo.ts';
import { authPasswordTypo } from './dial/auth-password-typo.ts';
import { chatBusy } from './dial/chat-busy.ts';
import { chatError } from './dial/chat-error.ts';
import { chatNoCarrier } from './dial/chat-no-carrier.ts';
import { ncmDialRejected } from './dial/ncm-dial-rejected.ts';
import { pppHangupAfterAuth } from './dial/ppp-hangup-after-auth.ts';
import { pppLcpTimeout } from './dial/ppp-lcp-timeout.ts';
import { pppModemHangup } from './dial/ppp-modem-hangup.ts';
import { type ListedRule, listed } from './listed-rule.ts';
import { atEchoWriteOnly } from './notes/at-echo-write-only.ts';
import { dialnumIgnored } from './notes/dialnum-ignored.ts';
import { keventDropped } from './notes/kevent-dropped.ts';
import { logWorkingVsFailingOrder } from './notes/log-working-vs-failing-order.ts';
import { mwan3NoGateway } from './notes/mwan3-no-gateway.ts';
import { odhcpdRaZero } from './notes/odhcpd-ra-zero.ts';
import { pppRemote1064 } from './notes/ppp-remote-10-64.ts';
import { ubusUnknownErrorNoise } from './notes/ubus-unknown-error-noise.ts';
import { upButOnlyParent } from './notes/up-but-only-parent.ts';
import { workingConnection } from './notes/working-connection.ts';

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(protoQmiOnHuaweiNcm),
  listed(apnTypo),
  listed(authPasswordTypo),
  listed(chatBusy),
  listed(chatError),
  listed(chatNoCarrier),
  listed(ncmDialRejected),
  listed(pppHangupAfterAuth),
  listed(pppLcpTimeout),
  listed(pppModemHangup),
  listed(dhcpDiscoverNoOffer),
  listed(huaweiNdpEnd),
  listed(udhcpcWrongInterface),
  listed(atEchoWriteOnly),
  listed(dialnumIgnored),
  listed(keventDropped),
  listed(logWorkingVsFailingOrder),
  listed(mwan3NoGateway),
  listed(odhcpdRaZero),
  listed(pppRemote1064),
  listed(ubusUnknownErrorNoise),
  listed(upButOnlyParent),
  listed(workingConnection),
];
