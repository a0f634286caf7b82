import type { VirtualModem } from '../../modem/virtual-modem.ts';
import type { UsbClass } from '../../profiles/profile.ts';
import type { FunctionPort, Numbering, SetupPacket, UsbFunction } from '../usb-function.ts';
import { EncapsulatedChannel } from './encapsulated-channel.ts';
import {
  basicConnect,
  messageType,
  numbers,
  readCommand,
  readMessage,
  status,
  writeCommandDone,
  writeIndication,
  writeMessage,
} from './mbim/message.ts';
import { basicCommand, deactivatedConnection, MbimServices } from './mbim/services.ts';
import { readBlock } from './ncm-blocks.ts';
import { NtbStream } from './ntb-stream.ts';

/** A network function whose sessions MBIM brings up; IP packets travel in blocks as NCM's. Source: USB CDC MBIM 1.0. */
export class MbimFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #modem: VirtualModem;
  readonly #services: MbimServices;
  readonly #channel: EncapsulatedChannel;
  readonly #in: number;
  readonly #blocks = new NtbStream('IPS');
  #isOpen = false;

  constructor(numbering: Numbering, codes: UsbClass, modem: VirtualModem) {
    this.#modem = modem;
    this.#services = new MbimServices(modem);
    const control = numbering.interface();
    const data = numbering.interface();
    const interrupt = numbering.interrupt();
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    this.#channel = new EncapsulatedChannel(control, interrupt.address, (command) => this.#take(command));
    const classDescriptors = Uint8Array.of(
      ...[5, 0x24, 0x00, 0x10, 0x01],
      ...[5, 0x24, 0x06, control, data],
      // MBIM 1.0, control messages of 4,096 bytes, 16 filters of 128 bytes, packets of 2,048 bytes, input size of 8 bytes.
      ...[12, 0x24, 0x1b, 0x00, 0x01, 0x00, 0x10, 0x10, 0x80, 0x00, 0x08, 0x20],
    );
    const dataClass = [0x0a, 0x00, 0x02] as const;
    this.interfaces = [
      { number: control, alternates: [{ class: codes, classDescriptors, endpoints: [interrupt] }] },
      {
        number: data,
        alternates: [
          { class: dataClass, endpoints: [] },
          { class: dataClass, endpoints: [bulkIn, numbering.bulkOut()] },
        ],
      },
    ];
  }

  attach(port: FunctionPort): void {
    this.#channel.attach(port);
    this.#modem.events.listen((event) => {
      if (event.kind === 'session-up' && event.session.path === 'mbim') {
        event.session.toRouter.listen((packet) => port.send(this.#in, this.#blocks.block(packet)));
      } else if (event.kind === 'session-down' && event.session.path === 'mbim' && event.by === 'network') {
        if (this.#isOpen) this.#channel.answer(writeIndication(basicCommand.connect, deactivatedConnection));
      }
    });
  }

  control(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    const answer = this.#blocks.control(setup);
    return answer === null ? this.#channel.control(setup, data) : answer;
  }

  receive(_endpoint: number, data: Uint8Array): void {
    for (const packet of readBlock(data, 'IPS')?.datagrams ?? [])
      this.#services.session?.toNetwork.emit(packet);
  }

  listened(): void {
    this.#channel.listened();
  }

  reset(): void {
    this.#blocks.reset();
    this.#isOpen = false;
    this.#channel.reset();
  }

  #take(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (message === undefined) return;
    const { type, transaction, body } = message;
    const done = (answer: number) =>
      this.#channel.answer(writeMessage(answer, transaction, numbers(status.success)));
    if (type === messageType.open) {
      this.#isOpen = true;
      done(messageType.openDone);
    } else if (type === messageType.close) {
      this.#isOpen = false;
      this.#services.close();
      done(messageType.closeDone);
    } else if (type === messageType.command) {
      const command = readCommand(body);
      if (command === undefined) return;
      const respond = (code: number, information: Buffer) =>
        this.#channel.answer(writeCommandDone(transaction, command, code, information));
      if (command.service.equals(basicConnect)) this.#services.receive(command, respond);
      else respond(status.noDeviceSupport, Buffer.alloc(0));
    }
  }
}
