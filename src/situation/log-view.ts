import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { Message } from '../grammar/message.ts';

/** How far the logs of an episode show what happened: what is missing from a log is missing from what was pasted of it. */
export class LogView {
  readonly #lastBySection = new Map<number, Message>();

  /** @param lastMessage the last message of the episode, whatever it belongs to */
  constructor(dialogues: readonly Dialogue[], lastMessage: Message | null) {
    for (const { first, last } of dialogues) {
      this.#note(first);
      this.#note(last);
    }
    if (lastMessage !== null) this.#note(lastMessage);
  }

  /** The last message that the message's own stretch of log is known to show; a gap may follow it. */
  lastOfSection(message: Message): Message {
    const last = this.#lastBySection.get(message.origin.section);
    return last === undefined || last.origin.order < message.origin.order ? message : last;
  }

  #note(message: Message): void {
    const { section, order } = message.origin;
    const known = this.#lastBySection.get(section);
    if (known === undefined || known.origin.order < order) this.#lastBySection.set(section, message);
  }
}
