import type { Writable } from 'node:stream';
import { Failure } from './failure.ts';

/** One of the two outgoing streams. */
export class Output {
  readonly #stream: Writable;
  /** The reader of the pipe has gone: `hwdiag … | head -1`. */
  #closed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    // The callback of write() hears of every error; without a listener the same error would end the process.
    stream.on('error', () => undefined);
  }

  /** Nobody reads what would be written. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Writes a text, or its bytes, in one go and waits until the system has taken all of it. A reader that closed the pipe early is no
   * error: it has seen what it wanted.
   *
   * @throws {Failure} `output-not-writable`, for example on a full disk
   */
  async write(text: string | Uint8Array): Promise<void> {
    if (this.#closed || text.length === 0) return;
    const error = await new Promise<Error | null | undefined>((resolve) => {
      this.#stream.write(text, resolve);
    });
    if (error === null || error === undefined) return;
    if (!isPipeClosed(error)) {
      throw new Failure('output-not-writable', `The output cannot be written: ${reason(error)}.`, error);
    }
    this.#closed = true;
  }
}

/** `EOF` is what Windows reports for a pipe without a reader. */
const codesOfClosedPipe = ['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];

function isPipeClosed(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && codesOfClosedPipe.includes(error.code);
}

function reason(error: Error): string {
  return 'code' in error && error.code === 'ENOSPC' ? 'no space left on the device' : error.message;
}

/** Streams to write to, beside what the process brings along. */
export interface Outputs {
  readonly stdout: Output;
  readonly stderr: Output;
}
