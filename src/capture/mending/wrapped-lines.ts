import { readSpoken } from '../envelopes/spoken.ts';
import type { Line } from '../line.ts';
import { readPrompt } from '../prompt.ts';
import { readUciLine } from '../uci-line.ts';
import { joined, partOf } from './edit.ts';
import type { LineStage, RunMending, WrapJudge } from './mending.ts';
import { isLogLine } from './recognised.ts';

/** Lines looked ahead at most to tell the width. */
const mostHeld = 32;

/** Lines that are tried as the rest of one above them before it is given up that somebody says them together. */
const mostTried = 4;

/** Lines asked about in vain, one after the other, until only those are asked about that look wrapped. */
const mostInVain = 256;

/** Lines that a log line is wrapped into at most, the first one left aside. */
const mostRests = 12;

/** No mail client or terminal wraps at more than this, and none at less than that. */
const widestPage = 200;
const narrowestPage = 40;

/** `Tue Aug 22 13:` */
const leadLength = 14;

const openBracket = 0x5b;
const blank = 0x20;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What one wrapped line alone has to be like: mail wraps at 72 to 80, and log lines begin with some thirty characters. */
const mailWidth = 80;
const leastMailWidth = 72;
const leastAlone = 60;

/** Widths at which terminals wrap, inside words. */
const terminalWidths: ReadonlySet<number> = new Set([80, 100, 120, 132, 160]);

/**
 * Log lines that a mail client or a terminal wrapped. What the programs say decides first: a line is joined to the log line
 * above it where they say both together and not the one above alone, and is never joined where they say that one alone.
 *
 * Where they say neither, or both, the look decides: the line's first word had no room in the line above, which shows by
 * the width of the lines around. Two such places, or one at a width of mail, are wanted.
 */
export const wrappedLines: RunMending = {
  name: 'wrapped log lines',
  samples: [
    {
      damaged: [
        'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to',
        'connect to the modem',
        'Tue Aug 22 13:59:15 2017 daemon.notice netifd: wwan (2396): done',
      ],
      mended: [
        'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to connect to the modem',
        'Tue Aug 22 13:59:15 2017 daemon.notice netifd: wwan (2396): done',
      ],
    },
    {
      damaged: [
        '[   31.640000] usb 1-1: new high-speed USB dev',
        'ice number 2 using xhci-mtk',
        '[   31.650000] usb 1-1: New USB device found, ',
        'idVendor=12d1, idProduct=1506, bcdDevice= 1.02',
        '[   31.660000] usb 1-1: Product: HUAWEI Mobile',
      ],
      mended: [
        '[   31.640000] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
        '[   31.650000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506, bcdDevice= 1.02',
        '[   31.660000] usb 1-1: Product: HUAWEI Mobile',
      ],
    },
    {
      damaged: [
        'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to connect',
        'That is all I see.',
      ],
      mended: [
        'Tue Aug 22 13:59:14 2017 daemon.notice netifd: wwan (2396): Failed to connect',
        'That is all I see.',
      ],
    },
    {
      damaged: [
        "Sun Jul 22 02:23:19 2018 daemon.notice netifd: Interface 'modem' is now up",
        'something that a command printed',
      ],
      mended: [
        "Sun Jul 22 02:23:19 2018 daemon.notice netifd: Interface 'modem' is now up",
        'something that a command printed',
      ],
    },
    {
      damaged: ["network.wan.password='0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghij", "klmnop'"],
      mended: ["network.wan.password='0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop'"],
    },
  ],
  begin: (sink, judge) => new WrappedLines(sink, judge),
};

class WrappedLines implements LineStage {
  readonly passesPlainLines = false;
  readonly #sink: (line: Line) => void;
  readonly #judge: WrapJudge;
  /** A line that may be wrapped, and what came after it. */
  #held: Line[] = [];
  /** Length of the longest line since the last blank one. */
  #widest = 0;
  /** Lines since then, two at most, behind which another had no room. */
  readonly #wraps = new Set<string>();
  /** Lines asked about since the last one that was known to be wrapped, or the last blank line. */
  #inVain = 0;
  /** How the log line before began: its date without the minutes, or the bracket of a kernel stamp. */
  #lead = '';

