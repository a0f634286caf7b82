import { progressText } from '../../report/triage/summary-text.ts';
import type { Io } from '../io.ts';
import type { Output } from '../output.ts';
import { eraseLine, hasUnicode, naturalWidth } from '../terminal.ts';

/** Milliseconds between two looks, of a terminal and of a log of a scheduler. */
const terminalPause = 100;
const logPause = 5_000;

/** How far it has come, on standard error: one line that is written over in a terminal, else a line now and then. */
export class Progress {
  readonly #stderr: Output;
  readonly #io: Io;
  readonly #isOn: boolean;
  readonly #all: number;
  #done = 0;
  #broken = 0;
  #shownAt: number | null = null;
  #isShown = false;

  constructor(stderr: Output, io: Io, all: number, isWanted: boolean) {
    this.#stderr = stderr;
    this.#io = io;
    this.#isOn = isWanted || io.stderrIsTerminal;
    this.#all = all;
  }

  async count(isBroken: boolean): Promise<void> {
    this.#done += 1;
    if (isBroken) this.#broken += 1;
    await this.show();
  }

  async show(): Promise<void> {
    if (!this.#isOn) return;
    const now = performance.now();
    const pause = this.#io.stderrIsTerminal ? terminalPause : logPause;
    if (this.#shownAt !== null && now - this.#shownAt < pause) return;
    this.#shownAt = now;
    const unicode = hasUnicode({ ...this.#io, stdoutIsTerminal: this.#io.stderrIsTerminal });
    const text = `hwdiag: ${progressText(this.#done, this.#all, this.#broken, unicode)}`;
    const width = naturalWidth(this.#io.columns) - 1;
    this.#isShown = this.#io.stderrIsTerminal;
    await this.#stderr.write(this.#isShown ? `${eraseLine}${text.slice(0, width)}` : `${text}\n`);
  }

  /** Takes it off the terminal, so that something else can be written there. */
  async clear(): Promise<void> {
    if (!this.#isShown) return;
    this.#isShown = false;
    await this.#stderr.write(eraseLine);
  }
}
