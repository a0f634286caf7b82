import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import { readLines } from '../recorded-reading.ts';
import { kindsShown, leftOver, shownOf } from './shown.ts';

const links = {
  'ip -s addr': `root@OpenWrt:~# ip -s a
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
9: wwan0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1430 qdisc fq_codel state UNKNOWN qlen 1000
    link/[65534]
    inet 10.64.0.2/30 brd 10.64.0.3 scope global wwan0
       valid_lft forever preferred_lft forever
    inet6 fe80::1/64 scope link
       valid_lft forever preferred_lft forever
    RX: bytes  packets  errors  dropped overrun mcast
    1234       10       0       0       0       0
    TX: bytes  packets  errors  dropped carrier collsns
    5678       20       0       0       0       0`,
  'busybox ifconfig': `root@OpenWrt:~# ifconfig
lo        Link encap:Local Loopback
          inet addr:127.0.0.1  Mask:255.0.0.0
          UP LOOPBACK RUNNING  MTU:65536  Metric:1
          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)

wwan0     Link encap:UNSPEC  HWaddr 00-00-00-00-00-00-00-00-00-00-00-00-00-00-00-00
          inet addr:10.64.0.2  P-t-P:10.64.0.2  Mask:255.255.255.252
          inet6 addr: fe80::1/64 Scope:Link
          UP POINTOPOINT RUNNING NOARP MULTICAST  MTU:1430  Metric:1
          RX packets:10 errors:0 dropped:0 overruns:0 frame:0
          TX packets:20 errors:0 dropped:0 overruns:0 carrier:0
          collisions:0 txqueuelen:1000
          RX bytes:1234 (1.2 KiB)  TX bytes:5678 (5.5 KiB)`,
  'net-tools ifconfig': `lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536
        inet 127.0.0.1  netmask 255.0.0.0
        RX packets 0  bytes 0 (0.0 B)
        TX packets 0  bytes 0 (0.0 B)
wwan0: flags=4305<UP,POINTOPOINT,RUNNING,NOARP,MULTICAST>  mtu 1430
        inet 10.64.0.2  netmask 255.255.255.252  destination 10.64.0.2
        inet6 fe80::1  prefixlen 64  scopeid 0x20<link>
        unspec 00-00-00-00-00-00-00-00-00-00-00-00-00-00-00-00  txqueuelen 1000  (UNSPEC)
        RX packets 10  bytes 1234 (1.2 KiB)
        RX errors 0  dropped 0  overruns 0  frame 0
        TX packets 20  bytes 5678 (5.5 KiB)
        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0`,
};

describe('devices', () => {
  test.each(Object.entries(links))('%s', (_, text) => {
    for (const variant of [text, text.replace(/[ \t]+/g, ' ').replace(/^ /gm, '')]) {
      const [, wwan, ...others] = shownOf('link', variant);
      expect(others).toEqual([]);
      expect(wwan).toMatchObject({
        device: 'wwan0',
        up: true,
        carrier: true,
        mtu: 1430,
        addresses: ['10.64.0.2/30', 'fe80::1/64'],
        rxBytes: 1234,
        txBytes: 5678,
      });
      expect(leftOver(variant)).toEqual([]);
    }
  });

  test('down, and without a carrier', () => {
    expect(
      shownOf(
        'link',
        '2: eth0@if5: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq state DOWN\n3: wwan0: <NOARP> mtu 1500 qdisc noop state DOWN',
      ),
    ).toMatchObject([
      { device: 'eth0', up: true, carrier: false },
      { device: 'wwan0', up: false, carrier: false },
    ]);
  });

  test('the short layouts', () => {
    expect(
      shownOf(
        'link',
        '9: wwan0    inet 10.64.0.2/30 scope global wwan0\n9: wwan0    inet6 fe80::1/64 scope link',
      ),
    ).toMatchObject([{ device: 'wwan0', addresses: ['10.64.0.2/30', 'fe80::1/64'], up: null }]);
    expect(
      shownOf(
        'link',
        '# ip -br a\nlo   UNKNOWN   127.0.0.1/8\neth0   DOWN\nwan@eth0   UP   192.0.2.7/24 fe80::1/64',
      ),
    ).toMatchObject([
      { device: 'lo', up: null },
      { device: 'eth0', up: false, addresses: [] },
      { device: 'wan', up: true, addresses: ['192.0.2.7/24', 'fe80::1/64'] },
    ]);
  });

  test('a point-to-point address', () => {
    const text =
      '9: 3g-wan: <POINTOPOINT,UP,LOWER_UP> mtu 1500\n    inet 10.64.0.2 peer 10.64.64.64/32 scope global 3g-wan';
    expect(shownOf('link', text)).toMatchObject([{ device: '3g-wan', addresses: ['10.64.0.2/32'] }]);
  });
});

