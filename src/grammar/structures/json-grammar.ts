import { createToken, type IToken, Lexer, tokenMatcher } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import type { GrammarSettings } from '../parser-settings.ts';

/** A value of a JSON text with its place in the text: 0-based, `end` behind its last character. */
export type JsonNode = JsonAtom | JsonContainer;

interface JsonAtom {
  readonly kind: 'atom';
  /** A word without quotes that is no number, `true`, `false` or `null` is a string. */
  readonly value: string | number | boolean | null;
  readonly start: number;
  readonly end: number;
}

interface JsonContainer {
  readonly kind: 'object' | 'array';
  readonly entries: readonly JsonEntry[];
  readonly start: number;
  readonly end: number;
}

/** A value in an object or an array. */
export interface JsonEntry {
  /** Null for the items of an array, and for a value whose key is missing. */
  readonly key: string | null;
  /** Where the key begins; without one, the value. */
  readonly start: number;
  readonly value: JsonNode;
}

/** Nesting beyond this is no answer of a router; it would only use up the stack. */
const deepest = 64;

/**
 * Builds the grammar of JSON as people paste it. Commas are optional, brackets may be missing at either end, quotes may
 * be typographic or left open at the end of a line, and `...` stands for what was cut. The entries are those of the
 * outermost level: a whole document has no key there, a document whose beginning was cut off shows its members.
 */
export function buildJsonGrammar(settings: GrammarSettings): (text: string) => readonly JsonEntry[] {
  // Blanks, also those that web pages put in their place.
  const Blank = createToken({
    name: 'Blank',
    pattern: /[\t-\r \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
    line_breaks: true,
    group: Lexer.SKIPPED,
  });
  const Open = createToken({ name: 'Open', pattern: /[{[]/ });
  const Close = createToken({ name: 'Close', pattern: /[}\]]/ });
  const Comma = createToken({ name: 'Comma', pattern: /,/ });
  const Colon = createToken({ name: 'Colon', pattern: /:/ });
  const Atom = createToken({ name: 'Atom', pattern: Lexer.NA });
  // `"l3_device"`
  const Quoted = createToken({ name: 'Quoted', pattern: /"(?:[^"\\\n]|\\.)*"/, categories: [Atom] });
  // `“l3_device”`: web editors make these out of straight quotes.
  const Curly = createToken({
    name: 'Curly',
    pattern: /[\u201c-\u201f\u2033][^"\u201c-\u201f\u2033\n]*["\u201c-\u201f\u2033]/,
    categories: [Atom],
  });
  // `"10.0.0.1` to the end of the line
  const Unclosed = createToken({
    name: 'Unclosed',
    pattern: /["\u201c-\u201f\u2033][^\n]*/,
    categories: [Atom],
  });
  // `...`
  const Cut = createToken({ name: 'Cut', pattern: /\.{2,}|\u2026/ });
  // `true`, `-65`, `<hidden>`
  const Word = createToken({
    name: 'Word',
    pattern:
      /[\0-\b\x0e-\x1f!#-+\--9;-Z\\^-z|~-\x9f\u00a1-\u167f\u1681-\u1fff\u200c-\u201b\u2020-\u2027\u202a-\u202e\u2030-\u2032\u2034-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]+/,
    categories: [Atom],
  });

  // The order matters: a closed quote before an open one, what was cut before words.
  const tokens = [Blank, Open, Close, Comma, Colon, Atom, Quoted, Curly, Unclosed, Cut, Word];

  class JsonParser extends GrammarParser {
    constructor() {
      super(tokens, settings.parser);
      this.performSelfAnalysis();
    }

    readonly text = this.RULE('text', (): readonly JsonEntry[] => {
      const entries: JsonEntry[] = [];
      this.MANY(() => {
        this.OR([
          { ALT: () => this.SUBRULE(this.entry, { ARGS: [entries] }) },
          { ALT: () => this.CONSUME(Comma) },
          { ALT: () => this.CONSUME(Colon) },
          { ALT: () => this.CONSUME(Cut) },
          { ALT: () => this.CONSUME(Close) },
        ]);
      });
      return entries;
    });

    /** An item, or a key and its value. Where a value is missing, the next key stands in its place: `"ip": "dns": 1`. */
    private readonly entry = this.RULE('entry', (entries: JsonEntry[]): void => {
      const chain: (JsonNode | null)[] = [this.SUBRULE(this.value)];
      this.MANY(() => {
        this.CONSUME(Colon);
        const before = chain.length;
        this.OPTION(() => chain.push(this.SUBRULE1(this.value)));
        if (chain.length === before) chain.push(null);
      });
      this.ACTION(() => {
        const key = chain.length === 1 ? null : (chain.at(-2) ?? null);
        const value = chain.at(-1) ?? null;
        if (value !== null) entries.push({ key: keyOf(key), start: (key ?? value).start, value });
      });
    });

    private readonly value = this.RULE(
      'value',
      (): JsonNode =>
        this.OR([{ ALT: () => this.SUBRULE(this.container) }, { ALT: () => this.SUBRULE(this.atom) }]),
    );

    private readonly atom = this.RULE('atom', (): JsonNode => {
      const token = this.CONSUME(Atom);
      return this.ACTION(() => atomOf(token));
    });

    private readonly container = this.RULE('container', (): JsonNode => {
      const entries: JsonEntry[] = [];
      let last = this.CONSUME(Open);
      const first = last;
      this.MANY(() => {
        this.OR([
          { ALT: () => this.SUBRULE(this.entry, { ARGS: [entries] }) },
          { ALT: () => this.CONSUME(Comma) },
          { ALT: () => this.CONSUME(Colon) },
          { ALT: () => this.CONSUME(Cut) },
        ]);
      });
      this.OPTION(() => {
        last = this.CONSUME(Close);
      });
      return this.ACTION(() => {
        const end = Math.max(last.startOffset + 1, entries.at(-1)?.value.end ?? 0);
        const kind = first.image === '[' ? 'array' : 'object';
        return { kind, entries, start: first.startOffset, end };
      });
    });
  }

  function atomOf(token: IToken): JsonAtom {
    const { image, startOffset: start } = token;
    if (tokenMatcher(token, Word))
      return { kind: 'atom', value: literalOf(image), start, end: start + image.length };
    if (!tokenMatcher(token, Unclosed)) {
      return { kind: 'atom', value: withoutEscapes(image.slice(1, -1)), start, end: start + image.length };
    }
    const kept = image.trimEnd().replace(/[,}\]]$/, '');
    return { kind: 'atom', value: withoutEscapes(kept.slice(1)), start, end: start + kept.length };
  }

  const reader = settings.tokensOf({ text: tokens });
  const parser = new JsonParser();
  return (text) => {
    const { tokens: cut } = reader.read(text, 'text');
    let depth = 0;
    for (const token of cut) {
      if (tokenMatcher(token, Open)) depth += 1;
      else if (tokenMatcher(token, Close)) depth = Math.max(depth - 1, 0);
      if (depth > deepest) return [];
    }
    parser.input = cut;
    return parser.text() ?? [];
  };
}

function keyOf(node: JsonNode | null): string | null {
  return node?.kind === 'atom' ? String(node.value) : null;
}

function literalOf(word: string): JsonAtom['value'] {
  switch (word) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      // `-65`, `9.8`, `1e3`
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word) ? Number(word) : word;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** `\"`, `\/`, `\u00e9`; what is no escape of JSON stays as it stands. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (whole: string, code?: string, letter?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (letter === undefined) return whole;
    return escapes[letter] ?? (/["\\/]/.test(letter) ? letter : whole);
  });
}
