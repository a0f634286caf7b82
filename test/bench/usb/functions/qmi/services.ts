import type { DataSession } from '../../../modem/data-session.ts';
import type { SessionAnswer, VirtualModem } from '../../../modem/virtual-modem.ts';
import { addressBytes, netmask } from '../../../network/packets.ts';
import { counted, doubleWord, type Elements, type QmiMessage, word } from './message.ts';

/** Names of errors as in libqmi's qmi-errors.h. */
const qmiError = {
  none: 0,
  malformed: 1,
  internal: 3,
  clientIdsExhausted: 5,
  incorrectPin: 12,
  callFailed: 14,
  outOfCall: 15,
  notProvisioned: 16,
  missingArgument: 17,
  noEffect: 26,
  pinBlocked: 35,
  noSim: 37,
  notSupported: 94,
} as const;

export type Respond = (elements: Elements) => void;

type Handler = (request: QmiMessage, respond: Respond) => void;

const services = { data: 1, device: 2, network: 3, sim: 11, form: 26 } as const;

/** Versions as an EC25 tells them. */
const versions: readonly (readonly [service: number, major: number, minor: number])[] = [
  [0, 1, 5],
  [services.data, 1, 67],
  [services.device, 1, 14],
  [services.network, 1, 25],
  [services.sim, 1, 46],
  [services.form, 1, 16],
];

/** Nobody else numbers them. */
const handleOfSession = 0x8700_0001;

/** What a modem answers to QMI, as far as the programs on a router ask. */
export class QmiServices {
  readonly #modem: VirtualModem;
  /** Clients by service: each numbers its own. */
  readonly #clients = new Map<number, Set<number>>();
  readonly #handlers: ReadonlyMap<number, ReadonlyMap<number, Handler>>;
  #session: DataSession | undefined;
  /** The client whose session it is: of others the modem says that they have none. */
  #owner = 0;

