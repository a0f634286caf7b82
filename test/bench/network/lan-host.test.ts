import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../must.ts';
import { Cable } from '../router/cable.ts';
import { etherType, everybody, readArp, readFrame, writeArp, writeFrame } from './frames.ts';
import { LanHost } from './lan-host.ts';
import { type IpPacket, writeIp } from './packets.ts';

const router = '192.168.1.1';
const address = '192.0.2.9';
const routerMac = Buffer.from('525400123456', 'hex');

function harness() {
  const sent: NonNullable<ReturnType<typeof readFrame>>[] = [];
  const packets: IpPacket[] = [];
  const host = new LanHost({
    address,
    router,
    send: (frame) => sent.push(must(readFrame(frame))),
    deliver: (packet) => packets.push(packet),
  });
  const say = (type: number, payload: Uint8Array, target: Uint8Array = everybody) =>
    host.receive(writeFrame({ target, source: routerMac, type, payload }));
  return { host, sent, packets, say };
}

const packet = writeIp({ protocol: 6, source: router, target: address, payload: Buffer.from('text') });

describe('a computer in the LAN', () => {
  test('asks where the router is, and then sends what it has', () => {
    const { host, sent, say } = harness();
    host.send(packet);
    expect(sent).toHaveLength(1);
    const question = must(readArp(must(sent[0]).payload));
    expect(question).toMatchObject({ operation: 'request', sender: address, target: router });
    const answer = { operation: 'reply', senderMac: routerMac, sender: router } as const;
    say(
      etherType.arp,
      writeArp({ ...answer, targetMac: question.senderMac, target: address }),
      question.senderMac,
    );
    host.send(packet);
    expect(sent.slice(1).map(({ target, type }) => [Buffer.from(target), type])).toEqual([
      [routerMac, etherType.ip],
      [routerMac, etherType.ip],
    ]);
  });

  test('answers for itself, and takes what is for it', () => {
    const { sent, packets, say } = harness();
    const ask = (target: string) => {
      const question = { senderMac: routerMac, sender: router, targetMac: Buffer.alloc(6), target };
      say(etherType.arp, writeArp({ operation: 'request', ...question }));
    };
    ask('192.168.1.9');
    expect(sent).toEqual([]);
    ask(address);
    const answer = must(readArp(must(sent[0]).payload));
    expect(answer).toMatchObject({ operation: 'reply', sender: address, target: router });
    say(etherType.ip, packet, answer.senderMac);
    say(etherType.ip, packet, Buffer.from('525400123459', 'hex'));
    expect(packets).toMatchObject([{ source: router, target: address }]);
  });

  test('throws nothing over noise', () => {
    const types = fc.constantFrom(etherType.ip, etherType.arp, 0x86dd);
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 60 }), (type, noise) => harness().say(type, noise)),
    );
  });
});

test('a cable gives whole frames, however they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 20 }),
      async (frames, size) => {
        const bytes = Buffer.concat(frames.flatMap((frame) => [lengthOf(frame), frame]));
        const stream = new PassThrough();
        const received: Buffer[] = [];
        new Cable(stream).frames.listen((frame) => received.push(frame));
        for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
        stream.end();
        await new Promise((resolve) => stream.once('end', resolve));
        expect(received).toEqual(frames.map((frame) => Buffer.from(frame)));
      },
    ),
    { numRuns: 30 },
  );
});

function lengthOf(frame: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(frame.length, 0);
  return length;
}
