import type { SecretKind } from './hit.ts';

/** A stretch of a line: 0-based UTF-16 index of its first character, and the index after its last one. */
export type Stretch = readonly [start: number, end: number];

const quoteMark = /\\?["']/y;
/** A double quote with no backslash before it that is not one itself. A sample: the last one of "abc\"def" */
const plainQuote = /(?<!\\)(?:\\\\)*"/g;
/** What ends a value without quotes, a word of a command that has no backslash before it, and a parameter of an AT command. */
const valueEnd = /[\s,;&)"']/g;
const wordEnd = /(?<!\\)[ ;&)']|(?! )\s|[|"`<>]/g;
const parameterEnd = /[\s,")]/g;
/** What may follow a quote that closes inside a word: an escaped quote, letters, another quoted part. */
const wordPart =
  /(?:\\['" ]|[\w!@#$%^*+.-]){1,64}(?:'[^']{0,256}'|"[^"]{0,256}")?|'[^']{1,256}'|"[^"]{1,256}"/y;
const parameterQuote = /\\?"/y;
const parameterBlank = /[ \t]{0,16}/y;

/** What a sticky pattern matches at an index; null where it does not. */
export function matchAt(pattern: RegExp, line: string, index: number): string | null {
  pattern.lastIndex = index;
  return pattern.exec(line)?.[0] ?? null;
}

/** Stretches of a line without a delimiter. Each is gone over once, however many values begin in it. */
class Runs {
  readonly #line: string;
  readonly #delimiter: RegExp;
  #start = 0;
  #end = 0;
  /** Where the last one ends without the ends of lines that were written out. */
  #taken = 0;

  constructor(line: string, delimiter: RegExp) {
    this.#line = line;
    this.#delimiter = delimiter;
  }

  /** Where the one ends that an index is in. */
  endAt(from: number): number {
    if (from < this.#start || from >= this.#end) {
      this.#delimiter.lastIndex = from;
      this.#start = from;
      this.#end = this.#delimiter.exec(this.#line)?.index ?? this.#line.length;
      this.#taken = this.#end;
      while (this.#taken - 2 >= from && isLineEnd(this.#line, this.#taken - 2)) this.#taken -= 2;
    }
    return Math.max(from, this.#taken);
  }
}

/** A carriage return as chat logs it (`^M`) or as a shell writes it (`\r`) is no part of a value. */
function isLineEnd(line: string, at: number): boolean {
  const [mark, letter] = [line.charAt(at), line.charAt(at + 1)];
  return (mark === '^' && letter === 'M') || (mark === '\\' && (letter === 'r' || letter === 'n'));
}

/** Nobody quotes a word anew more often. */
const mostParts = 32;

/** The values of a line, by where they begin. What it costs to find all of them grows with the line only. */
export class Values {
  readonly #line: string;
  readonly #bare: Runs;
  readonly #words: Runs;
  readonly #parameters: Runs;

  constructor(line: string) {
    this.#line = line;
    this.#bare = new Runs(line, valueEnd);
    this.#words = new Runs(line, wordEnd);
    this.#parameters = new Runs(line, parameterEnd);
  }

  /** The value that begins at an index: to its closing quote, or to the next delimiter. */
  valueAt(from: number): Stretch {
    return this.#quotedAt(from, matchAt(quoteMark, this.#line, from)) ?? [from, this.#bare.endAt(from)];
  }

  /** The word of a command that begins at an index: quotes may close and open again inside it. */
  wordAt(from: number): Stretch {
    const quote = matchAt(quoteMark, this.#line, from);
    const quoted = this.#quotedAt(from, quote);
    if (quoted === null) return [from, this.#words.endAt(from)];
    const [start, closed] = quoted;
    let end = closed;
    // A sample: 'it'\''s' is the word it's.
    for (let parts = 0; parts < mostParts && quote?.length === 1; parts += 1) {
      const more = matchAt(wordPart, this.#line, end + 1);
      if (more === null || more === '') break;
      end += more.length;
      if (this.#line.charAt(end) !== quote) return [start, end + 1];
    }
    return [start, end];
  }

  /** The parts between commas of the value that begins at an index, `most` at most. */
  partsAt(from: number, most: number): readonly Stretch[] {
    const places: Stretch[] = [];
    let at = from + (matchAt(quoteMark, this.#line, from)?.length ?? 0);
    while (places.length < most) {
      const place = this.valueAt(at);
      places.push(place);
      if (this.#line.charAt(place[1]) !== ',') break;
      at = place[1] + 1;
    }
    return places;
  }

  /** The parameters of an AT command that begin at an index, `most` at most, quotes (also escaped ones) taken off. */
  parametersAt(from: number, most: number): readonly Stretch[] {
    const places: Stretch[] = [];
    let at = from;
    while (at <= this.#line.length) {
      at += matchAt(parameterBlank, this.#line, at)?.length ?? 0;
      const quote = matchAt(parameterQuote, this.#line, at);
      const place = this.#quotedAt(at, quote) ?? ([at, this.#parameters.endAt(at)] as const);
      places.push(place);
      let next = Math.min(place[1] + (quote?.length ?? 0), this.#line.length);
      next += matchAt(parameterBlank, this.#line, next)?.length ?? 0;
      if (this.#line.charAt(next) !== ',' || places.length >= most) break;
      at = next + 1;
    }
    return places;
  }

  /** To the same quote, which no backslash takes away, or to the end of the line where there is no other; null without a quote. */
  #quotedAt(from: number, quote: string | null): Stretch | null {
    if (quote === null) return null;
    const start = from + quote.length;
    let end = this.#line.indexOf(quote, start);
    if (quote === '"') {
      plainQuote.lastIndex = start;
      const match = plainQuote.exec(this.#line);
      end = match === null ? -1 : match.index + match[0].length - 1;
    }
    return [start, end === -1 ? this.#line.length : end];
  }
}

/** A value that stands in a line. */
export interface Place {
  readonly place: Stretch;
  readonly kind: SecretKind;
}

/** Values that begin in others and end where they do: so many are kept. */
const mostNested = 16;

/**
 * Without most of the values of a kind that begin one in another and end in one place, as in `pw=pw=pw=sesame`: the first,
 * which holds all of them, and the last ones, one of which is what was meant, are kept. Each would be as long as the line.
 *
 * @param places in the order in which they begin
 */
export function withoutDeeplyNested(places: readonly Place[]): readonly Place[] {
  if (places.length <= mostNested) return places;
  const left = new Map<string, number>();
  for (const one of places) left.set(endOf(one), (left.get(endOf(one)) ?? 0) + 1);
  const begun = new Set<string>();
  return places.filter((one) => {
    const end = endOf(one);
    const more = left.get(end) ?? 0;
    left.set(end, more - 1);
    if (more >= mostNested && begun.has(end)) return false;
    begun.add(end);
    return true;
  });
}

function endOf({ place, kind }: Place): string {
  return `${kind} ${place[1]}`;
}