describe('routes', () => {
  test('ip route', () => {
    const text = `default via 10.64.0.1 dev wwan0 proto static src 10.64.0.2 metric 10
default dev 3g-wan scope link
10.64.0.0/30 dev wwan0 proto kernel scope link src 10.64.0.2
unreachable fd00:1::/48 dev lo metric 2147483647 error 4294967148
default from 2001:db8::/64 via fe80::1 dev wwan0 metric 512 pref medium
local 10.64.0.2 dev wwan0 table local proto kernel scope host src 10.64.0.2`;
    const rows = shownOf('route', text).map(({ type, family, target, gateway, device, metric, table }) => [
      type,
      family,
      target,
      gateway,
      device,
      metric,
      table,
    ]);
    expect(rows).toEqual([
      ['unicast', 4, 'default', '10.64.0.1', 'wwan0', 10, null],
      ['unicast', null, 'default', null, '3g-wan', null, null],
      ['unicast', 4, '10.64.0.0/30', null, 'wwan0', null, null],
      ['unreachable', 6, 'fd00:1::/48', null, 'lo', 2147483647, null],
      ['unicast', 6, 'default', 'fe80::1', 'wwan0', 512, null],
      ['local', 4, '10.64.0.2', null, 'wwan0', null, 'local'],
    ]);
  });

  test('ip -6 route says the family of a default without an address', () => {
    expect(shownOf('route', '# ip -6 r\ndefault dev wwan0 metric 1024')).toMatchObject([
      { family: 6, metric: 1024 },
    ]);
  });

  test('hops of a route over several devices', () => {
    const text = '192.0.2.0/24 dev eth0 scope link\n\tnexthop via 10.0.0.1 dev eth1 weight 1';
    expect(shownOf('route', text)).toMatchObject([
      { target: '192.0.2.0/24', device: 'eth0' },
      { target: '192.0.2.0/24', gateway: '10.0.0.1', device: 'eth1' },
    ]);
  });

  test('a route that is split between devices', () => {
    const text =
      '# ip r\ndefault proto static metric 1 \n\tnexthop via 10.0.0.1 dev eth1 weight 1 \n\tnexthop via 10.64.0.1 dev wwan0 weight 1 ';
    expect(shownOf('route', text)).toMatchObject([
      { target: 'default', gateway: '10.0.0.1', device: 'eth1', metric: 1 },
      { target: 'default', gateway: '10.64.0.1', device: 'wwan0', metric: 1 },
    ]);
    expect(shownOf('route', '# ip r\ndefault metric 1\n10.0.0.0/8 dev eth0')).toHaveLength(1);
  });

  test('route -n and netstat -rn', () => {
    const row = '0.0.0.0         10.64.0.1       0.0.0.0         UG    5      0        0 wwan0';
    const local = '192.168.1.0     0.0.0.0         255.255.255.0   U     0      0        0 br-lan';
    const kernel = 'Kernel IP routing table\n';
    const route = `${kernel}Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${row}\n${local}`;
    const netstat = `${kernel}Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n${row}`;
    expect(shownOf('route', route)).toMatchObject([
      { target: 'default', gateway: '10.64.0.1', device: 'wwan0', metric: 5, family: 4 },
      { target: '192.168.1.0/24', gateway: null, device: 'br-lan', metric: 0 },
    ]);
    expect(shownOf('route', netstat)).toMatchObject([{ target: 'default', metric: null }]);
    expect(leftOver(route)).toEqual([]);
  });

  test('ip rule', () => {
    const text = `0:	from all lookup local
2001:	from all fwmark 0x100/0x3f00 lookup 1
2254:	from all fwmark 0x3e00/0x3f00 unreachable`;
    expect(shownOf('rule', text).map(({ priority, selector, table }) => [priority, selector, table])).toEqual(
      [
        [0, 'from all', 'local'],
        [2001, 'from all fwmark 0x100/0x3f00', '1'],
        [2254, 'from all fwmark 0x3e00/0x3f00', null],
      ],
    );
  });
});

