// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { apnTypo } from './dial/apn-typo.ts';
import { authPasswordTypo } from './dial/auth-password-typo.ts';
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
import { attachRejectedEsm } from './register/attach-rejected-esm.ts';
import { fccLock } from './register/fcc-lock.ts';
import { noSignal } from './register/no-signal.ts';
import { radioOffCfun } from './register/radio-off-cfun.ts';
import { registrationDenied } from './register/registration-denied.ts';
import { roamingNotAllowed } from './register/roaming-not-allowed.ts';
import { searchingForever } from './register/searching-forever.ts';
import { simInactive } from './register/sim-inactive.ts';
import { wDisableAsserted } from './register/w-disable-asserted.ts';
import { esimNoProfile } from './sim/esim-no-profile.ts';
import { simIllegalCycle } from './sim/sim-illegal-cycle.ts';
import { simMissing } from './sim/sim-missing.ts';
import { simNetworkLock } from './sim/sim-network-lock.ts';
import { simNotReadyYet } from './sim/sim-not-ready-yet.ts';
import { simPinRequired } from './sim/sim-pin-required.ts';
import { simPinTriesLow } from './sim/sim-pin-tries-low.ts';
import { simPinWrong } from './sim/sim-pin-wrong.ts';
import { simPuk } from './sim/sim-puk.ts';
import { simStateStuck } from './sim/sim-state-stuck.ts';

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(protoQmiOnHuaweiNcm),
  listed(esimNoProfile),
  listed(simIllegalCycle),
  listed(simMissing),
  listed(simNetworkLock),
  listed(simNotReadyYet),
  listed(simPinRequired),
  listed(simPinTriesLow),
  listed(simPinWrong),
  listed(simPuk),
  listed(simStateStuck),
  listed(attachRejectedEsm),
  listed(fccLock),
  listed(noSignal),
  listed(radioOffCfun),
  listed(registrationDenied),
  listed(roamingNotAllowed),
  listed(searchingForever),
  listed(simInactive),
  listed(wDisableAsserted),
  listed(apnTypo),
  listed(authPasswordTypo),
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
