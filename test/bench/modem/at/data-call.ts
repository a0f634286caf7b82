import type { Timer } from '../../clock.ts';
import { PppServer } from '../../network/ppp.ts';
import type { DataSession } from '../data-session.ts';
import type { VirtualModem } from '../virtual-modem.ts';

export interface CallEnds {
  /** Bytes to the router. */
  send(bytes: Uint8Array): void;
  /** The router has left data mode by `+++`. */
  escaped(): void;
  /** The call is over, and not by the router's hanging up. */
  ended(): void;
}

/** Silence before and after `+++` (V.250; S12 is 50 fiftieths of a second). */
const escapeGuard = 1000;

const escapeSequence = '+++';

/** What no sequence begins with: there was no silence yet. */
const noSilence = '\r';

/** A call in data mode: the port's bytes are PPP's. */
export class DataCall {
  readonly #modem: VirtualModem;
  readonly #session: DataSession;
  readonly #ends: CallEnds;
  readonly #ppp: PppServer;
  readonly #stopListening: readonly (() => void)[];
  #hasBegun = false;
  #lastByteAt = 0;
  #sinceSilence = noSilence;
  #escape: Timer | null = null;

  constructor(modem: VirtualModem, session: DataSession, ends: CallEnds) {
    this.#modem = modem;
    this.#session = session;
    this.#ends = ends;
    this.#ppp = new PppServer({
      clock: modem.clock,
      scenario: () => modem.scenario.ppp,
      address: session.address,
      agreement: modem.agreementOn(session.apn),
      send: (bytes) => ends.send(bytes),
      deliver: (packet) => session.toNetwork.emit(packet),
      ended: () => this.#over(),
    });
    this.#stopListening = [
      modem.events.listen((event) => {
        if (event.kind !== 'session-down' || event.session !== session || event.by !== 'network') return;
        this.#ppp.terminate();
      }),
      session.toRouter.listen((packet) => this.#ppp.sendPacket(packet)),
    ];
  }

  /** Data mode begins, or begins again. */
  begin(): void {
    this.#lastByteAt = this.#modem.clock.now();
    this.#sinceSilence = noSilence;
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#ppp.start();
  }

  receive(bytes: Uint8Array): void {
    this.#watchForEscape(bytes);
    this.#ppp.receive(bytes);
  }

  /** The router has hung up, or the port is gone. */
  end(): void {
    this.#stop();
    this.#modem.release(this.#session);
  }

  #over(): void {
    this.#stop();
    this.#modem.release(this.#session);
    this.#ends.ended();
  }

  #stop(): void {
    this.#escape?.cancel();
    this.#ppp.stop();
    for (const stop of this.#stopListening) stop();
  }

  /** A second of silence, three pluses, a second of silence. */
  #watchForEscape(bytes: Uint8Array): void {
    this.#escape?.cancel();
    const now = this.#modem.clock.now();
    if (now - this.#lastByteAt >= escapeGuard) this.#sinceSilence = '';
    this.#lastByteAt = now;
    // One more than the sequence tells that it is none.
    this.#sinceSilence = (this.#sinceSilence + Buffer.from(bytes).toString('latin1')).slice(
      0,
      escapeSequence.length + 1,
    );
    if (this.#sinceSilence !== escapeSequence) return;
    this.#escape = this.#modem.clock.after(escapeGuard, () => this.#ends.escaped());
  }
}
