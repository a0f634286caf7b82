import type { Line } from '../line.ts';
import { bareLineMendings, lineMendings, runMendings } from './index.ts';
import type { LineMending, LineStage } from './mending.ts';
import { overwriting } from './overwriting.ts';
import { isLogLine } from './recognised.ts';

/** Characters that clean logs hardly have, and without which most mendings have nothing to do. */
const rare = /[\0-\x08\x0a-\x1f\x7f-\uffff&`*<]/;

const blank = 0x20;
const openBracket = 0x5b;

/**
 * Undoes what forums, mail and terminals did to the lines of one source. Lines without any damage, which most are, come
 * out as they went in, after a look at their characters.
 *
 * At most a few dozen lines are held back, where only a later one shows what they are.
 */
export class Mender implements LineStage {
  readonly #first: LineStage;
  /** Five characters of the log line before, in its date: a second line on one line mostly has them, too. */
  #date = '\n';
  /** Lines that the first line of the source turned out to be, beside itself. */
  #more = 0;

  constructor(sink: (line: Line) => void) {
    let first: LineStage = { line: sink, end: () => undefined };
    for (const mending of runMendings.toReversed()) first = before(mending.begin, first);
    this.#first = first;
  }

  /** How many lines there are beside those that line feeds tell: the lines of an old Mac end in a carriage return. */
  get more(): number {
    return this.#more;
  }

  line(line: Line): void {
    if (this.#looksWhole(line.text)) this.#first.line(this.#more === 0 ? line : renumbered(line, this.#more));
    else this.#mend(line);
  }

  /** The source is at its end. */
  end(): void {
    this.#first.end();
  }

  /** Whether a look at the characters tells that no line mending has anything to do. It may be wrong only in denying it. */
  #looksWhole(text: string): boolean {
    return (
      beginsPlainly(text) &&
      !rare.test(text) &&
      !text.includes('[/') &&
      !text.includes('[0m') &&
      !this.#mayHoldAnother(text)
    );
  }

  /** Whether a second line may stand on this one. */
  #mayHoldAnother(text: string): boolean {
    if (text.charCodeAt(0) === openBracket) return text.includes('[', 1);
    if (text.startsWith(this.#date, 3)) return text.includes(this.#date, 8);
    this.#date = text.length < 8 ? '\n' : text.slice(3, 8);
    return true;
  }

  #mend(line: Line): void {
    const lines = line.number === 1 ? oldMacLines(line) : null;
    if (lines !== null) this.#more = lines.length - 1;
    const placed = lines ?? [this.#more === 0 ? line : renumbered(line, this.#more)];
    for (const one of placed) {
      for (const mended of mendedLines(one)) this.#first.line(mended);
    }
  }
}

/** How often damage is undone that shows only under other damage, such as a quotation inside a `[quote]`. */
const mostRounds = 3;

/** What becomes of a line without a look at others. */
function mendedLines(line: Line): readonly Line[] {
  let lines: readonly Line[] = [line];
  for (let round = 0; round < mostRounds; round += 1) {
    const present = lines;
    for (const mending of lineMendings) lines = mendedBy(mending, lines);
    if (lines === present) break;
  }
  for (const mending of bareLineMendings) lines = mendedBy(mending, lines);
  return lines;
}

/** The same array where no line is damaged so. */
function mendedBy(mending: LineMending, lines: readonly Line[]): readonly Line[] {
  let isDamaged = false;
  const mended = lines.map((line) => {
    const made = mending.mend(line);
    if (made !== null) isDamaged = true;
    return made;
  });
  return isDamaged ? mended.flatMap((made, index) => made ?? lines.slice(index, index + 1)) : lines;
}

function before(begin: (sink: (line: Line) => void) => LineStage, next: LineStage): LineStage {
  const stage = begin((line) => next.line(line));
  return {
    line: (line) => stage.line(line),
    end: () => {
      stage.end();
      next.end();
    },
  };
}

function renumbered(line: Line, more: number): Line {
  return { ...line, number: line.number + more };
}

/** The line begins with a letter, or with the `[` of a kernel stamp. */
function beginsPlainly(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code === openBracket) {
    const next = text.charCodeAt(1);
    return next === blank || (next >= 0x30 && next <= 0x39);
  }
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/**
 * The lines of a text that has carriage returns for line ends, each with its own number; null for one that shows progress
 * on a line of its own.
 */
function oldMacLines(line: Line): readonly Line[] | null {
  if (!line.text.includes('\r')) return null;
  const texts = line.text.split('\r');
  const written = texts.filter((text) => text.trim() !== '').length;
  const kept = overwriting.mend(line) ?? [];
  const isText = kept.length === written && (written > 2 || kept.some(({ text }) => isLogLine(text)));
  if (!isText) return null;
  const last = texts.length - 1;
  return texts.map((text, index) => ({
    source: line.source,
    number: line.number + index,
    text,
    truncated: line.truncated && index === last,
  }));
}