describe('ping', () => {
  test('busybox, with answers and a break', () => {
    const text = `root@OpenWrt:~# ping -I wwan0 openwrt.org
PING openwrt.org (203.0.113.7): 56 data bytes
64 bytes from 203.0.113.7: seq=0 ttl=55 time=41.207 ms
64 bytes from 203.0.113.7: seq=1 ttl=55 time=40.100 ms
^C
--- openwrt.org ping statistics ---
3 packets transmitted, 2 packets received, 33% packet loss
round-trip min/avg/max = 40.1/40.6/41.2 ms`;
    const [ping, ...others] = shownOf('ping', text);
    expect(others).toEqual([]);
    expect(ping).toMatchObject({
      target: 'openwrt.org',
      sent: 3,
      received: 2,
      device: 'wwan0',
      failure: null,
    });
    expect(ping === undefined ? '' : spanText(ping.span)).toBe(
      '3 packets transmitted, 2 packets received, 33% packet loss',
    );
    expect(leftOver(text)).toEqual([]);
  });

  test('iputils, bound and unanswered', () => {
    expect(
      shownOf(
        'ping',
        `PING 1.1.1.1 (1.1.1.1) from 10.64.0.2 wwan0: 56(84) bytes of data.
From 10.64.0.2 icmp_seq=1 Destination Host Unreachable

--- 1.1.1.1 ping statistics ---
4 packets transmitted, 0 received, +3 errors, 100% packet loss, time 3070ms`,
      ),
    ).toMatchObject([
      { target: '1.1.1.1', sent: 4, received: 0, device: 'wwan0', failure: 'Destination Host Unreachable' },
    ]);
  });

  test('answers whose statistics were not copied', () => {
    expect(
      shownOf(
        'ping',
        '64 bytes from one.one (1.1.1.1): icmp_seq=1 ttl=55 time=41.2 ms\n64 bytes from one.one (1.1.1.1): icmp_seq=2 ttl=55 time=41.2 ms',
      ),
    ).toMatchObject([{ target: '1.1.1.1', sent: null, received: 2 }]);
  });

  test.each([
    ["ping: bad address 'openwrt.org'", 'openwrt.org', "bad address 'openwrt.org'"],
    ['ping: unknown host openwrt.org', 'openwrt.org', 'unknown host openwrt.org'],
    [
      'ping: openwrt.org: Temporary failure in name resolution',
      'openwrt.org',
      'openwrt.org: Temporary failure in name resolution',
    ],
    ['# ping -c 3 9.9.9.9\nping: sendto: Network unreachable', '9.9.9.9', 'sendto: Network unreachable'],
    [
      '# ping -c 3 -I wwan0 9.9.9.9\nPING 9.9.9.9 (9.9.9.9): 56 data bytes\nping: sendto: Operation not permitted',
      '9.9.9.9',
      'sendto: Operation not permitted',
    ],
    ['# ping 9.9.9.9\nconnect: Network is unreachable', '9.9.9.9', 'connect: Network is unreachable'],
  ])('%s', (text, target, failure) => {
    expect(shownOf('ping', text)).toMatchObject([{ target, failure, received: null }]);
  });

  test('two runs', () => {
    const run = (target: string, received: number): string =>
      `PING ${target} (${target}): 56 data bytes\n\n--- ${target} ping statistics ---\n4 packets transmitted, ${received} packets received, 0% packet loss`;
    expect(
      shownOf('ping', `${run('1.1.1.1', 0)}\n${run('9.9.9.9', 4)}`).map(({ target, received }) => [
        target,
        received,
      ]),
    ).toEqual([
      ['1.1.1.1', 0],
      ['9.9.9.9', 4],
    ]);
  });
});

test('traceroute', () => {
  const text = `traceroute to openwrt.org (203.0.113.7), 30 hops max, 46 byte packets
 1  gateway (192.168.8.1)  0.598 ms  0.423 ms  0.339 ms
 2  * * *
 3  10.0.0.9  20.598 ms`;
  expect(shownOf('trace', text)).toMatchObject([
    { target: 'openwrt.org', hops: ['192.168.8.1', null, '10.0.0.9'], failure: null },
  ]);
});

