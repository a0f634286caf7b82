import type { Bench, InternetFacts, LiveTestKind, Outcome } from '../live-test.ts';
import { cardOf } from './dial.ts';
import { cardLook, presentCard } from './lease.ts';

/** Answer pings from everywhere. Cloudflare's and Google's name servers. */
const hosts = ['1.1.1.1', '8.8.8.8'] as const;

/** A name that OpenWrt's own tools look up. */
const lookedUp = 'downloads.openwrt.org';

/** Whether packets come back through the modem, whatever the routes say, and whether names are resolved. */
export const internetTest: LiveTestKind = {
  id: 'internet',
  rung: 'internet',
  question: 'Do packets come back through the modem, and are names found?',
  plan(subject, survey) {
    if (!survey.programs.has('ping')) return 'this router has no ping';
    const card = cardOf({ subject });
    if (card === null) return 'the modem has no network device';
    const asksNames = survey.programs.has('nslookup');
    return {
      class: 'reads',
      when: 'always',
      commands: [
        cardLook(subject),
        'ip route',
        ...eachHost((host) => ping(card, host)),
        ...eachHost((host) => ping(null, host), `the default route does not lead through ${card}`),
        ...(asksNames ? [nslookup(null)] : []),
        `cat ${serverLists[0]}, or ${serverLists[1]} (where names are not found, or pings do not come back)`,
        `${ownAddresses} (there)`,
        ...(asksNames ? [`${nslookup(hosts[0])} (there, or at the name server that the network names)`] : []),
      ],
      changes: [],
    };
  },
  async run(bench): Promise<Outcome> {
    const card = await presentCard(bench);
    if (card === null) return { outcome: 'broken', answer: 'There is no network device of the modem.' };
    const table = await bench.run({ name: 'live-routes', command: 'ip route', patience: 10 });
    const route = routeThrough(card, new TextDecoder().decode(table.output));
    const pings = await anyAnswers(bench, card);
    const undialled = undialledInterface(bench);
    if (!pings && undialled !== null) {
      const answer = `No ping through ${card} comes back: the interface ${undialled} is down, and it was not dialled.`;
      return { outcome: 'inconclusive', answer };
    }
    const isElsewhere = route === 'behind' || route === 'elsewhere';
    const elsewhere = pings && isElsewhere ? await anyAnswers(bench, null) : null;
    const names = await findsName(bench);
    const servers = pings && names !== false ? null : await nameServers(bench);
    // The modem's own are asked where pings are not answered: a private APN has no others.
    const server = (pings ? null : servers?.own[0]) ?? hosts[0];
    // It cannot be bound to a device; the route decides which way it goes. A router inside the modem may answer by itself.
    const isTold = route === 'used' && (pings || bench.subject.path !== 'inside');
    const direct = isTold && (!pings || names === false) ? await serverAnswers(bench, server) : null;
    const packets = pings || direct === true;
    const isItself = packets && (await isAskedItself(bench, card, servers?.own ?? []));
    bench.facts.internet = {
      packets,
      pings,
      names,
      route,
      elsewhere,
      nameServers: isItself ? 'itself' : whose(servers),
      direct,
    };
    const answer = [
      pings
        ? `Pings through ${card} come back.`
        : `No ping through ${card} comes back${packets ? `, but the name server ${server} answers` : ''}.`,
      ...(packets ? [nameWords[String(names)], serverWords(bench.facts.internet, servers)] : []),
      routeWords(card, bench.facts.internet),
    ]
      .filter((words) => words !== '')
      .join(' ');
    return { outcome: packets && names !== false ? 'reached' : 'broken', answer };
  },
};

/** Name of an interface that was down when the tests began, and that no test has dialled; null where it is another way. */
function undialledInterface({ subject: { interface: config }, facts }: Bench): string | null {
  return config?.state?.up === false && facts.dial === null ? config.name : null;
}

const nameWords: Readonly<Record<string, string>> = {
  true: 'Names are found.',
  false: 'Names are not found.',
  null: '',
};

