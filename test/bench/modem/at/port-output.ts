import type { Clock } from '../../clock.ts';
import { Emitter } from '../../emitter.ts';
import type { PortScenario } from '../../scenario.ts';

/** Noise as the virtual router's first experiment had it: `^?^@^[[^@~~ `, before what is meant. */
const noise = Uint8Array.from([0x7f, 0x00, 0x1b, 0x5b, 0x00, 0x7e, 0x7e, 0x20]);

/** Bytes on their way to the router: late, in pieces or with noise, as the scenario has it, and always in their order. */
export class PortOutput {
  readonly sent = new Emitter<Uint8Array>();
  readonly #clock: Clock;
  readonly #scenario: () => PortScenario;
  #freeAt = 0;
  /** Counts the starts of the modem: what was under way at an earlier one is lost. */
  #start = 0;

  constructor(clock: Clock, scenario: () => PortScenario) {
    this.#clock = clock;
    this.#scenario = scenario;
  }

  /** What comes at once: an echo, data. */
  immediate(bytes: Uint8Array): void {
    this.#send(bytes, 0);
  }

  /** An answer or a report. */
  text(text: string): void {
    const { answers, delay } = this.#scenario();
    const bytes = Buffer.from(text, 'latin1');
    if (answers === 'noise') this.#send(noise, delay);
    else this.#send(answers === 'garbage' ? Buffer.concat([noise, bytes]) : bytes, delay);
  }

  drop(): void {
    this.#start += 1;
    this.#freeAt = 0;
  }

  #send(bytes: Uint8Array, delay: number): void {
    if (bytes.length === 0) return;
    const { chunk, gap } = this.#scenario();
    const size = chunk > 0 ? chunk : bytes.length;
    for (let from = 0; from < bytes.length; from += size)
      this.#at(delay + (from / size) * gap, bytes.subarray(from, from + size));
  }

  #at(delay: number, bytes: Uint8Array): void {
    const now = this.#clock.now();
    const due = Math.max(now + delay, this.#freeAt);
    if (due <= now) {
      this.sent.emit(bytes);
      return;
    }
    this.#freeAt = due;
    const start = this.#start;
    this.#clock.after(due - now, () => {
      if (start === this.#start) this.sent.emit(bytes);
    });
  }
}
