/** A limit of time that does not run while a person is asked something. */
export class Deadline {
  #leftMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #pauses = 0;
  readonly #onExpired: () => void;

  constructor(seconds: number, onExpired: () => void) {
    this.#leftMs = seconds * 1000;
    this.#onExpired = onExpired;
    this.#run();
  }

  /** Stops the clock until the work is done. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.#pauses += 1;
    if (this.#pauses === 1) this.#stop();
    try {
      return await work();
    } finally {
      this.#pauses -= 1;
      if (this.#pauses === 0) this.#run();
    }
  }

  end(): void {
    this.#pauses = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onExpired, Math.max(this.#leftMs, 0));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#startedAt;
  }
}
