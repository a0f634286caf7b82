import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../must.ts';
import { blake2s } from './blake2s.ts';
import { type IpPacket, protocols, readIp, writeIp, writeUdp } from './packets.ts';
import { IpInIp, type TunnelOptions } from './tunnel.ts';
import { WireGuardEnd } from './wireguard.ts';

const router = '10.146.249.5';
const far = '203.0.113.251';

function options(): { readonly inside: IpPacket[]; readonly sent: Buffer[] } & TunnelOptions {
  const inside: IpPacket[] = [];
  const sent: Buffer[] = [];
  return {
    inside,
    sent,
    address: far,
    target: () => router,
    send: (packet) => sent.push(packet),
    deliver: (packet) => inside.push(packet),
  };
}

test('IP in IP wraps packets, and takes those that are for it', () => {
  const wiring = options();
  const tunnel = new IpInIp(wiring);
  const packet = {
    protocol: protocols.tcp,
    source: '10.9.0.1',
    target: '192.0.2.9',
    payload: Buffer.from('a'),
  };
  tunnel.send(writeIp(packet));
  const outside = must(readIp(must(wiring.sent[0])));
  expect(outside).toMatchObject({ protocol: protocols.ipInIp, source: far, target: router });
  expect(readIp(outside.payload)).toEqual(packet);
  expect(tunnel.receive({ ...outside, source: router, target: far })).toBe(true);
  expect(wiring.inside).toEqual([packet]);
  expect(tunnel.receive(outside)).toBe(false);
  expect(tunnel.receive({ ...outside, target: far, protocol: protocols.udp })).toBe(false);
});

// With Linux's WireGuard it is tried on a virtual router.
test('WireGuard says nothing to who does not know its key, and nothing before the router has called', () => {
  const wiring = options();
  const tunnel = new WireGuardEnd(wiring);
  tunnel.send(Buffer.alloc(60));
  const types = fc.constantFrom(1, 2, 3, 4);
  const sizes = fc.oneof(fc.constant(148), fc.nat(200));
  fc.assert(
    fc.property(types, sizes, fc.uint8Array({ minLength: 200, maxLength: 200 }), (type, size, noise) => {
      const payload = Buffer.from(noise.subarray(0, Math.max(4, size)));
      payload.writeUInt32LE(type, 0);
      const packet = writeUdp(router, far, { sourcePort: 40_000, targetPort: 51_820, payload });
      expect(tunnel.receive(must(readIp(packet)))).toBe(true);
    }),
    { numRuns: 50 },
  );
  expect(wiring.sent).toEqual([]);
  expect(wiring.inside).toEqual([]);
});

test('BLAKE2s is OpenSSL’s without a key, and with one that of its authors', () => {
  for (const length of [0, 1, 63, 64, 65, 128, 200]) {
    const message = Buffer.alloc(length, 'message');
    const expected = createHash('blake2s256').update(message).digest('hex');
    expect(blake2s(message, Buffer.alloc(0), 32).toString('hex')).toBe(expected);
  }
  // The first of the test vectors in https://github.com/BLAKE2/BLAKE2/blob/master/testvectors/blake2s-kat.txt
  const key = Uint8Array.from({ length: 32 }, (_, at) => at);
  expect(blake2s(Buffer.alloc(0), key, 32).toString('hex')).toBe(
    '48a8997da407876b3d79c0d92325ad3b89cbb754d86ab71aee047ad345fd2c49',
  );
});
