import { present } from '../../situation/evidence.ts';
import { optionOf, truthOf } from '../../situation/facts/config.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import { failedAt } from '../dial/standing.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The session has an address, the modem tells it when asked, and no DHCP server of the modem hands it out. From 21.02
 * qmi.sh can take it from the modem (`dhcp 0`). Source: OpenWrt qmi.sh; uqmi --get-current-settings; libqmi qmicli-wds.c.
 */
export const dhcpStaticNeeded = defineRule({
  id: 'dhcp-static-needed',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer'],
  concerns: ({ episode }) => settings(episode).length > 0,
  check: ({ episode }) => {
    const own = settings(episode).at(-1);
    const attempt = failedAt(episode, 'address').at(-1);
    if (own === undefined || attempt === undefined || attempt.address !== null) return [ruledOut];
    const set = attempt.config === null ? null : optionOf(attempt.config.section, 'dhcp');
    if (set !== null && truthOf(set.value) === false) return [ruledOut];
    const silence = attempt.ladder.find(({ state }) => state === 'broken')?.evidence ?? [];
    const step: FixStep =
      attempt.proto === 'qmi' && attempt.interface !== null && releaseAtLeast(episode, '21.02') !== false
        ? {
            type: 'uci-set',
            config: 'network',
            section: attempt.interface,
            option: 'dhcp',
            value: { known: '0' },
            before: set?.value ?? null,
          }
        : {
            type: 'advice',
            text: 'Set the address, the gateway and the name servers that the modem tells on its network device; from 21.02 option dhcp 0 of proto qmi does it.',
          };
    return [
      found({
        attempt,
        confidence: 'likely',
        title: 'the modem knows its address, and hands none out by DHCP',
        explanation:
          'The session stands and the modem tells the address when it is asked. Its own DHCP server does not answer, so the address has to be taken from the modem.',
        evidence: [present(own.span, 'the address of the session'), ...silence.slice(0, 1)],
        confirm: {
          text: 'Set that address on the network device by hand and ping through it.',
          command: null,
        },
        fix: { summary: 'Take the address from the modem instead of DHCP.', steps: [step] },
      }),
    ];
  },
});

/** IPv4 addresses that a modem tells of its session. */
function settings(episode: Parameters<typeof modemFacts>[0]) {
  return modemFacts(episode, /(?:^|\.)(?:ipv4\.ip|ip|ipv4-address|ip-address)$/).filter(
    ({ value, teller }) =>
      (teller === 'uqmi' || teller === 'qmicli') && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value),
  );
}
