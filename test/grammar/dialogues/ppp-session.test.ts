import { describe, expect, it } from 'vitest';
import type { PppSession } from '../../../src/grammar/dialogues/dialogue.ts';
import { collect, theOnly } from './collected.ts';
import { pppd } from './log.ts';

const started = 'pppd 2.4.7 started by root, uid 0';
const linked = [
  'Serial connection established.',
  'Using interface 3g-modem',
  'Connect: 3g-modem <--> /dev/ttyUSB0',
];
const authenticated = ['CHAP authentication succeeded: Welcome!!', 'CHAP authentication succeeded'];
const addressed = [
  'Could not determine remote IP address: defaulting to 10.64.64.64',
  'local  IP address 10.146.249.5',
  'remote IP address 10.64.64.64',
];
const afterwards = [
  'Connect time 5.3 minutes.',
  'Sent 1200 bytes, received 3400 bytes.',
  'Connection terminated.',
];

function read(...bodies: readonly string[]): PppSession {
  return theOnly('ppp-session', ...pppd(10_723, ...bodies));
}

describe('a pppd session', () => {
  it('that gets an address, as in the first thread', () => {
    const session = read(started, ...linked, ...authenticated, ...addressed);
    expect(session).toMatchObject({
      pid: 10_723,
      started: { fields: { version: '2.4.7' } },
      connected: { kind: 'pppd.serial-established' },
      link: { fields: { device: '/dev/ttyUSB0' } },
      netdev: '3g-modem',
      localAddress: { fields: { address: '10.146.249.5' } },
      failure: null,
      stopped: null,
      hungUp: null,
      last: { kind: 'pppd.remote-address' },
    });
  });

  it.each([
    ['the dial script fails', ['Connect script failed', 'Exit.'], 'pppd.connect-script-failed'],
    [
      'the port is not there',
      ['Failed to open /dev/ttyUSB0: No such file or directory', 'Exit.'],
      'pppd.device-unopened',
    ],
    ['another program has the port', ['Device ttyUSB0 is locked by pid 4711'], 'pppd.device-locked'],
    [
      'the kernel knows no PPP',
      ["Couldn't set tty to PPP discipline: Invalid argument"],
      'pppd.no-kernel-support',
    ],
    [
      'the other side is silent',
      [...linked, 'LCP: timeout sending Config-Requests', 'Connection terminated.'],
      'pppd.lcp-timeout',
    ],
    [
      'the credentials are refused',
      [...linked, 'CHAP authentication failed', 'Connection terminated.', 'Modem hangup'],
      'pppd.chap-failed',
    ],
    ['PAP gets no answer', [...linked, 'No response to PAP authenticate-requests'], 'pppd.pap-unanswered'],
    [
      'no address comes',
      [...linked, ...authenticated, 'IPCP: timeout sending Config-Requests'],
      'pppd.ipcp-timeout',
    ],
  ])('that fails because %s', (_, bodies, kind) => {
    const session = read(started, ...bodies);
    expect(session.failure?.kind).toBe(kind);
    expect(session.localAddress).toBeNull();
  });

  it.each(['Modem hangup', 'LCP terminated by peer', 'Serial link appears to be disconnected.'])(
    'that the other side ends: %s',
    (words) => {
      const session = read(started, ...linked, ...addressed, words, ...afterwards, 'Exit.');
      expect(session.hungUp).not.toBeNull();
      expect(session.localAddress).not.toBeNull();
      expect([session.stopped, session.failure]).toEqual([null, null]);
    },
  );

  it('that is sent SIGHUP: by the tty that lost its carrier, or by somebody who ends it', () => {
    const lines = [started, ...linked, ...addressed, 'Hangup (SIGHUP)'];
    expect(read(...lines, 'Modem hangup', ...afterwards, 'Exit.')).toMatchObject({
      hungUp: { kind: 'pppd.modem-hangup' },
      stopped: null,
    });
    expect(read(...lines, ...afterwards, 'Exit.')).toMatchObject({
      hungUp: null,
      stopped: { kind: 'pppd.hangup-signal' },
      failure: null,
    });
  });

  it('that ends one protocol only goes on', () => {
    const session = read(started, ...linked, ...addressed, 'IPV6CP terminated by peer');
    expect(session.hungUp).toBeNull();
  });

  it('that is stopped on purpose', () => {
    const session = read(
      started,
      ...linked,
      ...addressed,
      'Terminating on signal 15',
      ...afterwards,
      'Modem hangup',
      'Exit.',
    );
    expect(session.stopped?.kind).toBe('pppd.terminating-on-signal');
  });

  it('with several calls tells of the last', () => {
    const online = read(
      started,
      ...linked,
      ...addressed,
      'Modem hangup',
      ...linked,
      ...authenticated,
      ...addressed,
    );
    expect([online.hungUp, online.failure]).toEqual([null, null]);
    expect(online.localAddress?.origin.order).toBeGreaterThan(10);
    const offline = read(started, ...linked, ...addressed, 'Modem hangup', 'Connect script failed');
    expect(offline).toMatchObject({
      connected: null,
      localAddress: null,
      netdev: '3g-modem',
      failure: { kind: 'pppd.connect-script-failed' },
    });
  });
});

describe('a log', () => {
  it('that begins late', () => {
    expect(read(...addressed)).toMatchObject({ started: null, netdev: null, localAddress: {} });
    expect(read('Modem hangup', 'Exit.')).toMatchObject({ started: null, hungUp: {} });
  });

  it('that stops early', () => {
    expect(read(started, ...linked)).toMatchObject({
      connected: {},
      localAddress: null,
      failure: null,
      hungUp: null,
    });
  });

  it('of two sessions at once, and of one after the other with the same process id', () => {
    const one = pppd(1, started, 'Connect script failed', 'Exit.');
    const other = pppd(2, started, ...linked, ...addressed);
    const woven = other.flatMap((line, at) => [line, one[at] ?? []].flat());
    expect(collect('ppp-session', ...woven).map(({ pid, failure }) => [pid, failure === null])).toEqual([
      [2, true],
      [1, false],
    ]);
    const again = collect('ppp-session', ...one, ...one, ...pppd(1, 'Using interface ppp0'));
    expect(again.map(({ netdev }) => netdev)).toEqual([null, null, 'ppp0']);
  });
});
