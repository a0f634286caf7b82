import type { Internet } from './internet.ts';
import type { IpPacket } from './packets.ts';

/** Takes the packets that are for it, and says whether one was. */
export type Visitor = (packet: IpPacket) => boolean;

/** Who comes to the router from the internet, over whatever session its modem has: all others only answer. */
export class Visitors {
  readonly #visitors = new Set<Visitor>();
  #internet: Internet | undefined;

  /** Returns how it leaves. */
  add(visitor: Visitor): () => void {
    this.#visitors.add(visitor);
    return () => this.#visitors.delete(visitor);
  }

  /** A session is up, with this internet behind it. */
  connected(internet: Internet): void {
    this.#internet = internet;
  }

  disconnected(internet: Internet): void {
    if (this.#internet === internet) this.#internet = undefined;
  }

  /** The router's address in the internet; undefined without a session. */
  get target(): string | undefined {
    return this.#internet?.routerAddress;
  }

  send(packet: Buffer): void {
    this.#internet?.deliver(packet);
  }

  /** A packet of the router; whether it was for one of them. */
  receive(packet: IpPacket): boolean {
    return [...this.#visitors].some((visitor) => visitor(packet));
  }
}
