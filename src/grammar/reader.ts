import type { Line } from '../capture/line.ts';
import type { Span } from '../capture/position.ts';
import type { CaptureListener, Envelope, Section, ShellCommand } from '../capture/section.ts';
import { flatCopy } from './flat-copy.ts';
import { KernelLines } from './kernel-lines.ts';
import type { Match } from './match.ts';
import { MatchCache } from './match-cache.ts';
import type { Message } from './message.ts';
import { MessageIndex } from './message-index.ts';
import type { ReadingListener } from './reading.ts';
import { relayedSpeakers, speakers } from './speakers/index.ts';
import type { ShellLine } from './structures/shell-line.ts';
import { readShellLine } from './structures/shell-words.ts';
import { readUci } from './structures/uci-file.ts';

/** What netifd puts before the words of its helpers: `modem_4 (2396): ` of `modem_4 (2396): udhcpc: sending discover`. */
const relay = /^([\w.@-]{1,32}) \((\d{1,10})\): ?/;

/** What a program puts before its own words: `udhcpc: ` of `udhcpc: sending discover`. */
const ownName = /^([a-z][\w-]{0,31}): /;

/** A template that takes whatever is said. */
const catchAll = /^<\w+:text>$/;

const index = new MessageIndex(speakers);

const speakersByTag = groupByTag();

/** For lines that name nobody. A speaker with a catch-all would claim them all. */
const anonymousSpeakers: ReadonlySet<string> = new Set(
  speakers
    .filter(({ declarations }) => !declarations.some(({ template }) => catchAll.test(template)))
    .map(({ name }) => name),
);

/** Who may have said a line, on whose behalf, and where its own words begin. */
interface Attribution {
  readonly allowed: ReadonlySet<string>;
  readonly interface: string | null;
  readonly pid: number | null;
  /** 0-based index into the line's text. */
  readonly bodyAt: number;
}

/** A message that can still get the span of a copy. */
interface Told {
  readonly message: Message;
  readonly spans: Span[];
}

/**
 * Turns the capture's lines into messages, configuration sections and commands. Every line is told once: as a message,
 * as a copy, in a configuration section, as prose, as foreign or as unknown. Never throws, whatever the lines.
 */
export class Reader implements CaptureListener {
  readonly #listener: ReadingListener;
  readonly #matches = new MatchCache(index);
  readonly #kernelLines = new KernelLines<Told>();
  #section: Section | null = null;
  #command: ShellCommand | null = null;
  /** Who may have printed the lines of a `shell` section. */
  #printers: ReadonlySet<string> = anonymousSpeakers;
  #uciLines: Line[] = [];
  #order = 0;

  constructor(listener: ReadingListener) {
    this.#listener = listener;
  }

  section(section: Section): void {
    this.#finishUci();
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
    const attribution = attribute(line.text, envelope);
    if (attribution === null) {
      this.#listener.foreign(line, envelope);
      return;
    }
    const match = this.#match(line, attribution);
    if (match === null) {
      this.#listener.unknown(line, envelope);
      return;
    }
    const original = this.#kernelLines.takeOriginal(envelope, line.text);
    if (original !== null) {
      original.spans.push(spanOf(line, attribution));
      this.#listener.copy(original.message);
      return;
    }
    const told = this.#tell(match, line, attribution, envelope);
    this.#kernelLines.remember(envelope, line.text, told);
  }

  textLine(line: Line): void {
    const section = this.#section;
    if (section?.kind === 'uci') this.#uciLines.push(line);
    else if (section?.kind === 'prose') this.#listener.prose(line, section);
    else this.#outputLine(line);
  }

  end(): void {
    this.#finishUci();
    this.#listener.end();
  }

  #outputLine(line: Line): void {
    const attribution = afterOwnName(line.text, {
      allowed: this.#printers,
      interface: null,
      pid: null,
      bodyAt: 0,
    });
    const match = this.#match(line, attribution);
    if (match === null) this.#listener.unknown(line, null);
    else this.#tell(match, line, attribution, null);
  }

  #match(line: Line, { allowed, bodyAt }: Attribution): Match | null {
    return this.#matches.match(line.text.slice(bodyAt), allowed);
  }

  #tell(match: Match, line: Line, attribution: Attribution, envelope: Envelope | null): Told {
    const spans: [Span, ...Span[]] = [spanOf(line, attribution)];
    const message = {
      kind: match.declaration.kind,
      fields: match.fields,
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
      },
      // The index fills exactly the holes that the declaration of this kind names; its types are those of the template.
    } as unknown as Message;
    this.#listener.message(message);
    return { message, spans };
  }

  #finishUci(): void {
    if (this.#uciLines.length === 0) return;
    const { sections, unread } = readUci(this.#uciLines, this.#section?.id ?? 0);
    this.#uciLines = [];
    for (const section of sections) this.#listener.config(section);
    for (const line of unread) this.#listener.unknown(line, null);
  }
}

/** The message's words without the blanks around them. The text is flat: a span lives longer than its chunk of input. */
function spanOf(line: Line, { bodyAt }: Attribution): Span {
  const body = line.text.slice(bodyAt);
  const words = body.trimStart();
  return {
    source: line.source,
    line: line.number,
    column: bodyAt + body.length - words.length + 1,
    length: Math.max(words.trimEnd().length, 1),
    text: flatCopy(line.text),
  };
}

/** Null where the line is of a program that has nothing to say about modems. */
function attribute(text: string, { program, pid, bodyAt }: Envelope): Attribution | null {
  if (program === null) return { allowed: anonymousSpeakers, interface: null, pid, bodyAt };
  const allowed = speakersByTag.get(program);
  if (allowed === undefined) return null;
  const tagged: Attribution = { allowed, interface: null, pid, bodyAt };
  switch (program) {
    case 'kernel':
      // At early boot, user space writes to the kernel's ring: `kernel: [    8.084289] procd: - early -`.
      return afterOwnName(text, tagged);
    case 'netifd':
      return afterRelay(text, tagged);
    default:
      return tagged;
  }
}

/** Takes off netifd's `modem (2347): ` and gives the line to the helpers that speak through it. */
function afterRelay(text: string, tagged: Attribution): Attribution {
  const relayed = relay.exec(text.slice(tagged.bodyAt));
  if (relayed === null) return tagged;
  const [prefix, name = '', pid = ''] = relayed;
  return afterOwnName(text, {
    allowed: relayedSpeakers,
    interface: name,
    pid: Number(pid),
    bodyAt: tagged.bodyAt + prefix.length,
  });
}

/** Takes off the `udhcpc: ` with which a program names itself and gives the line to that program. */
function afterOwnName(text: string, attribution: Attribution): Attribution {
  const named = ownName.exec(text.slice(attribution.bodyAt));
  const allowed = named?.[1] === undefined ? undefined : speakersByTag.get(named[1]);
  if (named === null || allowed === undefined) return attribution;
  return { ...attribution, allowed, bodyAt: attribution.bodyAt + named[0].length };
}

/** The programs of a command line whose words are known; where none is, whoever prints such lines. */
function printersOf(shell: ShellLine): ReadonlySet<string> {
  const [first, ...others] = shell.calls
    .map((call) => speakersByTag.get(call.program))
    .filter((group) => group !== undefined);
  if (first === undefined) return anonymousSpeakers;
  return others.length === 0 ? first : new Set([first, ...others].flatMap((group) => [...group]));
}

function groupByTag(): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const speaker of speakers) {
    for (const tag of speaker.tags) {
      const group = groups.get(tag) ?? new Set();
      group.add(speaker.name);
      groups.set(tag, group);
    }
  }
  return groups;
}
