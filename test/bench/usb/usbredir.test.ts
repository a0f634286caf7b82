import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsbDevice } from './device.ts';
import { SerialFunction } from './functions/serial.ts';
import { UsbRedirPort } from './usbredir.ts';

const identity = {
  vendor: 0x12d1,
  product: 0x1506,
  release: 0x0102,
  speed: 'high',
  deviceClass: [0, 0, 0],
  manufacturer: 'M',
  productName: 'P',
  serialNumber: '',
} as const;

/** A serial port whose end says back what it hears. */
function echoDevice(): UsbDevice {
  return new UsbDevice(identity, (numbering) => {
    let say: (bytes: Uint8Array) => void = () => undefined;
    return [
      new SerialFunction(numbering, [0xff, 0x02, 0x12], true, {
        receive: (bytes) => say(bytes),
        onSent: (listener) => {
          say = listener;
          return () => undefined;
        },
        opened: () => undefined,
        closed: () => undefined,
      }),
    ];
  });
}

interface Packet {
  readonly type: number;
  readonly id: bigint;
  readonly body: Buffer;
}

/** What QEMU would see: our packets; and what it says. */
class Host {
  readonly packets: Packet[] = [];
  readonly faults: unknown[] = [];
  readonly port: UsbRedirPort;
  #sent = Buffer.alloc(0);
  #long = false;

  constructor() {
    this.port = new UsbRedirPort({
      send: (bytes) => {
        this.#sent = Buffer.concat([this.#sent, bytes]);
        this.#read();
      },
      onFault: (error) => this.faults.push(error),
    });
  }

  hello(): this {
    this.#long = true;
    this.port.receive(packet(0, 0n, Buffer.concat([Buffer.alloc(64), Buffer.of(0xff, 0, 0, 0)]), false));
    return this;
  }

  say(type: number, id: bigint, body: Uint8Array): void {
    this.port.receive(packet(type, id, body, true));
  }

  of(type: number): readonly Packet[] {
    return this.packets.filter((one) => one.type === type);
  }

