import type { Line } from '../capture/line.ts';
import { type Span, spanOf } from '../capture/position.ts';
import type { CaptureListener, Envelope, Section, ShellCommand } from '../capture/section.ts';
import {
  type Attribution,
  anonymousSpeakers,
  attributeLogLine,
  attributeOutput,
  printersOf,
} from './attribution.ts';
import { isRemark } from './declaration.ts';
import { flatCopy } from './flat-copy.ts';
import { KernelLines } from './kernel-lines.ts';
import type { Match } from './match.ts';
import { MatchCache } from './match-cache.ts';
import type { Message } from './message.ts';
import { MessageIndex } from './message-index.ts';
import type { ReadingListener } from './reading.ts';
import { speakers } from './speakers/index.ts';
import { blockReaders } from './structures/block.ts';
import { readShellLine } from './structures/shell-words.ts';
import { readUci } from './structures/uci-file.ts';

const index = new MessageIndex(speakers);

/** Lines of one block that are read together at most; longer ones are read in stretches. */
const longestBlock = 10_000;

/** A message that can still get the span of a copy. */
interface Told {
  readonly message: Message;
  readonly spans: Span[];
}

/**
 * Turns the capture's lines into messages, observations, configuration sections and commands. Every line is told once: as
 * a message, as a copy, as part of a block, as prose, as foreign or as unknown. Never throws, whatever the lines.
 */
export class Reader implements CaptureListener {
  readonly #listener: ReadingListener;
  readonly #matches = new MatchCache(index);
  readonly #kernelLines = new KernelLines<Told>();
  #section: Section | null = null;
  #command: ShellCommand | null = null;
  /** Who may have printed the lines of a `shell` section. */
  #printers: ReadonlySet<string> = anonymousSpeakers;
  /** Lines of the present section that are read together, at its end. */
  #block: Line[] = [];
  #order = 0;

  constructor(listener: ReadingListener) {
    this.#listener = listener;
  }

  section(section: Section): void {
    this.#finishBlock();
    this.#section = section;
    this.#listener.section(section);
    if (section.command === null) {
      this.#command = null;
      this.#printers = anonymousSpeakers;
    } else if (section.command !== this.#command) {
      // Output of several kinds makes several sections of one command; it is told with the first.
      this.#command = section.command;
      const shell = readShellLine(section.command.text);
      this.#printers = printersOf(shell);
      this.#listener.command({ command: section.command, shell, section: section.id, order: this.#order++ });
    }
  }

  logLine(line: Line, envelope: Envelope): void {
    const attribution = attributeLogLine(line.text, envelope);
    if (attribution === null) {
      this.#listener.foreign(line, envelope);
      return;
    }
    const match = this.#match(line, attribution);
    if (match === null) {
      this.#listener.unknown(line, envelope);
      return;
    }
    if (match.declaration.meaning.noise === true) {
      this.#listener.foreign(line, envelope);
      return;
    }
    const original = this.#kernelLines.takeOriginal(envelope, line.text);
    if (original !== null) {
      original.spans.push(wordsOf(line, attribution));
      this.#listener.copy(original.message);
      return;
    }
    const told = this.#tell(match, line, attribution, envelope);
    this.#kernelLines.remember(envelope, line.text, told);
  }

  textLine(line: Line): void {
    const section = this.#section;
    switch (section?.kind) {
      case 'shell':
        this.#outputLine(line);
        break;
      case 'prose':
        this.#listener.prose(line, section);
        break;
      default:
        this.#block.push(line);
        if (this.#block.length >= longestBlock) this.#finishBlock();
    }
  }

  end(): void {
    this.#finishBlock();
    this.#listener.end();
  }

  #outputLine(line: Line): void {
    const attribution = attributeOutput(line.text, this.#printers);
    const match = this.#match(line, attribution);
    if (match === null) this.#listener.unknown(line, null);
    else this.#tell(match, line, attribution, null);
  }

  #match(line: Line, { allowed, bodyAt }: Attribution): Match | null {
    return this.#matches.match(line.text.slice(bodyAt), allowed);
  }

  #tell(match: Match, line: Line, attribution: Attribution, envelope: Envelope | null): Told {
    const spans: [Span, ...Span[]] = [wordsOf(line, attribution)];
    const message = {
      ...contentOf(match),
      origin: {
        speaker: match.speaker,
        spans,
        section: this.#section?.id ?? 0,
        order: this.#order++,
        clock: envelope?.clock ?? null,
        uptime: envelope?.uptime ?? null,
        host: envelope?.host ?? null,
        pid: attribution.pid,
        interface: attribution.interface,
        object: attribution.object,
      },
      // The index fills exactly the holes that the declaration of this kind names; its types are those of the template.
    } as unknown as Message;
    this.#listener.message(message);
    return { message, spans };
  }

  #finishBlock(): void {
    const lines = this.#block;
    const section = this.#section;
    if (lines.length === 0 || section === null) return;
    this.#block = [];
    switch (section.kind) {
      case 'uci':
        this.#finishUci(lines, section);
        break;
      case 'shell':
      case 'prose':
      case 'logread':
      case 'luci':
      case 'syslogd':
      case 'dmesg':
      case 'journal':
      case 'syslog':
      case 'columns':
      case 'own':
      case 'tagged':
        break;
      default: {
        const read = blockReaders[section.kind];
        if (read === undefined) break;
        const { observations, unread } = read(lines, section);
        for (const unplaced of observations) {
          this.#listener.observation({ ...unplaced, section: section.id, order: this.#order++ });
        }
        for (const line of unread) this.#outputLine(line);
      }
    }
  }

  #finishUci(lines: readonly Line[], { id }: Section): void {
    const { sections, unread } = readUci(lines, id);
    for (const section of sections) this.#listener.config(section);
    for (const line of unread) this.#listener.unknown(line, null);
  }
}

/** Kind and fields of the message. */
function contentOf({ declaration, fields }: Match): { readonly kind: string; readonly fields: object } {
  if (!isRemark(declaration)) return { kind: declaration.kind, fields };
  const { about = null, severity = null } = declaration.meaning;
  return { kind: 'remark', fields: { wording: declaration.kind, about, severity, values: fields } };
}

/** The message's words without the blanks around them. The text is flat: a span lives longer than its chunk of input. */
function wordsOf(line: Line, { bodyAt }: Attribution): Span {
  const body = line.text.slice(bodyAt);
  const start = bodyAt + body.length - body.trimStart().length;
  const span = spanOf(line, start, Math.max(line.text.trimEnd().length, start + 1));
  return { ...span, text: flatCopy(span.text) };
}
