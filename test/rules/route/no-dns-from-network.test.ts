import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { connected, modemConfig, ping, unresolved } from './uplink-lines.ts';

const rule = 'no-dns-from-network';
const context = (...fields: readonly string[]) => [
  '',
  'AT+CGCONTRDP',
  `+CGCONTRDP: ${['1', '5', '"internet"', ...fields].join(',')}`,
  '',
  'OK',
  '',
];
const bare = context('"10.64.12.7"');
const given = context('"10.64.12.7.255.255.255.240"', '"10.64.12.1"', '"10.74.210.210"', '"0.0.0.0"');
const failing = [...ping('8.8.8.8', 3), ...unresolved];

describe(rule, () => {
  it('is likely where names fail besides, and adds a server', () => {
    const [finding] = findingsIn([...modemConfig(), ...bare, ...failing], rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'route' });
    expect(finding?.fix?.steps).toMatchObject([{ type: 'uci-add-list', section: 'modem', option: 'dns' }]);
    expect(findingsIn([...modemConfig(), ...bare, ...failing], 'dns-missing')).toEqual([]);
  });

  it('is possible by the answer alone', () => {
    expect(findingsIn(bare, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('reads ifstatus', () => {
    const status = (server: string) => [
      'root@OpenWrt:~# ifstatus modem_4',
      `{ "up": true, "proto": "dhcp", "ipv4-address": [ { "address": "10.64.12.7", "mask": 28 } ], "dns-server": [ ${server} ] }`,
    ];
    expect(findingsIn([...modemConfig(), '', ...status(''), ...failing], rule)).toHaveLength(1);
    expect(findingsIn([...modemConfig(), '', ...status('"10.74.210.210"'), ...failing], rule)).toEqual([]);
  });

  it.each([
    ['servers are given', [...given, ...failing]],
    ['the context is not in use', context()],
    ['a server is configured', [...modemConfig(), "        list dns '9.9.9.9'", ...bare, ...failing]],
    ['the connection is up', [...bare, ...connected]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
