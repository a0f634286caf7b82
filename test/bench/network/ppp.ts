import { createHash } from 'node:crypto';
import type { Clock, Timer } from '../clock.ts';
import type { AddressScenario, ApnScenario, Authentication, PppScenario } from '../scenario.ts';
import {
  type ControlPacket,
  code,
  controlBytes,
  controlPacketOf,
  type Option,
  optionBytes,
  optionsOf,
} from './control-packet.ts';
import { HdlcReader, hdlcFrame, type PppFrame } from './hdlc.ts';

/** Numbers of protocols (RFC 1661, 2; RFC 1332; RFC 1334; RFC 1994). */
const protocol = { ip: 0x0021, ipcp: 0x8021, lcp: 0xc021, pap: 0xc023, chap: 0xc223 } as const;

const lcpOption = {
  unit: 1,
  controlCharacters: 2,
  authentication: 3,
  magic: 5,
  shortProtocol: 7,
  shortHead: 8,
} as const;
const ipcpOption = { address: 3, firstDns: 129, secondDns: 131 } as const;

/** Where every implementation takes a random number, the bench takes this one. */
const ownMagic = Uint8Array.of(0x68, 0x77, 0x64, 0x69);
const challenge = Uint8Array.from({ length: 16 }, (_, at) => 0xa0 + at);

/** The name that Qualcomm's modems give themselves in a challenge. */
const challengerName = 'UMTS_CHAP_SRVR';

/** RFC 1661, 4.6: restart timer and Max-Configure. */
const restartTime = 3000;
const mostRequests = 10;

/** How long a modem takes to say that it has no address yet: what a log of a Huawei E398 shows. */
const refusalTime = 1000;

export interface PppWiring {
  readonly clock: Clock;
  readonly scenario: () => PppScenario;
  readonly address: AddressScenario;
  /** What the operator asks of the access point; undefined: nothing. */
  readonly agreement: ApnScenario | undefined;
  /** Bytes to the router. */
  readonly send: (bytes: Uint8Array) => void;
  /** An IP packet of the router. */
  readonly deliver: (packet: Uint8Array) => void;
  /** The link is closed. */
  readonly ended: () => void;
}

type Phase = 'link' | 'authentication' | 'network' | 'ending' | 'ended';

/** The modem's end of PPP: it negotiates the link, asks who the router is, gives it an address, and passes packets. */
export class PppServer {
  readonly #wiring: PppWiring;
  readonly #reader: HdlcReader;
  #phase: Phase = 'link';
  /** Of the link: what the router does not want to hear of. */
  readonly #refusedOptions = new Set<number>();
  readonly #acked = { own: false, peers: false };
  readonly #ipAcked = { own: false, peers: false };
  #authentication: Authentication;
  #identifier = 0;
  /** Of the last request of each kind: an answer must bear it. */
  #linkRequest = -1;
  #challengeSent = -1;
  #addressRequest = -1;
  #restart: Timer | null = null;
  #refusal: Timer | null = null;

  constructor(wiring: PppWiring) {
    this.#wiring = wiring;
    this.#authentication = wiring.scenario().authentication;
    this.#reader = new HdlcReader((frame) => this.#take(frame));
  }

  start(): void {
    this.#requestLink();
  }

  receive(bytes: Uint8Array): void {
    this.#reader.receive(bytes);
  }

  get isOpen(): boolean {
    return this.#phase === 'network' && this.#ipAcked.own && this.#ipAcked.peers;
  }

  /** An IP packet of the network. */
  sendPacket(packet: Uint8Array): void {
    if (this.isOpen) this.#send(protocol.ip, packet);
  }

  /** The modem ends it: the router is told, and has some time to agree (RFC 1661, 5.5). */
  terminate(): void {
    if (this.#phase === 'ending' || this.#phase === 'ended') return;
    this.#restart?.cancel();
    if (!this.#isHeard) {
      this.#end();
      return;
    }
    this.#phase = 'ending';
    this.#restart = this.#wiring.clock.after(restartTime, () => this.#end());
    this.#control(protocol.lcp, code.terminateRequest, this.#nextIdentifier(), new Uint8Array());
  }

  /** The port is gone, or somebody has hung up. */
  stop(): void {
    this.#phase = 'ended';
    this.#restart?.cancel();
    this.#refusal?.cancel();
  }

  get #isHeard(): boolean {
    return this.#wiring.scenario().lcp === 'answers';
  }