  #read(): void {
    for (;;) {
      const header = this.#long ? 16 : 12;
      if (this.#sent.length < header) return;
      const length = this.#sent.readUInt32LE(4);
      if (this.#sent.length < header + length) return;
      this.packets.push({
        type: this.#sent.readUInt32LE(0),
        id: this.#long ? this.#sent.readBigUInt64LE(8) : BigInt(this.#sent.readUInt32LE(8)),
        body: this.#sent.subarray(header, header + length),
      });
      this.#sent = this.#sent.subarray(header + length);
    }
  }
}

function packet(type: number, id: bigint, body: Uint8Array, long: boolean): Buffer {
  const header = Buffer.alloc(long ? 16 : 12);
  header.writeUInt32LE(type, 0);
  header.writeUInt32LE(body.length, 4);
  if (long) header.writeBigUInt64LE(id, 8);
  else header.writeUInt32LE(Number(id), 8);
  return Buffer.concat([header, body]);
}

/** A request for a descriptor: endpoint 0x80, GET_DESCRIPTOR, device to host. */
const getDescriptor = (type: number, length: number) => Buffer.of(0x80, 6, 0x80, 0, 0, type, 0, 0, length, 0);

function pluggedIn(): Host {
  const host = new Host().hello();
  host.port.plug(echoDevice());
  host.say(6, 1n, Buffer.of(1));
  return host;
}

describe('a port for USB devices', () => {
  test('greets first, and plugs a device in only when it was greeted', () => {
    const host = new Host();
    expect(host.packets.map(({ type }) => type)).toEqual([0]);
    host.port.plug(echoDevice());
    expect(host.packets).toHaveLength(1);
    host.hello();
    expect(host.packets.map(({ type }) => type)).toEqual([0, 4, 5, 1]);
  });

  test('tells descriptors, cut to what was asked for', () => {
    const host = pluggedIn();
    host.say(100, 7n, getDescriptor(1, 8));
    const [answer] = host.of(100);
    expect(answer?.id).toBe(7n);
    expect([...(answer?.body.subarray(10) ?? [])]).toEqual([18, 1, 0, 2, 0, 0, 0, 64]);
    host.say(100, 8n, getDescriptor(2, 255));
    const configuration = host.of(100)[1]?.body.subarray(10);
    expect(configuration?.readUInt16LE(2)).toBe(configuration?.length);
  });

  test('holds a request until there is something, and gives it in pieces', () => {
    const host = pluggedIn();
    const wantFrom = (id: bigint, length: number) =>
      host.say(101, id, Buffer.of(0x82, 0, length, 0, 0, 0, 0, 0, 0, 0));
    wantFrom(20n, 2);
    expect(host.of(101)).toHaveLength(0);
    host.say(101, 21n, Buffer.concat([Buffer.of(0x01, 0, 3, 0, 0, 0, 0, 0, 0, 0), Buffer.from('AT\r')]));
    wantFrom(22n, 64);
    const texts = host.of(101).map(({ id, body }) => [id, body.toString('latin1', 10)]);
    expect(texts).toEqual([
      [21n, ''],
      [20n, 'AT'],
      [22n, '\r'],
    ]);
  });

  test('a request that was taken back gets no data', () => {
    const host = pluggedIn();
    host.say(101, 30n, Buffer.of(0x82, 0, 64, 0, 0, 0, 0, 0, 0, 0));
    host.say(21, 30n, Buffer.alloc(0));
    const [cancelled] = host.of(101);
    expect([cancelled?.id, cancelled?.body[1]]).toEqual([30n, 1]);
    host.say(101, 31n, Buffer.concat([Buffer.of(0x01, 0, 1, 0, 0, 0, 0, 0, 0, 0), Buffer.from('A')]));
    host.say(101, 32n, Buffer.of(0x82, 0, 64, 0, 0, 0, 0, 0, 0, 0));
    expect(
      host
        .of(101)
        .find(({ id }) => id === 32n)
        ?.body.toString('latin1', 10),
    ).toBe('A');
  });

  test('waits with the next device until the last one is gone', async () => {
    const host = pluggedIn();
    const gone = host.port.unplug();
    host.port.plug(echoDevice());
    expect(host.of(1)).toHaveLength(1);
    host.say(24, 0n, Buffer.alloc(0));
    await gone;
    expect(host.of(1)).toHaveLength(2);
  });

  test('a packet that makes no sense is an unplug, and no exception', () => {
    const host = pluggedIn();
    host.say(6, 1n, Buffer.alloc(0));
    expect(host.faults).toHaveLength(1);
    const before = host.packets.length;
    host.say(100, 9n, getDescriptor(1, 8));
    expect(host.packets).toHaveLength(before);
  });

  test('whatever comes, however it is cut, nothing is thrown, and each request has at most one answer', () => {
    const known = fc.constantFrom(0, 3, 6, 7, 9, 10, 15, 16, 21, 24, 100, 101, 103, 200);
    const said = fc.tuple(known, fc.bigInt(0n, 50n), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (all, size) => {
        const host = pluggedIn();
        const before = host.packets.length;
        const bytes = Buffer.concat(all.map(([type, id, body]) => packet(type, id, body, true)));
        for (let at = 0; at < bytes.length; at += size) host.port.receive(bytes.subarray(at, at + size));
        for (const type of [100, 101]) {
          for (let id = 0n; id <= 50n; id += 1n) {
            const asked = all.filter(([kind, number]) => kind === type && number === id).length;
            const answered = host.packets
              .slice(before)
              .filter((one) => one.type === type && one.id === id).length;
            expect(answered).toBeLessThanOrEqual(asked);
          }
        }
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        pluggedIn().port.receive(noise);
        new Host().port.receive(noise);
      }),
    );
  });
});
