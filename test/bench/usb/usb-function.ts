// What the functions of a device have in common: descriptors as in the USB 2.0 specification, chapter 9.

export interface Endpoint {
  /** With the bit of its direction: 0x81 comes in to the router. */
  readonly address: number;
  readonly type: 'bulk' | 'interrupt';
}

export interface AlternateSetting {
  readonly class: readonly [interfaceClass: number, subclass: number, protocol: number];
  /** Descriptors of the class, which stand right behind that of the interface. */
  readonly classDescriptors?: Uint8Array;
  readonly endpoints: readonly Endpoint[];
}

interface UsbInterface {
  readonly number: number;
  readonly alternates: readonly AlternateSetting[];
}

export interface SetupPacket {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

/** What a function sends through. What the router has not asked for yet waits. */
export interface FunctionPort {
  /** One transfer; the router may take it in pieces. */
  send(endpoint: number, data: Uint8Array): void;
  /** Takes back what waits at an endpoint. */
  discard(endpoint: number): void;
}

/** A part of a device that a driver binds to: one or two interfaces with their endpoints. */
export interface UsbFunction {
  readonly interfaces: readonly UsbInterface[];
  /** Before anything else. */
  attach(port: FunctionPort): void;
  /** A class or vendor request to one of its interfaces; undefined: the request is refused. */
  control(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined;
  /** One transfer of the router. */
  receive(endpoint: number, data: Uint8Array): void;
  /** The router has chosen another setting of an interface. */
  alternate?(interfaceNumber: number, setting: number): void;
  /** The router reads an interrupt endpoint from now on. */
  listened?(endpoint: number): void;
  /** The bus was reset, or the device has left it. */
  reset(): void;
}

export const nothing = new Uint8Array(0);

/** Gives functions their numbers, in the order in which they are made. */
export class Numbering {
  #interface = 0;
  #in = 0;
  #out = 0;
  readonly #strings: string[] = [];

  interface(): number {
    const number = this.#interface;
    this.#interface += 1;
    return number;
  }

  bulkIn(): Endpoint {
    this.#in += 1;
    return { address: 0x80 | this.#in, type: 'bulk' };
  }

  bulkOut(): Endpoint {
    this.#out += 1;
    return { address: this.#out, type: 'bulk' };
  }

  interrupt(): Endpoint {
    this.#in += 1;
    return { address: 0x80 | this.#in, type: 'interrupt' };
  }

  /** The index of a string descriptor. */
  string(text: string): number {
    this.#strings.push(text);
    return this.#strings.length;
  }

  get strings(): readonly string[] {
    return this.#strings;
  }
}
