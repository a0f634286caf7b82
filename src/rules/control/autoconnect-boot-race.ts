import { type Evidence, said } from '../../situation/evidence.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found } from '../rule.ts';
import { missingNodes } from './missing-node.ts';
import { managerMissed } from './unmanaged.ts';

/**
 * The handler gave up before the modem was there, and nobody tried again.
 * Sources: OpenWrt qmi.sh, mbim.sh, ncm.sh: where the node is missing the handler calls proto_set_available 0, and netifd
 * tries again only when something makes the interface available (hotplug script wwan.usb, or a person's ifup);
 * packages modemmanager 25-modemmanager-*: the interface is made available when ModemManager reports the modem.
 */
export const autoconnectBootRace = defineRule({
  id: 'autoconnect-boot-race',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    races(episode).map(({ attempt, name, proto, evidence }) => {
      const section = name ?? '';
      return found({
        attempt,
        confidence: 'likely',
        title: 'the handler gave up before the modem was there',
        explanation:
          'The interface was brought up while the modem was still on its way: the handler found nothing to talk to and gave up. Then the modem appeared, and nobody tried again.',
        evidence,
        confirm: {
          text: 'Bring the interface up by hand now; if it works, only the order at boot is wrong.',
          command: [{ known: 'ifup' }, slot('IFACE', name, 'the name of the modem’s interface')],
        },
        fix: {
          summary:
            'Give the modem time before the handler starts, or start the interface when the modem is there.',
          steps:
            section !== '' && (proto === 'qmi' || proto === 'mbim' || proto === 'ncm')
              ? [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section,
                    option: 'delay',
                    value: { known: '30' },
                    before: null,
                  },
                  {
                    type: 'advice',
                    text: 'Where the delay does not help, put “sleep 60; ifup” with the name of the interface into /etc/rc.local, before “exit 0”.',
                  },
                ]
              : [
                  {
                    type: 'advice',
                    text: 'Put “sleep 60; ifup” with the name of the interface into /etc/rc.local, before “exit 0”, or bring it up from a hotplug script.',
                  },
                ],
        },
      });
    }),
});

interface Race {
  readonly attempt: Attempt | null;
  readonly name: string | null;
  readonly proto: string | null;
  readonly evidence: readonly Evidence[];
}

function races(episode: Episode): readonly Race[] {
  const nodes = missingNodes(episode)
    .filter(({ fate }) => fate === 'late')
    .map(({ attempt, evidence }) => ({
      attempt,
      name: attempt.interface,
      proto: attempt.proto,
      evidence,
    }));
  const missed = managerMissed(episode);
  if (missed?.later == null) return nodes;
  return [
    ...nodes,
    {
      attempt: missed.attempt,
      name: missed.name,
      proto: 'modemmanager',
      evidence: [missed.evidence, said(missed.later, 'only now ModemManager has the modem')],
    },
  ];
}
