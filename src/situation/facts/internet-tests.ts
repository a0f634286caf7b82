import type { Episode } from '../situation.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading } from './reading.ts';

/**
 * What became of a test by hand. `answered`: packets came back; `silent`: they did not; `no-route`: the router knew no way;
 * `no-name`: the name was not resolved, and nothing was sent.
 */
type TestOutcome = 'answered' | 'silent' | 'no-route' | 'no-name';

export interface InternetTest extends Reading<TestOutcome> {
  /** A name had to be resolved for it. */
  readonly byName: boolean;
  /** The device or address that it was bound to (`ping -I wwan0`); null where the routes decide. */
  readonly device: string | null;
}

/** Pings, look-ups and downloads towards the internet, whoever typed them, in the order of events. */
export const internetTests = perEpisode((episode): readonly InternetTest[] =>
  inOrder([...pings(episode), ...lookups(episode), ...fetches(episode)]),
);

function pings(episode: Episode): readonly InternetTest[] {
  return episode.observations.of('ping').flatMap((ping): readonly InternetTest[] => {
    const byName = !isAddress(ping.target);
    if (byName ? !isPublicName(ping.target) : isLocal(ping.target)) return [];
    const value = pingOutcome(ping);
    return value === null
      ? []
      : [{ value, byName, device: ping.device, span: ping.span, order: ping.order, teller: 'ping' }];
  });
}

function pingOutcome(ping: {
  readonly received: number | null;
  readonly failure: string | null;
}): TestOutcome | null {
  if ((ping.received ?? 0) > 0) return 'answered';
  const words = ping.failure ?? '';
  if (noName.test(words)) return 'no-name';
  if (noRoute.test(words)) return 'no-route';
  return ping.received === 0 ? 'silent' : null;
}

/** Sources: busybox libbb/xconnect.c (“bad address”), iputils ping (“unknown host”, getaddrinfo), curl, uclient-fetch. */
const noName =
  /bad address|unknown host|name or service not known|temporary failure in name resolution|could not resolve|can't resolve|unable to resolve|failed to resolve|name does not resolve/i;

/** Source: strerror of ENETUNREACH and EHOSTUNREACH, as ping and wget print them. */
const noRoute = /network (?:is )?unreachable|no route to host/i;

function lookups(episode: Episode): readonly InternetTest[] {
  return episode.observations.of('lookup').flatMap((lookup): readonly InternetTest[] => {
    const failure = lookup.failure ?? '';
    const isResolved = lookup.addresses.length > 0;
    // A server that says that there is no such name is at work; one that was named by hand is not the router’s own.
    if (!isResolved && (failure === '' || /nxdomain|no answer|non-existent/i.test(failure))) return [];
    if (/refused/i.test(failure) || !isPublicName(lookup.name)) return [];
    const { span, order } = lookup;
    const isOwn = lookup.server === null || isLoopback(lookup.server);
    if (!isResolved && !isOwn) return [];
    return [
      {
        value: isResolved ? 'answered' : 'no-name',
        byName: isOwn,
        device: null,
        span,
        order,
        teller: 'nslookup',
      },
    ];
  });
}

function fetches(episode: Episode): readonly InternetTest[] {
  return episode.observations.of('fetch').flatMap((fetch): readonly InternetTest[] => {
    const words = fetch.failure ?? '';
    const value =
      fetch.done === true
        ? 'answered'
        : noName.test(words)
          ? 'no-name'
          : noRoute.test(words)
            ? 'no-route'
            : null;
    if (value === null) return [];
    const host = /^(?:\w+:\/\/)?([^/:\s]+)/.exec(fetch.target ?? '')?.[1] ?? '';
    if (isAddress(host) ? isLocal(host) : !isPublicName(host)) return [];
    return [
      {
        value,
        byName: !isAddress(host),
        device: null,
        span: fetch.span,
        order: fetch.order,
        teller: 'fetch',
      },
    ];
  });
}

function isAddress(target: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(target) || target.includes(':');
}

/** A name of the internet: of more than one part, and not one that only the router itself knows. */
function isPublicName(name: string): boolean {
  return /^(?!.*\.(?:lan|local|home|internal|arpa)\.?$)[\w-]+(?:\.[\w-]+)+\.?$/i.test(name);
}

function isLoopback(server: string): boolean {
  return /^(?:127\.|::1|localhost)/.test(server);
}

/** Not on the internet. Sources: RFC 1918, RFC 3927, RFC 6598; link-local and local addresses of IPv6. */
function isLocal(address: string): boolean {
  return /^(?:0|10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^(?:fe80|f[cd]|::1$)/i.test(
    address,
  );
}
