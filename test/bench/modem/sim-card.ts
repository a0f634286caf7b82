import type { SimScenario } from '../scenario.ts';

/** What `+CPIN?` tells (3GPP TS 27.007, 8.3), beside faults. */
export type SimState = 'absent' | 'failure' | 'busy' | 'pin' | 'puk' | 'blocked' | 'network-locked' | 'ready';

/** Tries that a card grants after a right PIN (3GPP TS 31.101; ETSI TS 102 221). */
const fullPinTries = 3;

/** A SIM card: it counts the tries itself, whatever modem it sits in. */
export class SimCard {
  #scenario: SimScenario;
  #pinEnabled: boolean;
  #pin: string;
  #pinTries: number;
  #pukTries: number;
  #verified = false;

  constructor(scenario: SimScenario) {
    this.#scenario = scenario;
    this.#pinEnabled = scenario.pinEnabled;
    this.#pin = scenario.pin;
    this.#pinTries = scenario.pinTries;
    this.#pukTries = scenario.pukTries;
  }

  get state(): SimState {
    if (!this.#scenario.present) return 'absent';
    if (this.#scenario.fault !== 'none') return this.#scenario.fault;
    if (this.#pukTries === 0) return 'blocked';
    if (this.#pinTries === 0) return 'puk';
    if (this.#pinEnabled && !this.#verified) return 'pin';
    return this.#scenario.networkLocked ? 'network-locked' : 'ready';
  }

  get imsi(): string {
    return this.#scenario.imsi;
  }

  get iccid(): string {
    return this.#scenario.iccid;
  }

  get pinEnabled(): boolean {
    return this.#pinEnabled;
  }

  get pinTries(): number {
    return this.#pinTries;
  }

  get pukTries(): number {
    return this.#pukTries;
  }

  /** Another card, or other contacts: what differs from before counts anew, what does not keeps its count. */
  change(next: SimScenario): void {
    const before = this.#scenario;
    this.#scenario = next;
    if (next.pinEnabled !== before.pinEnabled) this.#pinEnabled = next.pinEnabled;
    if (next.pin !== before.pin) this.#pin = next.pin;
    if (next.pinTries !== before.pinTries) this.#pinTries = next.pinTries;
    if (next.pukTries !== before.pukTries) this.#pukTries = next.pukTries;
    if (!next.present || next.pinEnabled !== before.pinEnabled) this.#verified = false;
  }

  /** Power was off: the card forgets that it was unlocked. */
  powerCycle(): void {
    this.#verified = false;
  }

  verifyPin(pin: string): boolean {
    if (this.#pinTries === 0) return false;
    if (pin !== this.#pin) {
      this.#pinTries -= 1;
      return false;
    }
    this.#pinTries = fullPinTries;
    this.#verified = true;
    return true;
  }

  unblock(puk: string, newPin: string): boolean {
    if (this.#pukTries === 0) return false;
    if (puk !== this.#scenario.puk) {
      this.#pukTries -= 1;
      return false;
    }
    this.#pukTries = this.#scenario.pukTries;
    this.#pinTries = fullPinTries;
    this.#pin = newPin;
    this.#verified = true;
    return true;
  }

  /** `AT+CLCK="SC"`: the PIN is asked for, or no longer. A wrong PIN costs a try. */
  setPinEnabled(enabled: boolean, pin: string): boolean {
    if (!this.verifyPin(pin)) return false;
    this.#pinEnabled = enabled;
    return true;
  }
}