/** What is known of name servers where names are not found. */
function serverWords(
  { names, nameServers: known, direct }: InternetFacts,
  servers: NameServers | null,
): string {
  if (names !== false) return '';
  if (known === 'none') return 'The router has been given no name server.';
  return [
    known === 'itself'
      ? `The name server that it was given has the address ${servers?.own.join(', ')}, which the router itself has: it asks itself.`
      : '',
    direct === true ? 'A name server that is asked by its address answers.' : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function routeWords(card: string, { route, elsewhere }: InternetFacts): string {
  const beyond = elsewhere === null ? '' : elsewhere ? ', where pings come back' : ', where none comes back';
  switch (route) {
    case 'used':
      return '';
    case 'behind':
      return `Another default route is used${beyond}; that through ${card} has the higher metric.`;
    case 'elsewhere':
      return `The default route does not lead through ${card}${beyond === '' ? '' : `, but elsewhere${beyond}`}.`;
    case 'none':
      return 'There is no default route.';
  }
}

/** How the default routes stand to a network device. */
export function routeThrough(card: string, routes: string): InternetFacts['route'] {
  const used = usedDefaultRoute(routes);
  if (used === null) return 'none';
  if (used === card) return 'used';
  return defaultRoutes(routes).some((route) => route.card === card) ? 'behind' : 'elsewhere';
}

/** The device of the default route that is used: of several the one with the lowest metric. Source: ip-route(8). */
export function usedDefaultRoute(routes: string): string | null {
  const [first] = [...defaultRoutes(routes)].sort((one, other) => one.metric - other.metric);
  return first?.card ?? null;
}

function defaultRoutes(routes: string): readonly { readonly card: string | null; readonly metric: number }[] {
  return routes
    .split('\n')
    .filter((line) => line.startsWith('default '))
    .map((line) => ({
      card: /\bdev (\S+)/.exec(line)?.[1] ?? null,
      metric: Number(/\bmetric (\d+)/.exec(line)?.[1] ?? 0),
    }));
}

/** @param card null where the routes are to decide */
function ping(card: string | null, host: string): string {
  return `ping -c 3 -W 3${card === null ? '' : ` -I ${card}`} ${host}`;
}

/** The pings of `anyAnswers`, for the plan. */
function eachHost(command: (host: string) => string, where?: string): readonly string[] {
  return hosts.map((host, at) => {
    const conditions = [where, at === 0 ? undefined : `${hosts[0]} does not answer`];
    const words = conditions.filter((condition) => condition !== undefined).join(' and ');
    return `${command(host)}${words === '' ? '' : ` (where ${words})`}`;
  });
}

async function anyAnswers(bench: Bench, card: string | null): Promise<boolean> {
  for (const [at, host] of hosts.entries()) {
    bench.signal.throwIfAborted();
    const { output } = await bench.run({
      name: `live-ping${card === null ? '-elsewhere' : ''}-${at + 1}`,
      command: ping(card, host),
      patience: 15,
    });
    if (comesBack(output)) return true;
  }
  return false;
}

function comesBack(pinged: Uint8Array): boolean {
  return / [1-9]\d* (?:packets )?received/.test(new TextDecoder().decode(pinged));
}

/** @param server null where the router's own resolver is asked */
function nslookup(server: string | null): string {
  return `nslookup ${lookedUp}${server === null ? '' : ` ${server}`}`;
}

async function findsName(bench: Bench): Promise<boolean | null> {
  if (!bench.survey.programs.has('nslookup')) return null;
  const { end } = await bench.run({ name: 'live-names', command: nslookup(null), patience: 15 });
  return end.how === 'exited' && end.code === 0;
}

/** Whether a name server answers, be it that there is no such name. One that has nobody to ask says something else. */
async function serverAnswers(bench: Bench, server: string): Promise<boolean | null> {
  if (!bench.survey.programs.has('nslookup')) return null;
  const { end, output } = await bench.run({
    name: 'live-names-direct',
    command: nslookup(server),
    patience: 15,
  });
  if (end.how === 'exited' && end.code === 0) return true;
  return /can't find \S+: NXDOMAIN/i.test(new TextDecoder().decode(output));
}

/** Where netifd lists the name servers of its interfaces: from 21.02 on, and up to 19.07. */
const serverLists = ['/tmp/resolv.conf.d/resolv.conf.auto', '/tmp/resolv.conf.auto'] as const;

/** The name servers that the router has been given by the modem's interface, and how many by others. */
interface NameServers {
  readonly own: readonly string[];
  readonly others: number;
}

function whose(servers: NameServers | null): InternetFacts['nameServers'] {
  if (servers === null) return null;
  return servers.own.length > 0 ? 'own' : servers.others > 0 ? 'others' : 'none';
}

const ownAddresses = 'ip -4 addr';

/**
 * Whether all name servers have addresses that the router has on other devices: a stick that is a router, too, may have the same as
 * it. A resolver on the router itself, at 127.0.0.1 or at its address towards the modem, is meant to be asked.
 */
async function isAskedItself(bench: Bench, card: string, servers: readonly string[]): Promise<boolean> {
  if (servers.length === 0) return false;
  const { output } = await bench.run({ name: 'live-own-addresses', command: ownAddresses, patience: 10 });
  const own = new Set<string>();
  let device = '';
  for (const line of new TextDecoder().decode(output).split('\n')) {
    device = /^\d+: ([^:@\s]+)/.exec(line)?.[1] ?? device;
    const address = /^ *inet ([\d.]+)/.exec(line)?.[1];
    if (address !== undefined && device !== card && !address.startsWith('127.')) own.add(address);
  }
  return servers.every((server) => own.has(server));
}

/** Null without such a list. */
async function nameServers(bench: Bench): Promise<NameServers | null> {
  const [now, before] = serverLists;
  const { output, end } = await bench.run({
    name: 'live-name-servers',
    command: `cat ${now}`,
    script: `cat ${now} 2>/dev/null || cat ${before} 2>/dev/null`,
    patience: 10,
  });
  if (end.how !== 'exited' || end.code !== 0) return null;
  const name = bench.subject.interface?.name;
  const own: string[] = [];
  let others = 0;
  let of: string | undefined;
  for (const line of new TextDecoder().decode(output).split('\n')) {
    of = /^# Interface (\S+)/.exec(line)?.[1] ?? of;
    // It goes to a shell.
    const server = /^nameserver ([\da-fA-F.:]+)$/.exec(line)?.[1];
    if (server === undefined) continue;
    if (name !== undefined && of !== undefined && [name, `${name}_4`, `${name}_6`].includes(of))
      own.push(server);
    else others += 1;
  }
  return { own, others };
}

/** Payload of a packet of 1,500 bytes: less 20 for IP and 8 for ICMP. */
const largePayload = 1472;

/** Whether large packets come back, in one piece or in several. Several of full size: paid data in a foreign network. */
export const mtuTest: LiveTestKind = {
  id: 'mtu',
  rung: 'internet',
  question: 'Do packets of full size come back?',
  plan(subject, survey) {
    const card = cardOf({ subject });
    if (card === null || !survey.programs.has('ping')) return 'there is nothing to ping through';
    return { class: 'costs', when: 'always', commands: [cardLook(subject), largePing(card)], changes: [] };
  },
  async run(bench): Promise<Outcome> {
    const { internet } = bench.facts;
    if (internet?.pings !== true)
      return { outcome: 'not-run', answer: 'Not run: not even small pings come back.' };
    const card = await presentCard(bench);
    if (card === null) return { outcome: 'inconclusive', answer: 'There is no network device of the modem.' };
    const { output } = await bench.run({ name: 'live-mtu', command: largePing(card), patience: 15 });
    return comesBack(output)
      ? {
          outcome: 'reached',
          answer: 'Pings of 1,500 bytes come back. Whether whole or in pieces is not shown.',
        }
      : {
          outcome: 'inconclusive',
          answer: 'Pings of 1,500 bytes do not come back, small ones do: the MTU may be too large.',
        };
  },
};

function largePing(card: string): string {
  return `ping -c 2 -W 3 -s ${largePayload} -I ${card} ${hosts[0]}`;
}
