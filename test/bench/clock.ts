/** Time as the bench sees it: given from outside, so that a test may stop it. */
export interface Clock {
  /** Milliseconds since some moment of the past. */
  now(): number;
  after(milliseconds: number, action: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** The time of the machine. Its timers do not keep a process alive. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

interface Alarm {
  readonly due: number;
  readonly action: () => void;
}

/** A time that moves when it is told to. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): Timer {
    const alarm = { due: this.#now + Math.max(0, milliseconds), action };
    this.#alarms.add(alarm);
    return { cancel: () => this.#alarms.delete(alarm) };
  }

  /** Lets time pass; what falls due on the way runs at its moment, in the order in which it was asked for. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.action();
    }
    this.#now = end;
  }

  #nextUntil(end: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.due <= end && (first === undefined || alarm.due < first.due)) first = alarm;
    }
    return first;
  }
}
