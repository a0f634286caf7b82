import type { UsbIdentity } from '../profiles/profile.ts';
import {
  type AlternateSetting,
  type Endpoint,
  type FunctionPort,
  Numbering,
  nothing,
  type SetupPacket,
  type UsbFunction,
} from './usb-function.ts';

/** Status of a transfer. Source: usbredir's usbredirproto.h. */
export const transferStatus = { ok: 0, cancelled: 1, invalid: 2, ioError: 3, stall: 4 } as const;

export type TransferStatus = (typeof transferStatus)[keyof typeof transferStatus];

/** The bus that a device is plugged into. */
export interface Bus {
  controlled(
    id: bigint,
    setup: SetupPacket,
    endpoint: number,
    status: TransferStatus,
    data: Uint8Array,
  ): void;
  transferred(id: bigint, endpoint: number, status: TransferStatus, length: number, data: Uint8Array): void;
  interrupted(endpoint: number, data: Uint8Array): void;
}

interface HeldTransfer {
  readonly id: bigint;
  readonly length: number;
}

/** A USB device: its descriptors, the standard requests, and what waits in either direction. */
export class UsbDevice {
  readonly identity: UsbIdentity;
  readonly functions: readonly UsbFunction[];
  /** A device that is there and cannot be read: a bad cable, too little power. */
  readonly isUnreadable: boolean;
  readonly #strings: readonly string[];
  readonly #stringIndexes: {
    readonly manufacturer: number;
    readonly product: number;
    readonly serial: number;
  };
  #bus: Bus | undefined;
  #configuration = 0;
  readonly #alternates = new Map<number, number>();
  readonly #held = new Map<number, HeldTransfer[]>();
  readonly #waiting = new Map<number, Uint8Array[]>();
  readonly #listened = new Set<number>();

  constructor(
    identity: UsbIdentity,
    makeFunctions: (numbering: Numbering) => readonly UsbFunction[],
    { isUnreadable = false }: { readonly isUnreadable?: boolean } = {},
  ) {
    this.identity = identity;
    this.isUnreadable = isUnreadable;
    const numbering = new Numbering();
    const index = (text: string) => (text === '' ? 0 : numbering.string(text));
    this.#stringIndexes = {
      manufacturer: index(identity.manufacturer),
      product: index(identity.productName),
      serial: index(identity.serialNumber),
    };
    this.functions = makeFunctions(numbering);
    this.#strings = numbering.strings;
    const port: FunctionPort = {
      send: (endpoint, data) => this.#send(endpoint, data),
      discard: (endpoint) => this.#waiting.delete(endpoint),
    };
    for (const one of this.functions) one.attach(port);
  }

  pluggedInto(bus: Bus): void {
    this.#bus = bus;
  }

  unplugged(): void {
    this.reset();
    this.#bus = undefined;
  }

  reset(): void {
    this.#configuration = 0;
    this.#alternates.clear();
    this.#held.clear();
    this.#waiting.clear();
    this.#listened.clear();
    for (const one of this.functions) one.reset();
  }

  get configuration(): number {
    return this.#configuration;
  }

  /** False where there is no such configuration. */
  configure(value: number): boolean {
    if (value !== 0 && value !== 1) return false;
    this.#configuration = value;
    this.#alternates.clear();
    return true;
  }

  alternateOf(interfaceNumber: number): number {
    return this.#alternates.get(interfaceNumber) ?? 0;
  }

  setAlternate(interfaceNumber: number, setting: number): boolean {
    const owner = this.#ownerOf(interfaceNumber);
    const chosen = owner?.interfaces.find(({ number }) => number === interfaceNumber)?.alternates[setting];
    if (owner === undefined || chosen === undefined) return false;
    this.#alternates.set(interfaceNumber, setting);
    owner.alternate?.(interfaceNumber, setting);
    return true;
  }

  /** The interfaces of the configuration that is set, with the setting of each. */
  activeInterfaces(): readonly { readonly number: number; readonly setting: AlternateSetting }[] {
    if (this.#configuration === 0) return [];
    return this.functions.flatMap(({ interfaces }) =>
      interfaces.flatMap(({ number, alternates }) => {
        const setting = alternates[this.alternateOf(number)];
        return setting === undefined ? [] : [{ number, setting }];
      }),
    );
  }

  listen(endpoint: number): boolean {
    const owner = this.#ownerOfEndpoint(endpoint);
    if (owner === undefined) return false;
    this.#listened.add(endpoint);
    const waiting = this.#waiting.get(endpoint) ?? [];
    this.#waiting.delete(endpoint);
    for (const data of waiting) this.#bus?.interrupted(endpoint, data);
    owner.listened?.(endpoint);
    return true;
  }

  stopListening(endpoint: number): void {
    this.#listened.delete(endpoint);
  }

  control(id: bigint, endpoint: number, setup: SetupPacket, data: Uint8Array): void {
    if (this.isUnreadable) {
      this.#bus?.controlled(id, setup, endpoint, transferStatus.ioError, nothing);
      return;
    }
    const kind = setup.requestType & 0x60;
    const answer = kind === 0 ? this.#standardRequest(setup) : this.#functionRequest(setup, data);
    const status = answer === undefined ? transferStatus.stall : transferStatus.ok;
    this.#bus?.controlled(id, setup, endpoint, status, (answer ?? nothing).subarray(0, setup.length));
  }

  /** What the router sends: it has been taken when this returns. */
  takeBulk(id: bigint, endpoint: number, data: Uint8Array): void {
    const owner = this.#ownerOfEndpoint(endpoint);
    const status = owner === undefined ? transferStatus.invalid : transferStatus.ok;
    this.#bus?.transferred(id, endpoint, status, owner === undefined ? 0 : data.length, nothing);
    owner?.receive(endpoint, data);
  }

  /** What the router wants: it is held until there is something. */
  holdBulk(id: bigint, endpoint: number, length: number): void {
    if (this.#ownerOfEndpoint(endpoint) === undefined) {
      this.#bus?.transferred(id, endpoint, transferStatus.invalid, 0, nothing);
      return;
    }
    const held = this.#held.get(endpoint) ?? [];
    held.push({ id, length });
    this.#held.set(endpoint, held);
    this.#serve(endpoint);
  }

  cancel(id: bigint): void {
    for (const [endpoint, held] of this.#held) {
      const at = held.findIndex((transfer) => transfer.id === id);
      if (at < 0) continue;
      held.splice(at, 1);
      this.#bus?.transferred(id, endpoint, transferStatus.cancelled, 0, nothing);
    }
  }

  #send(endpoint: number, data: Uint8Array): void {
    if (this.#bus === undefined) return;
    if (this.#endpoint(endpoint)?.type === 'interrupt' && this.#listened.has(endpoint)) {
      this.#bus.interrupted(endpoint, data);
      return;
    }
    const waiting = this.#waiting.get(endpoint) ?? [];
    // A modem drops what nobody fetches; without a limit a port that talks alone would fill the memory.
    if (waiting.length >= 4096) waiting.shift();
    waiting.push(data);
    this.#waiting.set(endpoint, waiting);
    this.#serve(endpoint);
  }

  #serve(endpoint: number): void {
    const held = this.#held.get(endpoint);
    const waiting = this.#waiting.get(endpoint);
    if (held === undefined || waiting === undefined) return;
    while (held.length > 0 && waiting.length > 0) {
      const transfer = held.shift();
      const data = waiting.shift();
      if (transfer === undefined || data === undefined) break;
      const part = data.subarray(0, transfer.length);
      if (part.length < data.length) waiting.unshift(data.subarray(part.length));
      this.#bus?.transferred(transfer.id, endpoint, transferStatus.ok, part.length, part);
    }
  }

  #endpoint(address: number): Endpoint | undefined {
    for (const { interfaces } of this.functions) {
      for (const { alternates } of interfaces) {
        for (const { endpoints } of alternates) {
          const found = endpoints.find((endpoint) => endpoint.address === address);
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  #ownerOfEndpoint(address: number): UsbFunction | undefined {
    return this.functions.find(({ interfaces }) =>
      interfaces.some(({ alternates }) =>
        alternates.some(({ endpoints }) => endpoints.some((endpoint) => endpoint.address === address)),
      ),
    );
  }

  #ownerOf(interfaceNumber: number): UsbFunction | undefined {
    return this.functions.find(({ interfaces }) =>
      interfaces.some(({ number }) => number === interfaceNumber),
    );
  }

  #functionRequest(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    // To the device as a whole nobody has anything to say.
    if ((setup.requestType & 0x1f) !== 1) return undefined;
    return this.#ownerOf(setup.index & 0xff)?.control(setup, data);
  }

  #standardRequest({ requestType, request, value }: SetupPacket): Uint8Array | undefined {
    const getStatus = 0;
    const clearFeature = 1;
    const setFeature = 3;
    const getDescriptor = 6;
    const getConfiguration = 8;
    switch (request) {
      case getStatus:
        return Uint8Array.of(0, 0);
      case clearFeature:
      case setFeature:
        return nothing;
      case getDescriptor:
        return (requestType & 0x80) === 0 ? undefined : this.#descriptor(value >> 8, value & 0xff);
      case getConfiguration:
        return Uint8Array.of(this.#configuration);
      default:
        return undefined;
    }
  }

  #descriptor(type: number, index: number): Uint8Array | undefined {
    switch (type) {
      case 1:
        return this.#deviceDescriptor();
      case 2:
        return index === 0 ? this.#configurationDescriptor() : undefined;
      case 3:
        return this.#stringDescriptor(index);
      // The other speed: a device that has only one refuses.
      default:
        return undefined;
    }
  }

  #deviceDescriptor(): Uint8Array {
    const { vendor, product, release, deviceClass } = this.identity;
    const { manufacturer, product: productName, serial } = this.#stringIndexes;
    return Uint8Array.of(
      ...[18, 1, 0x00, 0x02, ...deviceClass, 64],
      ...[...word(vendor), ...word(product), ...word(release)],
      ...[manufacturer, productName, serial, 1],
    );
  }

  #configurationDescriptor(): Uint8Array {
    const parts: number[] = [];
    let count = 0;
    for (const { interfaces } of this.functions) {
      const [first, second] = interfaces;
      // Two interfaces of one function are tied together, as the class of the device says.
      if (first !== undefined && second !== undefined && this.identity.deviceClass[0] === 0xef) {
        parts.push(8, 11, first.number, interfaces.length, ...(first.alternates[0]?.class ?? [0, 0, 0]), 0);
      }
      for (const { number, alternates } of interfaces) {
        count += 1;
        for (const [setting, { class: codes, classDescriptors, endpoints }] of alternates.entries()) {
          parts.push(9, 4, number, setting, endpoints.length, ...codes, 0, ...(classDescriptors ?? []));
          for (const { address, type } of endpoints) {
            // 512 bytes is what a bulk endpoint of a high speed device has; the others are read every 32 ms.
            const fields = type === 'bulk' ? [2, ...word(512), 0] : [3, ...word(64), 9];
            parts.push(7, 5, address, ...fields);
          }
        }
      }
    }
    // Powered by the bus, 500 mA.
    return Uint8Array.of(9, 2, ...word(9 + parts.length), count, 1, 0, 0xa0, 250, ...parts);
  }

  #stringDescriptor(index: number): Uint8Array | undefined {
    // The list of languages: English (United States).
    if (index === 0) return Uint8Array.of(4, 3, 0x09, 0x04);
    const text = this.#strings[index - 1];
    if (text === undefined) return undefined;
    const bytes = Buffer.from(text, 'utf16le');
    return Uint8Array.of(2 + bytes.length, 3, ...bytes);
  }
}

/** Sixteen bits, the low byte first. */
function word(value: number): readonly [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}
