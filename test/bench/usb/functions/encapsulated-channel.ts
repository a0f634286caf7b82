import { type FunctionPort, nothing, type SetupPacket } from '../usb-function.ts';

const sendEncapsulatedCommand = 0x00;
const getEncapsulatedResponse = 0x01;
const responseAvailable = 0x01;

/**
 * The channel behind `/dev/cdc-wdm0`: commands come in requests, answers are announced and fetched one by one. Source: USB
 * CDC 1.2, 6.2.1 and 6.2.2; Linux drivers/usb/class/cdc-wdm.c.
 */
export class EncapsulatedChannel {
  readonly #interface: number;
  readonly #endpoint: number;
  readonly #onCommand: (command: Uint8Array) => void;
  #port: FunctionPort | undefined;
  readonly #answers: Uint8Array[] = [];
  readonly #largest: number;

  constructor(
    interfaceNumber: number,
    endpoint: number,
    onCommand: (command: Uint8Array) => void,
    largest = 4096,
  ) {
    this.#interface = interfaceNumber;
    this.#endpoint = endpoint;
    this.#onCommand = onCommand;
    this.#largest = largest;
  }

  attach(port: FunctionPort): void {
    this.#port = port;
  }

  /** An answer, or a message that nobody has asked for. */
  answer(message: Uint8Array): void {
    // What nobody fetches is lost at some time.
    if (this.#answers.length >= 256) this.#answers.shift();
    this.#answers.push(message);
    this.#announce();
  }

  /** Undefined where the request is none of this channel. */
  control({ request, requestType }: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    if ((requestType & 0x60) !== 0x20) return undefined;
    if (request === sendEncapsulatedCommand) {
      this.#onCommand(Uint8Array.from(data));
      return nothing;
    }
    if (request !== getEncapsulatedResponse) return undefined;
    const next = this.#answers.shift() ?? nothing;
    if (next.length > this.#largest) this.#answers.unshift(next.subarray(this.#largest));
    if (this.#answers.length > 0) this.#announce();
    return next.subarray(0, this.#largest);
  }

  /** The router has begun to read announcements: those of before may be lost. */
  listened(): void {
    if (this.#answers.length > 0) this.#announce();
  }

  reset(): void {
    this.#answers.length = 0;
  }

  #announce(): void {
    this.#port?.send(this.#endpoint, Uint8Array.of(0xa1, responseAvailable, 0, 0, this.#interface, 0, 0, 0));
  }
}
