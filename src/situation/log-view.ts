import type { ShellCommand } from '../capture/section.ts';
import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { Message, MessageOf } from '../grammar/message.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import type { ShellCall } from '../grammar/structures/shell-line.ts';
import { readShellLine } from '../grammar/structures/shell-words.ts';
import { letsThrough } from './log-filter.ts';
import type { MessageLog } from './message-log.ts';

/** What an episode was read from. */
interface Shown {
  readonly messages: MessageLog;
  /** The commands that printed its sections, by the id of the section. */
  readonly printedBy: ReadonlyMap<number, ShellCommand>;
}

/** How far the logs of an episode show what happened: what is missing from a log is missing from what was pasted of it. */
export class LogView {
  readonly #lastBySection = new Map<number, Message>();
  readonly #messages: MessageLog;
  readonly #printedBy: Shown['printedBy'];
  readonly #calls = new Map<ShellCommand, readonly ShellCall[]>();

  constructor(dialogues: readonly Dialogue[], { messages, printedBy }: Shown) {
    this.#messages = messages;
    this.#printedBy = printedBy;
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

  /**
   * Whether the stretch of log would show other words of the same speaker, had they been logged: `logread | grep discover`
   * shows no lease. Without the command that printed a log, all of it counts as shown.
   */
  wouldShow(words: string, like: Message): boolean {
    const command = this.#printedBy.get(like.origin.section);
    if (command === undefined) return true;
    const [{ text, column }] = like.origin.spans;
    const envelope = text.slice(0, column - 1).replace(like.origin.clock?.text ?? '', '');
    return this.#callsOf(command).every((call) => letsThrough(call, envelope + words));
  }

  #callsOf(command: ShellCommand): readonly ShellCall[] {
    const known = this.#calls.get(command) ?? readShellLine(command.text).calls;
    this.#calls.set(command, known);
    return known;
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