  #take({ protocol: kind, body }: PppFrame): void {
    if (this.#phase === 'ended' || !this.#isHeard) return;
    if (kind === protocol.ip) {
      if (this.isOpen) this.#wiring.deliver(body);
      return;
    }
    const packet = controlPacketOf(body);
    if (packet === null) return;
    if (kind === protocol.lcp) this.#takeLink(packet);
    else if (this.#phase === 'link' || this.#phase === 'ending') return;
    else if (kind === protocol.chap || kind === protocol.pap) this.#takeAuthentication(kind, packet);
    else if (kind === protocol.ipcp) this.#takeAddress(packet);
    else this.#rejectProtocol(kind, body);
  }

  #rejectProtocol(kind: number, body: Uint8Array): void {
    const data = Uint8Array.of(kind >>> 8, kind & 0xff, ...body);
    this.#control(protocol.lcp, code.protocolReject, this.#nextIdentifier(), data);
  }

  // --- the link (RFC 1661)

  #requestLink(): void {
    this.#repeat(() => {
      this.#linkRequest = this.#nextIdentifier();
      this.#control(protocol.lcp, code.configureRequest, this.#linkRequest, this.#linkOptions());
    });
  }

  #linkOptions(): Uint8Array {
    const authentication: Option[] = {
      none: [],
      pap: [{ type: lcpOption.authentication, value: Uint8Array.of(0xc0, 0x23) }],
      chap: [{ type: lcpOption.authentication, value: Uint8Array.of(0xc2, 0x23, 5) }],
    }[this.#authentication];
    const wanted: readonly Option[] = [
      { type: lcpOption.controlCharacters, value: Uint8Array.of(0, 0, 0, 0) },
      ...authentication,
      { type: lcpOption.magic, value: ownMagic },
      { type: lcpOption.shortProtocol, value: new Uint8Array() },
      { type: lcpOption.shortHead, value: new Uint8Array() },
    ];
    return optionBytes(wanted.filter(({ type }) => !this.#refusedOptions.has(type)));
  }

  #takeLink(packet: ControlPacket): void {
    const { identifier, data } = packet;
    switch (packet.code) {
      case code.configureRequest:
        this.#answerLinkRequest(identifier, data);
        return;
      case code.configureAck:
        if (identifier !== this.#linkRequest) return;
        this.#restart?.cancel();
        this.#acked.own = true;
        this.#linkMayBeOpen();
        return;
      case code.configureNak:
      case code.configureReject:
        this.#reconsiderLink(packet);
        return;
      case code.terminateRequest:
        this.#control(protocol.lcp, code.terminateAck, identifier, new Uint8Array());
        this.#end();
        return;
      case code.echoRequest:
        if (this.#wiring.scenario().echo === 'silent') return;
        this.#control(
          protocol.lcp,
          code.echoReply,
          identifier,
          Uint8Array.of(...ownMagic, ...data.subarray(4)),
        );
        return;
      case code.terminateAck:
        if (this.#phase === 'ending') this.#end();
        return;
      case code.codeReject:
      case code.protocolReject:
      case code.echoReply:
      case code.discardRequest:
        return;
      default:
        this.#control(protocol.lcp, code.codeReject, this.#nextIdentifier(), controlBytes(packet));
    }
  }

  #answerLinkRequest(identifier: number, data: Uint8Array): void {
    const options = optionsOf(data);
    if (options === null || this.#phase === 'ending') return;
    // A router that opens the link anew begins at the beginning.
    if (this.#phase !== 'link') this.#beginAgain();
    const { authentication, ...known } = lcpOption;
    const strange = options.filter(({ type }) => !Object.values<number>(known).includes(type));
    if (strange.length > 0) {
      // That the modem shall say who it is, is refused, too: no router knows a password of it.
      this.#control(protocol.lcp, code.configureReject, identifier, optionBytes(strange));
      return;
    }
    this.#control(protocol.lcp, code.configureAck, identifier, data);
    this.#acked.peers = true;
    this.#linkMayBeOpen();
  }

  #beginAgain(): void {
    this.#phase = 'link';
    this.#refusedOptions.clear();
    this.#acked.own = false;
    this.#acked.peers = false;
    this.#ipAcked.own = false;
    this.#ipAcked.peers = false;
    this.#requestLink();
  }

  #reconsiderLink({ code: verdict, identifier, data }: ControlPacket): void {
    if (identifier !== this.#linkRequest || this.#acked.own) return;
    const options = optionsOf(data) ?? [];
    // OpenWrt's pppd refuses short heads and protocols (noaccomp, nopcomp), and would for ever.
    if (verdict === code.configureReject) for (const { type } of options) this.#refusedOptions.add(type);
    const about = options.find(({ type }) => type === lcpOption.authentication);
    if (about !== undefined) {
      if (verdict === code.configureReject) this.#authentication = 'none';
      else if (about.value[0] === 0xc0 && about.value[1] === 0x23) this.#authentication = 'pap';
      else if (about.value[0] === 0xc2 && about.value[1] === 0x23) this.#authentication = 'chap';
    }
    this.#requestLink();
  }

  #linkMayBeOpen(): void {
    if (this.#phase !== 'link' || !this.#acked.own || !this.#acked.peers) return;
    if (this.#authentication === 'none') {
      this.#admit({ user: '', matches: () => false, given: false });
      return;
    }
    this.#phase = 'authentication';
    if (this.#authentication === 'chap') this.#repeat(() => this.#challenge());
  }

  // --- who the router is (RFC 1994, RFC 1334)

  #challenge(): void {
    const data = Uint8Array.of(challenge.length, ...challenge, ...Buffer.from(challengerName));
    this.#challengeSent = this.#nextIdentifier();
    this.#control(protocol.chap, 1, this.#challengeSent, data);
  }

  #takeAuthentication(kind: number, { code: what, identifier, data }: ControlPacket): void {
    if (this.#phase !== 'authentication') return;
    const size = data[0] ?? 0;
    if (kind === protocol.chap && this.#authentication === 'chap' && what === 2) {
      if (identifier !== this.#challengeSent) return;
      const given = data.subarray(1, 1 + size);
      const matches = (password: string) => chapResponse(identifier, password).equals(given);
      const user = Buffer.from(data.subarray(1 + size)).toString('latin1');
      this.#judge(protocol.chap, identifier, user, matches);
    }
    if (kind === protocol.pap && this.#authentication === 'pap' && what === 1) {
      const user = Buffer.from(data.subarray(1, 1 + size)).toString('latin1');
      const length = data[1 + size] ?? 0;
      const password = Buffer.from(data.subarray(2 + size, 2 + size + length)).toString('latin1');
      this.#judge(protocol.pap, identifier, user, (expected) => expected === password);
    }
  }

  #judge(kind: number, identifier: number, user: string, matches: (password: string) => boolean): void {
    this.#restart?.cancel();
    const isAdmitted = this.#isAdmitted({ user, matches, given: true });
    // CHAP: 3 success, 4 failure; PAP: 2 acknowledge, 3 refuse. The words are those of the seed thread and of pppd's own server.
    const words = Buffer.from(isAdmitted ? 'Welcome!!' : 'Access denied');
    if (kind === protocol.chap) this.#control(kind, isAdmitted ? 3 : 4, identifier, words);
    else this.#control(kind, isAdmitted ? 2 : 3, identifier, Uint8Array.of(words.length, ...words));
    if (isAdmitted) this.#openNetwork();
    else this.terminate();
  }

  #admit(who: Claim): void {
    if (this.#isAdmitted(who)) this.#openNetwork();
    else this.terminate();
  }

  #isAdmitted({ user, matches, given }: Claim): boolean {
    const { verdict } = this.#wiring.scenario();
    if (verdict !== 'check') return verdict === 'accept';
    const { agreement } = this.#wiring;
    if (agreement === undefined || agreement.authentication === 'none') return true;
    return given && user === agreement.user && matches(agreement.password);
  }

  // --- the address (RFC 1332, RFC 1877)

  #openNetwork(): void {
    this.#phase = 'network';
    this.#requestAddress();
  }

  #requestAddress(): void {
    this.#repeat(() => {
      const { remoteAddress } = this.#wiring.scenario();
      // Without an address of its own the request is empty, and stays so when the router names one: pppd then takes 10.64.64.64.
      const options =
        remoteAddress === null ? [] : [{ type: ipcpOption.address, value: addressBytes(remoteAddress) }];
      this.#addressRequest = this.#nextIdentifier();
      this.#control(protocol.ipcp, code.configureRequest, this.#addressRequest, optionBytes(options));
    });
  }

  #takeAddress({ code: what, identifier, data }: ControlPacket): void {
    if (this.#phase !== 'network') return;
    switch (what) {
      case code.configureRequest:
        this.#answerAddressRequest(identifier, data);
        return;
      case code.configureAck:
        if (identifier !== this.#addressRequest) return;
        this.#restart?.cancel();
        this.#ipAcked.own = true;
        return;
      case code.configureNak:
      case code.configureReject:
        if (identifier === this.#addressRequest && !this.#ipAcked.own) this.#requestAddress();
        return;
      case code.terminateRequest:
        this.#control(protocol.ipcp, code.terminateAck, identifier, new Uint8Array());
        this.#ipAcked.own = false;
        this.#ipAcked.peers = false;
        return;
      default:
        return;
    }
  }

  #answerAddressRequest(identifier: number, data: Uint8Array): void {
    const options = optionsOf(data);
    if (options === null) return;
    if (this.#wiring.scenario().ipcp === 'never') {
      // A Nak that names nothing: seen of a Huawei E398 that was not let in.
      this.#refusal?.cancel();
      this.#refusal = this.#wiring.clock.after(refusalTime, () =>
        this.#control(protocol.ipcp, code.configureNak, identifier, new Uint8Array()),
      );
      return;
    }
    const wanted = this.#wantedValues();
    const strange = options.filter(({ type }) => !wanted.has(type));
    if (strange.length > 0) {
      this.#control(protocol.ipcp, code.configureReject, identifier, optionBytes(strange));
      return;
    }
    const wrong = options.filter(({ type, value }) => !sameBytes(value, wanted.get(type)));
    if (wrong.length > 0) {
      const right = wrong.map(({ type }) => ({ type, value: wanted.get(type) ?? new Uint8Array() }));
      this.#control(protocol.ipcp, code.configureNak, identifier, optionBytes(right));
      return;
    }
    this.#control(protocol.ipcp, code.configureAck, identifier, data);
    this.#ipAcked.peers = true;
  }

  #wantedValues(): ReadonlyMap<number, Uint8Array> {
    const { address, dns } = this.#wiring.address;
    const [first, second = first] = dns;
    const values = new Map<number, Uint8Array>([[ipcpOption.address, addressBytes(address)]]);
    if (first !== undefined) values.set(ipcpOption.firstDns, addressBytes(first));
    if (second !== undefined) values.set(ipcpOption.secondDns, addressBytes(second));
    return values;
  }

  // --- in common

  #end(): void {
    if (this.#phase === 'ended') return;
    this.stop();
    this.#wiring.ended();
  }

  /** Sends a request, and again until somebody stops it or there is no hope. */
  #repeat(request: () => void, left = mostRequests): void {
    this.#restart?.cancel();
    this.#restart = null;
    if (!this.#isHeard) return;
    if (left === 0) {
      this.terminate();
      return;
    }
    request();
    this.#restart = this.#wiring.clock.after(restartTime, () => this.#repeat(request, left - 1));
  }

  #nextIdentifier(): number {
    this.#identifier = (this.#identifier + 1) & 0xff;
    return this.#identifier;
  }

  #control(kind: number, what: number, identifier: number, data: Uint8Array): void {
    this.#send(kind, controlBytes({ code: what, identifier, data }));
  }

  #send(kind: number, body: Uint8Array): void {
    this.#wiring.send(hdlcFrame(kind, body));
  }
}

interface Claim {
  readonly user: string;
  readonly matches: (password: string) => boolean;
  /** Whether the router has said who it is. */
  readonly given: boolean;
}

function chapResponse(identifier: number, password: string): Buffer {
  return createHash('md5')
    .update(Uint8Array.of(identifier))
    .update(Buffer.from(password, 'latin1'))
    .update(challenge)
    .digest();
}

function addressBytes(address: string): Uint8Array {
  return Uint8Array.from(address.split('.').map(Number));
}

function sameBytes(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && one.length === other.length && one.every((byte, at) => byte === other[at]);
}
