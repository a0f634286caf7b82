import { type ILexerConfig, type IParserConfig, Lexer, type TokenType } from 'chevrotain';
import { type CutText, type TokenModes, TokenReader } from './token-reader.ts';

/** How a grammar cuts its texts into tokens. */
interface Tokens {
  /** @throws nothing, whatever the text */
  read(text: string, mode: string): CutText;
}

/** What is used to build the lexer and the parser of a grammar. */
export interface GrammarSettings {
  readonly tokensOf: (modes: TokenModes) => Tokens;
  readonly parser: IParserConfig;
}

/**
 * Settings of every parser. One token of lookahead: with more, building a grammar takes from hundreds of milliseconds
 * to minutes. Mistakes in a grammar are looked for in tests, not at every start.
 */
const parserSettings: IParserConfig = {
  maxLookahead: 1,
  recoveryEnabled: false,
  skipValidations: true,
};

/** How the program builds its grammars. */
export const grammarSettings: GrammarSettings = {
  tokensOf: (modes) => new TokenReader(modes),
  parser: parserSettings,
};

/**
 * A token whose first character Chevrotain cannot tell is one whose pattern is wrong, so that throws. Offsets are enough
 * because a reader knows its line.
 */
const checkedLexerSettings: ILexerConfig = {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: false,
};

/** Chevrotain's own reader of tokens, which looks for mistakes in their patterns. */
class CheckedTokens implements Tokens {
  readonly #lexer: Lexer;

  constructor(modes: TokenModes) {
    const [defaultMode = ''] = Object.keys(modes);
    const lists = Object.entries(modes).map(([mode, types]): [string, TokenType[]] => [mode, [...types]]);
    this.#lexer = new Lexer({ modes: Object.fromEntries(lists), defaultMode }, checkedLexerSettings);
  }

  read(text: string, mode: string): CutText {
    const { tokens, errors } = this.#lexer.tokenize(text, mode);
    return { tokens, strays: errors.length };
  }
}

/** How tests build a grammar to see that it is sound: a mistake in it throws. */
export const checkedGrammarSettings: GrammarSettings = {
  tokensOf: (modes) => new CheckedTokens(modes),
  parser: { ...parserSettings, skipValidations: false },
};

/**
 * The longest text, in UTF-16 units, that a lexer is given. No command or option comes near it, and a regular
 * expression that reads a quoted string of millions of characters runs out of stack.
 */
export const longestText = 65_536;

/** Builds on the first call and gives the same value ever after: a grammar that no input needs costs nothing. */
export function lazily<T>(build: () => T): () => T {
  let built: { readonly value: T } | null = null;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}
