import type { Message } from '../grammar/message.ts';

/** So often must the clock step back, and never forward, before a log counts as written newest line first. */
const stepsBackThatProve = 3;

/** So many messages are held at most. A longer log that stands newest first is told in stretches. */
const heldAtMost = 100_000;

/**
 * Puts the messages of one log into the order of events: web pages show, and people paste, logs newest line first.
 * Messages are held only until two lines show which way the clock runs; a clock that is set back once changes nothing.
 */
export class Chronology {
  readonly #tell: (message: Message) => void;
  #direction: 'unknown' | 'forward' | 'backward' = 'unknown';
  #held: Message[] = [];
  #lastClock: number | null = null;
  #lastUptime: number | null = null;
  #stepsBack = 0;

  constructor(tell: (message: Message) => void) {
    this.#tell = tell;
  }

  add(message: Message): void {
    if (this.#isForward()) {
      this.#tell(message);
      return;
    }
    this.#held.push(message);
    if (this.#direction === 'unknown') this.#observe(message);
    if (this.#isForward() || this.#held.length >= heldAtMost) this.#tellHeld();
  }

  /** The log has ended. */
  end(): void {
    this.#tellHeld();
  }

  #isForward(): boolean {
    return this.#direction === 'forward';
  }

  /** A time is compared with one of the same clock only: seconds since boot are no date. */
  #observe({ origin }: Message): void {
    if (origin.clock !== null) {
      const last = this.#lastClock;
      this.#lastClock = origin.clock.seconds;
      this.#step(last, origin.clock.seconds);
    } else if (origin.uptime !== null) {
      const last = this.#lastUptime;
      this.#lastUptime = origin.uptime;
      this.#step(last, origin.uptime);
    }
  }

  #step(from: number | null, to: number): void {
    if (from === null) return;
    if (to > from) this.#direction = 'forward';
    else if (to < from) this.#stepsBack += 1;
    if (this.#stepsBack >= stepsBackThatProve) this.#direction = 'backward';
  }

  #tellHeld(): void {
    const held = this.#held;
    this.#held = [];
    if (this.#direction !== 'backward') {
      for (const message of held) this.#tell(message);
      return;
    }
    // The places stay taken; who stands in them is turned round.
    const orders = held.map(({ origin }) => origin.order);
    for (const [place, message] of held.reverse().entries()) {
      this.#tell({ ...message, origin: { ...message.origin, order: orders[place] ?? message.origin.order } });
    }
  }
}
