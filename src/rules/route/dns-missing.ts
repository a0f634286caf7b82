import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf, optionsOf, truthOf } from '../../situation/facts/config.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import { modemAddress } from '../../situation/facts/routes.ts';
import { command } from '../command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { serversGiven } from './name-servers.ts';
import { namesFail } from './names-fail.ts';

/**
 * The connection carries packets, and names are not resolved.
 * Sources: netifd interface.c (`peerdns`, `dns`) writes the name servers of its interfaces for dnsmasq; busybox ping says
 * “bad address” where a name is not resolved.
 */
export const dnsMissing = defineRule({
  id: 'dns-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => internetTests(episode).some(({ value }) => value === 'no-name'),
  check: ({ episode }) => {
    const failure = namesFail(episode);
    if (failure === null) return internetTests(episode).at(-1)?.value === 'answered' ? [ruledOut] : [];
    // The network gave none: that is another rule’s matter.
    if (serversGiven(episode)?.none === true) return [];
    const config = cellularInterfaces(episode).at(-1) ?? null;
    const peerdns = config === null ? null : optionOf(config.section, 'peerdns');
    const isOff = peerdns !== null && truthOf(peerdns.value) === false;
    const own = config === null ? [] : optionsOf(config.section, 'dns');
    const isShown = config !== null && isWholeOutput(episode, config.section.section);
    const isEmpty = isShown && isOff && own.length === 0;
    const steps: readonly FixStep[] =
      config === null || !isEmpty
        ? [
            {
              type: 'advice',
              text: 'Ask a name server of the internet directly (nslookup openwrt.org 8.8.8.8). Where it answers, the fault is in the router’s own resolver: look at dnsmasq, at DNS filters and encrypted DNS, and at the servers of the modem’s interface.',
            },
          ]
        : [
            {
              type: 'uci-delete',
              config: 'network',
              section: config.name,
              option: 'peerdns',
              before: peerdns?.value ?? null,
            },
          ];
    return [
      found({
        attempt: modemAddress(episode)?.attempt ?? null,
        confidence: 'likely',
        title: 'addresses answer, and names are not resolved',
        explanation:
          'Packets reach the internet and come back, so the modem’s connection works. The router finds no name server that tells it addresses of names. ' +
          (isEmpty
            ? 'The interface is told not to take the network’s name servers (peerdns 0), and it has none of its own.'
            : 'The servers of the interface, or the router’s own resolver, do not answer.'),
        evidence: [
          present(failure.address.span, 'an address answers'),
          present(failure.name.span, 'a name is not resolved'),
          ...(isEmpty ? [present(peerdns.span, 'no servers of the network')] : []),
        ],
        confirm: {
          text: 'Ask a name server of the internet directly; it answers.',
          command: command('nslookup', 'openwrt.org', '8.8.8.8'),
        },
        fix: { summary: 'Give the router a name server that answers.', steps },
      }),
    ];
  },
});
