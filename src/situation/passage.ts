import type { ClockTime } from '../capture/clock.ts';
import type { Span } from '../capture/position.ts';
import type { Section } from '../capture/section.ts';
import { DialogueCollector } from '../grammar/dialogues/collector.ts';
import type { Message } from '../grammar/message.ts';
import type { TypedCommand } from '../grammar/reading.ts';
import { readAtCommand } from '../grammar/structures/at-command-line.ts';
import { apnOf } from '../grammar/structures/at-meaning.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { isHandDial } from './hand-command.ts';
import { MessageLog } from './message-log.ts';
import { shownProto } from './shown-proto.ts';
import type { Claim, EpisodeBreak, Fact, HandCommand, SourceRange } from './situation.ts';

/** Values of one kind that a passage shows, each with its first place. */
type Facts = Map<string, Fact<string>>;

/**
 * What one stretch of the input shows: a section, or several that do not contradict each other. Episodes are passages
 * that have grown. Everything in it is a fold: its size does not follow the length of a log.
 */
export class Passage {
  readonly startsBecause: EpisodeBreak;
  readonly sources: SourceRange[] = [];
  readonly messages = new MessageLog();
  readonly dialogues = new DialogueCollector();
  readonly hosts: Facts = new Map();
  readonly boards: Facts = new Map();
  readonly kernels: Facts = new Map();
  readonly software = new Map<string, Fact<string> & { readonly name: string }>();
  readonly usbVendors: Facts = new Map();
  /** APNs that a protocol handler or pppd's chat sent to a modem. */
  readonly apns: Facts = new Map();
  readonly configs: UciSection[] = [];
  readonly commands: HandCommand[] = [];
  /** Protocols that the wording of the handlers shows, by interface. */
  readonly shownProtos = new Map<string, string>();
  firstClock: ClockTime | null = null;
  lastClock: ClockTime | null = null;
  /** See `Router.bootedAt`. */
  bootedAt: number | null = null;
  lastUptime: number | null = null;
  /** A protocol handler or pppd is at work in it. */
  hasAttempt = false;

  constructor(startsBecause: EpisodeBreak) {
    this.startsBecause = startsBecause;
  }

  cover(section: Section): void {
    this.sources.push({ source: section.source, firstLine: section.firstLine, lastLine: section.firstLine });
  }

  /** The present section reaches down to this line. */
  extendTo(line: number): void {
    const range = this.sources.at(-1);
    if (range === undefined) return;
    this.sources[this.sources.length - 1] = { ...range, lastLine: line };
  }

  addMessage(message: Message): void {
    const { clock, uptime, host } = message.origin;
    const [span] = message.origin.spans;
    this.messages.add(message);
    this.dialogues.add(message);
    if (clock !== null) {
      this.firstClock ??= clock;
      this.lastClock = clock;
    }
    if (uptime !== null) this.lastUptime = uptime;
    if (clock !== null && uptime !== null) this.bootedAt ??= clock.seconds - uptime;
    if (host !== null) note(this.hosts, host, span);
    switch (message.kind) {
      case 'kernel.version':
        note(this.kernels, message.fields.version, span);
        break;
      case 'kernel.machine':
        note(this.boards, message.fields.machine, span);
        break;
      case 'dhcp.started':
        this.software.set('udhcpc', { name: 'udhcpc', value: message.fields.version, span });
        break;
      case 'pppd.started':
        this.software.set('pppd', { name: 'pppd', value: message.fields.version, span });
        this.hasAttempt = true;
        break;
      case 'usb.found':
        note(this.usbVendors, message.fields.vendor.toLowerCase(), span);
        break;
      case 'gcom.sending':
        this.#noteApn(message.fields.command, message);
        break;
      case 'chat.send':
        this.#noteApn(message.fields.words, message);
        this.hasAttempt = true;
        break;
      default:
    }
    this.#noteProto(message);
  }

  addConfig(section: UciSection): void {
    this.configs.push(section);
  }

  addCommand(typed: TypedCommand, claim: Claim | null): void {
    const { host, line, column, text } = typed.command;
    const span = { source: line.source, line: line.number, column, length: Math.max(text.length, 1), text: line.text };
    this.commands.push({ typed, claim });
    if (host !== null) note(this.hosts, host, span);
  }

  get isHandDial(): boolean {
    return this.commands.some((command) => command.typed.shell.calls.some(isHandDial));
  }

  get isEmpty(): boolean {
    return this.messages.size === 0 && this.configs.length === 0 && this.commands.length === 0;
  }

  absorb(following: Passage): void {
    this.sources.push(...following.sources);
    this.messages.absorb(following.messages);
    this.dialogues.absorb(following.dialogues);
    for (const name of ['hosts', 'boards', 'kernels', 'usbVendors', 'apns'] as const) merge(this[name], following[name]);
    for (const [name, version] of following.software) this.software.set(name, version);
    for (const [name, proto] of following.shownProtos) this.shownProtos.set(name, proto);
    this.configs.push(...following.configs);
    this.commands.push(...following.commands);
    this.firstClock ??= following.firstClock;
    this.lastClock = following.lastClock ?? this.lastClock;
    this.bootedAt ??= following.bootedAt;
    this.lastUptime = following.lastUptime ?? this.lastUptime;
    this.hasAttempt ||= following.hasAttempt;
  }

  #noteApn(command: string, message: Message): void {
    const at = readAtCommand(command);
    const apn = at === null ? null : apnOf(at);
    if (apn !== null) note(this.apns, apn, message.origin.spans[0]);
  }

  #noteProto(message: Message): void {
    const { interface: name } = message.origin;
    const proto = name === null ? null : shownProto(message);
    if (name === null || proto === null) return;
    this.shownProtos.set(name, proto);
    this.hasAttempt = true;
  }
}

function note(facts: Facts, value: string, span: Span): void {
  if (!facts.has(value)) facts.set(value, { value, span });
}

function merge(facts: Facts, following: Facts): void {
  for (const fact of following.values()) note(facts, fact.value, fact.span);
}
