import type { TryEvent } from '../../report/watch/tries.ts';
import type { Io } from '../io.ts';
import type { WatchOptions } from './watch-options.ts';

/** Ends a watch: Ctrl-C, the time that was given, the attempt that was waited for, or a fault of our own. */
export class WatchEnd {
  readonly #controller = new AbortController();
  readonly #once: boolean;
  readonly #timer: NodeJS.Timeout | undefined;
  #fault: { readonly error: unknown } | null = null;

  constructor({ once, seconds }: WatchOptions, { interruption }: Io) {
    this.#once = once;
    const end = () => this.#controller.abort();
    if (seconds !== null) this.#timer = setTimeout(end, seconds * 1000);
    interruption.addEventListener('abort', end, { once: true });
    if (interruption.aborted) end();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The end of an attempt was told. One that another one took the place of has shown nothing. */
  attemptEnded({ try: { attempt } }: TryEvent): void {
    if (this.#once && attempt.outcome !== 'unfinished') this.#controller.abort();
  }

  /** Does what is called from a timer or a stream, where nobody would catch what it throws. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= { error };
      this.#controller.abort();
    }
  }

  /** It has come; nobody waits for it any more. Throws what a guarded work threw. */
  clear(): void {
    clearTimeout(this.#timer);
    if (this.#fault !== null) throw this.#fault.error;
  }
}
