import type { DataSession } from '../../../modem/data-session.ts';
import type { SessionAnswer, VirtualModem } from '../../../modem/virtual-modem.ts';
import { addressBytes } from '../../../network/packets.ts';
import { information, type MbimCommand, numbers, readText, status, text } from './message.ts';

export type Respond = (code: number, information: Buffer) => void;

/** Commands of the basic connection: MBIM 1.0, 10.5. */
export const basicCommand = {
  deviceCaps: 1,
  subscriberReady: 2,
  radioState: 3,
  pin: 4,
  homeProvider: 6,
  registerState: 9,
  packetService: 10,
  signalState: 11,
  connect: 12,
  ipConfiguration: 15,
} as const;

const lte = 0x20;
const gsmClass = 1;
const internetContext = Buffer.from('7e5e2a7e4e6f7272736b656e7e5e2a7e', 'hex');
const none = Buffer.alloc(0);

/** What a modem answers to MBIM, as far as the programs on a router ask. */
export class MbimServices {
  readonly #modem: VirtualModem;
  #session: DataSession | undefined;

  constructor(modem: VirtualModem) {
    this.#modem = modem;
  }

  get session(): DataSession | undefined {
    const session = this.#session;
    return session !== undefined && this.#modem.session(session.cid) === session ? session : undefined;
  }

  /** The host has closed the function: its session ends with it. */
  close(): void {
    const { session } = this;
    this.#session = undefined;
    if (session !== undefined) this.#modem.release(session);
  }

  receive(command: MbimCommand, respond: Respond): void {
    switch (command.command) {
      case basicCommand.deviceCaps:
        respond(status.success, this.#deviceCaps());
        return;
      case basicCommand.subscriberReady:
        respond(status.success, this.#subscriber());
        return;
      case basicCommand.radioState:
        this.#radio(command, respond);
        return;
      case basicCommand.pin:
        this.#pin(command, respond);
        return;
      case basicCommand.homeProvider:
        respond(status.success, this.#homeProvider());
        return;
      case basicCommand.registerState:
        respond(status.success, this.#registration());
        return;
      case basicCommand.packetService:
        this.#packetService(command, respond);
        return;
      case basicCommand.signalState:
        respond(status.success, this.#signal());
        return;
      case basicCommand.connect:
        this.#connect(command, respond);
        return;
      case basicCommand.ipConfiguration:
        this.#ipConfiguration(respond);
        return;
      default:
        respond(status.noDeviceSupport, none);
    }
  }

  #deviceCaps(): Buffer {
    const { imei, revision, hardware } = this.#modem.profile.identity;
    const removable = 2;
    const embedded = 1;
    return information(
      ...[embedded, gsmClass, 1, removable, lte, 3, 1, 1],
      ...[text(''), text(imei), text(revision), text(hardware)],
    );
  }

  #subscriber(): Buffer {
    const { sim } = this.#modem;
    // 1 initialized, 2 no card, 3 bad card, 0 not yet, 6 locked.
    const state = { ready: 1, absent: 2, failure: 3, busy: 0 }[sim.state as string] ?? 6;
    const isReady = state === 1;
    return information(state, text(isReady ? sim.imsi : ''), text(isReady ? sim.iccid : ''), 0, 0);
  }

  #radio({ isSet, information: wanted }: MbimCommand, respond: Respond): void {
    if (isSet) this.#modem.setFunctionality(wanted.readUInt32LE(0) === 1 ? 1 : 4);
    const { functionality, scenario } = this.#modem;
    respond(status.success, information(scenario.radio.heldOff ? 0 : 1, functionality === 1 ? 1 : 0));
  }

  #pin({ isSet, information: wanted }: MbimCommand, respond: Respond): void {
    const { sim } = this.#modem;
    let code: number = status.success;
    if (isSet && wanted.readUInt32LE(0) === pinType.pin1) {
      const isRight = sim.state === 'pin' && sim.verifyPin(readText(wanted, 8));
      if (isRight) this.#modem.simChanged();
      else code = status.failure;
    }
    const locked = { pin: pinType.pin1, puk: pinType.puk1 }[sim.state as string];
    const left = sim.state === 'puk' ? sim.pukTries : sim.pinTries;
    respond(code, information(locked ?? pinType.none, locked === undefined ? 0 : 1, left));
  }

  #homeProvider(): Buffer {
    const { plmn, long } = this.#modem.scenario.network.operator;
    return information(text(plmn), 1, text(long), gsmClass, 99, 99);
  }

