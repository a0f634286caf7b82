import type { Duplex } from 'node:stream';
import { Emitter } from '../emitter.ts';

/** The other end of a network card of QEMU's: Ethernet frames, each with its length before it. Source: QEMU net/socket.c. */
export class Cable {
  readonly frames = new Emitter<Buffer>();
  readonly #stream: Duplex;
  #received: Buffer = Buffer.alloc(0);

  constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on('data', (bytes: Buffer) => this.#receive(bytes));
    // QEMU's end is told elsewhere.
    stream.on('error', () => undefined);
  }

  send(frame: Uint8Array): void {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(frame.length, 0);
    if (!this.#stream.destroyed) this.#stream.write(Buffer.concat([length, frame]));
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      if (this.#received.length < 4) return;
      const end = 4 + this.#received.readUInt32BE(0);
      if (this.#received.length < end) return;
      const frame = this.#received.subarray(4, end);
      this.#received = this.#received.subarray(end);
      this.frames.emit(frame);
    }
  }
}
