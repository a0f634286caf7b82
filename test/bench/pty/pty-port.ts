import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AtPort } from '../modem/at/at-port.ts';

const relay = fileURLToPath(new URL('pty-relay.pl', import.meta.url));

/** A port of a modem as a terminal of this machine, for programs that want one. */
export class PtyPort {
  /** A link to the terminal, where the caller wanted it. */
  readonly path: string;
  readonly #relay: ChildProcessWithoutNullStreams;
  readonly #stopListening: () => void;
  readonly #ended: Promise<void>;

  private constructor(
    path: string,
    running: ChildProcessWithoutNullStreams,
    stopListening: () => void,
    ended: Promise<void>,
  ) {
    this.path = path;
    this.#relay = running;
    this.#stopListening = stopListening;
    this.#ended = ended;
  }

  static async open(port: AtPort, path: string): Promise<PtyPort> {
    const running = spawn('perl', [relay], { stdio: 'pipe' });
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    let said = '';
    running.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    // The relay may end while bytes are on their way to it.
    running.stdin.on('error', () => undefined);
    const stopListening = port.onSent((bytes) => running.stdin.write(bytes));
    await new Promise<void>((resolve, reject) => {
      running.once('error', reject);
      running.once('exit', () => reject(new Error(`no terminal: ${said}`)));
      running.stdout.on(
        'data',
        framesInto((kind, body) => {
          if (kind === 'O') port.opened();
          else if (kind === 'C') port.closed();
          else if (kind === 'D') port.receive(body);
          else {
            symlinkSync(body.toString(), path);
            resolve();
          }
        }),
      );
    });
    return new PtyPort(path, running, stopListening, ended);
  }

  /** The terminal goes away, as when the modem is unplugged: who has it open is hung up. */
  async close(): Promise<void> {
    this.#stopListening();
    rmSync(this.path, { force: true });
    this.#relay.kill();
    await this.#ended;
  }
}

function framesInto(take: (kind: string, body: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 3) {
      const end = 3 + rest.readUInt16BE(1);
      if (rest.length < end) return;
      const [kind, body] = [rest.toString('latin1', 0, 1), rest.subarray(3, end)];
      rest = rest.subarray(end);
      take(kind, body);
    }
  };
}
