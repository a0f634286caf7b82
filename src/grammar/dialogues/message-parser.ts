import { createToken, type IParserConfig, Lexer, type TokenType } from 'chevrotain';
import { GrammarParser } from '../grammar-parser.ts';
import type { Message, MessageOf } from '../message.ts';
import type { Kind } from '../speakers/index.ts';

/** A word of a dialogue grammar: the kinds of message that play the same part in a dialogue. */
export interface Part<K extends Kind = Kind> {
  readonly kinds: readonly K[];
  readonly token: TokenType;
}

/** A message of one of the kinds; narrowing by `kind` gives its fields. */
export type MessageIn<K extends Kind> = { readonly [P in K]: MessageOf<P> }[K];

/** @param name as Chevrotain shows it */
export function part<const K extends Kind>(name: string, kinds: readonly K[]): Part<K> {
  return { kinds, token: createToken({ name, pattern: Lexer.NA }) };
}

/**
 * Base of the dialogue grammars: a parser whose tokens are messages. The message index is the lexer; each message arrives
 * as one token of its part and is the token's payload.
 *
 * Logs begin late, stop early and lose lines. So the grammars are LL(1) and take any sequence of their words: whatever
 * can be missing is optional, and each begins with a loop over all that can come. They never fail, and nothing said is
 * skipped in search of a place to go on.
 */
export abstract class MessageParser extends GrammarParser {
  readonly #parts = new Map<Kind, TokenType>();

  protected constructor(parts: readonly Part[], settings: IParserConfig) {
    super(
      parts.map(({ token }) => token),
      settings,
    );
    for (const { kinds, token } of parts) {
      for (const kind of kinds) {
        if (this.#parts.has(kind)) throw new Error(`${kind} plays two parts`);
        this.#parts.set(kind, token);
      }
    }
  }

  /** Sets the messages to parse; kinds that play no part are left out. */
  protected hear(messages: readonly Message[]): void {
    this.input = messages.flatMap((payload) => {
      const tokenType = this.#parts.get(payload.kind);
      if (tokenType === undefined) return [];
      const { tokenTypeIdx = 0 } = tokenType;
      return [{ image: payload.kind, startOffset: payload.origin.order, tokenType, tokenTypeIdx, payload }];
    });
  }

  /**
   * Consumes a message of a part. While Chevrotain records the grammar there is none: what looks into it stands in
   * `ACTION`.
   *
   * @param occurrence tells several of one part in one rule apart, as Chevrotain demands
   */
  protected take<K extends Kind>({ token }: Part<K>, occurrence = 0): MessageIn<K> {
    return this.consume(occurrence, token).payload;
  }
}
