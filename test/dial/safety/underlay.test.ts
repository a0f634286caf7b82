import { describe, expect, test } from 'vitest';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { underlayOf } from '../../../src/dial/safety/underlay.ts';

const lan = [
  'card\tbr-lan\t1\tbridge\tnone\t\t\t',
  'lower\tbr-lan\teth0',
  'card\teth0\t1\t-\tother\tmtk_soc_eth\t\tbr-lan',
];
const modem = ['card\twwan0\t1\t-\tusb\thuawei_cdc_ncm\t1-1\t'];
const ppp = ['card\t3g-wan\t512\t-\tnone\t\t\t'];

/**
 * @param peer where the session comes from, for the router, and the way back to it
 * @param owners devices that have the address at which it comes in; without it the device of the way back
 */
function under(
  peer: string,
  way: string,
  rows: readonly string[],
  own = { localAddress: peer, isOverJumpHost: false },
  owners: readonly string[] = /\bdev (\S+)/.exec(way)?.slice(1) ?? [],
) {
  const session = `session\t${peer}\t192.168.1.1`;
  const owned = owners.map((name) => `owner\t${name}`);
  const text = [session, ...owned, `way\t${peer}\t${way}`, ...rows, 'over'].join('\n');
  return underlayOf(surveyOf(text), own, new Set(['wwan0']));
}

