import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { findingsIn } from '../findings-in.ts';
import { connected, lanRoute, modemConfig, modemRoute, ping, routes } from './uplink-lines.ts';

const rule = 'no-default-route';
const forbids = modemConfig({ defaultroute: '0' });

describe(rule, () => {
  it('misses the route in a whole list', () => {
    const [finding] = findingsIn([...connected, ...routes(lanRoute)], rule);
    expect(finding).toMatchObject({ role: 'cause', rung: 'route', confidence: 'likely', attempt: 1 });
    expect(notesOf(finding?.evidence ?? []).at(-1)).toMatch(/^no a default route in/);
  });

  it('shows the option that forbids it, and takes it out', () => {
    const [finding] = findingsIn([...forbids, '', ...connected, ...routes(lanRoute)], rule);
    expect(finding?.explanation).toContain('defaultroute 0');
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'uci-delete', section: 'modem', option: 'defaultroute', before: '0' },
    ]);
  });

  it('takes the word of ping for it', () => {
    const test = [
      'root@OpenWrt:~# ping 8.8.8.8',
      'PING 8.8.8.8 (8.8.8.8): 56 data bytes',
      'ping: sendto: Network unreachable',
    ];
    expect(findingsIn([...connected, ...test], rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    [
      'the head of the list was cut off with its command',
      [
        ...connected,
        'root@OpenWrt:~# ubus call network.interface dump',
        '\t}',
        lanRoute,
        'root@OpenWrt:~# date',
      ],
    ],
    ['a route is there', [...connected, ...routes(modemRoute, lanRoute)]],
    [
      'a VPN has both halves of the internet',
      [
        ...connected,
        ...routes('0.0.0.0/1 via 10.8.0.1 dev tun0', '128.0.0.0/1 via 10.8.0.1 dev tun0', lanRoute),
      ],
    ],
    [
      'the interface has a table of its own',
      [...modemConfig({ ip4table: '100' }), '', ...connected, ...routes(lanRoute)],
    ],
    [
      'another table has the route',
      [
        ...connected,
        ...routes(lanRoute),
        'root@OpenWrt:~# ip route show table 100',
        'default via 10.64.12.1 dev wwan0 proto static',
      ],
    ],
    [
      'IPv6 alone leads nowhere',
      [
        ...connected,
        ...ping('8.8.8.8', 3),
        'root@OpenWrt:~# ping -6 -c 2 2001:4860:4860::8888',
        'PING 2001:4860:4860::8888 (2001:4860:4860::8888): 56 data bytes',
        'ping: sendto: Network unreachable',
      ],
    ],
    [
      'the list is older than the connection',
      [
        ...routes(lanRoute),
        'root@OpenWrt:~# ping -c 1 8.8.8.8',
        'PING 8.8.8.8 (8.8.8.8): 56 data bytes',
        'ping: sendto: Network unreachable',
        'root@OpenWrt:~# ifup modem; sleep 20; logread | tail -n 14',
        ...connected,
      ],
    ],
    [
      'the default route is split between uplinks',
      [
        ...connected,
        ...routes(
          'default metric 1 ',
          '\tnexthop via 192.168.100.1 dev eth1 weight 1 ',
          '\tnexthop via 10.64.12.1 dev wwan0 weight 1 ',
          lanRoute,
        ),
      ],
    ],
    ['nothing is connected', [...modemConfig(), '', ...routes(lanRoute)]],
    ['only a part is listed', [...connected, 'root@OpenWrt:~# ip route | grep br-lan', lanRoute]],
    ['no command shows what was listed', [...connected, '', lanRoute]],
    ['the internet answers', [...connected, ...routes(lanRoute), ...ping('8.8.8.8', 3)]],
    ['the option alone is shown', [...forbids, '', ...connected]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('is no fault of a route that is there', () => {
    expect(diagnosisOf([...connected, ...routes(modemRoute, lanRoute)]).verdict.cause).toBeNull();
  });
});
