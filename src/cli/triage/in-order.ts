/** Bundles for each worker that may be done while an earlier one is not. */
const aheadPerWorker = 32;

/**
 * Hands on what is done in any order in the order of the input. How much waits is bounded: who is too far ahead waits before
 * it begins.
 */
export class InOrder {
  readonly #ahead: number;
  readonly #waiting = new Map<number, () => Promise<void>>();
  #next = 0;
  #isDelivering = false;
  #isReleased = false;
  readonly #wake: (() => void)[] = [];

  constructor(workers: number) {
    this.#ahead = workers * aheadPerWorker;
  }

  /** Waits until the bundle of this place may be begun. */
  async room(index: number): Promise<void> {
    while (!this.#isReleased && index >= this.#next + this.#ahead) {
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Delivers it when all before it are; the one that closes a gap delivers those behind it, too. */
  async add(index: number, deliver: () => Promise<void>): Promise<void> {
    this.#waiting.set(index, deliver);
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (;;) {
        const ready = this.#waiting.get(this.#next);
        if (ready === undefined) break;
        this.#waiting.delete(this.#next);
        await ready();
        this.#next += 1;
        this.#wakeAll();
      }
    } finally {
      this.#isDelivering = false;
    }
  }

  /** Nobody waits any longer: it ends early. */
  release(): void {
    this.#isReleased = true;
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
