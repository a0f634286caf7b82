import { type Bus, type TransferStatus, transferStatus, type UsbDevice } from './device.ts';
import type { SetupPacket } from './usb-function.ts';

// The protocol with which QEMU's `usb-redir` takes a device from another program. Source: usbredir's
// docs/usb-redirection-protocol.md and usbredirparser/usbredirproto.h. All numbers have the low byte first.

const packet = {
  hello: 0,
  deviceConnect: 1,
  deviceDisconnect: 2,
  reset: 3,
  interfaceInfo: 4,
  endpointInfo: 5,
  setConfiguration: 6,
  getConfiguration: 7,
  configurationStatus: 8,
  setAlternate: 9,
  getAlternate: 10,
  alternateStatus: 11,
  startInterrupt: 15,
  stopInterrupt: 16,
  interruptStatus: 17,
  cancel: 21,
  disconnectAcknowledged: 24,
  control: 100,
  bulk: 101,
  interrupt: 103,
} as const;

/** Device version, acknowledged disconnects, size of packets per endpoint, ids of 64 bits, lengths of 32 bits. */
const capabilities = (1 << 1) | (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6);
const longIds = 1 << 5;

const longest = 1 << 24;
const helloHeader = 12;

export interface UsbRedirOptions {
  readonly send: (bytes: Uint8Array) => void;
  /** What came makes no sense, or a function failed over it: nothing more is taken. */
  readonly onFault: (error: unknown) => void;
}

/** One connection with QEMU: a port of the router's USB bus, into which one device after the other may be plugged. */
export class UsbRedirPort {
  readonly #options: UsbRedirOptions;
  #received: Buffer = Buffer.alloc(0);
  #hasLongIds = false;
  #isGreeted = false;
  #isBroken = false;
  #device: UsbDevice | undefined;
  /** The last one is gone, and QEMU has not said that it knows. */
  #isLeaving = false;
  #next: UsbDevice | undefined;
  #interruptIds = 0n;
  readonly #whenLeft: (() => void)[] = [];

  constructor(options: UsbRedirOptions) {
    this.#options = options;
    const hello = Buffer.alloc(helloHeader + 68);
    hello.writeUInt32LE(packet.hello, 0);
    hello.writeUInt32LE(68, 4);
    hello.write('hwdiag-bench', helloHeader, 'latin1');
    hello.writeUInt32LE(capabilities, helloHeader + 64);
    options.send(hello);
  }

  get isGreeted(): boolean {
    return this.#isGreeted;
  }

