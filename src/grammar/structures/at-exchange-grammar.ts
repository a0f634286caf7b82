import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import { type GrammarSettings, grammarSettings, lazily } from '../parser-settings.ts';
import type { AtFinal } from './at-answer.ts';

/**
 * What a line is to the command that was sent. `echo`: the command itself, sent back; `said`: part of the answer; `unasked`: it
 * would have come without the command, too; `stale`: it belongs to a command before; `noise`: no words of a modem; `result`: the
 * end of the answer.
 */
type AtPart = 'echo' | 'said' | 'unasked' | 'stale' | 'noise' | 'result';

/** A line with its part. */
export interface AtHeard {
  readonly part: AtPart;
  readonly text: string;
  /** Of a result. */
  readonly final: AtFinal | null;
}

/** The talk about one command, taken apart. */
export interface AtExchangeParts {
  /** How many times the command was sent back. */
  readonly echoes: number;
  readonly said: readonly string[];
  readonly unasked: readonly string[];
  readonly stale: readonly string[];
  readonly noise: readonly string[];
  /** Null while the answer has no end. */
  readonly final: AtFinal | null;
}

interface ExchangeGrammar {
  read(heard: readonly AtHeard[]): AtExchangeParts;
}

/** The grammar as the program uses it. */
export const atExchangeGrammar = lazily(() => buildAtExchangeGrammar(grammarSettings));

/**
 * Builds the grammar of the talk about one command. Its words are lines, which `at-grammar.ts` has read:
 *
 * ```
 * exchange : lead* answer?
 * lead     : Unasked | Stale | Noise
 * answer   : ( Echo | Said ) part* Result? | Result
 * part     : Echo | Said | Unasked | Stale | Noise
 * ```
 */
export function buildAtExchangeGrammar({ parser }: GrammarSettings): ExchangeGrammar {
  const word = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });
  const [Echo, Said, Unasked, Stale, Noise, Result] = [
    word('Echo'),
    word('Said'),
    word('Unasked'),
    word('Stale'),
    word('Noise'),
    word('Result'),
  ] as const;
  const words: Readonly<Record<AtPart, TokenType>> = {
    echo: Echo,
    said: Said,
    unasked: Unasked,
    stale: Stale,
    noise: Noise,
    result: Result,
  };

  class ExchangeParser extends GrammarParser {
    constructor() {
      super(Object.values(words), parser);
      this.performSelfAnalysis();
    }

    readonly exchange = this.RULE('exchange', (): AtExchangeParts => {
      const parts = { echoes: 0, said: [], unasked: [], stale: [], noise: [] } as Draft;
      let final: AtFinal | null = null;
      this.MANY(() => this.SUBRULE(this.aside, { ARGS: [parts] }));
      this.OPTION(() => {
        this.OR([
          {
            ALT: () => {
              this.SUBRULE(this.own, { ARGS: [parts] });
              this.MANY1(() => {
                this.OR1([
                  { ALT: () => this.SUBRULE1(this.own, { ARGS: [parts] }) },
                  { ALT: () => this.SUBRULE1(this.aside, { ARGS: [parts] }) },
                ]);
              });
              this.OPTION1(() => {
                final = finalOf(this.CONSUME(Result));
              });
            },
          },
          {
            ALT: () => {
              final = finalOf(this.CONSUME1(Result));
            },
          },
        ]);
      });
      return { ...parts, final };
    });

    /** What the command has called forth. */
    private readonly own = this.RULE('own', (parts: Draft): void => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(Echo);
            this.ACTION(() => {
              parts.echoes += 1;
            });
          },
        },
        { ALT: () => this.keep(parts, 'said', this.CONSUME(Said)) },
      ]);
    });

    private readonly aside = this.RULE('aside', (parts: Draft): void => {
      this.OR([
        { ALT: () => this.keep(parts, 'unasked', this.CONSUME(Unasked)) },
        { ALT: () => this.keep(parts, 'stale', this.CONSUME(Stale)) },
        { ALT: () => this.keep(parts, 'noise', this.CONSUME(Noise)) },
      ]);
    });

    private keep(parts: Draft, where: Kept, token: IToken): void {
      this.ACTION(() => parts[where].push(token.image));
    }
  }

  const built = lazily(() => new ExchangeParser());
  return {
    read(heard) {
      const exchange = built();
      exchange.input = heard.map(({ part, text, final }, startOffset) => {
        const tokenType = words[part];
        return {
          image: text,
          startOffset,
          tokenType,
          tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
          payload: final,
        };
      });
      const parts = exchange.exchange();
      const [mistake] = exchange.errors;
      // Every sequence that a reader of lines makes is in the grammar: nothing comes behind a result.
      if (mistake !== undefined)
        throw new Error(`An exchange that the grammar does not have: ${mistake.message}`);
      return parts;
    },
  };
}

type Kept = 'said' | 'unasked' | 'stale' | 'noise';

type Draft = Record<Kept, string[]> & { echoes: number };

function finalOf(token: IToken): AtFinal | null {
  return (token.payload as AtFinal | null | undefined) ?? null;
}