describe('lookups', () => {
  test.each([
    [
      'busybox before 1.29',
      'Server:    127.0.0.1\nAddress 1: 127.0.0.1 localhost\n\nName:      openwrt.org\nAddress 1: 203.0.113.7 www\nAddress 2: 2001:db8::7',
    ],
    [
      'busybox',
      'Server:\t\t127.0.0.1\nAddress:\t127.0.0.1:53\n\nNon-authoritative answer:\nName:\topenwrt.org\nAddress: 203.0.113.7\n\nName:\topenwrt.org\nAddress: 2001:db8::7',
    ],
    [
      'bind',
      'Server:\t\t127.0.0.1\nAddress:\t127.0.0.1#53\n\nName:\topenwrt.org\nAddress: 203.0.113.7\nAddress: 2001:db8::7',
    ],
  ])('%s', (_, text) => {
    const [found, ...others] = shownOf('lookup', text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      name: 'openwrt.org',
      server: '127.0.0.1',
      addresses: ['203.0.113.7', '2001:db8::7'],
      failure: null,
    });
    expect(leftOver(text)).toEqual([]);
  });

  test.each([
    [
      "Server:\t\t127.0.0.1\nAddress:\t127.0.0.1#53\n\n** server can't find openwrt.org: NXDOMAIN",
      'NXDOMAIN',
    ],
    [
      "Server:    127.0.0.1\nAddress 1: 127.0.0.1 localhost\n\nnslookup: can't resolve 'openwrt.org': Try again",
      "can't resolve 'openwrt.org': Try again",
    ],
    [
      '# nslookup openwrt.org\n;; connection timed out; no servers could be reached',
      'connection timed out; no servers could be reached',
    ],
    [
      "# nslookup openwrt.org 1.1.1.1\nnslookup: write to '1.1.1.1': Connection refused",
      "write to '1.1.1.1': Connection refused",
    ],
    [
      '; <<>> DiG 9.18.24 <<>> @1.1.1.1 openwrt.org\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 11',
      'SERVFAIL',
    ],
  ])('%s', (text, failure) => {
    expect(shownOf('lookup', text)).toMatchObject([{ name: 'openwrt.org', addresses: [], failure }]);
  });

  const served = 'Server:    127.0.0.1\nAddress 1: 127.0.0.1 localhost\n\n';

  test.each([
    ['without an answer', `${served}*** Can't find openwrt.org: No answer`],
    [
      'with the server for an answer',
      `${served}Name:      openwrt.org\nAddress 1: 127.0.0.1 localhost\n*** Can't find openwrt.org: No answer`,
    ],
    [
      'with its port',
      "Server:\t\t127.0.0.1\nName:\topenwrt.org\nAddress:\t127.0.0.1:53\n\n*** Can't find openwrt.org: No answer",
    ],
  ])('of the server alone are no answer beside a failure: %s', (_, text) => {
    const [found] = shownOf('lookup', text);
    expect(found).toMatchObject({ name: 'openwrt.org', addresses: [], failure: 'No answer' });
    expect(found?.span.line).toBe(text.split('\n').length);
  });

  test.each([
    `${served}Name:      openwrt.org\nAddress: 203.0.113.7\n\n*** Can't find openwrt.org: No answer`,
    "nslookup: can't resolve '(null)': Name does not resolve\n\nName:      openwrt.org\nAddress 1: 203.0.113.7 www",
  ])('with an address of the name are none that failed: %j', (text) => {
    expect(shownOf('lookup', text)).toMatchObject([
      { name: 'openwrt.org', addresses: ['203.0.113.7'], failure: null },
    ]);
  });

  test('of two names keep their answers', () => {
    const text = `${served}Name:      openwrt.org\nAddress: 203.0.113.7\n** server can't find lede.org: NXDOMAIN`;
    expect(shownOf('lookup', text)).toMatchObject([
      { name: 'openwrt.org', addresses: ['203.0.113.7'], failure: null },
      { name: 'lede.org', addresses: [], failure: 'NXDOMAIN' },
    ]);
  });

  test('dig', () => {
    const text = `; <<>> DiG 9.18.24 <<>> openwrt.org
;; global options: +cmd
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 11

;; QUESTION SECTION:
;openwrt.org.			IN	A

;; ANSWER SECTION:
openwrt.org.		300	IN	A	203.0.113.7

;; SERVER: 127.0.0.1#53(127.0.0.1)`;
    expect(shownOf('lookup', text)).toMatchObject([
      { name: 'openwrt.org', server: '127.0.0.1', addresses: ['203.0.113.7'], failure: null },
    ]);
    expect(leftOver(text)).toEqual([]);
  });
});

