import { type IpPacket, protocols, readIp, writeIp } from './packets.ts';

export interface TunnelOptions {
  /** Of this end, in the internet. */
  readonly address: string;
  /** Where the router is; undefined: it has no session. */
  readonly target: () => string | undefined;
  /** What goes to the router. */
  readonly send: (packet: Buffer) => void;
  /** What the router has sent through the tunnel. */
  readonly deliver: (packet: IpPacket) => void;
}

/** The far end of a tunnel of the router's. */
export interface TunnelEnd {
  /** A packet of the router; whether it belongs to the tunnel. */
  receive(packet: IpPacket): boolean;
  /** A packet that is to come out of the tunnel on the router. */
  send(packet: Buffer): void;
}

/** Packets in packets, for everybody to read. Source: RFC 2003. */
export class IpInIp implements TunnelEnd {
  readonly #options: TunnelOptions;

  constructor(options: TunnelOptions) {
    this.#options = options;
  }

  receive({ protocol, target, payload }: IpPacket): boolean {
    if (protocol !== protocols.ipInIp || target !== this.#options.address) return false;
    const inside = readIp(payload);
    if (inside !== undefined) this.#options.deliver(inside);
    return true;
  }

  send(packet: Buffer): void {
    const { address: source, send } = this.#options;
    const target = this.#options.target();
    if (target !== undefined) send(writeIp({ protocol: protocols.ipInIp, source, target, payload: packet }));
  }
}