  constructor(sink: (line: Line) => void, judge: WrapJudge) {
    this.#sink = sink;
    this.#judge = judge;
  }

  get isOpen(): boolean {
    return this.#held.length > 0;
  }

  line(line: Line): void {
    const { text } = line;
    if (text.length > this.#widest) this.#widest = text.length;
    const held = this.#held.length;
    if (held <= 1 && this.#beginsLog(text)) {
      const before = this.#held[0];
      this.#held[0] = line;
      if (before !== undefined) this.#sink(before);
    } else if (held === 0) {
      if (isOpenValue(text)) this.#held.push(line);
      else if (text.trim() === '') this.#forget();
      if (this.#held.length === 0) this.#sink(line);
    } else if (text.trim() === '') {
      this.#decide();
      this.#forget();
      this.#sink(line);
    } else {
      this.#held.push(line);
      if (this.#held.length >= mostHeld) this.#decide(true);
    }
  }

  end(): void {
    this.#decide();
    this.#forget();
  }

  /** Whether the line is one of a log. Log lines mostly begin like the one before, so that one look tells. */
  #beginsLog(text: string): boolean {
    if (text.charCodeAt(0) === openBracket) {
      const isStamp = text.charCodeAt(1) === blank || isDigit(text.charCodeAt(1));
      if (this.#lead === '[' && isStamp) return true;
    } else if (this.#lead.length > 1 && text.startsWith(this.#lead)) return true;
    if (!isLogLine(text)) return false;
    this.#lead = text.charCodeAt(0) === openBracket ? '[' : text.slice(0, leadLength);
    return true;
  }

  #forget(): void {
    this.#widest = 0;
    this.#inVain = 0;
    this.#wraps.clear();
  }

  /** Passes on what is held, joined where it was wrapped. The last log line is kept where more may follow. */
  #decide(mayGoOn = false): void {
    const places = placesIn(this.#held, this.#widest);
    const last = mayGoOn ? places.findLastIndex(({ follows }) => !follows) : 0;
    const passed = last > 0 ? places.slice(0, last) : places;
    this.#held = last > 0 ? this.#held.slice(last) : [];
    const look = this.#lookOf(passed);
    let at = 0;
    while (at < passed.length) {
      const [place, ...rests] = chainAt(passed, at);
      if (place === undefined) return;
      at += 1;
      let { line } = place;
      while (rests.length > 0) {
        const join = this.#joinOf(line, rests, look);
        if (join === null) break;
        ({ line } = join);
        rests.splice(0, join.taken);
        at += join.taken;
      }
      this.#sink(line);
    }
  }

  #lookOf(places: readonly Place[]): Look {
    const wrapped = places.filter(({ isWrapped }) => isWrapped);
    for (const { above } of wrapped) if (this.#wraps.size < 2) this.#wraps.add(above);
    const isSure = this.#wraps.size >= 2 && this.#widest >= narrowestPage;
    const cutsWords = wrapped.every(({ above }) => above.length >= this.#widest - 1);
    const isCut = cutsWords && (isSure || terminalWidths.has(this.#widest));
    return { width: this.#widest, isSure, cutAt: isCut ? this.#widest : null };
  }

  /** What a line becomes with as many of the lines below it as belong to it; null where the next one does not. */
  #joinOf(line: Line, rests: readonly Place[], look: Look): Join | null {
    const [next] = rests;
    if (next === undefined) return null;
    const seemsWrapped = next.isWrapped && (look.isSure || isSureAlone(next, look.width));
    if (next.isValue) return seemsWrapped ? withRests(line, [next], look, false) : null;
    if (this.#inVain >= mostInVain && !seemsWrapped) return null;
    const isTalk = talk.test(next.line.text);
    const mayBeWrapped = next.isWrapped && (look.isSure || isPageWidth(look.width));
    let byLook: Join | null = null;
    for (let taken = 1; taken <= Math.min(rests.length, mostTried); taken += 1) {
      const tried = rests.slice(0, taken);
      let isOpen = false;
      for (const isOtherwise of otherwise(tried)) {
        const join = withRests(line, tried, look, isOtherwise);
        const verdict = this.#judge(line.text, join.line.text);
        if (
          (verdict === 'one' && (mayBeWrapped || !isTalk)) ||
          (verdict === 'likely-one' && mayBeWrapped && !isTalk)
        ) {
          this.#inVain = 0;
          return join;
        }
        if (verdict !== 'two' && taken === 1) byLook ??= join;
        if (verdict === null) isOpen = true;
      }
      if (!isOpen && !mayBeWrapped) break;
    }
    this.#inVain += 1;
    return seemsWrapped ? byLook : null;
  }
}

/** What the lines around tell of the page. */
interface Look {
  readonly width: number;
  /** They were wrapped at that width. */
  readonly isSure: boolean;
  /** The width at which words were cut; null where lines were wrapped between words. */
  readonly cutAt: number | null;
}

/** A line that was put together. */
interface Join {
  readonly line: Line;
  /** How many of the lines below went into it. */
  readonly taken: number;
}

/** A line and what it may be the rest of. */
interface Place {
  readonly line: Line;
  /** It may be the rest of a log line, or of a value, that stands above it. */
  readonly follows: boolean;
  /** It goes on with the line above, as far as the width tells. */
  readonly isWrapped: boolean;
  /** What it is the rest of began as the value of an option. */
  readonly isValue: boolean;
  /** The line above; empty for the first. */
  readonly above: string;
}

function placesIn(lines: readonly Line[], width: number): readonly Place[] {
  const places: Place[] = [];
  let head: string | null = null;
  /** All lines since the head seem wrapped. */
  let seemsWhole = false;
  let rests = 0;
  let above = '';
  for (const line of lines) {
    const { text } = line;
    const isValue: boolean = head !== null && isOpenValue(head);
    const follows: boolean = head !== null && rests < mostRests && !isRecordOfItsOwn(line);
    const isWrapped: boolean =
      follows &&
      seemsWhole &&
      !margin.test(text) &&
      readSpoken(text) === null &&
      (isValue ? endOfValue.test(text) : hadNoRoom(above, text, width));
    places.push({ line, follows, isWrapped, isValue, above });
    rests = follows ? rests + 1 : 0;
    seemsWhole = !follows || isWrapped;
    if (!follows) head = isOpenValue(text) || isLogLine(text) ? text : null;
    else if (isValue) head = null;
    above = text;
  }
  return places;
}

/** The place at an index, and those of the lines that may be the rest of it. */
function chainAt(places: readonly Place[], at: number): Place[] {
  let end = at + 1;
  if (places[at]?.follows === false) while (places[end]?.follows === true) end += 1;
  return places.slice(at, end);
}

/** The blanks that a program, or a list, puts before what belongs to the line above: `   lease, failing` */
const margin = /^(?:\s{2,}|\t)/;

/** A date, whatever follows it. Samples: `Mon Jun  4 23:54:23`, `2018-06-04T23:54:23` */
const date = /^(?:(?:[A-Z][a-z]{2} ){1,2} ?\d{1,2} \d\d:|\d{4}-\d\d-\d\d)/;

/** Whether a line has a beginning of its own. */
function isRecordOfItsOwn(line: Line): boolean {
  const { text } = line;
  return date.test(text) || isLogLine(text) || readUciLine(text) !== null || readPrompt(line) !== null;
}

/** Whether the first word of a line had no room behind the line above. A page that is too wide tells nothing. */
function hadNoRoom(above: string, text: string, width: number): boolean {
  return width <= widestPage && above.length + 1 + firstWordLength(text) > width;
}

/** Whether mail or a terminal wraps at this width. */
function isPageWidth(width: number): boolean {
  return width <= mailWidth || terminalWidths.has(width);
}

/** Longer words are broken, or are no words. */
const longestWord = 30;

function firstWordLength(text: string): number {
  const blank = text.indexOf(' ');
  return Math.min(blank === -1 ? text.length : blank, longestWord);
}

/** `option password 'abc`, `network.wan.password='abc`: the quote is still open at what may be the end of a page. */
function isOpenValue(text: string): boolean {
  return text.length >= leastAlone && openValue.test(text);
}

const openValue = /^\s*(?:(?:option|list)\s+[\w-]+\s+|[\w-]+\.[\w@[\]-]+(?:\.[\w-]+)?=)'[^']*$/;
const endOfValue = /^[^']*'$/;

/** Words of somebody who tells of his log. */
const talk = /[.?!]\s*$|\b(?:I|i|my|me|you|your|we|please|thanks|any|anyone|help|why|what|how|this|here)\b/;

/**
 * Words behind which more has to come, and marks: `Failed to`, `sending ->`, `due to`. Without such a sign a message may
 * be over where the page would have been, and what follows is what a command printed.
 */
const unfinished =
  /(?:[-=,:(/]|->|\b(?:a|an|the|to|of|for|from|with|by|on|in|at|as|is|are|was|be|been|not|no|and|or|due|using|via|new|set|has|have|could|[Cc]annot|can|[Ff]ailed|[Uu]nable))\s*$/;

/** Whether one place alone shows that lines were wrapped there. */
function isSureAlone({ line: { text }, isValue, above }: Place, width: number): boolean {
  if (isValue) return true;
  if (!/^[^A-Z\s]/.test(text) || talk.test(text)) return false;
  if (terminalWidths.has(width) && above.length === width) return true;
  if (!unfinished.test(above) && !closesBracket(above, text)) return false;
  const reach = above.length + 1 + firstWordLength(text);
  return width <= mailWidth && above.length >= leastAlone && reach > leastMailWidth;
}

/** A bracket is open at the end of the line above and closed in this one. */
function closesBracket(above: string, text: string): boolean {
  const opened = above.lastIndexOf('(') > above.lastIndexOf(')');
  const closing = text.indexOf(')');
  const opening = text.indexOf('(');
  return opened && closing !== -1 && (opening === -1 || closing < opening);
}

/** A line with lines below it. `isOtherwise`: with the glue that they do not look like. */
function withRests(line: Line, rests: readonly Place[], { cutAt }: Look, isOtherwise: boolean): Join {
  let whole = line;
  for (const rest of rests) {
    const glue = glueOf(rest, cutAt);
    const other = glue === '' ? ' ' : '';
    // In a list, the rest of an entry stands below its beginning.
    const indent = margin.exec(rest.line.text)?.[0].length ?? 0;
    if (indent > 0) whole = joined(whole, rest.above.endsWith(' ') ? '' : ' ', partOf(rest.line, indent));
    else whole = joined(whole, isOtherwise && mayGlueOtherwise(rest) ? other : glue, rest.line);
  }
  return { line: whole, taken: rests.length };
}

/** The glues to try. */
function otherwise(rests: readonly Place[]): readonly boolean[] {
  return rests.some(mayGlueOtherwise) ? [false, true] : [false];
}

/** What stood between two parts: nothing where a terminal cut a word, else the blank at which mail wraps. */
function glueOf({ line: { text }, isValue, above }: Place, cutAt: number | null): string {
  if (isValue || above.length === cutAt) return '';
  return hasBlank(above, text) ? '' : ' ';
}

/** A short line was not cut by a terminal, and where a blank stands there needs to be no other. */
function mayGlueOtherwise({ line: { text }, above }: Place): boolean {
  return above.length >= narrowestPage && !hasBlank(above, text);
}

function hasBlank(above: string, text: string): boolean {
  return above.endsWith(' ') || text.startsWith(' ');
}
