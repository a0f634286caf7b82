import { createToken, type IToken, Lexer, tokenMatcher } from 'chevrotain';
import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, grammarSettings, lazily, longestText } from '../parser-settings.ts';
import type { UciOption, UciSection } from './uci-section.ts';
import { UciShow } from './uci-show.ts';

/** What a stretch of UCI text says. */
interface UciFile {
  /** In the order of the text. A name that stands twice is there twice. */
  readonly sections: readonly UciSection[];
  /** Lines that are no UCI statement, and options without a head above them. Blank lines and comments are not here. */
  readonly unread: readonly Line[];
}

/**
 * Reads text of `/etc/config/*`, `uci export` and `uci show` as it stands in posts. Never throws.
 *
 * Words follow libuci (file.c, parse_str): quoted and bare pieces that touch are one word, a backslash keeps the next
 * character except in single quotes, `#` begins a comment even inside a bare word (an unquoted `*99#` is `*99`), and
 * `;` ends a statement. As with netifd, which loads without UCI_FLAG_STRICT, words after the value are ignored. An
 * option without a value is empty. It differs from libuci where posts do: typographic quotes count as quotes,
 * no-break and other Unicode blanks as blanks, and a quote left open ends at the end of its line. Spans show the text
 * as it stood, so a rule can still see such marks.
 *
 * @param sectionId id of the capture section the lines stand in
 */
export function readUci(lines: readonly Line[], sectionId: number): UciFile {
  const read = uciGrammar();
  const sections: UciSection[] = [];
  const unread: Line[] = [];
  const show = new UciShow();
  let options: UciOption[] | null = null;
  for (const line of lines) {
    if (show.read(line)) continue;
    const statements = read(line.text);
    let understood = statements !== null;
    for (const { verb, start, words } of statements ?? []) {
      const [first, second] = words;
      if (verb === 'package' || verb === 'config') options = null;
      if (first === undefined || first.value === '') {
        understood = false;
        continue;
      }
      const span = spanOf(line, start, (second ?? first).end);
      if (verb === 'config') {
        options = [];
        sections.push({ type: first.value, name: second?.value || null, options, span, section: sectionId });
      } else if (verb !== 'package') {
        understood &&= options !== null;
        options?.push({ name: first.value, value: second?.value ?? '', list: verb === 'list', span });
      }
    }
    if (!understood) unread.push(line);
  }
  const listed = show.finish(sectionId);
  return { sections: [...sections, ...listed.sections], unread: [...unread, ...listed.unread] };
}

/** A statement of one line. */
interface Statement {
  /** `package`, `config`, `option` or `list`. */
  readonly verb: string;
  /** 0-based index of the verb in the line. */
  readonly start: number;
  readonly words: readonly Word[];
}

interface Word {
  readonly value: string;
  /** 0-based index behind the word's last character, quotes included. */
  readonly end: number;
}

const uciGrammar = lazily(() => buildUciGrammar(grammarSettings));

/**
 * Builds the grammar of one line of UCI text. UCI is a language of lines, so a line that fails (null) costs no other.
 */
