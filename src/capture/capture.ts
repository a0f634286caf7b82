import { type LineTaker, type ReadSummary, TextReader } from './decode.ts';
import type { Line } from './line.ts';
import { Mender } from './mending/mender.ts';
import { wrapJudge } from './mending/wrap-judge.ts';
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
  /** Lines of the input that somebody else has read. */
  others: number;
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
    const mender = new Mender(
      (line) => this.#sectioner.line(line),
      wrapJudge((text) => this.#listener.knows(text)),
    );
    const open: OpenSource = {
      name,
      written: false,
      others: 0,
      mender,
      reader: new TextReader(name, (line) => place(open, line), this.#runAfter(mender)),
    };
    this.#open = open;
  }

  /** Takes the next bytes of the source, cut anywhere; the caller may overwrite them afterwards. */
  feed(bytes: Uint8Array): void {
    this.#source().reader.feed(bytes);
  }

  /**
   * Takes the lines of a source whose text is not what its bytes spell, such as a saved page; `count` is the number of its
   * own lines.
   */
  feedLines(lines: readonly Line[], count: number): void {
    const open = this.#source();
    for (const line of lines) place(open, line);
    open.others += count;
  }

  endSource(): SourceSummary {
    const open = this.#source();
    const read = open.reader.end();
    open.mender.settle();
    const summary = { ...read, lines: read.lines + open.others + open.mender.more };
    this.#lines += summary.lines;
    this.#sectioner.endSource();
    this.#open = null;
    return { ...summary, source: open.name, empty: summary.binary === null && !open.written };
  }

  /** There are no more sources. */
  end(): void {
    this.#listener.end();
  }

  /** The long log of a source takes lines only when those before it have come out of the mending. */
  #runAfter(mender: Mender): LineTaker {
    const { run } = this.#sectioner;
    return {
      take: (bytes, start, end, number) => {
        if (run.isLong) mender.settle();
        return run.take(bytes, start, end, number);
      },
      get taken() {
        return run.taken;
      },
    };
  }

  #source(): OpenSource {
    if (this.#open === null) throw new Error('no source has been begun');
    return this.#open;
  }
}

function place(source: OpenSource, line: Line): void {
  if (!source.written) source.written = !isBlankLine(line.text);
  source.mender.line(line);
}
