import type { Clock, Timer } from '../clock.ts';
import { Emitter } from '../emitter.ts';
import type { Profile } from '../profiles/profile.ts';
import {
  type ApnScenario,
  type ContextType,
  healthy,
  type PortRole,
  patched,
  portRoles,
  type Scenario,
  type ScenarioPatch,
} from '../scenario.ts';
import type { AtPort } from './at/at-port.ts';
import { openPort } from './at/ports.ts';
import { DataSession, type SessionPath } from './data-session.ts';
import { type Memory, newMemory, type StoredCredentials } from './memory.ts';
import { SimCard } from './sim-card.ts';

/** Registration as `+CREG` counts it (3GPP TS 27.007, 7.2). */
export type RegistrationStatus = 0 | 1 | 2 | 3 | 5;

export type ModemEvent =
  | { readonly kind: 'registration'; readonly status: RegistrationStatus }
  | { readonly kind: 'sim' }
  | { readonly kind: 'functionality' }
  | { readonly kind: 'session-up'; readonly session: DataSession }
  | {
      readonly kind: 'session-refused';
      readonly cid: number;
      /** The network's; null where it was not asked. */
      readonly cause: number | null;
      readonly path: SessionPath;
    }
  | { readonly kind: 'session-down'; readonly session: DataSession; readonly by: 'router' | 'network' }
  /** The device leaves the bus: pulled out, switched to another profile, or for a reset, after which it arrives again. */
  | { readonly kind: 'left'; readonly why: 'unplugged' | 'reset' }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'scenario'; readonly scenario: Scenario };

/** A command that was carried out, for whoever wants to know what a client has done. */
export interface JournalEntry {
  readonly role: PortRole;
  /** As it was sent, with `AT`. */
  readonly command: string;
  readonly at: number;
}

export interface SessionRequest {
  readonly cid: number;
  readonly apn: string;
  readonly type: ContextType;
  readonly path: SessionPath;
  /** Null: PPP asks the router for them later. */
  readonly credentials: StoredCredentials | null;
}

export type SessionAnswer =
  | { readonly granted: true; readonly session: DataSession }
  /** The cause is the network's; null: the network was not asked, for it had refused before (T3396). */
  | { readonly granted: false; readonly cause: number | null };

/** How long after a dial begins the device leaves the bus, where the scenario has it leave. */
const unplugDelay = 50;
const unplugInSessionDelay = 8000;

/** From the OK to a reset until the device leaves the bus. */
const resetDelay = 500;

/** Causes of session management that the modem or the network finds on its own (24.301, 9.9.4.4). */
const cause = {
  unknownType: 28,
  authenticationFailed: 29,
  serviceNotSupported: 32,
  regularDeactivation: 36,
  networkFailure: 38,
  onlyIpv4: 50,
  alreadyConnected: 55,
} as const;

/**
 * A cellular modem without its wires: SIM card, registration, data sessions, memory, and AT ports that take and give bytes.
 * It does what its scenario says and nothing by chance; its time is the clock's.
 */
export class VirtualModem {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly sim: SimCard;
  readonly events = new Emitter<ModemEvent>();
  #scenario: Scenario;
  #memory: Memory;
  readonly #ports = new Map<PortRole, AtPort>();
  readonly #journal: JournalEntry[] = [];
  readonly #sessions = new Map<number, DataSession>();
  readonly #pending = new Set<Timer>();
  readonly #backOffs = new Map<string, number>();
  #functionality: 0 | 1 | 4;
  #status: RegistrationStatus = 0;
  #campedSince: number | null = null;
  #registering: Timer | null = null;
  #lastCause: number | null = null;
  #isPresent = true;

