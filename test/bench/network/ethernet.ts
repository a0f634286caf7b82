import type { Scenario } from '../scenario.ts';
import { addressNumber, addressText, netmask } from './packets.ts';

const etherType = { ip: 0x0800, arp: 0x0806 } as const;

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
  #router: Buffer = Buffer.alloc(6, 0xff);

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
    if (bytes.length < 14 || !this.#options.isOpen()) return;
    const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#router = Buffer.from(frame.subarray(6, 12));
    const type = frame.readUInt16BE(12);
    if (type === etherType.ip) this.#options.uplink(frame.subarray(14));
    else if (type === etherType.arp) this.#answerArp(frame.subarray(14));
  }

  /** Source: RFC 826. The gateway answers for everybody of its network but the router. */
  #answerArp(request: Buffer): void {
    const isRequest = request.length >= 28 && request.readUInt16BE(0) === 1 && request.readUInt16BE(6) === 1;
    if (!isRequest) return;
    const { address, prefix } = this.#options.scenario().network.address;
    const wanted = addressText(request.subarray(24, 28));
    const mask = addressNumber(netmask(prefix));
    if (wanted === address || ((addressNumber(wanted) ^ addressNumber(address)) & mask) !== 0) return;
    const answer = Buffer.alloc(28);
    answer.set([0, 1, 8, 0, 6, 4, 0, 2], 0);
    answer.set(gatewayMac, 8);
    answer.set(request.subarray(24, 28), 14);
    answer.set(request.subarray(8, 18), 18);
    this.#send(etherType.arp, answer);
  }

  #send(type: number, payload: Uint8Array): void {
    const head = Buffer.alloc(14);
    head.set(this.#router, 0);
    head.set(gatewayMac, 6);
    head.writeUInt16BE(type, 12);
    const frame = Buffer.concat([head, payload]);
    for (const listener of this.#listeners) listener(frame);
  }
}
