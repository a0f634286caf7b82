import { finished } from 'node:stream/promises';
import type { Client, ClientChannel } from 'ssh2';
import type { OwnEnd, RemoteCommand, RemoteEnd, RouterConnection } from '../router/router-connection.ts';
import { SshError } from './ssh-error.ts';

/** How long a server may take to say goodbye. */
const goodbyeMs = 1_000;
/** Characters of a server's goodbye that are told. */
const longestGoodbye = 200;

/** A session that ssh2 carries, over other hosts perhaps. */
export class Ssh2Connection implements RouterConnection {
  readonly name: string;
  readonly ownEnd: OwnEnd;
  /** The router's first, then the hosts on the way back from it. */
  readonly #clients: readonly Client[];
  readonly #signal: AbortSignal;
  readonly #ended: Promise<void>;
  readonly #giveUp = () => this.#destroy();
  #fault: unknown;
  #hasEnded = false;
  #runs = false;

  constructor(
    name: string,
    clients: readonly [Client, ...Client[]],
    localAddress: string | null,
    signal: AbortSignal,
  ) {
    this.name = name;
    this.ownEnd = { localAddress, isOverJumpHost: clients.length > 1 };
    this.#clients = clients;
    this.#signal = signal;
    const [router] = clients;
    this.#ended = new Promise((resolve) => {
      router.on('close', () => {
        this.#hasEnded = true;
        signal.removeEventListener('abort', this.#giveUp);
        resolve();
      });
    });
    // Without a listener, an error would end the program.
    for (const client of clients) {
      client.on('error', (error) => {
        this.#fault ??= error;
      });
    }
    signal.addEventListener('abort', this.#giveUp, { once: true });
    if (signal.aborted) this.#destroy();
  }

  async start(command: string): Promise<RemoteCommand> {
    if (this.#runs) throw new Error('A command runs already on this connection.');
    if (this.#hasEnded) throw this.#lost();
    this.#runs = true;
    try {
      const channel = await this.#channelFor(command);
      return this.#running(channel);
    } catch (error) {
      this.#runs = false;
      throw error;
    }
  }

  async close(): Promise<void> {
    if (!this.#hasEnded) {
      for (const client of this.#clients) client.end();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, goodbyeMs);
      });
      await Promise.race([this.#ended, limit]);
      clearTimeout(timer);
    }
    this.#destroy();
  }

  #destroy(): void {
    for (const client of this.#clients) client.destroy();
  }

  #channelFor(command: string): Promise<ClientChannel> {
    const [router] = this.#clients;
    return new Promise((resolve, reject) => {
      // Where the connection ends meanwhile, ssh2 may not call back.
      this.#ended.then(() => reject(this.#lost()));
      try {
        router?.exec(command, (error, channel) => {
          if (error === undefined || error === null) resolve(channel);
          else reject(this.#hasEnded ? this.#lost() : this.#refused(error));
        });
      } catch {
        reject(this.#lost());
      }
    });
  }

  #running(channel: ClientChannel): RemoteCommand {
    let end: RemoteEnd | undefined;
    let stop: (end: RemoteEnd) => void = () => undefined;
    const stopped = new Promise<RemoteEnd>((resolve) => {
      stop = resolve;
    });
    channel.on('exit', (code: number | null, signal?: string) => {
      end = { code, signal: signal?.replace(/^SIG/, '') ?? null };
    });
    const closed = new Promise<void>((resolve) => {
      channel.on('close', resolve);
    });
    // Errors of its streams are ends, which are told below.
    channel.on('error', () => undefined);
    const completed = async (): Promise<RemoteEnd> => {
      await Promise.all([closed, ended(channel), ended(channel.stderr)]);
      if (end !== undefined) return end;
      // A connection that is lost closes its channels a moment before it says so.
      await Promise.race([this.#ended, new Promise((resolve) => setImmediate(resolve))]);
      if (this.#hasEnded || this.#signal.aborted) throw this.#lost();
      return { code: null, signal: null };
    };
    const whole = Promise.race([completed(), stopped]).finally(() => {
      this.#runs = false;
    });
    // Who awaits it gets the error; who does not must not end the program by it.
    whole.catch(() => undefined);
    return {
      stdin: channel,
      stdout: channel,
      stderr: channel.stderr,
      end: whole,
      stop: () => {
        channel.close();
        // Nobody reads them any more, and the connection must not stall over what still comes.
        channel.resume();
        channel.stderr.resume();
        stop({ code: null, signal: null });
      },
    };
  }

  #lost(): unknown {
    if (this.#signal.aborted) return this.#signal.reason;
    if (this.#fault instanceof SshError) return this.#fault;
    const why = lossOf(this.#fault);
    return new SshError(
      'connection-lost',
      `The connection to ${this.name} was lost${why === null ? '' : `: ${why}`}. Did the router restart, or its network change?`,
      this.#fault,
      why,
    );
  }

  #refused(error: Error): SshError {
    return new SshError(
      'command-refused',
      `${this.name} lets us in but runs no command: ${error.message}. Is this account allowed to use a shell?`,
      error,
    );
  }
}

/** Why ssh2 says that a session is over: a clause without a full stop; null where it was closed without a word. */
function lossOf(fault: unknown): string | null {
  if (!(fault instanceof Error)) return null;
  if (fault.message === 'Keepalive timeout') return 'it does not answer any more';
  if (!('code' in fault)) return null;
  // A number: the server says goodbye, and why.
  if (typeof fault.code === 'number') return `it said “${fault.message.slice(0, longestGoodbye)}”`;
  return fault.code === 'ECONNRESET' ? 'it was reset' : null;
}

async function ended(stream: NodeJS.ReadableStream): Promise<void> {
  try {
    await finished(stream, { writable: false });
  } catch {
    // Cut short: the end of the connection says why.
  }
}
