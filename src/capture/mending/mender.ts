import type { Line } from '../line.ts';
import { readSectionNote } from '../section-note.ts';
import { bareLineMendings, lineMendings, runMendings } from './index.ts';
import type { LineMending, LineStage, WrapJudge } from './mending.ts';
import { overwriting } from './overwriting.ts';
import { isLogLine } from './recognised.ts';

/** Characters that clean logs hardly have, and without which most mendings have nothing to do. */
const rare = /[\0-\x08\x0a-\x1f\x7f-\uffff&`*<\\#^]/;

/** What of them means something to a mending. Programs print `<info>`, `&&`, `<-->`, `*99#` and `*99***1#`, too. */
const telling =
  /[\0-\x08\x0a-\x1f\x7f-\uffff`]|&#|\\[_*[\]<>~#`|()+-]|#0(?:33\[|1[25])|\^M\s*$|\s<(?:--[^>]|==)|&[a-z]{2,6};|\*\*(?!\*?\d{1,3}#)|<\/?(?:[abipu]|br|pre|code|div|span|[ou]l|li|t[drh]|tbody|table|blockquote|em|strong|samp|kbd|tt|font|hr|h[1-6])[\s/>]/i;

/**
 * Whether the characters of a text show that it is damaged. What shows only where it stands, or beside other lines, does
 * not.
 */
export function looksDamaged(text: string): boolean {
  return (
    (rare.test(text) && telling.test(text)) ||
    (text.includes('[') && (text.includes('[/') || text.includes('[0m')))
  );
}

const blank = 0x20;
const openBracket = 0x5b;
const colon = 0x3a;
const minus = 0x2d;

/**
 * Undoes what forums, mail and terminals did to the lines of one source. Lines without any damage, which most are, come
 * out as they went in, after a look at their characters.
 *
 * At most a few dozen lines are held back, where only a later one shows what they are.
 */
export class Mender {
  readonly #sink: (line: Line) => void;
  readonly #stages: readonly LineStage[];
  readonly #first: LineStage;
  /** The first stage that wants to see every line. */
  readonly #plain: LineStage;
  /**
   * Four characters of the log line before, in its date (`Aug `): a second line on one line mostly has them, too. The
   * first is a letter, because the search for it is the quicker the rarer it is.
   */
  #date = '\n';
  /** Lines that the first line of the source turned out to be, beside itself. */
  #more = 0;

  constructor(sink: (line: Line) => void, judge: WrapJudge) {
    this.#sink = sink;
    const stages: LineStage[] = [];
    let next = sink;
    for (const mending of runMendings.toReversed()) {
      const stage = mending.begin(next, judge);
      stages.unshift(stage);
      next = (line) => stage.line(line);
    }
    this.#stages = stages;
    this.#first = stages[0] ?? noStage(sink);
    this.#plain = stages.find((stage) => !stage.passesPlainLines) ?? noStage(sink);
  }

  /** How many lines there are beside those that line feeds tell: the lines of an old Mac end in a carriage return. */
  get more(): number {
    return this.#more;
  }

  line(line: Line): void {
    if (readSectionNote(line.text) !== null && !looksDamaged(line.text)) this.#note(this.#placed(line));
    else if (!this.#looksWhole(line.text)) this.#mend(line);
    else (this.#isRunOpen() ? this.#first : this.#plain).line(this.#placed(line));
  }

  /** Lets go of the lines that are held back: what follows is not to be mended with them. */
  settle(): void {
    for (const stage of this.#stages) stage.end();
  }

  #placed(line: Line): Line {
    return this.#more === 0 ? line : { ...line, number: line.number + this.#more };
  }

  /** Whether a stage that lets plain lines pass is open. */
  #isRunOpen(): boolean {
    for (const stage of this.#stages) {
      if (stage === this.#plain) return false;
      if (stage.isOpen) return true;
    }
    return false;
  }

  /** Whether a look at the characters tells that no line mending has anything to do. It may be wrong only in denying it. */
  #looksWhole(text: string): boolean {
    return beginsPlainly(text) && !looksDamaged(text) && !this.#mayHoldAnother(text);
  }

  /** Whether a second line may stand on this one. */
  #mayHoldAnother(text: string): boolean {
    if (text.charCodeAt(0) === openBracket) return text.includes('[', 1);
    if (text.startsWith(this.#date, 4)) {
      // Prompts begin alike, too, and have no date: `root@OpenWrt:~# [   31.640000] usb 1-1: …`
      return text.includes(this.#date, 8) || (text.charCodeAt(3) !== blank && text.includes('[', 8));
    }
    this.#date = text.length < 8 ? '\n' : text.slice(4, 8);
    return true;
  }

  #mend(line: Line): void {
    const lines = line.number === 1 ? oldMacLines(line) : null;
    if (lines !== null) this.#more = lines.length - 1;
    const placed = lines ?? [this.#placed(line)];
    for (const one of placed) {
      for (const mended of mendedLines(one)) {
        if (readSectionNote(mended.text) !== null) this.#note(mended);
        else this.#first.line(mended);
      }
    }
  }

  /** What a command had printed when it was ended often stops in the middle of a line: that goes on nowhere. */
  #note(line: Line): void {
    this.settle();
    this.#sink(line);
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
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only !== undefined) return mending.mend(only) ?? lines;
  let isDamaged = false;
  const mended = lines.map((line) => {
    const made = mending.mend(line);
    if (made !== null) isDamaged = true;
    return made;
  });
  return isDamaged ? mended.flatMap((made, index) => made ?? lines.slice(index, index + 1)) : lines;
}

function noStage(sink: (line: Line) => void): LineStage {
  return { isOpen: false, passesPlainLines: false, line: sink, end: () => undefined };
}

/** The line begins with a letter, or with the `[` of a kernel stamp, and not with that of a terminal: `[13:59:14]`, `[2026-08-22 …]`. */
function beginsPlainly(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code === openBracket) {
    const next = text.charCodeAt(1);
    const isDigit = next >= 0x30 && next <= 0x39;
    return next === blank || (isDigit && text.charCodeAt(3) !== colon && text.charCodeAt(5) !== minus);
  }
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/**
 * The lines of a text that has carriage returns for line ends, each with its own number; null for a display of progress, of
 * which little is left when all that was drawn over is taken away.
 */
function oldMacLines(line: Line): readonly Line[] | null {
  if (!line.text.includes('\r')) return null;
  const texts = line.text.split('\r');
  const written = texts.filter((text) => text.trim() !== '').length;
  const kept = overwriting.mend(line) ?? [];
  const isText = kept.length * 2 > written && (written > 2 || kept.some(({ text }) => isLogLine(text)));
  if (!isText) return null;
  const last = texts.length - 1;
  return texts.map((text, index) => ({
    source: line.source,
    number: line.number + index,
    text,
    truncated: line.truncated && index === last,
  }));
}
