import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { connected, modemConfig, modemRoute, ping, routes } from './uplink-lines.ts';

const rule = 'metric-dead-wan';
const dead = 'default via 192.168.0.1 dev eth0.2 proto static src 192.168.0.20';
const both = routes(modemRoute, dead);
const silent = ping('8.8.8.8', 0);
const overModem = ping('8.8.8.8', 3, '-c 3 -I wwan0');

describe(rule, () => {
  it('is likely where only the modem carries packets', () => {
    const [finding] = findingsIn(
      [...modemConfig(), '', ...connected, ...both, ...silent, ...overModem],
      rule,
    );
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'route' });
    expect(finding?.title).toContain('over eth0.2');
    expect(finding?.fix?.steps[0]).toMatchObject({ type: 'uci-set', section: 'modem', option: 'metric' });
  });

  it('is possible where nobody asked over the modem', () => {
    expect(findingsIn([...connected, ...both, ...silent], rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('knows the word of pppd for it', () => {
    const kept =
      'Tue Mar  4 09:00:10 2025 daemon.err pppd[10723]: not replacing existing default route via 192.168.0.1';
    expect(findingsIn([...connected, kept, ...routes(dead), ...silent], rule)).toHaveLength(1);
    expect(findingsIn([...connected, ...routes(dead), ...silent], rule)).toEqual([]);
  });

  it.each([
    ['the better uplink answers', [...connected, ...both, ...ping('8.8.8.8', 3)]],
    [
      'a VPN has the better route',
      [
        ...config('home', { proto: 'wireguard' }),
        '',
        ...connected,
        ...routes('default dev home proto static scope link', modemRoute),
        ...silent,
        ...overModem,
      ],
    ],
    ['nobody tested', [...connected, ...both]],
    ['the modem comes first', [...connected, ...routes(modemRoute, `${dead} metric 20`), ...silent]],
    [
      'the modem answers no more either',
      [...connected, ...both, ...silent, ...ping('8.8.8.8', 0, '-I wwan0')],
    ],
    [
      'mwan3 decides',
      [
        ...connected,
        'root@OpenWrt:~# mwan3 status',
        'Interface status:',
        ' interface wan is online and tracking is active',
        ...both,
        ...silent,
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('needs no address of the modem where packets come back over it', () => {
    expect(findingsIn([...both, ...silent, ...overModem, 'AT+CSQ', '+CSQ: 20,99', 'OK'], rule)).toMatchObject(
      [{ confidence: 'likely' }],
    );
    expect(findingsIn([...both, ...silent, 'AT+CSQ', '+CSQ: 20,99', 'OK'], rule)).toEqual([]);
  });
});