  /** What QEMU has sent, however it is cut. */
  receive(bytes: Uint8Array): void {
    if (this.#isBroken) return;
    try {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#readPackets();
    } catch (error) {
      this.#isBroken = true;
      this.#device?.unplugged();
      this.#device = undefined;
      this.#options.onFault(error);
    }
  }

  plug(device: UsbDevice): void {
    if (!this.#isGreeted || this.#isLeaving || this.#device !== undefined) {
      this.#next = device;
      if (this.#device !== undefined) this.unplug();
      return;
    }
    this.#next = undefined;
    this.#device = device;
    device.pluggedInto(this.#bus(device));
    this.#sendInterfaces();
    const { vendor, product, release, deviceClass } = device.identity;
    const body = Buffer.alloc(10);
    body.writeUInt8(2, 0); // high speed
    body.set(deviceClass, 1);
    body.writeUInt16LE(vendor, 4);
    body.writeUInt16LE(product, 6);
    body.writeUInt16LE(release, 8);
    this.#send(packet.deviceConnect, 0n, body);
  }

  /** Settled when the router's side has let go. */
  unplug(): Promise<void> {
    if (this.#device !== undefined) {
      this.#device.unplugged();
      this.#device = undefined;
      this.#isLeaving = true;
      this.#send(packet.deviceDisconnect, 0n, Buffer.alloc(0));
    }
    if (!this.#isLeaving) return Promise.resolve();
    return new Promise((resolve) => this.#whenLeft.push(resolve));
  }

  /** The connection has ended. */
  closed(): void {
    this.#isBroken = true;
    this.#device?.unplugged();
    this.#device = undefined;
    this.#left();
  }

  #left(): void {
    this.#isLeaving = false;
    for (const resolve of this.#whenLeft.splice(0)) resolve();
  }

  #bus(device: UsbDevice): Bus {
    const isHere = () => this.#device === device;
    return {
      controlled: (id, setup, endpoint, status, data) => {
        if (isHere()) this.#sendControl(id, setup, endpoint, status, data);
      },
      transferred: (id, endpoint, status, length, data) => {
        if (!isHere()) return;
        const body = Buffer.alloc(10 + data.length);
        body.writeUInt8(endpoint, 0);
        body.writeUInt8(status, 1);
        body.writeUInt16LE(length & 0xffff, 2);
        body.writeUInt16LE(length >>> 16, 8);
        body.set(data, 10);
        this.#send(packet.bulk, id, body);
      },
      interrupted: (endpoint, data) => {
        if (!isHere()) return;
        const body = Buffer.alloc(4 + data.length);
        body.writeUInt8(endpoint, 0);
        body.writeUInt16LE(data.length, 2);
        body.set(data, 4);
        this.#send(packet.interrupt, this.#interruptIds, body);
        this.#interruptIds += 1n;
      },
    };
  }

  #sendControl(
    id: bigint,
    setup: SetupPacket,
    endpoint: number,
    status: TransferStatus,
    data: Uint8Array,
  ): void {
    const isIn = (setup.requestType & 0x80) !== 0;
    const carried = isIn ? data : new Uint8Array(0);
    const body = Buffer.alloc(10 + carried.length);
    body.writeUInt8(endpoint, 0);
    body.writeUInt8(setup.request, 1);
    body.writeUInt8(setup.requestType, 2);
    body.writeUInt8(status, 3);
    body.writeUInt16LE(setup.value, 4);
    body.writeUInt16LE(setup.index, 6);
    body.writeUInt16LE(status !== transferStatus.ok ? 0 : isIn ? data.length : setup.length, 8);
    body.set(carried, 10);
    this.#send(packet.control, id, body);
  }

  #readPackets(): void {
    for (;;) {
      const header = this.#hasLongIds ? 16 : helloHeader;
      if (this.#received.length < header) return;
      const type = this.#received.readUInt32LE(0);
      const length = this.#received.readUInt32LE(4);
      if (length > longest) throw new RangeError(`A packet of ${length} bytes`);
      if (this.#received.length < header + length) return;
      const id = this.#hasLongIds
        ? this.#received.readBigUInt64LE(8)
        : BigInt(this.#received.readUInt32LE(8));
      const body = this.#received.subarray(header, header + length);
      this.#received = this.#received.subarray(header + length);
      this.#read(type, id, body);
    }
  }

  #read(type: number, id: bigint, body: Buffer): void {
    if (type === packet.hello) {
      this.#isGreeted = true;
      this.#hasLongIds = (body.readUInt32LE(64) & longIds) !== 0;
      this.#plugNext();
      return;
    }
    if (type === packet.disconnectAcknowledged) {
      this.#left();
      this.#plugNext();
      return;
    }
    const device = this.#device;
    if (device !== undefined) this.#readForDevice(device, type, id, body);
  }

  #plugNext(): void {
    if (this.#next !== undefined) this.plug(this.#next);
  }

  #readForDevice(device: UsbDevice, type: number, id: bigint, body: Buffer): void {
    switch (type) {
      case packet.reset:
        device.reset();
        return;
      case packet.setConfiguration: {
        const isKnown = device.configure(body.readUInt8(0));
        this.#sendInterfaces();
        this.#sendConfiguration(id, device, isKnown);
        return;
      }
      case packet.getConfiguration:
        this.#sendConfiguration(id, device, true);
        return;
      case packet.setAlternate: {
        const number = body.readUInt8(0);
        const isKnown = device.setAlternate(number, body.readUInt8(1));
        this.#sendInterfaces();
        this.#sendAlternate(id, device, number, isKnown);
        return;
      }
      case packet.getAlternate:
        this.#sendAlternate(id, device, body.readUInt8(0), true);
        return;
      case packet.startInterrupt: {
        const endpoint = body.readUInt8(0);
        // Its first data may come at once, and QEMU takes them only behind the answer.
        const isKnown = this.#hasEndpoint(device, endpoint);
        const status = isKnown ? transferStatus.ok : transferStatus.invalid;
        this.#send(packet.interruptStatus, id, Buffer.from([status, endpoint]));
        if (isKnown) device.listen(endpoint);
        return;
      }
      case packet.stopInterrupt:
        device.stopListening(body.readUInt8(0));
        this.#send(packet.interruptStatus, id, Buffer.from([transferStatus.ok, body.readUInt8(0)]));
        return;
      case packet.cancel:
        device.cancel(id);
        return;
      case packet.control: {
        const setup: SetupPacket = {
          request: body.readUInt8(1),
          requestType: body.readUInt8(2),
          value: body.readUInt16LE(4),
          index: body.readUInt16LE(6),
          length: body.readUInt16LE(8),
        };
        device.control(id, body.readUInt8(0), setup, body.subarray(10));
        return;
      }
      case packet.bulk: {
        const endpoint = body.readUInt8(0);
        const length = body.readUInt16LE(2) + body.readUInt16LE(8) * 0x1_0000;
        if ((endpoint & 0x80) === 0) device.takeBulk(id, endpoint, Uint8Array.from(body.subarray(10)));
        else device.holdBulk(id, endpoint, length);
        return;
      }
      default:
        // What was not agreed on, and filters: nothing of it asks for an answer.
        return;
    }
  }

  #hasEndpoint(device: UsbDevice, address: number): boolean {
    return device
      .activeInterfaces()
      .some(({ setting }) => setting.endpoints.some((endpoint) => endpoint.address === address));
  }

  #sendConfiguration(id: bigint, device: UsbDevice, isKnown: boolean): void {
    const status = isKnown ? transferStatus.ok : transferStatus.stall;
    this.#send(packet.configurationStatus, id, Buffer.from([status, device.configuration]));
  }

  #sendAlternate(id: bigint, device: UsbDevice, number: number, isKnown: boolean): void {
    const status = isKnown ? transferStatus.ok : transferStatus.stall;
    this.#send(packet.alternateStatus, id, Buffer.from([status, number, device.alternateOf(number)]));
  }

