import { nothing, type SetupPacket } from '../usb-function.ts';
import { type BlockFormat, type TableSignature, writeBlock } from './ncm-blocks.ts';

/** Requests of NCM 1.0, 6.2. */
const request = {
  getParameters: 0x80,
  setFormat: 0x84,
  setInputSize: 0x86,
  setCrcMode: 0x8a,
} as const;

/** The blocks on their way to the router, framed as its driver has asked for. */
export class NtbStream {
  readonly #table: TableSignature;
  #format: BlockFormat = 16;
  #sequence = 0;

  constructor(table: TableSignature) {
    this.#table = table;
  }

  block(datagram: Uint8Array, format: BlockFormat = this.#format): Uint8Array {
    const block = writeBlock(format, this.#sequence, datagram, this.#table);
    this.#sequence += 1;
    return block;
  }

  /** @returns what it answers, undefined where it stalls; null where the request is none of NCM's */
  control(
    setup: SetupPacket,
    parameters: () => Uint8Array | undefined = () => ntbParameters(true),
  ): Uint8Array | undefined | null {
    switch (setup.request) {
      case request.getParameters:
        return parameters();
      case request.setFormat:
        this.#format = setup.value === 1 ? 32 : 16;
        return nothing;
      case request.setInputSize:
      case request.setCrcMode:
        return nothing;
      default:
        return null;
    }
  }

  restart(): void {
    this.#sequence = 0;
  }

  reset(): void {
    this.#format = 16;
    this.restart();
  }
}

/** How the function frames: NCM 1.0, table 6-3. */
export function ntbParameters(has32Bits: boolean): Uint8Array {
  const parameters = Buffer.alloc(28);
  parameters.writeUInt16LE(28, 0);
  parameters.writeUInt16LE(has32Bits ? 3 : 1, 2);
  // More than the driver's 16,384: it says so in the log, as with the real stick.
  parameters.writeUInt32LE(131_072, 4);
  parameters.writeUInt16LE(4, 8);
  parameters.writeUInt16LE(0, 10);
  parameters.writeUInt16LE(4, 12);
  parameters.writeUInt32LE(16_384, 16);
  parameters.writeUInt16LE(4, 20);
  parameters.writeUInt16LE(0, 22);
  parameters.writeUInt16LE(4, 24);
  return parameters;
}
