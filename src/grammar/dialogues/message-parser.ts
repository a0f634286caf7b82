import { createToken, EmbeddedActionsParser, Lexer, type IToken, type TokenType } from 'chevrotain';
import type { Message, MessageOf } from '../message.ts';
import type { Kind } from '../speakers/index.ts';
import { parserSettings } from '../parser-settings.ts';

const tokenTypes = new Map<Kind, TokenType>();

/** The token type that stands for a kind of message. One per kind, shared by all dialogue grammars. */
export function tokenOf(kind: Kind): TokenType {
  const known = tokenTypes.get(kind);
  if (known !== undefined) return known;
  const created = createToken({ name: kind.replaceAll(/[^a-z0-9]/g, '_'), pattern: Lexer.NA });
  tokenTypes.set(kind, created);
  return created;
}

/**
 * Base of the dialogue grammars: a parser whose tokens are messages. The message index is the lexer; each recognised
 * message arrives as one token that carries it as payload. Grammars are LL(1) and recover by skipping messages, so that
 * a log that begins late, stops early or lost lines still reads as a dialogue.
 */
export abstract class MessageParser extends EmbeddedActionsParser {
  readonly #kinds: ReadonlySet<Kind>;

  protected constructor(kinds: readonly Kind[]) {
    super(kinds.map(tokenOf), { ...parserSettings, recoveryEnabled: true });
    this.#kinds = new Set(kinds);
  }

  /** Sets the messages to parse; kinds that the grammar does not know are left out. */
  protected hear(messages: readonly Message[]): void {
    this.input = messages.filter((message) => this.#kinds.has(message.kind)).map(tokenFor);
  }

  /** Consumes a message of a kind. `occurrence` tells several of one kind in one rule apart, as Chevrotain demands. */
  protected take<K extends Kind>(occurrence: number, kind: K): MessageOf<K> {
    return this.consume(occurrence, tokenOf(kind)).payload;
  }

  /** Consumes one message of any of the kinds. At most once in a rule, and not beside `OR`. */
  protected takeAnyOf(kinds: readonly Kind[]): Message {
    return this.OR<Message>(kinds.map((kind) => ({ ALT: (): Message => this.consume(1, tokenOf(kind)).payload })));
  }

  /** A message that was never said must not be made up: an inserted token would have no line to point to. */
  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }
}

function tokenFor(message: Message): IToken {
  const tokenType = tokenOf(message.kind);
  return {
    image: message.kind,
    startOffset: message.origin.order,
    tokenType,
    tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
    payload: message,
  };
}
