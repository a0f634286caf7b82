import { createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { type IpPacket, protocols } from './packets.ts';
import { readSegment } from './tcp.ts';
import { TcpClient } from './tcp-client.ts';

export interface RelayOptions {
  /** The address of this machine that it listens on, and that its clients have. */
  readonly address: string;
  /** The router's address on this way; undefined: no way leads to it just now. */
  readonly target: () => string | undefined;
  readonly targetPort: number;
  /** A packet on its way to the router. */
  readonly send: (packet: Buffer) => void;
}

interface Connection {
  readonly client: TcpClient;
  /** The router's address when it was opened. */
  readonly target: string;
}

/**
 * Carries connections of programs on this machine to the router, as packets. The router sees the address and the port that they
 * have here, as over a network that translates none.
 */
export class TcpRelay {
  readonly #options: RelayOptions;
  /** By the port of the program. */
  readonly #connections = new Map<number, Connection>();
  readonly #server = createServer({ allowHalfOpen: true }, (socket) => this.#connect(socket));

  private constructor(options: RelayOptions) {
    this.#options = options;
  }

  /** Listens at any port of the address, for programs of this machine only: everybody knows the router's password. */
  static listen(options: RelayOptions): Promise<TcpRelay> {
    const relay = new TcpRelay(options);
    return new Promise((resolve, reject) => {
      relay.#server.once('error', reject);
      relay.#server.listen(0, options.address, () => resolve(relay));
    });
  }

  get port(): number {
    const place = this.#server.address();
    if (typeof place !== 'object' || place === null) throw new Error('The relay is closed.');
    return place.port;
  }

  /** A packet of the router; whether it belongs to a connection. */
  receive({ protocol, source, target, payload }: IpPacket): boolean {
    if (protocol !== protocols.tcp || target !== this.#options.address) return false;
    const segment = readSegment(payload);
    if (segment === undefined || segment.sourcePort !== this.#options.targetPort) return false;
    const connection = this.#connections.get(segment.targetPort);
    if (connection?.target !== source) return false;
    connection.client.receive(segment);
    return true;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const { client } of this.#connections.values()) client.destroy();
    });
  }

  #connect(socket: Socket): void {
    // Its end is told by what carries it, and a client that is gone by the stream itself.
    socket.on('error', () => undefined);
    const { remoteAddress: source, remotePort: sourcePort } = socket;
    const { address, targetPort, send } = this.#options;
    const target = this.#options.target();
    if (source !== address || sourcePort === undefined || target === undefined) {
      socket.resetAndDestroy();
      return;
    }
    socket.setNoDelay(true);
    const client = new TcpClient({ ends: { source, sourcePort, target, targetPort }, send });
    this.#connections.set(sourcePort, { client, target });
    client.once('close', () => this.#connections.delete(sourcePort));
    pipeline(socket, client, socket, (error) => {
      if (error != null) socket.resetAndDestroy();
    });
    client.open();
  }
}
