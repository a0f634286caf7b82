import type { Span } from '../capture/position.ts';
import type { Line } from '../capture/line.ts';
import type { CaptureListener, Envelope, Section, ShellCommand } from '../capture/section.ts';
import type { Match } from './match.ts';
import type { Message } from './message.ts';
import { MessageIndex } from './message-index.ts';
import type { ReadingListener } from './reading.ts';
import { relayedSpeakers, speakers } from './speakers/index.ts';
import { readShellLine } from './structures/shell-words.ts';
import { readUci } from './structures/uci-file.ts';

/** `modem (2347): ` in front of what a helper of netifd printed. Sample: `modem_4 (2396): udhcpc: sending discover`. */
const relay = /^([\w.@-]{1,32}) \((\d{1,10})\): ?/;

/** A relayed or plain `udhcpc: ` in front of a program's own words. */
const selfName = /^([a-z][\w-]{0,31}): /;

/** How many kernel lines are remembered to recognise the copy of one in another section. */
const kernelLinesRemembered = 4096;

const speakersByTag = groupByTag();

/** Speakers without a catch-all, for lines that name nobody. */
const anonymousSpeakers: ReadonlySet<string> = new Set(
  speakers.map((speaker) => speaker.name).filter((name) => name !== 'chat'),
);

const index = new MessageIndex(speakers);

/** Who may have said a line, on whose behalf, and where its own words begin. */
interface Attribution {
  readonly allowed: ReadonlySet<string>;
  readonly interface: string | null;
  readonly pid: number | null;
  /** 0-based index into the line's text. */
  readonly bodyAt: number;
}

/** Turns the capture's lines into messages, configuration sections and commands. Nothing it is given makes it throw. */
export class Reader implements CaptureListener {
  readonly #listener: ReadingListener;
  #section: Section | null = null;
  #command: ShellCommand | null = null;
  #uciLines: Line[] = [];
  #order = 0;
  readonly #kernelLines = new Map<string, { readonly message: Message; readonly spans: Span[] }>();

  constructor(listener: ReadingListener) {
    this.#listener = listener;
  }

  section(section: Section): void {
    this.#finishUci();
    this.#section = section;
    this.#listener.section(section);
    // Output of several kinds makes several sections of one command.
    if (section.command === null || section.command === this.#command) return;
    this.#command = section.command;
    const shell = readShellLine(section.command.text);
    this.#listener.command({ command: section.command, shell, section: section.id, order: this.#order++ });
  }

  logLine(line: Line, envelope: Envelope): void {
    const attribution = attribute(line.text, envelope);
    if (attribution === null) {
      this.#listener.foreign(line, envelope);
      return;
    }
    const match = index.match(line.text.slice(attribution.bodyAt), attribution.allowed);
    if (match === null) this.#listener.unknown(line, envelope);
    else this.#say(match, line, attribution, envelope);
  }

  textLine(line: Line): void {
    const section = this.#section;
    if (section === null) return;
    switch (section.kind) {
      case 'uci':
        this.#uciLines.push(line);
        return;
      case 'prose':
        this.#listener.prose(line, section);
        return;
      default:
        this.#outputLine(line, section);
    }
  }

  end(): void {
    this.#finishUci();
    this.#listener.end();
  }

  #outputLine(line: Line, section: Section): void {
    const attribution = attributeOutput(line.text, section);
    const match = index.match(line.text.slice(attribution.bodyAt), attribution.allowed);
    if (match === null) this.#listener.unknown(line, null);
    else this.#say(match, line, attribution, null);
  }

  #say(match: Match, line: Line, attribution: Attribution, envelope: Envelope | null): void {
    const span: Span = {
      source: line.source,
      line: line.number,
      column: attribution.bodyAt + 1,
      length: Math.max(line.text.length - attribution.bodyAt, 1),
      text: line.text,
    };
    const copyKey = kernelCopyKey(line, envelope);
    const original = copyKey === null ? undefined : this.#kernelLines.get(copyKey);
    if (original !== undefined) {
      original.spans.push(span);
      this.#listener.copy(original.message);
      return;
    }
    const spans: [Span, ...Span[]] = [span];
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
    if (copyKey !== null) this.#rememberKernelLine(line, envelope, message, spans);
    this.#listener.message(message);
  }

  /** A kernel line is kept under the key that its copy in the other layout will ask for. */
  #rememberKernelLine(line: Line, envelope: Envelope | null, message: Message, spans: Span[]): void {
    if (envelope === null || envelope.uptime === null) return;
    const otherLayout = envelope.format === 'dmesg' ? 'logread' : 'dmesg';
    if (this.#kernelLines.size >= kernelLinesRemembered) {
      for (const oldest of this.#kernelLines.keys()) {
        this.#kernelLines.delete(oldest);
        break;
      }
    }
    this.#kernelLines.set(`${otherLayout} ${envelope.uptime} ${line.text.slice(envelope.bodyAt)}`, { message, spans });
  }

  #finishUci(): void {
    if (this.#uciLines.length === 0) return;
    const { sections, unread } = readUci(this.#uciLines, this.#section?.id ?? 0);
    this.#uciLines = [];
    for (const section of sections) this.#listener.config(section);
    for (const line of unread) this.#listener.unknown(line, null);
  }
}

/**
 * dmesg and logread show the same kernel line with the same stamp. Lines stamped 0 stand at every boot and are no copies.
 */
function kernelCopyKey(line: Line, envelope: Envelope | null): string | null {
  if (envelope === null || envelope.uptime === null || envelope.uptime === 0) return null;
  return `${envelope.format} ${envelope.uptime} ${line.text.slice(envelope.bodyAt)}`;
}

/** Null where the line is of a program that has nothing to say about modems. */
function attribute(text: string, envelope: Envelope): Attribution | null {
  const { program, pid, bodyAt } = envelope;
  if (program === null) {
    const allowed = envelope.format === 'dmesg' ? speakersByTag.get('kernel') : anonymousSpeakers;
    return { allowed: allowed ?? anonymousSpeakers, interface: null, pid, bodyAt };
  }
  const allowed = speakersByTag.get(program);
  if (allowed === undefined) return null;
  // Early boot messages of user space reach the kernel's ring: `kernel: [    8.084289] procd: - early -`.
  if (program === 'kernel') return nameItself(text, bodyAt, allowed, null, pid);
  if (program !== 'netifd') return { allowed, interface: null, pid, bodyAt };
  const relayed = relay.exec(text.slice(bodyAt));
  if (relayed === null) return { allowed, interface: null, pid, bodyAt };
  const [prefix, name = '', relayedPid = ''] = relayed;
  return nameItself(text, bodyAt + prefix.length, relayedSpeakers, name, Number(relayedPid));
}

/** What a command printed: by the program typed, or by whoever prints such lines. */
function attributeOutput(text: string, section: Section): Attribution {
  const typed = section.command === null ? [] : readShellLine(section.command.text).calls.map((call) => call.program);
  const known = typed.map((program) => speakersByTag.get(program)).find((allowed) => allowed !== undefined);
  return nameItself(text, 0, known ?? anonymousSpeakers, null, null);
}

/** Takes off the `udhcpc: ` with which a program names itself. */
function nameItself(text: string, at: number, allowed: ReadonlySet<string>, name: string | null, pid: number | null): Attribution {
  const own = selfName.exec(text.slice(at));
  const speaker = own?.[1] === undefined ? undefined : speakersByTag.get(own[1]);
  if (own === null || speaker === undefined) return { allowed, interface: name, pid, bodyAt: at };
  return { allowed: speaker, interface: name, pid, bodyAt: at + own[0].length };
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
