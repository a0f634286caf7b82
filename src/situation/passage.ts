import type { ClockTime } from '../capture/clock.ts';
import type { Span } from '../capture/position.ts';
import { spanOfCommand } from '../capture/prompt.ts';
import type { Section, ShellCommand } from '../capture/section.ts';
import { DialogueCollector } from '../grammar/dialogues/collector.ts';
import type { Message } from '../grammar/message.ts';
import type { BoardShown, Observation, UsbDeviceShown } from '../grammar/observation.ts';
import type { TypedCommand } from '../grammar/reading.ts';
import { readAtCommand } from '../grammar/structures/at-command-line.ts';
import { apnOf } from '../grammar/structures/at-meaning.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { isModemUsbId } from '../knowledge/usb.ts';
import { isHandDial, isNews } from './hand-command.ts';
import { MessageLog } from './message-log.ts';
import { isOfModem, modemTools, showsModem } from './modem-words.ts';
import { ObservationLog } from './observation-log.ts';
import { RemarkLog } from './remark-log.ts';
import { shownProto } from './shown-proto.ts';
import { seriesShown } from './shown-release.ts';
import type { Claim, EpisodeBreak, Fact, HandCommand, SourceRange } from './situation.ts';

/** Different commands that are looked at: a script has some, a hostile log millions. */
const mostSent = 256;

/** Different values of one kind, such as host names. */
const mostFacts = 256;

/** Interfaces whose protocol is noted. */
const mostInterfaces = 256;

/** Values of one kind that a passage shows, each with its first place. */
type Facts = Map<string, Fact<string>>;

/** A range that may still grow. */
interface OpenRange extends SourceRange {
  lastLine: number;
}

/** One moment on both clocks of a router. */
export interface Stamp {
  readonly clock: ClockTime;
  /** Seconds since boot. */
  readonly uptime: number;
}

/**
 * What one stretch of the input shows: a section, or several that do not contradict each other. Episodes are passages
 * that have grown. Everything in it is a fold: its size does not follow the length of a log.
 */
export class Passage {
  readonly startsBecause: EpisodeBreak;
  readonly sources: OpenRange[] = [];
  readonly messages = new MessageLog();
  readonly remarks = new RemarkLog();
  readonly dialogues = new DialogueCollector();
  readonly hosts: Facts = new Map();
  /** Its log has lines of several routers in turns, as a server keeps them: none of the names is that of the whole. */
  hasHostsInTurns = false;
  /** Who said the last line that names its host. */
  #lastHost: string | null = null;
  /** Boards as the kernel names them. */
  readonly boards: Facts = new Map();
  /** Boards as OpenWrt names them (`ubus call system board`), which the kernel of an old release words differently. */
  readonly models: Facts = new Map();
  readonly kernels: Facts = new Map();
  /** Series of OpenWrt that the router says it runs. */
  readonly releases: Facts = new Map();
  readonly software = new Map<string, Fact<string> & { readonly name: string }>();
  /** Vendors of USB devices that are known as modems. */
  readonly usbVendors: Facts = new Map();
  /** APNs that a protocol handler or pppd's chat sent to a modem. */
  readonly apns: Facts = new Map();
  readonly configs: UciSection[] = [];
  readonly commands: HandCommand[] = [];
  readonly observations = new ObservationLog();
  /** The commands that printed its sections, by the id of the section. */
  readonly printedBy = new Map<number, ShellCommand>();
  /** Those of them that were not run or did not finish. */
  readonly unfinished = new Set<ShellCommand>();
  /** Protocols that the wording of the handlers shows, by interface. */
  readonly shownProtos = new Map<string, string>();
  /** Commands that were looked at for their APN. */
  readonly #sent = new Set<string>();
  firstClock: ClockTime | null = null;
  lastClock: ClockTime | null = null;
  /** First and last message that show both the router's clocks. */
  firstStamp: Stamp | null = null;
  lastStamp: Stamp | null = null;
  /** Seconds since boot of the last kernel line. */
  lastUptime: number | null = null;
  /** A protocol handler or pppd is at work in it. */
  hasAttempt = false;
  /** Something in it is said by a modem, or by a program that deals with modems only. */
  isOfModem = false;

  constructor(startsBecause: EpisodeBreak) {
    this.startsBecause = startsBecause;
  }

  cover(section: Section): void {
    this.sources.push({ source: section.source, firstLine: section.firstLine, lastLine: section.firstLine });
    if (section.command === null) return;
    this.#noteHost(section.command);
    this.printedBy.set(section.id, section.command);
  }

  /** The present section reaches down to this line. */
  extendTo(line: number): void {
    const range = this.sources.at(-1);
    if (range !== undefined) range.lastLine = line;
  }

