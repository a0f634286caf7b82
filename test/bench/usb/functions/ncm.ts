import type { UsbClass } from '../../profiles/profile.ts';
import type { NtbScenario } from '../../scenario.ts';
import type { FunctionPort, Numbering, SetupPacket, UsbFunction } from '../usb-function.ts';
import { EncapsulatedChannel } from './encapsulated-channel.ts';
import { readBlock } from './ncm-blocks.ts';
import { NtbStream, ntbParameters } from './ntb-stream.ts';
import type { SerialEnd } from './serial.ts';

/** What lies behind a network function: whole frames or packets. */
export interface NetworkEnd {
  receive(packet: Uint8Array): void;
  onSent(listener: (packet: Uint8Array) => void): () => void;
}

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
  readonly #blocks = new NtbStream('NCM');

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
      const isStuck = this.#options.faults().format === 'stuck-32';
      port.send(this.#in, isStuck ? this.#blocks.block(frame, 32) : this.#blocks.block(frame));
    });
  }

  control(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    const answer = this.#blocks.control(setup, () => {
      const { parameters, format } = this.#options.faults();
      // A firmware that gets stuck in 32 bits tells of 16 bits only, so that the driver speaks those.
      return parameters === 'stalled' ? undefined : ntbParameters(format !== 'stuck-32');
    });
    return answer === null ? this.#channel.control(setup, data) : answer;
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
    this.#blocks.restart();
  }

  listened(): void {
    this.#channel.listened();
  }

  reset(): void {
    this.#blocks.reset();
    this.#channel.reset();
  }
}
