import type { Scenario } from '../scenario.ts';
import { answerDhcp, isForDhcpServer } from './dhcp.ts';
import { answerDns } from './dns.ts';
import { type HttpServer, HttpService } from './http-server.ts';
import { checksum, type IpPacket, protocols, readIp, readUdp, writeIp, writeUdp } from './packets.ts';

export interface InternetOptions {
  readonly scenario: () => Scenario;
  /** Without, only the gateway and what it serves itself is there. */
  readonly isOnline: () => boolean;
  /** Packets to the router. */
  readonly send: (packet: Uint8Array) => void;
  /** Who answers on port 80. */
  readonly http?: HttpServer;
  /** Takes a packet before those who answer for every address, and says whether it was for somebody. */
  readonly visitors?: (packet: IpPacket) => boolean;
}

/** All that lies behind the modem, as IPv4 packets: the operator's gateway and name servers, and the internet. */
export class Internet {
  readonly #options: InternetOptions;
  readonly #http: HttpService;

  constructor(options: InternetOptions) {
    this.#options = options;
    this.#http = new HttpService(options.http ?? anybody, (packet) => this.#send(packet));
  }

  /** A packet of the router. */
  receive(bytes: Uint8Array): void {
    const { internet, network } = this.#options.scenario();
    if (internet.mtuLimit !== null && bytes.length > internet.mtuLimit) return;
    const packet = readIp(bytes);
    if (packet === undefined) return;
    if (packet.protocol === protocols.udp && isForDhcpServer(packet.payload)) {
      this.#answerDhcp(packet);
      return;
    }
    // Nobody may speak with another address than that of the session.
    if (packet.source !== network.address.address) return;
    if (packet.target !== network.address.gateway) {
      if (!this.#reachesBeyond) return;
      if (this.#options.visitors?.(packet) === true) return;
    }
    switch (packet.protocol) {
      case protocols.icmp:
        this.#answerEcho(packet);
        return;
      case protocols.udp:
        this.#answerName(packet);
        return;
      case protocols.tcp:
        this.#http.receive(packet.source, packet.target, packet.payload);
        return;
      default:
    }
  }

  /** The router's, in this session. */
  get routerAddress(): string {
    return this.#options.scenario().network.address.address;
  }

  /** A packet of somebody beyond the gateway, for the router. */
  deliver(packet: Buffer): void {
    if (this.#reachesBeyond) this.#send(packet);
  }

  get #reachesBeyond(): boolean {
    return this.#options.scenario().internet.reachable && this.#options.isOnline();
  }

  #answerDhcp({ payload }: IpPacket): void {
    const { dhcp, network } = this.#options.scenario();
    const answer = answerDhcp(payload, dhcp, network.address);
    if (answer !== undefined) this.#send(writeUdp(answer.source, answer.target, answer.datagram));
  }

  #answerEcho({ source, target, payload }: IpPacket): void {
    const echoRequest = 8;
    if (payload.length < 8 || payload[0] !== echoRequest) return;
    const reply = Buffer.from(payload);
    reply.writeUInt8(0, 0);
    reply.writeUInt16BE(0, 2);
    reply.writeUInt16BE(checksum(reply), 2);
    this.#send(writeIp({ protocol: protocols.icmp, source: target, target: source, payload: reply }));
  }

  #answerName({ source, target, payload }: IpPacket): void {
    const { dns } = this.#options.scenario().internet;
    const datagram = readUdp(payload);
    if (datagram?.targetPort !== 53 || dns === 'silent') return;
    const answer = answerDns(datagram.payload, dns === 'refused');
    if (answer === undefined) return;
    this.#send(
      writeUdp(target, source, { sourcePort: 53, targetPort: datagram.sourcePort, payload: answer }),
    );
  }

  #send(packet: Buffer): void {
    const { mtuLimit } = this.#options.scenario().internet;
    if (mtuLimit === null || packet.length <= mtuLimit) this.#options.send(packet);
  }
}

/** Every host of the internet has a page. */
const anybody: HttpServer = ({ method }) =>
  method === 'GET' || method === 'HEAD'
    ? { status: 200, type: 'text/plain', body: method === 'GET' ? 'It works.\n' : '' }
    : { status: 404, type: 'text/plain', body: '' };
