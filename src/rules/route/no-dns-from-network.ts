import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionOf, optionsOf, truthOf } from '../../situation/facts/config.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { modemAddress } from '../../situation/facts/routes.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { serversGiven } from './name-servers.ts';
import { namesFail } from './names-fail.ts';

/**
 * The network gives the session an address and no name server, and the router has none of its own.
 * Sources: 3GPP TS 27.007 section 10.1.23 (+CGCONTRDP); netifd writes the servers of its interfaces for dnsmasq.
 */
export const noDnsFromNetwork = defineRule({
  id: 'no-dns-from-network',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => serversGiven(episode) !== null,
  check: ({ episode }) => {
    const given = serversGiven(episode);
    if (given === null) return [];
    const config = cellularInterfaces(episode).at(-1) ?? null;
    const hasOwn = config !== null && optionsOf(config.section, 'dns').length > 0;
    const refuses = config !== null && truthOf(optionOf(config.section, 'peerdns')?.value ?? '') === false;
    if (!given.none || hasOwn || refuses) return [ruledOut];
    const failure = namesFail(episode);
    const isQuiet =
      episode.attempts.length === 0 && internetTests(episode).every(({ value }) => value !== 'answered');
    if (failure === null && !isQuiet) return [];
    return [
      found({
        attempt: modemAddress(episode)?.attempt ?? null,
        confidence: failure === null ? 'possible' : 'likely',
        title: 'the network hands out no name server',
        explanation:
          'The session has its address, and no name server came with it. Without one the router cannot tell the address of any name, so nearly everything seems dead though packets go through.',
        evidence: [
          present(given.span, 'no name server in it'),
          ...(failure === null
            ? []
            : [
                present(failure.address.span, 'an address answers'),
                present(failure.name.span, 'a name is not resolved'),
              ]),
        ],
        confirm: {
          text: 'Ask a name server of the internet directly; it answers.',
          command: command('nslookup', 'openwrt.org', '8.8.8.8'),
        },
        fix: {
          summary: 'Give the modem’s interface a name server of your own.',
          steps: [
            config === null
              ? { type: 'advice', text: 'Add a name server to the modem’s interface (list dns).' }
              : {
                  type: 'uci-add-list',
                  config: 'network',
                  section: config.name,
                  option: 'dns',
                  value: slot('DNS', null, 'a name server, as 9.9.9.9'),
                },
          ],
        },
      }),
    ];
  },
});
