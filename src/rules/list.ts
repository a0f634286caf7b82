import { dhcpDiscoverNoOffer } from './address/dhcp-discover-no-offer.ts';
import { huaweiNdpEnd } from './address/huawei-ndp-end.ts';
import { udhcpcWrongInterface } from './address/udhcpc-wrong-interface.ts';
import { protoQmiOnHuaweiNcm } from './control/proto-qmi-on-huawei-ncm.ts';
import { apnTypo } from './dial/apn-typo.ts';
import { authPasswordTypo } from './dial/auth-password-typo.ts';
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
import { type Rule, type RuleResult, runRule, type Scene } from './rule.ts';

/** A rule with its inputs' types closed in. */
export interface ListedRule extends Pick<Rule, 'id' | 'role' | 'severity' | 'explains'> {
  run(scene: Scene): RuleResult;
}

/** Every rule, lowest rung first, notes last. */
export const rules: readonly ListedRule[] = [
  listed(protoQmiOnHuaweiNcm),
  listed(apnTypo),
  listed(authPasswordTypo),
  listed(udhcpcWrongInterface),
  listed(dhcpDiscoverNoOffer),
  listed(huaweiNdpEnd),
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

function listed<N extends Parameters<typeof runRule>[0]['needs'][number]>(rule: Rule<N>): ListedRule {
  const { id, role, severity, explains } = rule;
  return {
    id,
    role,
    severity,
    ...(explains === undefined ? {} : { explains }),
    run: (scene) => runRule(rule, scene),
  };
}
