import type { Scenario } from '../scenario.ts';
import { etherType, everybody, readArp, readFrame, writeArp, writeFrame } from './frames.ts';
import { addressNumber, netmask } from './packets.ts';

/** Of the gateway that a modem plays for the router; administered locally. */
const gatewayMac = Buffer.of(0x02, 0x50, 0xf3, 0x00, 0x00, 0x01);

export interface EthernetOptions {
  readonly scenario: () => Scenario;
  /** Frames get no further where the modem has no session. */
  readonly isOpen: () => boolean;
  /** IPv4 packets of the router. */
  readonly uplink: (packet: Uint8Array) => void;
}

/**
 * What lies behind a network function that carries Ethernet frames: a gateway that answers ARP, and hands packets on between
 * the router and the data session.
 */
export class EthernetSegment {
  readonly #options: EthernetOptions;
  readonly #listeners = new Set<(frame: Uint8Array) => void>();
  /** Whoever has spoken last; there is only the router. */
  #router: Buffer = everybody;

  constructor(options: EthernetOptions) {
    this.#options = options;
  }

  /** An IPv4 packet for the router. */
  deliver(packet: Uint8Array): void {
    if (this.#options.isOpen()) this.#send(etherType.ip, packet);
  }

  onSent(listener: (frame: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(bytes: Uint8Array): void {
    if (!this.#options.isOpen()) return;
    const frame = readFrame(bytes);
    if (frame === undefined) return;
    this.#router = Buffer.from(frame.source);
    if (frame.type === etherType.ip) this.#options.uplink(frame.payload);
    else if (frame.type === etherType.arp) this.#answerArp(frame.payload);
  }

  /** The gateway answers for everybody of its network but the router. */
  #answerArp(payload: Buffer): void {
    const request = readArp(payload);
    if (request?.operation !== 'request') return;
    const { address, prefix } = this.#options.scenario().network.address;
    const { target: wanted, sender, senderMac } = request;
    const mask = addressNumber(netmask(prefix));
    if (wanted === address || ((addressNumber(wanted) ^ addressNumber(address)) & mask) !== 0) return;
    this.#send(
      etherType.arp,
      writeArp({
        operation: 'reply',
        senderMac: gatewayMac,
        sender: wanted,
        targetMac: senderMac,
        target: sender,
      }),
    );
  }

  #send(type: number, payload: Uint8Array): void {
    const frame = writeFrame({ target: this.#router, source: gatewayMac, type, payload });
    for (const listener of this.#listeners) listener(frame);
  }
}