describe('what carries the session', () => {
  test('is no modem where it comes in over the LAN', () => {
    expect(under('192.168.1.2', '192.168.1.2 dev br-lan src 192.168.1.1', [...lan, ...modem])).toEqual({
      cut: 'no',
      card: 'br-lan',
    });
  });

  test('is the modem where the way back leads over it', () => {
    expect(under('203.0.113.9', '203.0.113.9 dev wwan0 src 10.1.2.3', [...lan, ...modem]).cut).toBe('yes');
    expect(under('203.0.113.9', '203.0.113.9 dev 3g-wan src 10.1.2.3', [...lan, ...ppp]).cut).toBe('yes');
  });

  test('is the modem where that is a port of the bridge', () => {
    const bridged = [...lan, 'lower\tbr-lan\twwan0', ...modem];
    expect(under('192.168.1.2', '192.168.1.2 dev br-lan', bridged).cut).toBe('yes');
  });

  test.each([
    ['a tunnel', ['lower\tbr-lan\ttap0', 'card\ttap0\t1\ttun\tnone\t\t\tbr-lan']],
    [
      'a VLAN on a tunnel',
      [
        'lower\tbr-lan\ttap0.5',
        'card\ttap0.5\t1\tvlan\tnone\t\t\t',
        'lower\ttap0.5\ttap0',
        'card\ttap0\t1\ttun\tnone\t\t\t',
      ],
    ],
    ['something of which nothing is known', ['lower\tbr-lan\tmystery0']],
  ])('is not known where a port of the bridge is %s', (_, rows) => {
    expect(under('192.168.1.2', '192.168.1.2 dev br-lan', [...lan, ...rows]).cut).toBe('unknown');
  });

  test('is looked for once below each device, however they stand on one another', () => {
    const names = Array.from({ length: 60 }, (_, at) => `br${at}`);
    const maze = names.flatMap((name) => [
      `card\t${name}\t1\tbridge\tnone\t\t\t`,
      ...names.map((other) => `lower\t${name}\t${other}`),
    ]);
    expect(under('192.168.1.2', '192.168.1.2 dev br0', maze)).toEqual({ cut: 'no', card: 'br0' });
  });

  test('is a HiLink stick, a network card like any other', () => {
    const stick = ['card\teth1\t1\t-\tusb\tcdc_ether\t1-1\t'];
    expect(under('192.168.8.50', '192.168.8.50 dev eth1', [...lan, ...stick]).cut).toBe('yes');
    const adapter = ['card\teth1\t1\t-\tusb\tr8152\t1-1\t'];
    expect(under('192.168.8.50', '192.168.8.50 dev eth1', [...lan, ...adapter]).cut).toBe('no');
  });

  test('is looked for below WireGuard, at all of its ends', () => {
    const tunnel = (way: string) => [
      ...lan,
      ...modem,
      'card\twg0\t65534\twireguard\tnone\t\t\t',
      'endpoint\twg0\t198.51.100.7',
      `way\t198.51.100.7\t${way}`,
    ];
    expect(under('10.9.0.2', '10.9.0.2 dev wg0', tunnel('198.51.100.7 via 10.64.64.64 dev wwan0')).cut).toBe(
      'yes',
    );
    expect(under('10.9.0.2', '10.9.0.2 dev wg0', tunnel('198.51.100.7 dev eth0')).cut).toBe('no');
    const none = [...lan, 'card\twg0\t65534\twireguard\tnone\t\t\t'];
    expect(under('10.9.0.2', '10.9.0.2 dev wg0', none).cut).toBe('unknown');
  });

  test.each([
    ['tailscale0', '65534\ttun'],
    ['ztabcdef', '1\ttun'],
    ['tun0', '65534\ttun'],
    ['ipsec0', '1\t-'],
  ])('is not known inside %s', (name, kind) => {
    const rows = [...lan, `card\t${name}\t${kind}\tnone\t\t\t`];
    expect(under('100.64.0.5', `100.64.0.5 dev ${name}`, rows).cut).toBe('unknown');
  });

  test('is not known over a jump host, from the router itself, behind a translation, or where another program logs in', () => {
    const rows = [...lan, ...modem];
    const way = '192.168.1.2 dev br-lan';
    expect(under('192.168.1.2', way, rows, { localAddress: '192.168.1.2', isOverJumpHost: true }).cut).toBe(
      'unknown',
    );
    expect(under('127.0.0.1', '127.0.0.1 dev lo', rows).cut).toBe('unknown');
    expect(under('192.168.1.2', way, rows, { localAddress: '172.17.0.5', isOverJumpHost: false }).cut).toBe(
      'unknown',
    );
    const unsaid: { localAddress: string | null; isOverJumpHost: boolean } = {
      localAddress: null,
      isOverJumpHost: false,
    };
    const session = 'session\t192.168.1.2\t192.168.1.1\nowner\tbr-lan';
    const text = [session, `way\t192.168.1.2\t${way}`, ...rows, 'over'].join('\n');
    expect(underlayOf(surveyOf(text), unsaid, new Set()).cut).toBe('unknown');
    expect(underlayOf(surveyOf('over'), unsaid, new Set()).cut).toBe('unknown');
  });

  describe('is told by both ends', () => {
    const rows = [...lan, ...modem, 'card\teth1\t1\t-\tother\tmtk_soc_eth\t\t'];
    const peer = '192.168.1.2';
    const own = { localAddress: peer, isOverJumpHost: false };
    // As busybox and iproute2 print it where `from` is asked for.
    const way = `${peer} from 192.168.1.1 dev br-lan uid 0 `;

    test.each([
      ['no', 'br-lan', ['br-lan']],
      ['unknown', 'br-lan', ['eth1']],
      ['unknown', 'br-lan', []],
      ['yes', 'br-lan', ['wwan0']],
      ['yes', 'wwan0', ['br-lan']],
      ['yes', 'wwan0', []],
      ['unknown', 'br-lan', ['gone0']],
    ] as const)('%s: back over %s, in at %j', (cut, device, owners) => {
      expect(under(peer, way.replace('br-lan', device), rows, own, owners).cut).toBe(cut);
    });

    test('and a way that the router does not know is none', () => {
      expect(under(peer, '', rows, own, ['br-lan']).cut).toBe('unknown');
    });

    test('of IPv6', () => {
      const mine = { localAddress: 'fd00:1::2', isOverJumpHost: false };
      const back = 'fd00:1::2 from fd00:1::1 dev br-lan proto kernel src fd00:1::1 metric 256 pref medium';
      expect(under('fd00:1::2', back, rows, mine).cut).toBe('no');
      expect(under('fd00:1::2', back, rows, mine, ['wwan0']).cut).toBe('yes');
    });
  });

  test('does not mind how an address is written', () => {
    const mapped = { localAddress: '::ffff:192.168.1.2', isOverJumpHost: false };
    expect(under('192.168.1.2', '192.168.1.2 dev br-lan', lan, mapped).cut).toBe('no');
    const zone = { localAddress: 'fe80::1%eth0', isOverJumpHost: false };
    expect(under('fe80::1', 'fe80::1 dev br-lan', lan, zone).cut).toBe('no');
  });

  test('is unknown, and told without their words, where names are none', () => {
    const words = 'br-lan; reboot';
    const known = ['192.168.1.2', '192.168.1.2 dev br-lan src 192.168.1.1', [...lan, ...modem]] as const;
    const own = { localAddress: '192.168.1.2', isOverJumpHost: false };
    const owned = under(...known, own, ['br-lan', words]);
    expect(owned.cut).toBe('unknown');
    const tunnelled = under(
      '10.9.0.2',
      '10.9.0.2 dev wg0',
      [
        ...lan,
        'card\twg0\t65534\twireguard\tnone\t\t\t',
        `endpoint\twg0\t198.51.100.7; reboot`,
        'endpoint\twg0\t198.51.100.8',
        'way\t198.51.100.8\t198.51.100.8 dev br-lan',
        'way\t198.51.100.7; reboot\t198.51.100.7 dev br-lan',
      ],
      { localAddress: '10.9.0.2', isOverJumpHost: false },
    );
    expect(tunnelled.cut).toBe('unknown');
    const session = under('192.168.1.2; reboot', '192.168.1.2 dev br-lan', lan);
    expect(session.cut).toBe('unknown');
    expect(JSON.stringify([owned, tunnelled, session])).not.toContain('reboot');
  });
});