  /** Which interfaces and endpoints there are now; QEMU refuses transfers to others. */
  #sendInterfaces(): void {
    const active = this.#device?.activeInterfaces() ?? [];
    const interfaces = Buffer.alloc(132);
    interfaces.writeUInt32LE(active.length, 0);
    const endpoints = Buffer.alloc(160);
    const types = { none: 255, control: 0, bulk: 2, interrupt: 3 } as const;
    endpoints.fill(types.none, 0, 32);
    endpoints[0] = types.control;
    endpoints[16] = types.control;
    for (const [at, { number, setting }] of active.entries()) {
      interfaces[4 + at] = number;
      for (const [field, value] of setting.class.entries()) interfaces[4 + 32 * (field + 1) + at] = value;
      for (const { address, type } of setting.endpoints) {
        const index = ((address & 0x80) >> 3) | (address & 0x0f);
        endpoints[index] = types[type];
        endpoints[32 + index] = type === 'interrupt' ? 9 : 0;
        endpoints[64 + index] = number;
        endpoints.writeUInt16LE(type === 'bulk' ? 512 : 64, 96 + 2 * index);
      }
    }
    this.#send(packet.interfaceInfo, 0n, interfaces);
    this.#send(packet.endpointInfo, 0n, endpoints);
  }

  #send(type: number, id: bigint, body: Uint8Array): void {
    if (this.#isBroken) return;
    const header = Buffer.alloc(this.#hasLongIds ? 16 : helloHeader);
    header.writeUInt32LE(type, 0);
    header.writeUInt32LE(body.length, 4);
    if (this.#hasLongIds) header.writeBigUInt64LE(id, 8);
    else header.writeUInt32LE(Number(id), 8);
    this.#options.send(Buffer.concat([header, body]));
  }
}
