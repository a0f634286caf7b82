import type { Span } from '../../capture/position.ts';
import { present } from '../../situation/evidence.ts';
import { optionOf, optionsOf } from '../../situation/facts/config.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { isModemDevice, mainRoutes, modemAddress } from '../../situation/facts/routes.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { Confidence, FixStep } from '../finding.ts';
import { slot } from '../placeholder.ts';
import { defineRule, type Found, found, type RuleVerdict, ruledOut } from '../rule.ts';
import { namesFail } from './names-fail.ts';

/**
 * The network behind the modem is the same as one of the router's own. A stick with a router inside (HiLink) gives
 * addresses of 192.168.8.0/24 or 192.168.1.0/24, which many routers use for their LAN. The kernel then looks for the
 * stick's addresses in the wrong network.
 * Sources: GL.iNet's routers have 192.168.8.1, as Huawei's HiLink sticks do; OpenWrt's LAN is 192.168.1.1; ip-route(8): of
 * two routes to one network the lower metric is used, the other never.
 */
export const hilinkSubnetClash = defineRule({
  id: 'hilink-subnet-clash',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dns-missing'],
  concerns: ({ episode }) => modemAddress(episode) !== null || mainRoutes(episode) !== null,
  check: ({ episode }): readonly RuleVerdict[] => {
    const clash = lanClash(episode) ?? routeClash(episode);
    if (clash === null) return modemAddress(episode) !== null && lans(episode).length > 0 ? [ruledOut] : [];
    const works = internetTests(episode).at(-1)?.value === 'answered' && namesFail(episode) === null;
    return works ? [ruledOut] : [found(clash)];
  },
});

/** One of the router's own networks. */
interface Lan {
  readonly name: string;
  readonly address: string;
  readonly prefix: number;
  readonly span: Span;
  /** The section of /etc/config/network that sets it. */
  readonly section: string | null;
}

function lanClash(episode: Episode): Found | null {
  const own = modemAddress(episode);
  if (own === null) return null;
  const [address = '', length] = own.value.split('/');
  const lan = lans(episode).find((known) => {
    // The longer prefix is used: a modem's small network inside a large LAN works. A lease alone does not tell its mask.
    const isFirst = length === undefined ? known.prefix >= 24 : known.prefix >= Number(length);
    return isFirst && sameNetwork(known.address, address, known.prefix);
  });
  if (lan === undefined) return null;
  return words(
    {
      title: `the modem and ${lan.name} use the same network`,
      confidence: 'likely',
      lan: lan.section,
      attempt: own.attempt,
    },
    [present(own.span, 'the address from the modem'), present(lan.span, `the network of ${lan.name}`)],
  );
}

/** Two devices of the router lead to one network, and one of them is the modem's. */
function routeClash(episode: Episode): Found | null {
  const table = mainRoutes(episode);
  if (table === null) return null;
  const connected = table.routes.filter(
    ({ target, gateway, device, type }) =>
      type === 'unicast' &&
      gateway === null &&
      device !== null &&
      /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(target),
  );
  for (const route of connected) {
    const { device } = route;
    if (device === null || !isModemDevice(episode, device) || /^127\./.test(route.target)) continue;
    const twin = connected.find((known) => known.target === route.target && known.device !== device);
    if (twin?.device == null) continue;
    return words(
      {
        title: `the modem and ${twin.device} use the same network`,
        confidence: 'likely',
        lan: null,
        attempt: null,
      },
      [
        present(route.span, 'the network behind the modem'),
        present(twin.span, `the network of ${twin.device}`),
      ],
    );
  }
  return null;
}

function words(
  {
    title,
    confidence,
    lan,
    attempt,
  }: Pick<Found, 'title'> & {
    readonly attempt: Attempt | null;
    readonly confidence: Confidence;
    readonly lan: string | null;
  },
  evidence: Found['evidence'],
): Found {
  const steps: readonly FixStep[] =
    lan === null
      ? [
          {
            type: 'advice',
            text: 'Give one of the two another network: the LAN of the router (option ipaddr), or the stick in its own web page.',
          },
        ]
      : [
          {
            type: 'uci-set',
            config: 'network',
            section: lan,
            option: 'ipaddr',
            value: slot('LAN_IP', null, 'an address of another network, as 192.168.20.1'),
            before: null,
          },
          { type: 'command', command: command('/etc/init.d/network', 'restart') },
        ];
  return {
    attempt,
    confidence,
    title,
    explanation:
      'The kernel knows one way to each network. With the same network on two devices, packets for the one may leave by the other, and nothing comes back. A stick with the router’s own address is not even asked for names: the router takes that address for itself.',
    evidence,
    confirm: { text: 'Both devices show addresses of one network.', command: command('ip', '-4', 'addr') },
    fix: { summary: 'Give the two networks different addresses.', steps },
  };
}

function lans(episode: Episode): readonly Lan[] {
  const configured = episode.interfaces.flatMap(({ name, proto, cellular, section }): readonly Lan[] => {
    if (proto !== 'static' || cellular || name === 'loopback') return [];
    const [shown] = optionsOf(section, 'ipaddr');
    const [address = '', length] = (shown?.value ?? '').split('/');
    if (shown === undefined || !isPlain(address)) return [];
    const prefix = Number(length ?? prefixOf(optionOf(section, 'netmask')?.value ?? '255.255.255.0'));
    return [{ name, address, prefix, span: shown.span, section: name }];
  });
  const shown = episode.observations.of('link').flatMap(({ device, addresses, span }): readonly Lan[] => {
    if (!/^br-/.test(device)) return [];
    return addresses.flatMap((known): readonly Lan[] => {
      const [address = '', length = '24'] = known.split('/');
      return isPlain(address) ? [{ name: device, address, prefix: Number(length), span, section: null }] : [];
    });
  });
  return [...configured, ...shown].filter(({ prefix }) => prefix >= 8 && prefix <= 30);
}

function isPlain(address: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address);
}

function sameNetwork(one: string, other: string, prefix: number): boolean {
  if (!isPlain(one) || !isPlain(other)) return false;
  const size = 2 ** (32 - prefix);
  return Math.floor(numberOf(one) / size) === Math.floor(numberOf(other) / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function prefixOf(netmask: string): number {
  const bits = netmask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return bits.lastIndexOf('1') + 1;
}