  /** The scenario is `healthy` with the profile's own patch and these. */
  constructor(profile: Profile, clock: Clock, ...patches: readonly ScenarioPatch[]) {
    this.profile = profile;
    this.clock = clock;
    this.#scenario = patched(healthy, profile.scenario, ...patches);
    this.#memory = newMemory(profile.contexts);
    this.sim = new SimCard(this.#scenario.sim);
    this.#functionality = this.#scenario.radio.functionality;
    this.#register();
    for (const role of portRoles) this.#ports.set(role, openPort(this, role));
  }

  get scenario(): Scenario {
    return this.#scenario;
  }

  /** Whether it is on the bus. */
  get isPresent(): boolean {
    return this.#isPresent;
  }

  get memory(): Memory {
    return this.#memory;
  }

  remember(memory: Memory): void {
    this.#memory = memory;
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  note(role: PortRole, command: string): void {
    this.#journal.push({ role, command, at: this.clock.now() });
  }

  port(role: PortRole): AtPort {
    const port = this.#ports.get(role);
    if (port === undefined) throw new Error(`no port ${role}`);
    return port;
  }

  /** Changes the scenario while it runs. */
  change(patch: ScenarioPatch): void {
    const before = this.#scenario;
    this.#scenario = patched(before, patch);
    const { sim, radio, network } = this.#scenario;
    if (sim !== before.sim) {
      this.sim.change(sim);
      // T3396 ends when the card is taken out or the modem is switched off (24.301, 6.5.1.4).
      this.#backOffs.clear();
      this.events.emit({ kind: 'sim' });
    }
    if (radio.functionality !== before.radio.functionality) this.#functionality = radio.functionality;
    if (network.backOff === 0) this.#backOffs.clear();
    this.#register();
    this.events.emit({ kind: 'scenario', scenario: this.#scenario });
  }

  // --- radio and registration

  get functionality(): 0 | 1 | 4 {
    return this.#functionality;
  }

  setFunctionality(functionality: 0 | 1 | 4): void {
    this.#functionality = functionality;
    if (functionality !== 1) this.#dropSessions('network');
    this.#register();
    this.events.emit({ kind: 'functionality' });
  }

  get isRadioOn(): boolean {
    return this.#functionality === 1 && !this.#scenario.radio.heldOff;
  }

  get registration(): RegistrationStatus {
    return this.#status;
  }

  get isRegistered(): boolean {
    return this.#status === 1 || this.#status === 5;
  }

  /** Whether the packet service is attached (+CGATT). */
  get isAttached(): boolean {
    return this.isRegistered && this.#scenario.network.packetService;
  }

  /** To be told when the SIM card was unlocked. */
  simChanged(): void {
    this.#register();
    this.events.emit({ kind: 'sim' });
  }

  #register(): void {
    this.#registering?.cancel();
    this.#registering = null;
    const { registration, registrationTime } = this.#scenario.network;
    const camps = this.#isPresent && this.isRadioOn && this.sim.state === 'ready' && registration !== 'none';
    if (!camps) {
      this.#campedSince = null;
      this.#setStatus(0);
      return;
    }
    this.#campedSince ??= this.clock.now();
    const left = this.#campedSince + registrationTime - this.clock.now();
    if (registration === 'searching' || left > 0) {
      this.#setStatus(2);
      if (registration !== 'searching') this.#registering = this.clock.after(left, () => this.#register());
      return;
    }
    this.#setStatus(registration === 'denied' ? 3 : registration === 'roaming' ? 5 : 1);
  }

  #setStatus(status: RegistrationStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    if (!this.isRegistered) this.#dropSessions('network');
    this.events.emit({ kind: 'registration', status });
  }

  // --- data sessions

  get sessions(): readonly DataSession[] {
    return [...this.#sessions.values()];
  }

  session(cid: number): DataSession | undefined {
    return this.#sessions.get(cid);
  }

  /** The cause of the last refusal or loss (+CEER); null: none yet. */
  get lastCause(): number | null {
    return this.#lastCause;
  }

  /** The agreement of the operator on a name; undefined where it knows none. */
  agreementOn(apn: string): ApnScenario | undefined {
    const { apns } = this.#scenario.network;
    const name = apn.toLowerCase();
    return (
      apns.find((candidate) => candidate.name.toLowerCase() === name) ??
      apns.find((candidate) => candidate.name === '*')
    );
  }

  /** Asks the network for a session; the answer comes when the network has decided. Returns how to give up. */
  request(request: SessionRequest, answer: (answer: SessionAnswer) => void): () => void {
    const { usb, network } = this.#scenario;
    if (usb.unplug === 'in-dial') this.#later(unplugDelay, () => this.unplug());
    const existing = this.#sessions.get(request.cid);
    if (existing !== undefined) {
      if (existing.path === request.path) answer({ granted: true, session: existing });
      else answer(this.#refused(request, cause.alreadyConnected));
      return () => undefined;
    }
    const throttledUntil = this.#backOffs.get(request.apn.toLowerCase()) ?? 0;
    if (throttledUntil > this.clock.now()) {
      answer(this.#refused(request, null));
      return () => undefined;
    }
    const timer = this.#later(network.sessionTime, () => answer(this.#decided(request)));
    return () => timer?.cancel();
  }

  #decided(request: SessionRequest): SessionAnswer {
    const against = this.#causeAgainst(request);
    if (against !== null) {
      const { backOff } = this.#scenario.network;
      if (backOff > 0) this.#backOffs.set(request.apn.toLowerCase(), this.clock.now() + backOff);
      return this.#refused(request, against);
    }
    const { cid, apn, type, path } = request;
    const { address, sessionLife } = this.#scenario.network;
    const session = new DataSession(cid, apn, type, path, address);
    this.#sessions.set(cid, session);
    this.events.emit({ kind: 'session-up', session });
    if (sessionLife !== null) this.#later(sessionLife, () => this.#end(session, 'network'));
    if (this.#scenario.usb.unplug === 'in-session') this.#later(unplugInSessionDelay, () => this.unplug());
    return { granted: true, session };
  }

  /** The SM or ESM cause for which the network refuses; null: it grants. */
  #causeAgainst({ apn, type, credentials }: SessionRequest): number | null {
    if (!this.isAttached) return this.isRegistered ? cause.serviceNotSupported : cause.networkFailure;
    const agreement = this.agreementOn(apn);
    if (agreement === undefined) return this.#scenario.network.unknownApnCause;
    if (agreement.refusedWith !== null) return agreement.refusedWith;
    if (!agreement.types.includes(type))
      return agreement.types.includes('IP') ? cause.onlyIpv4 : cause.unknownType;
    if (agreement.authentication === 'none' || credentials === null) return null;
    const isRight = credentials.user === agreement.user && credentials.password === agreement.password;
    return isRight && credentials.authentication !== 'none' ? null : cause.authenticationFailed;
  }

  #refused({ cid, path }: SessionRequest, why: number | null): SessionAnswer {
    this.#lastCause = why ?? this.#lastCause;
    this.events.emit({ kind: 'session-refused', cid, cause: why, path });
    return { granted: false, cause: why };
  }

  /** The router ends a session. */
  release(session: DataSession): void {
    this.#end(session, 'router');
  }

  #end(session: DataSession, by: 'router' | 'network'): void {
    if (this.#sessions.get(session.cid) !== session) return;
    this.#sessions.delete(session.cid);
    this.#lastCause = cause.regularDeactivation;
    this.events.emit({ kind: 'session-down', session, by });
  }

  #dropSessions(by: 'router' | 'network'): void {
    for (const session of this.sessions) this.#end(session, by);
  }

  /** At once where it takes no time, so that a dial that needs none is answered in the same breath. */
  #later(milliseconds: number, action: () => void): Timer | null {
    if (milliseconds === 0) {
      action();
      return null;
    }
    const timer = this.clock.after(milliseconds, () => {
      this.#pending.delete(timer);
      action();
    });
    this.#pending.add(timer);
    return timer;
  }

  // --- on the bus and off it

  unplug(): void {
    this.#leave('unplugged');
  }

  plug(): void {
    if (this.#isPresent) return;
    this.#isPresent = true;
    this.#backOffs.clear();
    this.sim.powerCycle();
    this.#functionality = this.#scenario.radio.functionality;
    this.#register();
    for (const port of this.#ports.values()) port.powerUp();
    this.events.emit({ kind: 'arrived' });
  }

  /** `AT+CFUN=1,1`: off the bus as soon as it has said OK, and back after the boot. */
  reset(): void {
    this.#later(resetDelay, () => {
      this.#leave('reset');
      this.clock.after(this.#scenario.usb.bootTime, () => this.plug());
    });
  }

  #leave(why: 'unplugged' | 'reset'): void {
    if (!this.#isPresent) return;
    for (const timer of this.#pending) timer.cancel();
    this.#pending.clear();
    this.#isPresent = false;
    // First the ports: what the modem would say of its end is not said any more.
    for (const port of this.#ports.values()) port.powerDown();
    this.#register();
    this.events.emit({ kind: 'left', why });
  }
}
