import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { connected, modemConfig, ping, unresolved } from './uplink-lines.ts';

const rule = 'dns-missing';
const answered = ping('8.8.8.8', 3);
const refused = [
  'root@OpenWrt:~# nslookup openwrt.org',
  "nslookup: write to '127.0.0.1': Connection refused",
];
const lookup = [
  'root@OpenWrt:~# nslookup openwrt.org',
  'Server:\t\t127.0.0.1',
  'Address:\t127.0.0.1#53',
  '',
  'Name:\topenwrt.org',
  'Address: 203.0.113.7',
];

describe(rule, () => {
  it('is likely where addresses answer and names fail', () => {
    expect(findingsIn([...connected, ...answered, ...unresolved], rule)).toMatchObject([
      { confidence: 'likely', rung: 'route', role: 'cause' },
    ]);
  });

  it('blames the option that refuses the network’s servers, and takes it out', () => {
    const [finding] = findingsIn(
      [...modemConfig({ peerdns: '0' }), '', ...connected, ...answered, ...unresolved],
      rule,
    );
    expect(finding?.explanation).toContain('peerdns 0');
    expect(finding?.fix?.steps).toMatchObject([{ type: 'uci-delete', option: 'peerdns' }]);
    const [own] = findingsIn(
      [
        ...modemConfig({ peerdns: '0' }),
        "        list dns '9.9.9.9'",
        '',
        ...connected,
        ...answered,
        ...unresolved,
      ],
      rule,
    );
    expect(own?.fix?.steps).toMatchObject([{ type: 'advice' }]);
  });

  it.each([
    ['nothing comes through', [...connected, ...ping('8.8.8.8', 0), ...unresolved]],
    ['names work afterwards', [...connected, ...answered, ...unresolved, ...lookup]],
    ['only peerdns is shown', [...modemConfig({ peerdns: '0' }), '', ...connected, ...answered]],
    ['the router’s resolver is not running', [...connected, ...answered, ...refused]],
    [
      'a local name is not known',
      [...connected, ...answered, 'root@OpenWrt:~# ping nas.lan', "ping: bad address 'nas.lan'"],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
