import type { CollectionProgress } from '../collect/router/collection.ts';
import { printable } from '../report/printable.ts';
import { counted } from '../report/words.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { eraseLine, hasUnicode, isWrittenOver, naturalWidth } from './terminal.ts';

/** Milliseconds between two looks at a line of a terminal. */
const pause = 200;

/**
 * What the router is being asked, and for how long: one line of the terminal that is written over. Where standard error is no
 * terminal nothing is told.
 */
export class CollectingProgress {
  readonly #stderr: Output;
  readonly #isOn: boolean;
  readonly #unicode: boolean;
  readonly #width: number;
  readonly #name: string;
  #current: CollectionProgress | string | null = null;
  #since = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param name of the router, as people write it */
  constructor(name: string, io: Io, stderr: Output) {
    this.#stderr = stderr;
    this.#name = name;
    this.#isOn = isWrittenOver(io);
    this.#unicode = hasUnicode({ ...io, stdoutIsTerminal: io.stderrIsTerminal });
    this.#width = naturalWidth(io.columns) - 1;
  }

  begin(): void {
    if (!this.#isOn) return;
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#show(), pause);
    this.#show();
  }

  asked(current: CollectionProgress): void {
    this.#current = current;
    this.#since = performance.now();
  }

  /** Something else than a command is going on: `test 3: Is the SIM card ready?` */
  doing(words: string): void {
    this.#current = words;
    this.#since = performance.now();
  }

  /** Takes the line off the terminal. */
  async end(): Promise<void> {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    await this.#stderr.write(eraseLine);
  }

  #show(): void {
    const line = printable(`hwdiag: ${this.#words()}`, this.#unicode).slice(0, this.#width);
    // Nothing is lost where it cannot be shown.
    this.#stderr.write(`${eraseLine}${line}`).catch(() => undefined);
  }

  #words(): string {
    const seconds = Math.floor((performance.now() - this.#since) / 1000);
    const waited = seconds < 2 ? '' : `, ${seconds} s`;
    if (this.#current === null) return `asking ${this.#name}${waited}`;
    if (typeof this.#current === 'string') return `${this.#current}${waited}`;
    const { command, finished, mayTake } = this.#current;
    const limit = seconds < 2 ? '' : ` of at most ${mayTake}`;
    return `${counted(finished, 'answer')}; now ${command}${waited}${limit}`;
  }
}
