import type { ShellCall } from '../grammar/structures/shell-line.ts';

/** Programs that pick lines by rules of their own. */
const pickers: ReadonlySet<string> = new Set(['awk', 'gawk', 'mawk', 'sed', 'perl', 'rg', 'ag']);

/**
 * Whether a log line would come through a call of the command that printed a log. `head`, `tail` and pagers show a
 * stretch without gaps: such a log begins late or stops early and hides nothing between.
 */
export function letsThrough({ program, arguments: words }: ShellCall, line: string): boolean {
  if (pickers.has(program)) return false;
  switch (program) {
    case 'grep':
    case 'zgrep':
      return matches(grepSearch(words, 'basic'), line);
    case 'egrep':
      return matches(grepSearch(words, 'extended'), line);
    case 'fgrep':
      return matches(grepSearch(words, 'fixed'), line);
    case 'logread':
      return matches(logreadSearch(words), line);
    default:
      return true;
  }
}

type Syntax = 'basic' | 'extended' | 'fixed';

interface Search {
  /** A line that has one of them passes. */
  readonly patterns: readonly string[];
  readonly syntax: Syntax;
  readonly ignoreCase: boolean;
}

/** Options of grep that let the same lines through; with the others it prints something else, or the other lines. */
const harmlessLetters: ReadonlySet<string> = new Set('aHhnsUu0123456789');
const harmlessWords =
  /^--(?:colou?r(?:=\w*)?|line-buffered|text|binary|no-filename|no-messages|(?:after|before)-context=\d+|context=\d+)$/;

/** Null where it may hide anything: `-v`, `-w`, `-c`, `-f FILE`, … Source: grep(1), busybox grep usage. */
function grepSearch(words: readonly string[], usual: Syntax): Search | null {
  const patterns: string[] = [];
  const operands: string[] = [];
  let syntax = usual;
  let ignoreCase = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word === '--ignore-case') ignoreCase = true;
    else if (word === '--extended-regexp') syntax = 'extended';
    else if (word === '--fixed-strings') syntax = 'fixed';
    else if (word.startsWith('--regexp=')) patterns.push(word.slice('--regexp='.length));
    else if (word.startsWith('--')) {
      if (!harmlessWords.test(word)) return null;
    } else if (word.startsWith('-') && word.length > 1) {
      for (let place = 1; place < word.length; place += 1) {
        const letter = word.charAt(place);
        if (letter === 'i' || letter === 'y') ignoreCase = true;
        else if (letter === 'E') syntax = 'extended';
        else if (letter === 'F') syntax = 'fixed';
        else if (letter === 'G') syntax = 'basic';
        else if ('eABC'.includes(letter)) {
          // Its value is the rest of the word, or the next one.
          const rest = word.slice(place + 1);
          if (rest === '') at += 1;
          if (letter === 'e') patterns.push(rest === '' ? (words[at] ?? '') : rest);
          break;
        } else if (!harmlessLetters.has(letter)) return null;
      }
    } else operands.push(word);
  }
  const [first] = operands;
  if (patterns.length === 0 && first === undefined) return null;
  return { patterns: patterns.length > 0 ? patterns : [first ?? ''], syntax, ignoreCase };
}

/** `logread -e udhcpc`; `-z` and `-Z` pick by facility. Source: OpenWrt ubox log/logread.c. */
function logreadSearch(words: readonly string[]): Search | null {
  if (words.includes('-z') || words.includes('-Z')) return null;
  const given = words.flatMap((word, at) => {
    const [, pattern] = /^-[^-e]*e(.*)$/.exec(word) ?? [];
    return pattern === undefined ? [] : [pattern === '' ? (words[at + 1] ?? '') : pattern];
  });
  const patterns = [given.at(-1) ?? ''];
  return { patterns, syntax: 'basic', ignoreCase: false };
}

/** What a pattern of plain words does not hold. In basic syntax `+ ? { } ( ) |` are plain. */
const special: Readonly<Record<Syntax, RegExp | null>> = {
  basic: /[.*[\]^$\\]/,
  extended: /[.*[\]^$\\+?{}()]/,
  fixed: null,
};

const separator: Readonly<Record<Syntax, string>> = { basic: '\\|', extended: '|', fixed: '\n' };

/** Only patterns of plain words are tried: what another one lets through is left open. */
function matches(search: Search | null, line: string): boolean {
  if (search === null) return false;
  const { patterns, syntax, ignoreCase } = search;
  const alternatives = patterns.flatMap((pattern) => pattern.split(separator[syntax]));
  // `grep . FILE…` is how people print files with their names.
  if (syntax !== 'fixed' && alternatives.includes('.')) return line !== '';
  if (alternatives.some((words) => special[syntax]?.test(words) === true)) return false;
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  return alternatives.some((words) => fold(line).includes(fold(words)));
}
