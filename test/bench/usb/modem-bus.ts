import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { VirtualModem } from '../modem/virtual-modem.ts';
import { modemDevice } from './modem-device.ts';
import { UsbRedirPort } from './usbredir.ts';

/** How long a stick is away when it becomes another device, or comes and goes. */
const absence = 500;

/** The router's USB socket: what is plugged into it, over all starts of the router. */
export class ModemBus {
  readonly #server: Server;
  #socket: Socket | undefined;
  #port: UsbRedirPort | undefined;
  #modem: VirtualModem | undefined;
  #stopListening: (() => void) | undefined;
  readonly #faults: unknown[] = [];
  readonly #onSwitch: (modem: VirtualModem) => void;

  private constructor(server: Server, onSwitch: (modem: VirtualModem) => void) {
    this.#server = server;
    this.#onSwitch = onSwitch;
    server.on('connection', (socket) => this.#connected(socket));
  }

  /** Waits for QEMU at a UNIX socket. `onSwitch`: a stick wants to be another device. */
  static listen(path: string, onSwitch: (modem: VirtualModem) => void): Promise<ModemBus> {
    const server = createServer();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve(new ModemBus(server, onSwitch)));
    });
  }

  /** What the emulator itself has failed over; for the router it was an unplug. */
  get faults(): readonly unknown[] {
    return this.#faults;
  }

  get modem(): VirtualModem | undefined {
    return this.#modem;
  }

  /** Plugs a modem in, in the place of the one before. */
  async plug(modem: VirtualModem): Promise<void> {
    await this.unplug();
    this.#modem = modem;
    this.#stopListening = modem.events.listen((event) => {
      if (event.kind === 'left') void this.#port?.unplug();
      else if (event.kind === 'arrived') this.#show();
    });
    if (!modem.isPresent) modem.plug();
    else this.#show();
    for (let left = modem.scenario.usb.reEnumerations; left > 0; left -= 1) {
      await delay(3 * absence);
      if (this.#modem !== modem) return;
      await this.#port?.unplug();
      await delay(absence);
      this.#show();
    }
  }

  async unplug(): Promise<void> {
    this.#stopListening?.();
    this.#stopListening = undefined;
    const modem = this.#modem;
    this.#modem = undefined;
    modem?.unplug();
    await this.#port?.unplug();
  }

  async close(): Promise<void> {
    await Promise.race([this.unplug(), delay(absence)]);
    this.#socket?.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #show(): void {
    const modem = this.#modem;
    if (modem === undefined) return;
    this.#port?.plug(
      modemDevice(modem, () => {
        void this.#switch(modem);
      }),
    );
  }

  async #switch(modem: VirtualModem): Promise<void> {
    // The router is still to get the answer to the command that has done it.
    await delay(50);
    if (this.#modem !== modem) return;
    await this.unplug();
    await delay(absence);
    this.#onSwitch(modem);
  }

  #connected(socket: Socket): void {
    this.#socket?.destroy();
    this.#port?.closed();
    this.#socket = socket;
    socket.setNoDelay(true);
    const port = new UsbRedirPort({
      send: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      onFault: (error) => {
        this.#faults.push(error);
        socket.destroy();
      },
    });
    this.#port = port;
    socket.on('data', (bytes) => port.receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => port.closed());
    this.#show();
  }
}
