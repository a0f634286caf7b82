import { readEnvelope } from '../../capture/envelope.ts';
import { attributeLogLine } from '../../grammar/attribution.ts';

/** Above this the window is cut. */
const mostLines = 800;
const mostCharacters = 131_072;
/** What a cut leaves. */
const linesAfterCut = 120;
const charactersAfterCut = 32_768;
/** Lines of the kernel before that: what became of the modem on the bus holds on. */
const kernelLines = 60;
/** A line that is longer says nothing to a ladder. */
const longestLine = 4096;

/** The last lines of the log that may tell of a modem: what is looked at again and again while it grows. */
export class LiveWindow {
  #lines: string[] = [];
  #characters = 0;

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  get isFull(): boolean {
    return this.#lines.length > mostLines || this.#characters > mostCharacters;
  }

  /** @returns whether any of the lines may tell something */
  add(lines: readonly string[]): boolean {
    const telling = lines.map((line) => line.slice(0, longestLine)).filter(mayTell);
    for (const line of telling) this.#lines.push(line);
    this.#characters += telling.reduce((sum, { length }) => sum + length + 1, 0);
    return telling.length > 0;
  }

  cut(): void {
    let start = this.#lines.length;
    let characters = 0;
    while (start > 0 && this.#lines.length - start < linesAfterCut && characters < charactersAfterCut) {
      start -= 1;
      characters += (this.#lines[start]?.length ?? 0) + 1;
    }
    const before = this.#lines.slice(0, start).filter(isOfKernel).slice(-kernelLines);
    this.#lines = [...before, ...this.#lines.slice(start)];
    this.#characters = this.#lines.reduce((sum, { length }) => sum + length + 1, 0);
  }
}

/** Programs that have nothing to say about modems write most of a log. */
function mayTell(line: string): boolean {
  if (line === '' || line === '\r') return false;
  const envelope = readEnvelope(line);
  return envelope === null || attributeLogLine(line, envelope, line.length) !== null;
}

function isOfKernel(line: string): boolean {
  const program = readEnvelope(line)?.program;
  return program === 'kernel' || (program === null && /^\s*\[ *\d+\.\d+\]/.test(line));
}
