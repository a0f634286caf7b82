import type { ILexerConfig, IParserConfig } from 'chevrotain';

/** What Chevrotain is told when it builds the lexer and the parser of a grammar. */
export interface GrammarSettings {
  readonly lexer: ILexerConfig;
  readonly parser: IParserConfig;
}

/**
 * Settings of every lexer. Offsets are enough because a reader knows its line. A token whose first character Chevrotain
 * cannot tell would slow down all the others, so that throws, and a test sees it.
 */
const lexerSettings: ILexerConfig = {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
};

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
export const grammarSettings: GrammarSettings = { lexer: lexerSettings, parser: parserSettings };

/** How tests build a grammar to see that it is sound: a mistake in it throws. */
export const checkedGrammarSettings: GrammarSettings = {
  lexer: { ...lexerSettings, skipValidations: false },
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