export function buildUciGrammar(settings: GrammarSettings): (line: string) => readonly Statement[] | null {
  // Blanks: `\t`, CR, and the Unicode ones that web pages put in their place, the byte order mark included.
  const Blank = createToken({
    name: 'Blank',
    pattern: /[\t-\r \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
    line_breaks: true,
  });
  // `# a remark`
  const Comment = createToken({ name: 'Comment', pattern: /#[\s\S]*/, line_breaks: true });
  const Semicolon = createToken({ name: 'Semicolon', pattern: /;/ });
  // What words are made of.
  const Piece = createToken({ name: 'Piece', pattern: Lexer.NA });
  // `'giffgaff.com'`
  const Single = createToken({ name: 'Single', pattern: /'[^']*'/, line_breaks: true, categories: [Piece] });
  // `"a \"b\" c"`
  const Double = createToken({
    name: 'Double',
    pattern: /"(?:[^"\\]|\\[\s\S])*"/,
    line_breaks: true,
    categories: [Piece],
  });
  // `‘giffgaff.com’`: web editors make these out of straight quotes.
  const CurlySingle = createToken({
    name: 'CurlySingle',
    pattern:
      /[\u2018\u2019\u201a\u201b\u2032][^'\u2018\u2019\u201a\u201b\u2032]*['\u2018\u2019\u201a\u201b\u2032]/,
    line_breaks: true,
    categories: [Piece],
  });
  // `“giffgaff.com”`
  const CurlyDouble = createToken({
    name: 'CurlyDouble',
    pattern:
      /[\u201c\u201d\u201e\u201f\u2033][^"\u201c\u201d\u201e\u201f\u2033]*["\u201c\u201d\u201e\u201f\u2033]/,
    line_breaks: true,
    categories: [Piece],
  });
  // `'giffgaff.com` to the end of the line
  const Open = createToken({
    name: 'Open',
    pattern: /['"\u2018-\u201f\u2032\u2033][\s\S]*/,
    line_breaks: true,
    categories: [Piece],
  });
  // `\'`
  const Escape = createToken({
    name: 'Escape',
    pattern: /\\[\s\S]?/,
    line_breaks: true,
    categories: [Piece],
  });
  // Whatever is none of the above: `giffgaff.com`
  const Bare = createToken({
    name: 'Bare',
    pattern:
      /[\0-\b\x0e-\x1f!$-&(-:<-[\]-\x9f\u00a1-\u167f\u1681-\u1fff\u200c-\u2017\u2020-\u2027\u202a-\u202e\u2030\u2031\u2034-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]+/,
    categories: [Piece],
  });
  // Verbs are words too: `option list 'x'`. `configs` is none: the longer bare word wins.
  const Verb = createToken({
    name: 'Verb',
    pattern: /package|config|option|list/,
    longer_alt: Bare,
    categories: [Bare],
  });

  // The order matters: a closed quote before an open one, verbs before bare words.
  const tokens = [
    Blank,
    Comment,
    Semicolon,
    Piece,
    Single,
    Double,
    CurlySingle,
    CurlyDouble,
    Open,
    Escape,
    Verb,
    Bare,
  ];

  class UciLineParser extends GrammarParser {
    constructor() {
      super(tokens, settings.parser);
      this.performSelfAnalysis();
    }

    readonly line = this.RULE('line', (): readonly Statement[] => {
      const statements: Statement[] = [];
      this.OPTION(() => this.CONSUME(Blank));
      this.OPTION1(() => statements.push(this.SUBRULE(this.statement)));
      this.MANY(() => {
        this.CONSUME(Semicolon);
        this.OPTION2(() => this.CONSUME1(Blank));
        this.OPTION3(() => statements.push(this.SUBRULE1(this.statement)));
      });
      this.OPTION4(() => this.CONSUME(Comment));
      return statements;
    });

    private readonly statement = this.RULE('statement', (): Statement => {
      const words: Word[] = [];
      const verb = this.CONSUME(Verb);
      this.MANY(() => {
        this.CONSUME(Blank);
        this.OPTION(() => words.push(this.SUBRULE(this.word)));
      });
      return { verb: verb.image, start: verb.startOffset, words };
    });

    private readonly word = this.RULE('word', (): Word => {
      let value = '';
      let end = 0;
      this.AT_LEAST_ONE(() => {
        const piece = this.CONSUME(Piece);
        value += this.ACTION(() => meaning(piece));
        end = this.ACTION(() => piece.startOffset + trimmedLength(piece));
      });
      return { value, end };
    });
  }

  function meaning(piece: IToken): string {
    const { image } = piece;
    if (tokenMatcher(piece, Bare)) return image;
    if (tokenMatcher(piece, Escape)) return image.slice(1);
    if (tokenMatcher(piece, Double)) return image.slice(1, -1).replace(/\\([\s\S])/g, '$1');
    if (tokenMatcher(piece, Open)) {
      // A straight quote that a typographic one closes: `'giffgaff.com’`.
      return image.slice(1).replace(/[\u2018-\u201f\u2032\u2033]?\s*$/, '');
    }
    return image.slice(1, -1);
  }

  /** An open quote runs to the end of the line; the blanks at its end are not part of it. */
  function trimmedLength(piece: IToken): number {
    return tokenMatcher(piece, Open) ? piece.image.trimEnd().length : piece.image.length;
  }

  const reader = settings.tokensOf({ line: tokens });
  const parser = new UciLineParser();
  return (line) => {
    if (line.length > longestText) return null;
    const cut = reader.read(line, 'line');
    parser.input = cut.tokens;
    const statements = parser.line();
    return cut.strays > 0 || parser.errors.length > 0 ? null : statements;
  };
}