test.each([
  ['curl: (6) Could not resolve host: openwrt.org', null, false, 'Could not resolve host: openwrt.org'],
  ['# curl -I https://openwrt.org\nHTTP/2 200', 'https://openwrt.org', true, null],
  ["wget: bad address 'openwrt.org'", null, false, "bad address 'openwrt.org'"],
  [
    "Downloading 'http://openwrt.org/'\nConnecting to 203.0.113.7:80\nDownload completed (12 bytes)",
    'http://openwrt.org/',
    true,
    null,
  ],
  [
    "Downloading 'http://openwrt.org/'\nFailed to send request: Operation not permitted",
    'http://openwrt.org/',
    false,
    'Failed to send request: Operation not permitted',
  ],
  [
    '# wget openwrt.org\nConnecting to openwrt.org (203.0.113.7:80)\nwget: download timed out',
    'openwrt.org',
    false,
    'download timed out',
  ],
])('%s', (text, target, done, failure) => {
  expect(shownOf('fetch', text)).toMatchObject([{ target, done, failure }]);
});

test('mwan3 status', () => {
  const text = `root@OpenWrt:~# mwan3 status
Interface status:
 interface wan is online 00h:11m:02s, uptime 00h:37m:40s and tracking is active
 interface wwan is error (16) and tracking is active
 interface lte is offline and tracking is paused

Current ipv4 policies:
balanced:
 wan (60%)
 lte (40%)
wwan_only:
 unreachable

Directly connected ipv4 networks:
 192.168.1.0/24

Active ipv4 user rules:
 - balanced  all  --  *  *  0.0.0.0/0  0.0.0.0/0`;
  expect(
    shownOf('mwan-interface', text).map((known) => [known.interface, known.state, known.tracking]),
  ).toEqual([
    ['wan', 'online', 'active'],
    ['wwan', 'error (16)', 'active'],
    ['lte', 'offline', 'paused'],
  ]);
  expect(
    shownOf('mwan-policy', text).map(({ policy, family, members }) => [policy, family, members]),
  ).toEqual([
    [
      'balanced',
      4,
      [
        { interface: 'wan', percent: 60 },
        { interface: 'lte', percent: 40 },
      ],
    ],
    ['wwan_only', 4, [{ interface: 'unreachable', percent: null }]],
  ]);
  expect(leftOver(text)).toEqual([]);
  expect(
    shownOf(
      'mwan-interface',
      ' interface wan is online (tracking active)\n interface wwan is unknown (not tracking)',
    ),
  ).toMatchObject([
    { interface: 'wan', state: 'online', tracking: 'active' },
    { interface: 'wwan', state: 'unknown', tracking: 'not tracking' },
  ]);
});

test('sentences, configurations and logs show nothing', () => {
  expect(
    kindsShown(`The interface wan is online but slow.
I ran PING to 8.8.8.8 and it works: 4 packets, fine.
ping: works
Server: Apache/2.4
Name: John
default via wwan0 would be good
config interface 'wan'
	option gateway '10.64.0.1'
curl works, wget: too
10.0.0.1 is my router
eth0: flags are wrong
Sat Feb  7 08:03:41 2026 daemon.notice netifd: wwan (4021): PING 1.1.1.1 (1.1.1.1): 56 data bytes`),
  ).toEqual([]);
});

test('never throws, and points into the line', () => {
  const piece = fc.constantFrom(
    'PING 1.1.1.1 (1.1.1.1): 56 data bytes',
    '1: lo: <UP> mtu 1',
    'default via ',
    'dev wwan0',
    '10.0.0.0/8 ',
    'nexthop ',
    'Server: 127.0.0.1',
    'Name: ',
    'Address: ',
    'Current ipv4 policies:',
    ' ',
    ':',
    '\n',
    '\n',
    'Destination Gateway Genmask Flags Metric',
    'inet ',
  );
  const program = fc.constantFrom('ping 1.1.1.1', 'ip r', 'ifconfig', 'nslookup x', 'mwan3 status', 'curl x');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), program, (pieces, command) => {
      for (const { span } of readLines(`# ${command}`, ...pieces.join('').split('\n')).observations) {
        expect(span.length).toBeGreaterThan(0);
        expect(span.column - 1 + span.length).toBeLessThanOrEqual(span.text.length);
      }
    }),
  );
});
