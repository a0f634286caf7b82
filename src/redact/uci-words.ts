/** A word of a UCI statement. */
interface Word {
  /** The word without its quotes and backslashes. */
  readonly value: string;
  /** 0-based UTF-16 index of its first character, a quote included. */
  readonly start: number;
  /** Index after its last one. */
  readonly end: number;
}

/** An option as a line writes it. */
interface WrittenOption {
  /** As it was looked for. */
  readonly name: string;
  /** The first word of its value. */
  readonly word: Word;
  /** Index after the last word of its statement: words behind the value may belong to a value without quotes. */
  readonly end: number;
}

/** Blanks of any script, and what takes no room on a page: both stand between words in posts. */
const blank = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/uy;
const eachBlank = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const visibleBlank = /[\s\p{Z}]+/uy;
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** A sample: option password 'sesame' */
const verb = /(?<![A-Za-z0-9_])(?:option|list)(?![A-Za-z0-9_=.-])/g;
/** A sample: the semicolon of `option metric 1; option password 'sesame'`. Any other may belong to the value. */
const statementEnd =
  /;(?:[\s\p{Z}\p{Cc}\p{Cf}]|\u2800){0,64}(?:$|#|(?:package|config|option|list)(?![A-Za-z0-9_]))/uy;
const singleQuotes = "'\u2018\u2019\u201a\u201b\u2032";
const doubleQuotes = '"\u201c\u201d\u201e\u201f\u2033';

/** No option that holds a secret has a longer name, quotes included. UTF-16 units. */
const longestName = 80;

/**
 * The options of a line whose names are looked for. Words are read as libuci does (file.c, parse_str), typographic
 * quotes and blanks included. Marks of no width count as blanks and, in a second reading, as nothing.
 */
export function writtenOptions(line: string, isLookedFor: (name: string) => boolean): WrittenOption[] {
  const options: WrittenOption[] = [];
  let done = 0;
  for (const match of line.matchAll(verb)) {
    if (match.index < done) continue;
    const from = match.index + match[0].length;
    for (const between of [blank, visibleBlank]) {
      const named = wordAt(line, skipped(between, line, from), between, longestName);
      const name = named.value.replace(invisible, '');
      if (!isLookedFor(name)) continue;
      const word = wordAt(line, skipped(between, line, named.end), between, line.length);
      if (word.end === word.start) continue;
      const end = endOfStatement(line, word.start);
      options.push({ name, word, end });
      done = end;
    }
  }
  return options;
}

/** The line with a space for each blank and each mark of no width, as long as it was. */
export function withPlainBlanks(line: string): string {
  return line.replace(eachBlank, ({ length }) => ' '.repeat(length));
}

function skipped(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(line)?.[0].length ?? 0);
}

function wordAt(line: string, start: number, between: RegExp, longest: number): Word {
  let value = '';
  let at = start;
  const limit = Math.min(line.length, start + longest);
  while (at < limit && skipped(between, line, at) === at && skipped(statementEnd, line, at) === at) {
    const character = line.charAt(at);
    const close = quoteEnd(line, at);
    if (close !== null) {
      const inner = line.slice(at + 1, close);
      value += character === '"' ? inner.replace(/\\([\s\S])/g, '$1') : inner;
      at = Math.min(close + 1, line.length);
    } else if (character === '\\') {
      value += line.charAt(at + 1);
      at = Math.min(at + 2, line.length);
    } else {
      value += character;
      at += 1;
    }
  }
  return { value, start, end: at };
}

/** Where the quote that opens here closes: at the end of the line if it never does. Null where none opens. */
function quoteEnd(line: string, at: number): number | null {
  const opening = line.charAt(at);
  const quotes = [singleQuotes, doubleQuotes].find((marks) => marks.includes(opening));
  if (quotes === undefined || opening === '') return null;
  const straight = opening === '"' || opening === "'";
  for (let end = at + 1; end < line.length; end += 1) {
    const character = line.charAt(end);
    if (opening === '"' && character === '\\') end += 1;
    else if (straight ? character === opening : quotes.includes(character)) return end;
  }
  return line.length;
}

function endOfStatement(line: string, from: number): number {
  let at = from;
  while (at < line.length && skipped(statementEnd, line, at) === at) {
    const close = quoteEnd(line, at);
    at = close === null ? at + (line.charAt(at) === '\\' ? 2 : 1) : close + 1;
  }
  return Math.min(at, line.length);
}
