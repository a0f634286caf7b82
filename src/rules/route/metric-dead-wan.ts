import { present, said } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { defaultRoutes, isModemDevice, mainRoutes, modemAddress } from '../../situation/facts/routes.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * Another uplink has the better default route and leads nowhere, so the modem’s is never used.
 * Sources: Linux takes the route with the lowest metric, and netifd gives 0 without `option metric`; pppd sysdep.c
 * (`not replacing existing default route`).
 */
export const metricDeadWan = defineRule({
  id: 'metric-dead-wan',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => mainRoutes(episode) !== null,
  check: ({ episode }) => {
    const address = modemAddress(episode);
    const table = mainRoutes(episode);
    if (table === null) return [];
    // mwan3 decides by rules of its own which uplink is used.
    if (episode.observations.of('mwan-interface').length > 0) return [ruledOut];
    const [best, ...others] = defaultRoutes(table);
    if (best?.device == null || best.device === address?.device || isModemDevice(episode, best.device))
      return [ruledOut];
    // A VPN is meant to have it; that nothing comes back is the VPN’s fault, and another metric would pass it by.
    if (isTunnel(episode, best.device)) return [ruledOut];
    const own = others.find(
      ({ device }) => device !== null && (device === address?.device || isModemDevice(episode, device)),
    );
    const kept = episode.messages.of('pppd.route-kept').at(-1);
    const tests = internetTests(episode);
    const free = tests.findLast(({ device }) => device === null);
    const bound = tests.findLast(({ device }) => device !== null && isModemDevice(episode, device));
    const isDead = free?.value === 'silent' || free?.value === 'no-route';
    if (free === undefined || !isDead || (own === undefined && kept === undefined)) return [];
    const works = bound?.value === 'answered';
    // A route over the modem that is left from before says nothing; packets that come back do.
    if (address === null && (own === undefined || !works)) return [];
    if (bound !== undefined && !works) return [ruledOut];
    const name = address?.interface?.replace(/_[46]$/, '') ?? null;
    const config = episode.interfaces.find((known) => known.name === name);
    return [
      found({
        attempt: address?.attempt ?? null,
        confidence: works ? 'likely' : 'possible',
        title: `the default route leads over ${best.device}, which does not answer, and not over the modem`,
        explanation:
          `Of several default routes the one with the lowest metric is used. It leads over ${best.device}, and nothing comes back from there. ` +
          (works
            ? 'Sent over the modem, packets come through.'
            : 'The modem’s connection is up and waits behind it; whether it works is not shown.'),
        evidence: [
          present(best.span, 'this one is used'),
          ...(own === undefined ? [] : [present(own.span, 'the modem’s')]),
          ...(own === undefined && kept !== undefined ? [said(kept, 'pppd set no route')] : []),
          present(free.span, 'nothing comes back'),
          ...(bound === undefined ? [] : [present(bound.span, 'over the modem it works')]),
        ],
        confirm: {
          text: 'Send packets over the modem only: they are answered.',
          command: [
            ...command('ping', '-c', '3', '-I'),
            slot('NETDEV', address?.device ?? own?.device, 'the modem’s network device, see “ip addr”'),
            { known: '8.8.8.8' },
          ],
        },
        fix: {
          summary: 'Give the modem the lowest metric, or let mwan3 watch both uplinks.',
          steps: [
            ...(config === undefined
              ? []
              : [
                  {
                    type: 'uci-set',
                    config: 'network',
                    section: config.name,
                    option: 'metric',
                    value: slot('METRIC', null, 'a number below the metric of the other uplink, as 5'),
                    before: optionOf(config.section, 'metric')?.value ?? null,
                  } as const,
                ]),
            {
              type: 'advice',
              text: `Set a higher metric on the interface of ${best.device} (option metric, as 20), or bring it down while it leads nowhere.`,
            },
          ],
        },
      }),
    ];
  },
});

/** By the kernel’s usual names, or because netifd names the device after an interface with such a protocol. */
function isTunnel(episode: Episode, device: string): boolean {
  const config = episode.interfaces.find(({ name }) => name === device);
  return (
    /^(?:tun|tap|wg|ipsec|xfrm|vti|zt|tailscale|nordlynx)/.test(device) ||
    /^(?:wireguard|amneziawg|openconnect|vpnc|l2tp|pptp|gre|vti|xfrm)/.test(config?.proto ?? '')
  );
}
