import type { UsbClass } from '../../profiles/profile.ts';
import {
  type FunctionPort,
  type Numbering,
  nothing,
  type SetupPacket,
  type UsbFunction,
} from '../usb-function.ts';
import type { NetworkEnd } from './ncm.ts';

const setPacketFilter = 0x43;
const networkConnection = 0x00;

/** A network card: one frame in each transfer. Source: USB CDC ECM 1.2. */
export class EcmFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #network: NetworkEnd;
  readonly #control: number;
  readonly #data: number;
  readonly #interrupt: number;
  readonly #in: number;
  #port: FunctionPort | undefined;

  constructor(numbering: Numbering, codes: UsbClass, mac: string, network: NetworkEnd) {
    this.#network = network;
    this.#control = numbering.interface();
    this.#data = numbering.interface();
    const interrupt = numbering.interrupt();
    this.#interrupt = interrupt.address;
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    const classDescriptors = Uint8Array.of(
      ...[5, 0x24, 0x00, 0x10, 0x01],
      ...[5, 0x24, 0x06, this.#control, this.#data],
      ...[13, 0x24, 0x0f, numbering.string(mac), 0, 0, 0, 0, 0xea, 0x05, 0, 0, 0],
    );
    this.interfaces = [
      { number: this.#control, alternates: [{ class: codes, classDescriptors, endpoints: [interrupt] }] },
      {
        number: this.#data,
        alternates: [
          { class: [0x0a, 0x00, 0x00], endpoints: [] },
          { class: [0x0a, 0x00, 0x00], endpoints: [bulkIn, numbering.bulkOut()] },
        ],
      },
    ];
  }

  attach(port: FunctionPort): void {
    this.#port = port;
    this.#network.onSent((frame) => port.send(this.#in, frame));
  }

  control({ request }: SetupPacket): Uint8Array | undefined {
    return request === setPacketFilter ? nothing : undefined;
  }

  receive(_endpoint: number, data: Uint8Array): void {
    this.#network.receive(data);
  }

  alternate(interfaceNumber: number, setting: number): void {
    if (interfaceNumber === this.#data && setting === 1) this.#tellLink();
  }

  listened(): void {
    this.#tellLink();
  }

  reset(): void {
    // Nothing of a frame is kept.
  }

  #tellLink(): void {
    this.#port?.send(this.#interrupt, Uint8Array.of(0xa1, networkConnection, 1, 0, this.#control, 0, 0, 0));
  }
}
