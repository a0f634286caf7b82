import type { AtPort } from './modem/at/at-port.ts';

/** Somebody at a port of a modem: types, and reads what comes. */
export class Terminal {
  readonly #port: AtPort;
  #received: Buffer = Buffer.alloc(0);

  constructor(port: AtPort) {
    this.#port = port;
    port.onSent((bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
    });
    port.opened();
  }

  type(text: string): void {
    this.#port.receive(Buffer.from(text, 'latin1'));
  }

  /** What has come since the last look, as it came. */
  read(): string {
    const text = this.#received.toString('latin1');
    this.#received = Buffer.alloc(0);
    return text;
  }

  /** Sends a command; its answer without the empty lines. */
  ask(command: string): string[] {
    this.read();
    this.type(`${command}\r`);
    return this.lines();
  }

  /** The lines that have come since the last look. */
  lines(): string[] {
    return this.read()
      .split(/[\r\n]+/)
      .filter((line) => line !== '');
  }
}
