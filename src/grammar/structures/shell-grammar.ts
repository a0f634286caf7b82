import { createToken, type IToken, Lexer, tokenMatcher } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, longestText } from '../parser-settings.ts';

/** A command between connectors, before anybody asks what its words mean. */
export interface ShellPart {
  /** Words in order, their quotes taken off. */
  readonly words: readonly string[];
  /** The file that standard output goes to; null where it goes to none. */
  readonly writesTo: string | null;
  /** The connector in front of it: `|`, `;`, `&&`, …; empty for the first part. */
  readonly after: string;
}

interface Redirection {
  readonly operator: string;
  /** The file descriptor in front of the operator; empty where there is none. */
  readonly descriptor: string;
  readonly target: string;
}

/**
 * Builds the grammar of a command line: the POSIX shell command language, as far as one line goes. Every text is in
 * it, but one too long for a command gives no parts. Quotes and substitutions left open end with the text; typographic quotes, which forums make, count as quotes.
 */
export function buildShellGrammar(settings: GrammarSettings): (text: string) => readonly ShellPart[] {
  const Blank = createToken({
    name: 'Blank',
    pattern: /[\t\v\f\r \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
    line_breaks: true,
  });
  // `# a remark`, at the start of a word only: `ATD#777` has none.
  const Comment = createToken({
    name: 'Comment',
    pattern: (text, offset) => {
      if (offset > 0 && !/[\s;|&()]/.test(text.charAt(offset - 1))) return null;
      const end = text.indexOf('\n', offset);
      return [end === -1 ? text.slice(offset) : text.slice(offset, end)];
    },
    start_chars_hint: ['#'],
    line_breaks: false,
  });
  // `2` of `2>&1`
  const Descriptor = createToken({ name: 'Descriptor', pattern: /\d+(?=[<>])/ });
  const Redirect = createToken({ name: 'Redirect', pattern: /&>>?|[<>]&|<<<|<<-?|<>|>>|>\||[<>]/ });
  const Connector = createToken({ name: 'Connector', pattern: /\|\||&&|\|&|[;|&()\n]/, line_breaks: true });
  // What words are made of.
  const Piece = createToken({ name: 'Piece', pattern: Lexer.NA });
  // `'AT+CSQ'`
  const Single = createToken({ name: 'Single', pattern: /'[^']*'?/, line_breaks: true, categories: [Piece] });
  // `"AT^NDISDUP=1,1,\"giffgaff.com\"\r"`
  const Double = createToken({
    name: 'Double',
    pattern: /"(?:[^"\\]|\\[\s\S])*"?/,
    line_breaks: true,
    categories: [Piece],
  });
  // `‘AT+CSQ’`
  const CurlySingle = createToken({
    name: 'CurlySingle',
    pattern: /[\u2018-\u201b][^'\u2018-\u201b]*['\u2018-\u201b]?/,
    line_breaks: true,
    categories: [Piece],
  });
  // `“AT+CSQ\r”`
  const CurlyDouble = createToken({
    name: 'CurlyDouble',
    pattern: /[\u201c-\u201f](?:[^"\\\u201c-\u201f]|\\[\s\S])*["\u201c-\u201f]?/,
    line_breaks: true,
    categories: [Piece],
  });
  // `$'AT\r'`, as bash and busybox ash know it
  const DollarSingle = createToken({
    name: 'DollarSingle',
    pattern: /\$'(?:[^'\\]|\\[\s\S])*'?/,
    line_breaks: true,
    categories: [Piece],
  });
  // `$(uci get network.wan.device)`, kept as it stands
  const Substitution = createToken({
    name: 'Substitution',
    pattern: (text, offset) =>
      text[offset + 1] === '(' ? [text.slice(offset, substitutionEnd(text, offset + 1))] : null,
    start_chars_hint: ['$'],
    line_breaks: true,
    categories: [Piece],
  });
  // `` `date` `` and `${APN:-internet}`, kept as they stand
  const Backquoted = createToken({
    name: 'Backquoted',
    pattern: /`(?:[^`\\]|\\[\s\S])*`?/,
    line_breaks: true,
    categories: [Piece],
  });
  const Parameter = createToken({
    name: 'Parameter',
    pattern: /\$\{[^}]*\}?/,
    line_breaks: true,
    categories: [Piece],
  });
  // `\"`
  const Escape = createToken({
    name: 'Escape',
    pattern: /\\[\s\S]?/,
    line_breaks: true,
    categories: [Piece],
  });
  // Whatever is none of the above: `/dev/ttyUSB1`, `$PORT`
  const Bare = createToken({
    name: 'Bare',
    pattern:
      /[\0-\b\x0e-\x1f!#$%*-:=?-[\]-_a-{}-\x9f\u00a1-\u167f\u1681-\u1fff\u200c-\u2017\u2020-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff][^\s\u200b"'`\\|&;<>()$\u2018-\u201f]*/,
    categories: [Piece],
  });
  // The order matters: the first that fits wins, so bare words come last.
  const tokens = [
    Blank,
    Comment,
    Descriptor,
    Redirect,
    Connector,
    Piece,
    Single,
    Double,
    CurlySingle,
    CurlyDouble,
    DollarSingle,
    Substitution,
    Backquoted,
    Parameter,
    Escape,
    Bare,
  ];

  class ShellParser extends GrammarParser {
    constructor() {
      super(tokens, settings.parser);
      this.performSelfAnalysis();
    }

    readonly line = this.RULE('line', (): readonly ShellPart[] => {
      const parts: ShellPart[] = [];
      parts.push({ ...this.SUBRULE(this.part), after: '' });
      this.MANY(() => {
        const { image } = this.CONSUME(Connector);
        parts.push({ ...this.SUBRULE1(this.part), after: image });
      });
      return parts;
    });

    private readonly part = this.RULE('part', (): Omit<ShellPart, 'after'> => {
      const words: string[] = [];
      let writesTo: string | null = null;
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(Blank) },
          { ALT: () => this.CONSUME(Comment) },
          { ALT: () => words.push(this.SUBRULE(this.word)) },
          {
            ALT: () => {
              const redirection = this.SUBRULE(this.redirection);
              if (this.ACTION(() => redirectsOutput(redirection))) writesTo = redirection.target;
            },
          },
        ]);
      });
      return { words, writesTo };
    });

    private readonly redirection = this.RULE('redirection', (): Redirection => {
      let descriptor = '';
      let target = '';
      this.OPTION(() => {
        descriptor = this.CONSUME(Descriptor).image;
      });
      const operator = this.CONSUME(Redirect).image;
      this.OPTION1(() => this.CONSUME(Blank));
      this.OPTION2(() => {
        target = this.SUBRULE(this.word);
      });
      return { operator, descriptor, target };
    });

    private readonly word = this.RULE('word', (): string => {
      let word = '';
      this.AT_LEAST_ONE(() => {
        const piece = this.CONSUME(Piece);
        word += this.ACTION(() => meaning(piece));
      });
      return word;
    });
  }

  function meaning(piece: IToken): string {
    const { image } = piece;
    if (tokenMatcher(piece, Escape)) return image.slice(1).replace('\n', '');
    if (tokenMatcher(piece, Single)) return image.slice(1).replace(/'$/, '');
    if (tokenMatcher(piece, CurlySingle)) return image.slice(1).replace(/['\u2018-\u201b]$/, '');
    if (tokenMatcher(piece, DollarSingle)) {
      return image
        .slice(2)
        .replace(/\\[\s\S]|'$/g, (found) => (found === "'" ? '' : found === "\\'" ? "'" : found));
    }
    if (tokenMatcher(piece, Double) || tokenMatcher(piece, CurlyDouble)) return doubleQuoted(image.slice(1));
    return image;
  }

  const reader = settings.tokensOf({ line: tokens });
  const parser = new ShellParser();
  return (text) => {
    if (text.length > longestText) return [];
    parser.input = reader.read(text, 'line').tokens;
    return parser.line();
  };
}

/** POSIX: a backslash in double quotes escapes these, and joins lines; before anything else (`\r`) it stays. */
const ESCAPED_IN_DOUBLE_QUOTES = '"\\$`\u201c\u201d\u201e\u201f';

/** Takes the closing quote and the escapes off the text behind an opening double quote. */
function doubleQuoted(body: string): string {
  // From the left, so that the quote of a `\"` at the end is no closing one.
  return body.replace(/\\[\s\S]|["\u201c-\u201f]$/g, (found) => {
    const escaped = found.charAt(1);
    if (escaped === '' || escaped === '\n') return '';
    return ESCAPED_IN_DOUBLE_QUOTES.includes(escaped) ? escaped : found;
  });
}

/** `>&2` copies a descriptor, and `2>` is standard error: neither says where the output goes. */
function redirectsOutput({ operator, descriptor, target }: Redirection): boolean {
  if (target === '') return false;
  switch (operator) {
    case '>':
    case '>>':
    case '>|':
      return descriptor === '' || descriptor === '1';
    case '&>':
    case '&>>':
      return true;
    default:
      return false;
  }
}

/** 0-based index behind the parenthesis that closes the one at `open`; the end of the text where none does. */
function substitutionEnd(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"') at += 1;
    } else if (character === '\\') at += 1;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
