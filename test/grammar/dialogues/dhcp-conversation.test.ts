import { describe, expect, it } from 'vitest';
import type { DhcpConversation } from '../../../src/grammar/dialogues/dialogue.ts';
import { collect, theOnly } from './collected.ts';
import { udhcpc } from './log.ts';

function read(...bodies: readonly string[]): DhcpConversation {
  return theOnly('dhcp-conversation', ...udhcpc('modem_4', 2396, ...bodies));
}

describe('a DHCP conversation', () => {
  it.each([
    [
      'of busybox 1.23',
      [
        'udhcp client (v1.23.2) started',
        'Sending discover...',
        'Sending select for 10.1.2.3...',
        'Lease of 10.1.2.3 obtained, lease time 7200',
      ],
      '1.23.2',
    ],
    [
      'of busybox 1.25, as in the first thread',
      [
        'started, v1.25.1',
        'sending discover',
        'sending discover',
        'sending select for 10.1.2.3',
        'lease of 10.1.2.3 obtained, lease time 518400',
      ],
      '1.25.1',
    ],
    [
      'of busybox 1.36',
      [
        'started, v1.36.1',
        'broadcasting discover',
        'broadcasting select for 10.1.2.3, server 10.1.2.1',
        'lease of 10.1.2.3 obtained from 10.1.2.1, lease time 7200',
      ],
      '1.36.1',
    ],
  ])('that gets a lease, in the words %s', (_, bodies, version) => {
    expect(read(...bodies)).toMatchObject({
      interface: 'modem_4',
      pid: 2396,
      started: { fields: { version } },
      offered: { kind: 'dhcp.select' },
      lease: { fields: { address: '10.1.2.3' } },
      failure: null,
      naks: [],
    });
  });

  it('without an offer', () => {
    const silent = read('started, v1.25.1', 'sending discover', 'sending discover', 'sending discover');
    expect(silent).toMatchObject({ offered: null, lease: null, failure: null });
    expect(silent.discovers.length).toBe(3);
    const failed = read('started, v1.25.1', 'sending discover', 'no lease, failing');
    expect(failed.failure?.kind).toBe('dhcp.no-lease');
  });

  it('whose offer is refused afterwards', () => {
    const round = ['sending discover', 'sending select for 10.1.2.3', 'received DHCP NAK'];
    const conversation = read('started, v1.25.1', ...round, ...round);
    expect(conversation).toMatchObject({ offered: {}, lease: null, failure: null });
    expect([conversation.naks.length, conversation.discovers.length]).toEqual([2, 2]);
  });

  it('whose lease is lost', () => {
    const lost = read(
      'started, v1.25.1',
      'lease of 10.1.2.3 obtained, lease time 60',
      'lease lost, entering init state',
    );
    expect(lost).toMatchObject({ lease: {}, failure: { kind: 'dhcp.lease-lost' } });
  });

  it('whose trouble is over', () => {
    const overcome = read(
      'started, v1.25.1',
      'no lease, forking to background',
      'sending discover',
      'lease of 10.1.2.3 obtained, lease time 60',
    );
    expect(overcome).toMatchObject({ lease: {}, failure: null });
  });

  it.each([
    'SIOCGIFINDEX: No such device',
    'ifindex lookup on wwan0 failed: No such device',
    'no such device',
  ])('on a device that is not there: %s', (words) => {
    expect(read(words)).toMatchObject({ started: null, failure: { kind: 'dhcp.no-device' } });
  });

  it('started by hand', () => {
    const [one, other] = collect(
      'dhcp-conversation',
      'root@GL-MT300N:~# udhcpc -f wwan0',
      'udhcpc (v1.24.1) started',
      'Sending discover...',
      'Sending discover...',
      'root@GL-MT300N:~# udhcpc -i wwan0',
      'udhcpc (v1.24.1) started',
      'Sending discover...',
    );
    expect(one).toMatchObject({ interface: null, pid: null, discovers: [{}, {}] });
    expect(other).toMatchObject({ interface: null, discovers: [{}] });
    expect(one?.section).not.toBe(other?.section);
  });
});

describe('a log', () => {
  it('that begins late', () => {
    const late = read('sending discover', 'lease of 10.1.2.3 obtained, lease time 60');
    expect(late).toMatchObject({ started: null, lease: {}, first: { kind: 'dhcp.discover' } });
  });

  it('of several interfaces, and of one that starts again', () => {
    const conversations = collect(
      'dhcp-conversation',
      ...udhcpc('wan', 1, 'started, v1.25.1'),
      ...udhcpc('modem_4', 2, 'started, v1.25.1', 'sending discover'),
      ...udhcpc('wan', 1, 'lease of 192.168.1.5 obtained, lease time 60'),
      ...udhcpc('modem_4', 2, 'started, v1.25.1'),
    );
    expect(
      conversations.map((one) => [one.interface, one.discovers.length, one.lease?.fields.address ?? null]),
    ).toEqual([
      ['wan', 0, '192.168.1.5'],
      ['modem_4', 1, null],
      ['modem_4', 0, null],
    ]);
  });

  it('of days without an offer keeps few discovers, and the lease among them', () => {
    const many = Array.from({ length: 2_000 }, () => 'sending discover');
    const conversation = read(
      'started, v1.25.1',
      ...many,
      'lease of 10.1.2.3 obtained, lease time 60',
      ...many,
    );
    expect(conversation.discovers.length).toBe(128);
    expect(conversation.lease?.fields.address).toBe('10.1.2.3');
    expect(conversation.first.kind).toBe('dhcp.started');
    expect(conversation.last.origin.order).toBe(4_001);
  });
});
