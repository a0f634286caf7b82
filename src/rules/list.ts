// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { atPortBusy } from './control/at-port-busy.ts';
import { atPortIoError } from './control/at-port-io-error.ts';
import { atPortRenumbered } from './control/at-port-renumbered.ts';
import { atPortSilent } from './control/at-port-silent.ts';
import { atPortWrongRole } from './control/at-port-wrong-role.ts';
import { autoconnectBootRace } from './control/autoconnect-boot-race.ts';
import { cdcWdmRenumbered } from './control/cdc-wdm-renumbered.ts';
import { chatTimeout } from './control/chat-timeout.ts';
import { devicePathWrong } from './control/device-path-wrong.ts';
import { huaweiUnsolicited } from './control/huawei-unsolicited.ts';
import { mmPortsMissedAtBoot } from './control/mm-ports-missed-at-boot.ts';
import { mmVsUqmi } from './control/mm-vs-uqmi.ts';
import { modemFirmwareHang } from './control/modem-firmware-hang.ts';
import { modemmanagerCrash } from './control/modemmanager-crash.ts';
import { ncmCrVendor2410 } from './control/ncm-cr-vendor-2410.ts';
import { ncmUrcReadAsVendor } from './control/ncm-urc-read-as-vendor.ts';
import { protoHandlerMissing } from './control/proto-handler-missing.ts';
import { protoMmNoModem } from './control/proto-mm-no-modem.ts';
import { protoNcmInitRefused } from './control/proto-ncm-init-refused.ts';
import { protoNcmUnsupportedModem } from './control/proto-ncm-unsupported-modem.ts';
import { protoQmiOnHilink } from './control/proto-qmi-on-hilink.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { uqmiHang } from './control/uqmi-hang.ts';
import { uqmiTimeoutTooShort } from './control/uqmi-timeout-too-short.ts';
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

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(atPortBusy),
  listed(atPortIoError),
  listed(atPortRenumbered),
  listed(atPortSilent),
  listed(atPortWrongRole),
  listed(autoconnectBootRace),
  listed(cdcWdmRenumbered),
  listed(chatTimeout),
  listed(devicePathWrong),
  listed(huaweiUnsolicited),
  listed(mmPortsMissedAtBoot),
  listed(mmVsUqmi),
  listed(modemFirmwareHang),
  listed(modemmanagerCrash),
  listed(ncmCrVendor2410),
  listed(ncmUrcReadAsVendor),
  listed(protoHandlerMissing),
  listed(protoMmNoModem),
  listed(protoNcmInitRefused),
  listed(protoNcmUnsupportedModem),
  listed(protoQmiOnHilink),
  listed(protoQmiOnHuaweiNcm),
  listed(uqmiHang),
  listed(uqmiTimeoutTooShort),
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
