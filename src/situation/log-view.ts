import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { Message, MessageOf } from '../grammar/message.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import type { MessageLog } from './message-log.ts';

/** What an episode was read from. */
interface Shown {
  readonly messages: MessageLog;
}

/** How far the logs of an episode show what happened: what is missing from a log is missing from what was pasted of it. */
export class LogView {
  readonly #lastBySection = new Map<number, Message>();

  readonly #messages: MessageLog;

  constructor(dialogues: readonly Dialogue[], { messages }: Shown) {
    this.#messages = messages;
    for (const { first, last } of dialogues) {
      this.#note(first);
      this.#note(last);
    }
    if (messages.last !== null) this.#note(messages.last);
  }

  /** The last message that the message's own stretch of log is known to show; a gap may follow it. */
  lastOfSection(message: Message): Message {
    const last = this.#lastBySection.get(message.origin.section);
    return last === undefined || last.origin.order < message.origin.order ? message : last;
  }

  /** Messages of a kind, whether they belong to a dialogue or not. */
  of<K extends Kind>(kind: K): readonly MessageOf<K>[] {
    return this.#messages.of(kind);
  }

  #note(message: Message): void {
    const { section, order } = message.origin;
    const known = this.#lastBySection.get(section);
    if (known === undefined || known.origin.order < order) this.#lastBySection.set(section, message);
  }
}
