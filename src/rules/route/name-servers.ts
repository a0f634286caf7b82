import type { Span } from '../../capture/position.ts';
import { atInformation } from '../../situation/facts/at.ts';
import type { Episode } from '../../situation/situation.ts';

/** Whether the network has handed out name servers, as far as the text tells. */
export interface ServersGiven {
  readonly none: boolean;
  readonly span: Span;
}

/**
 * What the last line tells that would show the network’s name servers; null where none does.
 * Sources: 3GPP TS 27.007 section 10.1.23: +CGCONTRDP: cid, bearer, APN, address and mask, gateway, first and second DNS
 * server; netifd ubus.c (`dns-server`); pppd ipcp.c (`primary   DNS address`).
 */
export function serversGiven(episode: Episode): ServersGiven | null {
  const contexts = atInformation(episode, '+CGCONTRDP').flatMap(({ value, span, order }) => {
    // Without an address the context is not in use.
    const address = value.values[3];
    if (typeof address !== 'string' || !/^\d{1,3}(?:\.\d{1,3}){3}/.test(address)) return [];
    const servers = value.values.slice(5, 7).filter((server) => isServer(server));
    return [{ none: servers.length === 0, span, order }];
  });
  const statuses = episode.observations
    .of('interface-status')
    .filter(({ up, addresses }) => up === true && addresses.some((known) => !known.includes(':')))
    .filter(({ interface: name, proto }) => carriesModem(episode, name, proto))
    .map(({ nameServers, span, order }) => ({ none: nameServers.length === 0, span, order }));
  const ppp = episode.messages
    .of('pppd.primary-dns')
    .map(({ origin }) => ({ none: false, span: origin.spans[0], order: origin.order }));
  // A server that anybody has been given is one.
  const all = [...contexts, ...statuses, ...ppp];
  return all.find(({ none }) => !none) ?? all.at(-1) ?? null;
}

function carriesModem(episode: Episode, name: string | null, proto: string | null): boolean {
  const parent = name?.replace(/_4$/, '');
  return episode.interfaces.some((known) => known.cellular && known.name === parent) || proto === '3g';
}

function isServer(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f.:]{7,}$/i.test(value) && !/^[0.:]+$/.test(value);
}
