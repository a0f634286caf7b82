import type { UsbClass } from '../../profiles/profile.ts';
import {
  type FunctionPort,
  type Numbering,
  nothing,
  type SetupPacket,
  type UsbFunction,
} from '../usb-function.ts';

/** What lies behind a serial port: the modem's side of it. */
export interface SerialEnd {
  /** From the router. */
  receive(bytes: Uint8Array): void;
  /** Called with what goes to the router; returns how to stop that. */
  onSent(listener: (bytes: Uint8Array) => void): () => void;
  /** The router raises and drops DTR with the first open and the last close. */
  opened(): void;
  closed(): void;
}

const setLineCoding = 0x20;
const getLineCoding = 0x21;
const setControlLineState = 0x22;

/** A serial port as makers of modems build them: two bulk endpoints, and the requests of CDC's abstract control model. */
export class SerialFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #end: SerialEnd;
  readonly #in: number;
  #lineCoding: Uint8Array = Uint8Array.of(0x00, 0xc2, 0x01, 0x00, 0, 0, 8); // 115,200 baud, 8N1
  #isOpen = false;

  constructor(numbering: Numbering, codes: UsbClass, notifies: boolean, end: SerialEnd) {
    this.#end = end;
    const number = numbering.interface();
    const notices = notifies ? [numbering.interrupt()] : [];
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    this.interfaces = [
      { number, alternates: [{ class: codes, endpoints: [...notices, bulkIn, numbering.bulkOut()] }] },
    ];
  }

  attach(port: FunctionPort): void {
    this.#end.onSent((bytes) => {
      if (bytes.length > 0) port.send(this.#in, bytes);
    });
  }

  control({ request, requestType, value }: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    if ((requestType & 0x60) !== 0x20) return undefined;
    switch (request) {
      case setLineCoding:
        this.#lineCoding = Uint8Array.from(data);
        return nothing;
      case getLineCoding:
        return this.#lineCoding;
      case setControlLineState:
        this.#setOpen((value & 1) !== 0);
        return nothing;
      default:
        return undefined;
    }
  }

  receive(_endpoint: number, data: Uint8Array): void {
    this.#end.receive(data);
  }

  reset(): void {
    this.#setOpen(false);
  }

  #setOpen(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    if (isOpen) this.#end.opened();
    else this.#end.closed();
  }
}
