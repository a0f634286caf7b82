// Written by npm run generate:rules. Do not edit.
import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { dhcpRawIp } from './address/dhcp-raw-ip.ts';
import { dhcpStaticNeeded } from './address/dhcp-static-needed.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { ifnameVsDevice } from './address/ifname-vs-device.ts';
import { sessionWithoutInterface } from './address/session-without-interface.ts';
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
import { disabledOrAuto0 } from './control/disabled-or-auto0.ts';
import { duplicateSection } from './control/duplicate-section.ts';
import { huaweiUnsolicited } from './control/huawei-unsolicited.ts';
import { mmPortsMissedAtBoot } from './control/mm-ports-missed-at-boot.ts';
import { mmVsUqmi } from './control/mm-vs-uqmi.ts';
import { modemFirmwareHang } from './control/modem-firmware-hang.ts';
import { modemmanagerCrash } from './control/modemmanager-crash.ts';
import { ncmCrVendor2410 } from './control/ncm-cr-vendor-2410.ts';
import { ncmUrcReadAsVendor } from './control/ncm-urc-read-as-vendor.ts';
import { optionMisspelt } from './control/option-misspelt.ts';
import { protoHandlerMissing } from './control/proto-handler-missing.ts';
import { protoMmNoModem } from './control/proto-mm-no-modem.ts';
import { protoNcmInitRefused } from './control/proto-ncm-init-refused.ts';
import { protoNcmUnsupportedModem } from './control/proto-ncm-unsupported-modem.ts';
import { protoQmiOnHilink } from './control/proto-qmi-on-hilink.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { scriptPollers } from './control/script-pollers.ts';
import { twoStacksVendor } from './control/two-stacks-vendor.ts';
import { uqmiHang } from './control/uqmi-hang.ts';
import { uqmiTimeoutTooShort } from './control/uqmi-timeout-too-short.ts';
import { apnMissing } from './dial/apn-missing.ts';
import { apnOfOtherOperator } from './dial/apn-of-other-operator.ts';
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
import { driverNetMissingEcmRndis } from './driver/driver-net-missing-ecm-rndis.ts';
import { driverNetMissingHuaweiNcm } from './driver/driver-net-missing-huawei-ncm.ts';
import { driverNetMissingMbim } from './driver/driver-net-missing-mbim.ts';
import { driverNetMissingQmi } from './driver/driver-net-missing-qmi.ts';
import { driverOptionIdUnknown } from './driver/driver-option-id-unknown.ts';
import { driverOptionMissing } from './driver/driver-option-missing.ts';
import { driverProbeFailed } from './driver/driver-probe-failed.ts';
import { driverUnboundAfterProbe } from './driver/driver-unbound-after-probe.ts';
import { mhiPcieNotUsb } from './driver/mhi-pcie-not-usb.ts';
import { pppNoKernel } from './driver/ppp-no-kernel.ts';
import { txQueueTimeout } from './driver/tx-queue-timeout.ts';
import { type ListedRule, listed } from './listed-rule.ts';
import { modeswitchConfiguration } from './mode/modeswitch-configuration.ts';
import { modeswitchIdUnknown } from './mode/modeswitch-id-unknown.ts';
import { modeswitchLoop } from './mode/modeswitch-loop.ts';
import { modeswitchPackageMissing } from './mode/modeswitch-package-missing.ts';
import { protoCompositionMismatch } from './mode/proto-composition-mismatch.ts';
import { atEchoWriteOnly } from './notes/at-echo-write-only.ts';
import { commandPermissionDenied } from './notes/command-permission-denied.ts';
import { dialnumIgnored } from './notes/dialnum-ignored.ts';
import { keventDropped } from './notes/kevent-dropped.ts';
import { logWorkingVsFailingOrder } from './notes/log-working-vs-failing-order.ts';
import { mwan3NoGateway } from './notes/mwan3-no-gateway.ts';
import { noModemLogLines } from './notes/no-modem-log-lines.ts';
import { odhcpdRaZero } from './notes/odhcpd-ra-zero.ts';
import { optionValueInvalid } from './notes/option-value-invalid.ts';
import { pppRemote1064 } from './notes/ppp-remote-10-64.ts';
import { ubusUnknownErrorNoise } from './notes/ubus-unknown-error-noise.ts';
import { unknownOptions } from './notes/unknown-options.ts';
import { upButOnlyParent } from './notes/up-but-only-parent.ts';
import { uqmiUnknownErrorNoise } from './notes/uqmi-unknown-error-noise.ts';
import { workingConnection } from './notes/working-connection.ts';
import { modemOverheat } from './power/modem-overheat.ts';
import { modemResetLoop } from './power/modem-reset-loop.ts';
import { pcieModemBootFailure } from './power/pcie-modem-boot-failure.ts';
import { usbPortDead } from './power/usb-port-dead.ts';
import { usbPowerUnderrun } from './power/usb-power-underrun.ts';
import { usbSignalErrors } from './power/usb-signal-errors.ts';
import { antennaWrongPort } from './register/antenna-wrong-port.ts';
import { attachRejectedEsm } from './register/attach-rejected-esm.ts';
import { bandUnsupported } from './register/band-unsupported.ts';
import { carrierProfileWrong } from './register/carrier-profile-wrong.ts';
import { fccLock } from './register/fcc-lock.ts';
import { modemIdentityLost } from './register/modem-identity-lost.ts';
import { noSignal } from './register/no-signal.ts';
import { radioOffCfun } from './register/radio-off-cfun.ts';
import { ratLock } from './register/rat-lock.ts';
import { registrationDenied } from './register/registration-denied.ts';
import { roamingNotAllowed } from './register/roaming-not-allowed.ts';
import { searchingForever } from './register/searching-forever.ts';
import { simInactive } from './register/sim-inactive.ts';
import { wDisableAsserted } from './register/w-disable-asserted.ts';
import { dnsMissing } from './route/dns-missing.ts';
import { firewallZoneMissing } from './route/firewall-zone-missing.ts';
import { hilinkSubnetClash } from './route/hilink-subnet-clash.ts';
import { metricDeadWan } from './route/metric-dead-wan.ts';
import { mwan3Offline } from './route/mwan3-offline.ts';
import { mwan3ParentTracked } from './route/mwan3-parent-tracked.ts';
import { noDefaultRoute } from './route/no-default-route.ts';
import { noDnsFromNetwork } from './route/no-dns-from-network.ts';
import { esimNoProfile } from './sim/esim-no-profile.ts';
import { simHotswap } from './sim/sim-hotswap.ts';
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
  listed(modemOverheat),
  listed(modemResetLoop),
  listed(pcieModemBootFailure),
  listed(usbPortDead),
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
  listed(mhiPcieNotUsb),
  listed(pppNoKernel),
  listed(txQueueTimeout),
  listed(atPortBusy),
  listed(atPortIoError),
  listed(atPortRenumbered),
  listed(atPortSilent),
  listed(atPortWrongRole),
  listed(autoconnectBootRace),
  listed(cdcWdmRenumbered),
  listed(chatTimeout),
  listed(devicePathWrong),
  listed(disabledOrAuto0),
  listed(duplicateSection),
  listed(huaweiUnsolicited),
  listed(mmPortsMissedAtBoot),
  listed(mmVsUqmi),
  listed(modemFirmwareHang),
  listed(modemmanagerCrash),
  listed(ncmCrVendor2410),
  listed(ncmUrcReadAsVendor),
  listed(optionMisspelt),
  listed(protoHandlerMissing),
  listed(protoMmNoModem),
  listed(protoNcmInitRefused),
  listed(protoNcmUnsupportedModem),
  listed(protoQmiOnHilink),
  listed(protoQmiOnHuaweiNcm),
  listed(scriptPollers),
  listed(twoStacksVendor),
  listed(uqmiHang),
  listed(uqmiTimeoutTooShort),
  listed(esimNoProfile),
  listed(simHotswap),
  listed(simIllegalCycle),
  listed(simMissing),
  listed(simNetworkLock),
  listed(simNotReadyYet),
  listed(simPinRequired),
  listed(simPinTriesLow),
  listed(simPinWrong),
  listed(simPuk),
  listed(simStateStuck),
  listed(antennaWrongPort),
  listed(attachRejectedEsm),
  listed(bandUnsupported),
  listed(carrierProfileWrong),
  listed(fccLock),
  listed(modemIdentityLost),
  listed(noSignal),
  listed(radioOffCfun),
  listed(ratLock),
  listed(registrationDenied),
  listed(roamingNotAllowed),
  listed(searchingForever),
  listed(simInactive),
  listed(wDisableAsserted),
  listed(apnMissing),
  listed(apnOfOtherOperator),
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
  listed(ifnameVsDevice),
  listed(sessionWithoutInterface),
  listed(udhcpcWrongInterface),
  listed(dnsMissing),
  listed(firewallZoneMissing),
  listed(hilinkSubnetClash),
  listed(metricDeadWan),
  listed(mwan3Offline),
  listed(mwan3ParentTracked),
  listed(noDefaultRoute),
  listed(noDnsFromNetwork),
  listed(atEchoWriteOnly),
  listed(commandPermissionDenied),
  listed(dialnumIgnored),
  listed(keventDropped),
  listed(logWorkingVsFailingOrder),
  listed(mwan3NoGateway),
  listed(noModemLogLines),
  listed(odhcpdRaZero),
  listed(optionValueInvalid),
  listed(pppRemote1064),
  listed(ubusUnknownErrorNoise),
  listed(unknownOptions),
  listed(upButOnlyParent),
  listed(uqmiUnknownErrorNoise),
  listed(workingConnection),
];