  constructor(modem: VirtualModem) {
    this.#modem = modem;
    this.#handlers = new Map<number, ReadonlyMap<number, Handler>>([
      [0, this.#control()],
      [services.data, this.#data()],
      [services.device, this.#device()],
      [services.network, this.#network()],
      [services.sim, this.#sim()],
      [services.form, this.#form()],
    ]);
  }

  get session(): DataSession | undefined {
    const session = this.#session;
    return session !== undefined && this.#modem.session(session.cid) === session ? session : undefined;
  }

  receive(request: QmiMessage, respond: Respond): void {
    const handler = this.#handlers.get(request.service)?.get(request.message);
    if (handler === undefined) respond(failure(qmiError.notSupported));
    else handler(request, respond);
  }

  reset(): void {
    this.#clients.clear();
    this.#session = undefined;
  }

  #end(): void {
    const { session } = this;
    this.#session = undefined;
    this.#owner = 0;
    if (session !== undefined) this.#modem.release(session);
  }

  #control(): ReadonlyMap<number, Handler> {
    return new Map<number, Handler>([
      // Which services there are.
      [
        0x0021,
        (_, respond) => {
          const list = versions.flatMap(([service, major, minor]) => [
            service,
            ...word(major),
            ...word(minor),
          ]);
          respond(success([0x01, Buffer.of(versions.length, ...list)]));
        },
      ],
      // A client's number, taken and given back.
      [
        0x0022,
        ({ elements }, respond) => {
          const service = elements.get(0x01)?.[0];
          if (service === undefined || !this.#handlers.has(service)) {
            respond(failure(qmiError.notSupported));
            return;
          }
          const taken = this.#clients.get(service) ?? new Set<number>();
          this.#clients.set(service, taken);
          let client = 1;
          while (taken.has(client)) client += 1;
          // As many as modems have; who never gives back finds none at some time.
          if (client > 32) {
            respond(failure(qmiError.clientIdsExhausted));
            return;
          }
          taken.add(client);
          respond(success([0x01, Buffer.of(service, client)]));
        },
      ],
      [
        0x0023,
        ({ elements }, respond) => {
          const [service = 0, client = 0] = elements.get(0x01) ?? [];
          this.#clients.get(service)?.delete(client);
          // A session goes with the client that has started it.
          if (service === services.data && client === this.#owner) this.#end();
          respond(success([0x01, Buffer.of(service, client)]));
        },
      ],
      [0x0026, (_, respond) => respond(success([0x10, Buffer.of(...word(2))]))],
      [
        0x0027,
        (_, respond) => {
          this.#clients.clear();
          this.#end();
          respond(success());
        },
      ],
    ]);
  }

  #device(): ReadonlyMap<number, Handler> {
    const { identity } = this.#modem.profile;
    const text =
      (value: string): Handler =>
      (_, respond) =>
        respond(success([0x01, Buffer.from(value, 'latin1')]));
    return new Map<number, Handler>([
      [0x0021, text(identity.manufacturer)],
      [0x0022, text(identity.model)],
      [0x0023, text(identity.revision)],
      [0x002c, text(identity.hardware)],
      [0x0025, (_, respond) => respond(success([0x11, Buffer.from(identity.imei, 'latin1')]))],
      // Operating mode: 0 online, 1 low power, 4 reset, 6 off the air by a switch.
      [
        0x002d,
        (_, respond) => {
          const { functionality, scenario } = this.#modem;
          respond(
            success(
              [0x01, Buffer.of(functionality === 1 ? 0 : 1)],
              [0x12, Buffer.of(scenario.radio.heldOff ? 1 : 0)],
            ),
          );
        },
      ],
      [
        0x002e,
        ({ elements }, respond) => {
          const mode = elements.get(0x01)?.[0];
          respond(success());
          if (mode === 4) this.#modem.reset();
          else this.#modem.setFunctionality(mode === 0 ? 1 : 4);
        },
      ],
      // The state of PIN 1 and PIN 2.
      [
        0x002b,
        (_, respond) => {
          if (this.#modem.sim.state === 'absent') respond(failure(qmiError.noSim));
          else respond(success([0x11, this.#pinState()], [0x12, Buffer.of(2, 3, 10)]));
        },
      ],
      [0x0028, ({ elements }, respond) => this.#verify(elements.get(0x01)?.subarray(2), respond)],
    ]);
  }

  /** Status, tries left, tries of the PUK left. */
  #pinState(): Buffer {
    const { sim } = this.#modem;
    const status = { pin: 1, puk: 4, blocked: 5 }[sim.state as string] ?? (sim.pinEnabled ? 2 : 3);
    return Buffer.of(status, sim.pinTries, sim.pukTries);
  }

  #verify(pin: Buffer | undefined, respond: Respond): void {
    const { sim } = this.#modem;
    if (pin === undefined) respond(failure(qmiError.missingArgument));
    else if (sim.state === 'ready') respond(failure(qmiError.noEffect));
    else if (sim.state !== 'pin') respond(failure(qmiError.pinBlocked));
    else if (sim.verifyPin(pin.toString('latin1'))) {
      this.#modem.simChanged();
      respond(success());
    } else {
      respond(failure(qmiError.incorrectPin, [0x10, Buffer.of(sim.pinTries, sim.pukTries)]));
    }
  }

  #network(): ReadonlyMap<number, Handler> {
    return new Map<number, Handler>([
      [
        0x0020,
        (_, respond) => respond(success([0x01, Buffer.of(this.#modem.scenario.radio.rssi & 0xff, lte)])),
      ],
      [0x0022, (_, respond) => respond(success())],
      [0x0024, (_, respond) => respond(success(...this.#servingSystem()))],
      [
        0x004f,
        (_, respond) => {
          if (!this.#modem.isRegistered && this.#modem.registration !== 3) {
            respond(success());
            return;
          }
          const { rssi, rsrp, rsrq, sinr } = this.#modem.scenario.radio;
          const signal = Buffer.alloc(6);
          signal.writeInt8(rssi, 0);
          signal.writeInt8(rsrq, 1);
          signal.writeInt16LE(rsrp, 2);
          signal.writeInt16LE(sinr * 10, 4);
          respond(success([0x14, signal]));
        },
      ],
    ]);
  }

  /** Source: qmi-service-nas.json, `Get Serving System`. */
  #servingSystem(): readonly (readonly [number, Buffer])[] {
    const { isRegistered, isAttached, registration, scenario } = this.#modem;
    const { plmn, long } = scenario.network.operator;
    // 0 not registered, 1 registered, 2 searching, 3 denied.
    const state = isRegistered ? 1 : registration === 2 ? 2 : registration === 3 ? 3 : 0;
    const attached = isAttached ? 1 : 2;
    const head = Buffer.of(
      state,
      isRegistered ? 1 : 2,
      attached,
      isRegistered ? 2 : 0,
      1,
      isRegistered ? lte : 0,
    );
    if (!isRegistered) return [[0x01, head]];
    const mcc = Number(plmn.slice(0, 3));
    const mnc = Number(plmn.slice(3));
    return [
      [0x01, head],
      [0x10, Buffer.of(registration === 5 ? 0 : 1)],
      [0x12, Buffer.concat([Buffer.of(...word(mcc), ...word(mnc)), counted(long)])],
    ];
  }

  #sim(): ReadonlyMap<number, Handler> {
    return new Map<number, Handler>([
      [0x002f, (_, respond) => respond(success([0x10, this.#cardStatus()]))],
      [
        0x0026,
        ({ elements }, respond) => {
          const info = elements.get(0x02);
          this.#verify(info?.subarray(2), respond);
        },
      ],
    ]);
  }

  /** One slot, one card, one application. Source: qmi-service-uim.json, `Get Card Status`. */
  #cardStatus(): Buffer {
    const { sim } = this.#modem;
    const none = word(0xffff);
    const slots = [...word(sim.state === 'absent' ? 0xffff : 0), ...none, ...none, ...none];
    // Card: 0 absent, 1 present, 2 in error; error 3: unknown.
    const card = { absent: 0, failure: 2 }[sim.state as string] ?? 1;
    const pin2 = [2, 3, 10];
    const head = [...slots, 1, card, 0, 3, 10, card === 2 ? 3 : 0];
    if (card !== 1) return Buffer.of(...head, 0);
    // Application: type 2 USIM; state 1 detected, 2 PIN, 3 PUK, 5 blocked for good, 7 ready.
    const state = { busy: 1, pin: 2, puk: 3, blocked: 5 }[sim.state as string] ?? 7;
    const identifier = Buffer.from('a0000000871002ff33ff018900000100', 'hex');
    // Locked to an operator or not: 3 a code is wanted, 2 none is.
    const personal = [sim.state === 'network-locked' ? 3 : 2, 0, 0, 0];
    return Buffer.concat([
      Buffer.of(...head, 1, 2, state, ...personal, identifier.length),
      identifier,
      Buffer.of(0),
      this.#pinState(),
      Buffer.of(...pin2),
    ]);
  }

  #data(): ReadonlyMap<number, Handler> {
    return new Map<number, Handler>([
      [0x0020, (request, respond) => this.#start(request, respond)],
      [
        0x0021,
        ({ client }, respond) => {
          if (this.session === undefined || client !== this.#owner) respond(failure(qmiError.noEffect));
          else {
            this.#end();
            respond(success());
          }
        },
      ],
      // 1 disconnected, 2 connected.
      [
        0x0022,
        ({ client }, respond) => {
          const isConnected = this.session !== undefined && client === this.#owner;
          respond(success([0x01, Buffer.of(isConnected ? 2 : 1)]));
        },
      ],
      [0x002d, ({ client }, respond) => this.#settings(client, respond)],
      // IPv4 or IPv6: nothing of it differs here.
      [0x004d, (_, respond) => respond(success())],
    ]);
  }

  #start({ client, elements }: QmiMessage, respond: Respond): void {
    if (this.session !== undefined) {
      respond(failure(qmiError.noEffect, [0x01, doubleWord(handleOfSession)]));
      return;
    }
    const [stored] = this.#modem.memory.contexts;
    const apn = elements.get(0x14)?.toString('latin1') ?? stored?.apn ?? '';
    const wanted = elements.get(0x16)?.[0] ?? 0;
    this.#modem.request(
      {
        cid: 1,
        apn,
        type: elements.get(0x19)?.[0] === 6 ? 'IPV6' : 'IP',
        path: 'qmi',
        credentials: {
          authentication: wanted === 0 ? 'none' : wanted === 1 ? 'pap' : 'chap',
          user: elements.get(0x17)?.toString('latin1') ?? '',
          password: elements.get(0x18)?.toString('latin1') ?? '',
        },
      },
      (answer) => this.#started(client, answer, respond),
    );
  }

  #started(client: number, answer: SessionAnswer, respond: Respond): void {
    if (answer.granted) {
      this.#session = answer.session;
      this.#owner = client;
      respond(success([0x01, doubleWord(handleOfSession)]));
      return;
    }
    // Reason 1001 of WDS: what the 3GPP said stands in the verbose one, of type 6.
    const reason = Buffer.of(...word(1001));
    const verbose = Buffer.of(...word(6), ...word(answer.cause ?? insufficientResources));
    respond(failure(qmiError.callFailed, [0x10, reason], [0x11, verbose]));
  }

  /** Source: qmi-service-wds.json, `Get Current Settings`. Addresses have their last byte first. */
  #settings(client: number, respond: Respond): void {
    const { session } = this;
    if (session === undefined || client !== this.#owner) {
      respond(failure(qmiError.outOfCall));
      return;
    }
    const { address, prefix, gateway, dns, mtu } = session.address;
    const reversed = (text: string) => Buffer.from(addressBytes(text)).reverse();
    const servers = dns.flatMap((server, at): (readonly [number, Buffer])[] =>
      at > 1 ? [] : [[0x15 + at, reversed(server)]],
    );
    respond(
      success(
        ...servers,
        [0x1e, reversed(address)],
        [0x20, reversed(gateway)],
        [0x21, reversed(netmask(prefix))],
        [0x29, doubleWord(mtu)],
        [0x2b, Buffer.of(4)],
      ),
    );
  }

  /** The form of packets: 1 with Ethernet, 2 raw. This modem has only the raw one, as EC25 of today. */
  #form(): ReadonlyMap<number, Handler> {
    const elements = [
      [0x10, Buffer.of(0)],
      [0x11, doubleWord(2)],
      [0x12, doubleWord(0)],
      [0x13, doubleWord(0)],
    ] as const;
    const answer: Handler = (_, respond) => respond(success(...elements));
    return new Map([
      [0x0020, answer],
      [0x0021, answer],
    ]);
  }
}

/** Source: 3GPP TS 24.301, 9.9.4.4. A modem that still waits (T3396) says so without asking the network. */
const insufficientResources = 26;

/** Radio interface, as NAS numbers them. */
const lte = 8;

function success(...elements: readonly (readonly [number, Buffer])[]): Elements {
  return new Map([[0x02, Buffer.of(0, 0, 0, 0)], ...elements]);
}

function failure(error: number, ...elements: readonly (readonly [number, Buffer])[]): Elements {
  return new Map([[0x02, Buffer.of(1, 0, ...word(error))], ...elements]);
}
