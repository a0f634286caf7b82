// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { apnTypo } from './dial/apn-typo.ts';
import { authPasswordTypo } from './dial/auth-password-typo.ts';
import { driverNetMissingEcmRndis } from './driver/driver-net-missing-ecm-rndis.ts';
import { driverNetMissingHuaweiNcm } from './driver/driver-net-missing-huawei-ncm.ts';
import { driverNetMissingMbim } from './driver/driver-net-missing-mbim.ts';
import { driverNetMissingQmi } from './driver/driver-net-missing-qmi.ts';
import { driverOptionIdUnknown } from './driver/driver-option-id-unknown.ts';
import { driverOptionMissing } from './driver/driver-option-missing.ts';
import { driverProbeFailed } from './driver/driver-probe-failed.ts';
import { driverUnboundAfterProbe } from './driver/driver-unbound-after-probe.ts';
import { pppNoKernel } from './driver/ppp-no-kernel.ts';
import { txQueueTimeout } from './driver/tx-queue-timeout.ts';
import { type ListedRule, listed } from './listed-rule.ts';
import { modeswitchConfiguration } from './mode/modeswitch-configuration.ts';
import { modeswitchIdUnknown } from './mode/modeswitch-id-unknown.ts';
import { modeswitchLoop } from './mode/modeswitch-loop.ts';
import { modeswitchPackageMissing } from './mode/modeswitch-package-missing.ts';
import { protoCompositionMismatch } from './mode/proto-composition-mismatch.ts';
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
import { modemResetLoop } from './power/modem-reset-loop.ts';
import { pcieModemBootFailure } from './power/pcie-modem-boot-failure.ts';
import { usbPowerUnderrun } from './power/usb-power-underrun.ts';
import { usbSignalErrors } from './power/usb-signal-errors.ts';

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(modemResetLoop),
  listed(pcieModemBootFailure),
  listed(usbPowerUnderrun),
  listed(usbSignalErrors),
  listed(modeswitchConfiguration),
  listed(modeswitchIdUnknown),
  listed(modeswitchLoop),
  listed(modeswitchPackageMissing),
  listed(protoCompositionMismatch),
  listed(driverNetMissingEcmRndis),
  listed(driverNetMissingHuaweiNcm),
  listed(driverNetMissingMbim),
  listed(driverNetMissingQmi),
  listed(driverOptionIdUnknown),
  listed(driverOptionMissing),
  listed(driverProbeFailed),
  listed(driverUnboundAfterProbe),
  listed(pppNoKernel),
  listed(txQueueTimeout),
  listed(protoQmiOnHuaweiNcm),
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