  #registration(): Buffer {
    const { registration, isRegistered, scenario } = this.#modem;
    const { operator, denialCause } = scenario.network;
    const state = { 0: 1, 1: 3, 2: 2, 3: 6, 5: 4 }[registration];
    return information(
      ...[registration === 3 ? denialCause : 0, state, 1, isRegistered ? lte : 0, gsmClass],
      ...[text(isRegistered ? operator.plmn : ''), text(isRegistered ? operator.long : ''), text(''), 0],
    );
  }

  #packetService({ isSet, information: wanted }: MbimCommand, respond: Respond): void {
    const { isAttached } = this.#modem;
    const isAttach = isSet && wanted.readUInt32LE(0) === 0;
    const answer = information(
      0,
      isAttached ? 2 : 4,
      isAttached ? lte : 0,
      speed(50_000_000),
      speed(150_000_000),
    );
    respond(isAttach && !isAttached ? status.failure : status.success, answer);
  }

  #signal(): Buffer {
    const { rssi } = this.#modem.scenario.radio;
    const coded = this.#modem.isRegistered ? Math.max(0, Math.min(31, Math.round((rssi + 113) / 2))) : 99;
    return information(coded, 99, 30, 0xffff_ffff, 0xffff_ffff);
  }

  #connect({ isSet, information: wanted }: MbimCommand, respond: Respond): void {
    const activate = 1;
    if (!isSet) {
      respond(status.success, connection(this.session === undefined ? deactivated : activated, 0));
      return;
    }
    if (wanted.readUInt32LE(4) !== activate) {
      this.close();
      respond(status.success, connection(deactivated, 0));
      return;
    }
    const authentication = ({ 1: 'pap', 2: 'chap' } as const)[wanted.readUInt32LE(36)] ?? 'none';
    this.#modem.request(
      {
        cid: 1,
        apn: readText(wanted, 8) || (this.#modem.memory.contexts[0]?.apn ?? ''),
        type: ({ 2: 'IPV6', 3: 'IPV4V6' } as const)[wanted.readUInt32LE(40)] ?? 'IP',
        path: 'mbim',
        credentials: { authentication, user: readText(wanted, 16), password: readText(wanted, 24) },
      },
      (answer: SessionAnswer) => {
        if (answer.granted) {
          this.#session = answer.session;
          respond(status.success, connection(activated, 0));
        } else {
          respond(status.failure, connection(deactivated, answer.cause ?? insufficientResources));
        }
      },
    );
  }

  #ipConfiguration(respond: Respond): void {
    const { session } = this;
    if (session === undefined) {
      respond(status.failure, none);
      return;
    }
    const { address, prefix, gateway, dns, mtu } = session.address;
    const start = 15 * 4;
    // Address, gateway, name servers, MTU are all there.
    const available = 0b1111;
    const servers = dns.map(addressBytes);
    respond(
      status.success,
      Buffer.concat([
        numbers(0, available, 0, 1, start, 0, 0, start + 8, 0, servers.length, start + 12, 0, 0, mtu, 0),
        numbers(prefix),
        addressBytes(address),
        addressBytes(gateway),
        ...servers,
      ]),
    );
  }
}

/** Source: 3GPP TS 24.301, 9.9.4.4. A modem that still waits (T3396) says so without asking the network. */
const insufficientResources = 26;

const pinType = { none: 0, pin1: 2, puk1: 11 } as const;
const activated = 1;
const deactivated = 3;

function connection(state: number, networkError: number): Buffer {
  const ipv4 = 1;
  return information(0, state, 0, ipv4, internetContext, networkError);
}

export const deactivatedConnection = connection(deactivated, 0);

/** Bits in a second, in 64 bits. */
function speed(value: number): Buffer {
  return numbers(value, 0);
}
