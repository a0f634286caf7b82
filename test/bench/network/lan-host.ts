import { etherType, everybody, readArp, readFrame, writeArp, writeFrame } from './frames.ts';
import { type IpPacket, readIp } from './packets.ts';

/** Administered locally. */
const ownMac = Buffer.of(0x02, 0x50, 0xf3, 0x00, 0x00, 0x02);

export interface LanHostOptions {
  readonly address: string;
  /** The router's in its LAN. */
  readonly router: string;
  /** A frame onto the cable. */
  readonly send: (frame: Buffer) => void;
  /** A packet of the router. */
  readonly deliver: (packet: IpPacket) => void;
}

/** A computer in the router's LAN, at the other end of a cable: it asks for the router by ARP, and answers for itself. */
export class LanHost {
  readonly #options: LanHostOptions;
  #routerMac: Uint8Array | undefined;
  readonly #waiting: Uint8Array[] = [];

  constructor(options: LanHostOptions) {
    this.#options = options;
  }

  /** A packet for the router, once it is known where that is. */
  send(packet: Uint8Array): void {
    if (this.#routerMac !== undefined) {
      this.#transmit(this.#routerMac, etherType.ip, packet);
      return;
    }
    this.#waiting.push(packet);
    const { address, router } = this.#options;
    const question = { senderMac: ownMac, sender: address, targetMac: Buffer.alloc(6), target: router };
    this.#transmit(everybody, etherType.arp, writeArp({ operation: 'request', ...question }));
  }

  /** A frame off the cable. */
  receive(bytes: Uint8Array): void {
    const frame = readFrame(bytes);
    // A bridge sends to all of its ports what it does not know.
    if (frame === undefined || !(everybody.equals(frame.target) || ownMac.equals(frame.target))) return;
    if (frame.type === etherType.arp) this.#takeArp(frame.payload);
    else if (frame.type === etherType.ip) {
      const packet = readIp(frame.payload);
      if (packet?.target === this.#options.address) this.#options.deliver(packet);
    }
  }

  #takeArp(payload: Buffer): void {
    const { address, router } = this.#options;
    const packet = readArp(payload);
    if (packet?.target !== address) return;
    const { operation, sender, senderMac } = packet;
    if (operation === 'request') {
      const answer = { senderMac: ownMac, sender: address, targetMac: senderMac, target: sender };
      this.#transmit(senderMac, etherType.arp, writeArp({ operation: 'reply', ...answer }));
    }
    if (sender !== router) return;
    this.#routerMac = Buffer.from(senderMac);
    for (const waiting of this.#waiting.splice(0)) this.send(waiting);
  }

  #transmit(target: Uint8Array, type: number, payload: Uint8Array): void {
    this.#options.send(writeFrame({ target, source: ownMac, type, payload }));
  }
}
