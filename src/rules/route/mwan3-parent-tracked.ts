import { protoInfo } from '../../knowledge/proto.ts';
import { type Evidence, present } from '../../situation/evidence.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

const unusable = /^(?:error|offline|disconnecting|connecting|unknown)/;

/**
 * mwan3 watches the configured interface, while the address of such a modem lives on its child. mwan3 asks netifd for the
 * device and gateway of the name it is given; the parent has none, so it ends as offline or error (16). With `3g` and
 * other protocols that carry the address themselves the parent is right. Source: OpenWrt packages net/mwan3, mwan3.sh and
 * mwan3track; packages issues 16817 and 16969; OpenWrt ncm.sh, qmi.sh, mbim.sh (proto_add_dynamic … _4).
 */
export const mwan3ParentTracked = defineRule({
  id: 'mwan3-parent-tracked',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => episode.observations.of('mwan-interface').length > 0,
  check: ({ episode }) =>
    parents(episode).map(({ name, evidence }) =>
      found({
        attempt: null,
        confidence: 'likely',
        title: `mwan3 watches ${name}, the address is on ${name}_4`,
        explanation: `With ncm, qmi and mbim the configured interface only dials; the address belongs to its child ${name}_4. mwan3 finds no route for ${name} and takes it for broken, whatever the modem does.`,
        evidence,
        confirm: {
          text: `ifstatus ${name}_4 shows an address while mwan3 status shows ${name} as error or offline.`,
          command: null,
        },
        fix: {
          summary: `Use ${name}_4 in mwan3’s configuration.`,
          steps: [
            {
              type: 'advice',
              text: `In /etc/config/mwan3 name the interface section and each member of it ${name}_4 (and ${name}_6 for IPv6), delete the one named ${name}, then restart mwan3.`,
            },
          ],
        },
      }),
    ),
});

interface Parent {
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** Interfaces that mwan3 takes for broken, whose child it has online or netifd has given an address. */
function parents(episode: Episode): readonly Parent[] {
  const shown = episode.observations.of('mwan-interface');
  const last = new Map(shown.map((known) => [known.interface, known]));
  return [...last.values()].flatMap((own): readonly Parent[] => {
    const { interface: name, state, tracking } = own;
    if (!unusable.test(state) || tracking === 'paused') return [];
    const config = episode.interfaces.find((known) => known.name === name);
    const info = config?.proto == null ? undefined : protoInfo(config.proto);
    if (config !== undefined && info?.createsChild !== true) return [];
    const child = last.get(`${name}_4`);
    const attempt = episode.attempts.findLast(
      (known) => known.interface === name && known.child === `${name}_4` && known.address !== null,
    );
    const address = attempt?.outcome === 'up' ? attempt.address : null;
    if (child?.state.startsWith('online') === true)
      return [{ name, evidence: [present(own.span), present(child.span)] }];
    return address == null
      ? []
      : [{ name, evidence: [present(own.span), present(address.span, `on ${name}_4`)] }];
  });
}
