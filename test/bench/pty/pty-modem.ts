import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../../servers/programs.ts';
import type { VirtualModem } from '../modem/virtual-modem.ts';
import { PtyPort } from './pty-port.ts';

/** Why modems cannot have terminals here; undefined where they can. */
export function whyNoTerminals(): string | undefined {
  if (process.platform !== 'linux') return 'terminals are made as Linux makes them';
  return programPath('perl') === undefined ? 'not installed: perl' : undefined;
}

/**
 * The serial ports of a modem as terminals named like the router's, `ttyUSB0` and up, in a folder of their own. They leave with
 * the modem and come back with it.
 */
export class PtyModem {
  readonly modem: VirtualModem;
  readonly folder: string;
  #ports: PtyPort[] = [];
  /** What is under way, so that leaving and coming do not overtake each other. */
  #work: Promise<void> = Promise.resolve();
  readonly #stopListening: () => void;

  private constructor(modem: VirtualModem) {
    this.modem = modem;
    this.folder = mkdtempSync(join(tmpdir(), 'hwdiag-modem-'));
    this.#stopListening = modem.events.listen((event) => {
      if (event.kind === 'left') this.#work = this.#work.then(() => this.#closePorts());
      if (event.kind === 'arrived') this.#work = this.#work.then(() => this.#openPorts());
    });
  }

  static async start(modem: VirtualModem): Promise<PtyModem> {
    const started = new PtyModem(modem);
    await started.#openPorts();
    return started;
  }

  /** The terminal of the serial port with that number. */
  path(number: number): string {
    return join(this.folder, `ttyUSB${number}`);
  }

  /** Resolves once the terminals stand as the modem does. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#work;
    await this.#closePorts();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #openPorts(): Promise<void> {
    const serial = this.modem.profile.functions.filter((part) => part.kind === 'serial');
    this.#ports = await Promise.all(
      serial.map(({ role }, number) => PtyPort.open(this.modem.port(role), this.path(number))),
    );
  }

  async #closePorts(): Promise<void> {
    const ports = this.#ports;
    this.#ports = [];
    await Promise.all(ports.map((port) => port.close()));
  }
}