  addMessage(message: Message): void {
    const { clock, uptime, host } = message.origin;
    const [span] = message.origin.spans;
    this.messages.add(message);
    if (message.kind === 'remark') this.remarks.add(message);
    this.dialogues.add(message);
    this.isOfModem ||= isOfModem(message);
    if (clock !== null) {
      this.firstClock ??= clock;
      this.lastClock = clock;
    }
    if (uptime !== null) this.lastUptime = uptime;
    if (clock !== null && uptime !== null) {
      this.lastStamp = { clock, uptime };
      this.firstStamp ??= this.lastStamp;
    }
    if (host !== null) {
      this.hasHostsInTurns ||= host !== this.#lastHost && this.#lastHost !== null && this.hosts.has(host);
      this.#lastHost = host;
      note(this.hosts, host, span);
    }
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
        this.#noteVendor(message.fields, span);
        break;
      case 'gcom.sending':
        this.#noteApn(message.fields.command, message);
        break;
      case 'handler.connecting-apn':
        note(this.apns, message.fields.apn, span);
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
    this.commands.push({ typed, claim });
    this.isOfModem ||= typed.shell.calls.some(({ program }) => modemTools.has(program));
  }

  addObservation(observation: Observation): void {
    this.observations.add(observation);
    this.isOfModem ||= showsModem(observation);
    if (observation.kind === 'usb-device') this.#noteVendor(observation, observation.span);
    if (observation.kind === 'board') this.#noteBoard(observation);
  }

  get isHandDial(): boolean {
    return this.commands.some((command) => command.typed.shell.calls.some(isHandDial));
  }

  /** Nothing was printed in it. */
  get holdsOnlyCommands(): boolean {
    return this.messages.size === 0 && this.configs.length === 0 && this.observations.isEmpty;
  }

  /** It tells nothing of router or modem: commands that only lead elsewhere (`ssh`, `cd`) are no news of anybody. */
  get isEmpty(): boolean {
    const calls = this.commands.flatMap((command) => command.typed.shell.calls);
    return this.holdsOnlyCommands && this.unfinished.size === 0 && !calls.some(isNews);
  }

  absorb(following: Passage): void {
    for (const range of following.sources) this.sources.push(range);
    this.messages.absorb(following.messages);
    this.remarks.absorb(following.remarks);
    this.dialogues.absorb(following.dialogues);
    for (const name of ['hosts', 'boards', 'models', 'kernels', 'releases', 'usbVendors', 'apns'] as const)
      merge(this[name], following[name]);
    this.hasHostsInTurns ||= following.hasHostsInTurns;
    for (const [name, version] of following.software) this.software.set(name, version);
    for (const [name, proto] of following.shownProtos) this.shownProtos.set(name, proto);
    for (const config of following.configs) this.configs.push(config);
    for (const command of following.commands) this.commands.push(command);
    this.observations.absorb(following.observations);
    for (const [section, command] of following.printedBy) this.printedBy.set(section, command);
    for (const command of following.unfinished) this.unfinished.add(command);
    this.firstClock ??= following.firstClock;
    this.lastClock = following.lastClock ?? this.lastClock;
    this.firstStamp ??= following.firstStamp;
    this.lastStamp = following.lastStamp ?? this.lastStamp;
    this.lastUptime = following.lastUptime ?? this.lastUptime;
    this.hasAttempt ||= following.hasAttempt;
    this.isOfModem ||= following.isOfModem;
  }

  #noteHost(command: ShellCommand): void {
    if (command.host !== null) note(this.hosts, command.host, spanOfCommand(command));
  }

  /** A prompt shows the host name up to its first dot. */
  #noteBoard(board: BoardShown): void {
    const { host, model, kernel, busybox, span } = board;
    const series = seriesShown(board);
    if (host !== null) note(this.hosts, /^[^.]*/.exec(host)?.[0] ?? host, span);
    if (model !== null) note(this.models, model, span);
    if (kernel !== null) note(this.kernels, kernel, span);
    if (series !== null) note(this.releases, series, span);
    if (busybox !== null) this.software.set('busybox', { name: 'busybox', value: busybox, span });
  }

  /** Other USB devices come and go without meaning another modem. */
  #noteVendor({ vendor, product }: Pick<UsbDeviceShown, 'vendor' | 'product'>, span: Span): void {
    if (vendor === null || product === null) return;
    const id = vendor.toLowerCase();
    if (isModemUsbId(id, product.toLowerCase())) note(this.usbVendors, id, span);
  }

  /** Scripts send the same commands over and over. */
  #noteApn(command: string, message: Message): void {
    if (this.#sent.size >= mostSent || this.#sent.has(command)) return;
    this.#sent.add(command);
    const at = readAtCommand(command);
    const apn = at === null ? null : apnOf(at);
    if (apn !== null) note(this.apns, apn, message.origin.spans[0]);
  }

  #noteProto(message: Message): void {
    const { interface: name } = message.origin;
    const proto = name === null ? null : shownProto(message);
    if (name === null || proto === null) return;
    this.hasAttempt = true;
    if (this.shownProtos.size < mostInterfaces || this.shownProtos.has(name))
      this.shownProtos.set(name, proto);
  }
}

function note(facts: Facts, value: string, span: Span): void {
  if (facts.size < mostFacts && !facts.has(value)) facts.set(value, { value, span });
}

function merge(facts: Facts, following: Facts): void {
  for (const fact of following.values()) note(facts, fact.value, fact.span);
}
