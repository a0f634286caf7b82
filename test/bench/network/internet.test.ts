import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../must.ts';
import { healthy, patched, type ScenarioPatch } from '../scenario.ts';
import { EthernetSegment } from './ethernet.ts';
import { Internet } from './internet.ts';
import { checksum, protocols, readIp, readUdp, segmentChecksum, writeIp, writeUdp } from './packets.ts';

const { address, gateway } = healthy.network.address;

/** What comes back for a packet of the router. */
function exchange(packet: Uint8Array, patch: ScenarioPatch = {}, isOnline = true): readonly Uint8Array[] {
  const answers: Uint8Array[] = [];
  const scenario = patched(healthy, patch);
  new Internet({
    scenario: () => scenario,
    isOnline: () => isOnline,
    send: (answer) => answers.push(answer),
  }).receive(packet);
  return answers;
}

function echo(target: string, size = 56): Buffer {
  const payload = Buffer.alloc(8 + size);
  payload.writeUInt8(8, 0);
  payload.writeUInt16BE(checksum(payload), 2);
  return writeIp({ protocol: protocols.icmp, source: address, target, payload });
}

function dhcp(type: number, asked?: string): Buffer {
  const message = Buffer.alloc(240);
  message.set([1, 1, 6, 0, 0xde, 0xad, 0xbe, 0xef], 0);
  message.set([0x63, 0x82, 0x53, 0x63], 236);
  const options = [
    53,
    1,
    type,
    ...(asked === undefined ? [] : [50, 4, ...asked.split('.').map(Number)]),
    255,
  ];
  return writeUdp('0.0.0.0', '255.255.255.255', {
    sourcePort: 68,
    targetPort: 67,
    payload: Buffer.concat([message, Buffer.from(options)]),
  });
}

/** Type of the message and address given. */
function leaseOf(answers: readonly Uint8Array[]): readonly [number | undefined, string] | undefined {
  const packet = answers[0] === undefined ? undefined : readIp(answers[0]);
  const message = packet === undefined ? undefined : readUdp(packet.payload)?.payload;
  return message === undefined ? undefined : [message[242], message.subarray(16, 20).join('.')];
}

describe('DHCP', () => {
  test('offers and grants the address of the session', () => {
    expect(leaseOf(exchange(dhcp(1)))).toEqual([2, address]);
    expect(leaseOf(exchange(dhcp(3, address)))).toEqual([5, address]);
  });

  test('refuses another one, and with the fault each', () => {
    expect(leaseOf(exchange(dhcp(3, '192.0.2.9')))).toEqual([6, '0.0.0.0']);
    expect(leaseOf(exchange(dhcp(3, address), { dhcp: { mode: 'nak' } }))).toEqual([6, '0.0.0.0']);
  });

  test('says nothing, or gives an address of elsewhere', () => {
    expect(exchange(dhcp(1), { dhcp: { mode: 'silent' } })).toEqual([]);
    expect(leaseOf(exchange(dhcp(1), { dhcp: { mode: 'wrong-subnet' } }))).toEqual([2, '192.0.2.100']);
  });
});

describe('the internet', () => {
  test('answers an echo with right checksums', () => {
    const [answer] = exchange(echo('198.51.100.7'));
    const packet = answer === undefined ? undefined : readIp(answer);
    expect(packet).toMatchObject({ source: '198.51.100.7', target: address });
    expect(packet?.payload[0]).toBe(0);
    expect(checksum(packet?.payload ?? Buffer.alloc(1))).toBe(0);
  });

  test('only the gateway is there where nothing behind it answers, or nobody is online', () => {
    for (const [patch, isOnline] of [
      [{ internet: { reachable: false } }, true],
      [{}, false],
    ] as const) {
      expect(exchange(echo('198.51.100.7'), patch, isOnline)).toEqual([]);
      expect(exchange(echo(gateway), patch, isOnline)).toHaveLength(1);
    }
  });

  test('drops what is larger than the limit', () => {
    const patch = { internet: { mtuLimit: 1400 } };
    expect(exchange(echo('198.51.100.7', 1372), patch)).toHaveLength(1);
    expect(exchange(echo('198.51.100.7', 1373), patch)).toEqual([]);
  });

  test('says nothing to who uses the address of another', () => {
    const foreign = writeIp({ ...must(readIp(echo('198.51.100.7'))), source: '192.168.1.5' });
    expect(exchange(foreign)).toEqual([]);
  });

  test('throws nothing over noise', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => void exchange(noise)));
    const carried = fc.tuple(fc.constantFrom(1, 6, 17), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(carried, ([protocol, payload]) => {
        exchange(writeIp({ protocol, source: address, target: gateway, payload: Buffer.from(payload) }));
      }),
    );
  });
});

test('a page over TCP: handshake, request, answer, end', () => {
  const sent: { flags: number; sequence: number; payload: string }[] = [];
  const internet = new Internet({
    scenario: () => healthy,
    isOnline: () => true,
    send: (packet) => {
      const segment = must(readIp(packet)).payload;
      expect(segmentChecksum('198.51.100.7', address, protocols.tcp, segment)).toBe(0);
      sent.push({
        flags: segment.readUInt8(13),
        sequence: segment.readUInt32BE(4),
        payload: segment.toString('latin1', 20),
      });
    },
  });
  const say = (flags: number, sequence: number, text = '') => {
    const segment = Buffer.alloc(20 + text.length);
    segment.writeUInt16BE(40_000, 0);
    segment.writeUInt16BE(80, 2);
    segment.writeUInt32BE(sequence, 4);
    segment.writeUInt8(0x50, 12);
    segment.writeUInt8(flags, 13);
    segment.write(text, 20, 'latin1');
    internet.receive(
      writeIp({ protocol: protocols.tcp, source: address, target: '198.51.100.7', payload: segment }),
    );
  };
  say(0x02, 99);
  expect(sent[0]?.flags).toBe(0x12);
  say(0x18, 100, 'GET / HTTP/1.1\r\n');
  say(0x18, 116, 'Host: a\r\n\r\n');
  const text = sent.map(({ payload }) => payload).join('');
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\nIt works\.\n$/s);
  expect(sent.at(-1)?.flags).toBe(0x11);
});

test('the gateway answers ARP for its network, and not for the router itself', () => {
  const frames: Uint8Array[] = [];
  const segment = new EthernetSegment({
    scenario: () => healthy,
    isOpen: () => true,
    uplink: () => undefined,
  });
  segment.onSent((sent) => frames.push(sent));
  const ask = (target: string) => {
    const request = Buffer.alloc(42);
    request.fill(0xff, 0, 6);
    request.set([0, 0x1e, 0x10, 0x1f, 0, 0], 6);
    request.writeUInt16BE(0x0806, 12);
    request.set([0, 1, 8, 0, 6, 4, 0, 1], 14);
    request.set(target.split('.').map(Number), 38);
    segment.receive(request);
  };
  ask(address);
  ask('192.0.2.1');
  expect(frames).toEqual([]);
  ask(gateway);
  expect(frames).toHaveLength(1);
});
