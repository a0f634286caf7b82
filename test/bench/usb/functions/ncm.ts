import type { UsbClass } from '../../profiles/profile.ts';
import type { NtbScenario } from '../../scenario.ts';
import {
  type FunctionPort,
  type Numbering,
  nothing,
  type SetupPacket,
  type UsbFunction,
} from '../usb-function.ts';
import { EncapsulatedChannel } from './encapsulated-channel.ts';
import { type BlockFormat, readBlock, writeBlock } from './ncm-blocks.ts';
import type { SerialEnd } from './serial.ts';

/** What lies behind a network function: whole frames or packets. */
export interface NetworkEnd {
  receive(packet: Uint8Array): void;
  onSent(listener: (packet: Uint8Array) => void): () => void;
}

/** Requests of NCM 1.0, 6.2. */
export const ntbRequest = {
  getParameters: 0x80,
  setFormat: 0x84,
  setInputSize: 0x86,
  setCrcMode: 0x8a,
} as const;

export interface NcmOptions {
  readonly codes: UsbClass;
  /** Twelve digits. */
  readonly mac: string;
  readonly network: NetworkEnd;
  /** AT commands over the same function. */
  readonly channel: SerialEnd | undefined;
  readonly faults: () => NtbScenario;
}

/**
 * Huawei's network function: one interface whose second setting has the data, and whose interrupt endpoint belongs to the
 * AT channel. Source: Linux drivers/net/usb/huawei_cdc_ncm.c and cdc_ncm.c.
 */
export class NcmFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #options: NcmOptions;
  readonly #in: number;
  readonly #channel: EncapsulatedChannel;
  #format: BlockFormat = 16;
  #sequence = 0;

  constructor(numbering: Numbering, options: NcmOptions) {
    this.#options = options;
    const number = numbering.interface();
    const interrupt = numbering.interrupt();
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    this.#channel = new EncapsulatedChannel(number, interrupt.address, (command) => {
      options.channel?.receive(command);
    });
    const mac = numbering.string(options.mac);
    const classDescriptors = Uint8Array.of(
      ...[5, 0x24, 0x00, 0x10, 0x01],
      ...[5, 0x24, 0x06, number, number],
      // Frames of up to 1514 bytes.
      ...[13, 0x24, 0x0f, mac, 0, 0, 0, 0, 0xea, 0x05, 0, 0, 0],
      ...[6, 0x24, 0x1a, 0x00, 0x01, 0x1f],
    );
    this.interfaces = [
      {
        number,
        alternates: [
          { class: options.codes, classDescriptors, endpoints: [interrupt] },
          { class: options.codes, endpoints: [interrupt, bulkIn, numbering.bulkOut()] },
        ],
      },
    ];
  }

  attach(port: FunctionPort): void {
    this.#channel.attach(port);
    this.#options.channel?.onSent((bytes) => this.#channel.answer(bytes));
    this.#options.network.onSent((frame) => {
      const format = this.#options.faults().format === 'stuck-32' ? 32 : this.#format;
      port.send(this.#in, writeBlock(format, this.#sequence, frame));
      this.#sequence += 1;
    });
  }

  control(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    switch (setup.request) {
      case ntbRequest.getParameters: {
        const { parameters, format } = this.#options.faults();
        // A firmware that gets stuck in 32 bits tells of 16 bits only, so that the driver speaks those.
        return parameters === 'stalled' ? undefined : ntbParameters(format !== 'stuck-32');
      }
      case ntbRequest.setFormat:
        this.#format = setup.value === 1 ? 32 : 16;
        return nothing;
      case ntbRequest.setInputSize:
      case ntbRequest.setCrcMode:
        return nothing;
      default:
        return this.#channel.control(setup, data);
    }
  }

  receive(_endpoint: number, data: Uint8Array): void {
    const { ndp, format } = this.#options.faults();
    const block = readBlock(data);
    if (block === undefined) return;
    if (ndp === 'at-end' && block.isTableFirst) return;
    if (format === 'stuck-32' && block.format !== 32) return;
    for (const datagram of block.datagrams) this.#options.network.receive(datagram);
  }

  alternate(): void {
    this.#sequence = 0;
  }

  listened(): void {
    this.#channel.listened();
  }

  reset(): void {
    this.#format = 16;
    this.#sequence = 0;
    this.#channel.reset();
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
