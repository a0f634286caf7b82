import type { VirtualModem } from '../../modem/virtual-modem.ts';
import type { UsbClass } from '../../profiles/profile.ts';
import {
  type FunctionPort,
  type Numbering,
  nothing,
  type SetupPacket,
  type UsbFunction,
} from '../usb-function.ts';
import { EncapsulatedChannel } from './encapsulated-channel.ts';
import { readRequest, writeIndication, writeResponse } from './qmi/message.ts';
import { QmiServices } from './qmi/services.ts';

const setControlLineState = 0x22;

/** A network function whose sessions QMI brings up: one interface, packets without heads on its bulk endpoints. */
export class QmiFunction implements UsbFunction {
  readonly interfaces: UsbFunction['interfaces'];
  readonly #services: QmiServices;
  readonly #channel: EncapsulatedChannel;
  readonly #modem: VirtualModem;
  readonly #in: number;

  constructor(numbering: Numbering, codes: UsbClass, modem: VirtualModem) {
    this.#modem = modem;
    this.#services = new QmiServices(modem);
    const number = numbering.interface();
    const interrupt = numbering.interrupt();
    const bulkIn = numbering.bulkIn();
    this.#in = bulkIn.address;
    this.#channel = new EncapsulatedChannel(number, interrupt.address, (command) => this.#take(command));
    this.interfaces = [
      { number, alternates: [{ class: codes, endpoints: [interrupt, bulkIn, numbering.bulkOut()] }] },
    ];
  }

  attach(port: FunctionPort): void {
    this.#channel.attach(port);
    this.#modem.events.listen((event) => {
      if (event.kind === 'session-up' && event.session.path === 'qmi') {
        event.session.toRouter.listen((packet) => port.send(this.#in, packet));
      } else if (event.kind === 'session-down' && event.session.path === 'qmi' && event.by === 'network') {
        this.#tellDisconnected();
      }
    });
  }

  control(setup: SetupPacket, data: Uint8Array): Uint8Array | undefined {
    // Linux raises DTR on some of these: drivers/net/usb/qmi_wwan.c, QMI_WWAN_QUIRK_DTR.
    if (setup.request === setControlLineState) return nothing;
    return this.#channel.control(setup, data);
  }

  receive(_endpoint: number, data: Uint8Array): void {
    this.#services.session?.toNetwork.emit(data);
  }

  listened(): void {
    this.#channel.listened();
  }

  reset(): void {
    this.#services.reset();
    this.#channel.reset();
  }

  #take(command: Uint8Array): void {
    const request = readRequest(command);
    if (request === undefined) return;
    this.#services.receive(request, (elements) => this.#channel.answer(writeResponse(request, elements)));
  }

  /** Packet Service Status to all clients: disconnected, with a new dial wanted or not. */
  #tellDisconnected(): void {
    const everybody = 0xff;
    const elements = new Map([[0x01, Buffer.of(1, 0)]]);
    this.#channel.answer(
      writeIndication({ service: 1, client: everybody, transaction: 0, message: 0x0022, elements }),
    );
  }
}
