import { type ReadSummary, TextReader } from './decode.ts';
import { Mender } from './mending/mender.ts';
import type { CaptureListener } from './section.ts';
import { isBlankLine, Sectioner } from './sections.ts';

/** What was in one source. */
export interface SourceSummary extends ReadSummary {
  readonly source: string;
  /** Text, but nothing to read in it: no bytes, or blank lines only. */
  readonly empty: boolean;
}

interface OpenSource {
  readonly name: string;
  readonly reader: TextReader;
  readonly mender: Mender;
  /** It has a line that is not blank. */
  written: boolean;
}

/**
 * Takes the bytes of one or several sources and tells the listener their sections and lines. Several sources are one
 * capture: section ids run on, and no section reaches from one source into the next.
 */
export class Capture {
  readonly #listener: CaptureListener;
  readonly #sectioner: Sectioner;
  #open: OpenSource | null = null;
  #lines = 0;

  constructor(listener: CaptureListener) {
    this.#listener = listener;
    this.#sectioner = new Sectioner(listener);
  }

  /** Lines of all sources that have ended, blank ones too. */
  get lines(): number {
    return this.#lines;
  }

  /** Begins a source: a path, or `-` for standard input. The source before it must have ended. */
  source(name: string): void {
    if (this.#open !== null) throw new Error(`source ${this.#open.name} has not ended`);
    const open: OpenSource = {
      name,
      written: false,
      mender: new Mender((line) => this.#sectioner.line(line)),
      reader: new TextReader(name, (line) => {
        if (!open.written) open.written = !isBlankLine(line.text);
        open.mender.line(line);
      }),
    };
    this.#open = open;
  }

  /** Takes the next bytes of the source, cut anywhere; the caller may overwrite them afterwards. */
  feed(bytes: Uint8Array): void {
    this.#source().reader.feed(bytes);
  }

  endSource(): SourceSummary {
    const open = this.#source();
    const read = open.reader.end();
    open.mender.end();
    const summary = { ...read, lines: read.lines + open.mender.more };
    this.#lines += summary.lines;
    this.#sectioner.endSource();
    this.#open = null;
    return { ...summary, source: open.name, empty: summary.binary === null && !open.written };
  }

  /** There are no more sources. */
  end(): void {
    this.#listener.end();
  }

  #source(): OpenSource {
    if (this.#open === null) throw new Error('no source has been begun');
    return this.#open;
  }
}
