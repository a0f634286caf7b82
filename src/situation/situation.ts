import type { ClockTime } from '../capture/clock.ts';
import type { Span } from '../capture/position.ts';
import type { ShellCommand } from '../capture/section.ts';
import type { SectionNote } from '../capture/section-note.ts';
import type { Dialogue } from '../grammar/dialogues/dialogue.ts';
import type { UsbDeviceShown } from '../grammar/observation.ts';
import type { TypedCommand } from '../grammar/reading.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Evidence } from './evidence.ts';
import type { LogView } from './log-view.ts';
import type { MessageLog } from './message-log.ts';
import type { ObservationLog } from './observation-log.ts';
import type { RemarkLog } from './remark-log.ts';

/** What is true, as far as the input shows it. */
export interface Situation {
  /** In the order of the input; empty where nothing is about a modem. */
  readonly episodes: readonly Episode[];
  /** The last part that says nothing about a modem: what was looked at there in vain. Null where every part is about one. */
  readonly withoutModem: Episode | null;
  /** Stretches that were left out on purpose, in the order of the input. */
  readonly setAside: readonly SetAside[];
  /** Commands of a collection whose output is missing or ends early, in the order of the text. */
  readonly missingOutputs: readonly MissingOutput[];
  readonly stats: Stats;
}

/** A command of a collection that was not run (`not-run`), or did not finish (`not-finished`). */
export interface MissingOutput {
  readonly what: SectionNote['what'];
  /** As typed; null where the input does not show it. */
  readonly command: string | null;
  /** Why, as the collection notes it. */
  readonly reason: string;
  /** Where the note stands. */
  readonly source: string;
  readonly line: number;
}

/** A stretch of the input that is not part of any statement, and why. */
export interface SetAside extends SourceRange {
  /** `advice`: a configuration that a sentence hands over to somebody; `unread`: a command's output that is not understood yet. */
  readonly reason: 'advice' | 'unread';
  /** The sentence, or the name of the program. */
  readonly words: string;
}

/** Counts over the whole input. */
export interface Stats {
  readonly lines: number;
  /** Lines that a declaration recognised, and those of the configuration. */
  readonly messages: number;
  /** Log lines of programs that have nothing to say about modems. */
  readonly foreign: number;
  /** Log lines and command output that nobody recognised. */
  readonly unknown: number;
}

/**
 * Why an episode is told apart from the one before.
 * `start`: the first; `router`: another machine, board or host name; `reboot`: the kernel began anew; `clock`: the log's
 * clock jumped; `modem`: another USB device; `config`: the interface was configured anew; `apn`: another APN is dialled;
 * `by-hand`: somebody leaves the configuration and dials by commands of their own, or goes back to it.
 */
export type EpisodeBreak = 'start' | 'router' | 'reboot' | 'clock' | 'modem' | 'config' | 'apn' | 'by-hand';

/** A stretch of the input in which router, modem and configuration stay the same. */
export interface Episode {
  /** 1-based. */
  readonly id: number;
  readonly brokenOffBy: EpisodeBreak;
  /** The earlier episode on the same router, whose modem and kernel are still known here; null where it is another router or unknown. */
  readonly continues: Episode | null;
  readonly sources: readonly SourceRange[];
  readonly router: Router;
  readonly modems: readonly Modem[];
  /** Configured interfaces (`config interface`), cellular or not. */
  readonly interfaces: readonly ConfiguredInterface[];
  /** All sections of UCI files, of any type; of a name that comes twice the last one counts. */
  readonly configs: readonly UciSection[];
  readonly attempts: readonly Attempt[];
  /** In a very long log the tries in the middle are not kept; so many dialogues of them are missing from `attempts`. */
  readonly dialoguesLeftOut: number;
  /** Commands typed by hand, in order. */
  readonly commands: readonly HandCommand[];
  /** The commands that printed its sections, by the id of the section. */
  readonly printedBy: ReadonlyMap<number, ShellCommand>;
  /** Those of them that were not run or did not finish: what is not in their output may be there all the same. */
  readonly unfinished: ReadonlySet<ShellCommand>;
  /** Names of interfaces in the log that are no part of the modem's connection. */
  readonly bystanders: readonly string[];
  /** Every message of the episode by kind, kept as first ones, last ones and count. */
  readonly messages: MessageLog;
  /** Every remark of the episode by the kind of its wording, kept likewise. */
  readonly remarks: RemarkLog;
  /** The sentences that messages make together; in a very long log not those in the middle. */
  readonly dialogues: readonly Dialogue[];
  /** How far its logs would show what they do not show. */
  readonly view: LogView;
  /** What listings, states and answers show, the first and last of each kind and subject. */
  readonly observations: ObservationLog;
  /** First and last wall-clock time of its logs. */
  readonly clock: { readonly first: ClockTime; readonly last: ClockTime } | null;
}

export interface SourceRange {
  readonly source: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Router {
  /** From prompts and log envelopes. */
  readonly host: Fact<string> | null;
  /** Board as the kernel prints it (`MIPS: machine is …`), else as `ubus call system board` names it. */
  readonly board: Fact<string> | null;
  /** `3.18.27` of `Linux version 3.18.27 (…)`. */
  readonly kernel: Fact<string> | null;
  /** Wall-clock time of the kernel's zero, in the seconds of `ClockTime`; from a line that shows both clocks and the year. */
  readonly bootedAt: number | null;
  /** Versions that programs print of themselves: `udhcpc` `1.25.1`, `pppd` `2.4.7`. */
  readonly software: readonly (Fact<string> & { readonly name: string })[];
}

/** A value with the place it was read from. */
export interface Fact<T> {
  readonly value: T;
  readonly span: Span;
}

/** A modem as the router's kernel shows it. */
export interface Modem {
  /** `1-1`: bus and port path. Null where only its parts were seen. */
  readonly usbPort: string | null;
  /** Four lower-case hex digits. */
  readonly vendorId: Fact<string> | null;
  readonly productId: Fact<string> | null;
  readonly product: Fact<string> | null;
  readonly manufacturer: Fact<string> | null;
  readonly functions: readonly ModemFunction[];
  /**
   * The last listing of the bus that shows it: interfaces with and without a driver, configurations, current; null where
   * none is in the input.
   */
  readonly listing: UsbDeviceShown | null;
  /** False after `USB disconnect` without a return. */
  readonly attached: boolean;
  /** Where it first appears. */
  readonly span: Span;
  /** Known from an earlier episode on the same router, not shown again in this one. */
  readonly inherited: boolean;
}

/** One thing a driver made of a modem's USB interface. */
export interface ModemFunction {
  /** `1-1:1.2`; null where the line does not say. */
  readonly usbInterface: string | null;
  readonly driver: string;
  readonly kind: 'serial' | 'control' | 'network';
  /** `/dev/ttyUSB1`, `/dev/cdc-wdm0`, `wwan0`; null where only a listing of the bus shows the driver. */
  readonly node: string | null;
  readonly span: Span;
}

export interface ConfiguredInterface {
  readonly name: string;
  readonly proto: string | null;
  /** A modem's protocol, or a plain one on a device that is known, or named, as the modem's. */
  readonly cellular: boolean;
  readonly section: UciSection;
}

export interface HandCommand {
  readonly typed: TypedCommand;
  /** What the writer says of its result in the sentence right before; a hint, never a proof. */
  readonly claim: Claim | null;
}

/** A sentence in which the writer says whether something worked. */
export interface Claim {
  readonly works: boolean;
  readonly span: Span;
}

/** One try to bring a connection up. */
export interface Attempt {
  /** 1-based within the capture. */
  readonly id: number;
  readonly episode: number;
  /** `netifd`: a protocol handler run; `pppd`: a dial of which only pppd and chat are shown; `by-hand`: commands typed at a prompt. */
  readonly method: 'netifd' | 'pppd' | 'by-hand';
  /** Logical interface, null for a dial by hand. */
  readonly interface: string | null;
  /** Protocol as configured, or as the handler's wording shows it; null where neither does. */
  readonly proto: string | null;
  readonly config: ConfiguredInterface | null;
  /** Host of the prompt, for a dial by hand. */
  readonly host: string | null;
  /** Device node it dials through, as configured or as a program prints it. */
  readonly device: string | null;
  /** Net device that is to carry the address. */
  readonly netdev: string | null;
  /** Child interface that runs DHCP (`modem_4` of `modem`), where there is one. */
  readonly child: string | null;
  /** The APN that was sent to the modem, as far as a line shows it. */
  readonly apn: Fact<string> | null;
  /** The address it got. */
  readonly address: Fact<string> | null;
  /** All ten rungs, lowest first. */
  readonly ladder: readonly RungState[];
  /** Highest rung that lines prove, below the first broken one; of a lost connection, as far as it had come. */
  readonly reached: Rung | null;
  readonly broken: Rung | null;
  /** What ended a connection that had come up, without anybody stopping it; null where nothing shows that. */
  readonly lost: Loss | null;
  /**
   * `up`: it got as far as the log can show and nothing broke; `lost`: it came up and ended unasked; `failed`: a rung
   * broke; `unfinished`: the log ends, or the answer was never read, before any of these; `claimed`: only the writer's
   * words say that it worked.
   */
  readonly outcome: AttemptOutcome;
  /** Id of a later attempt of the same interface in the same episode that came up. */
  readonly resolvedBy: number | null;
  /** How many tries with the same course and end this one stands for; of a very long log, those that are kept. */
  readonly times: number;
  readonly first: Span;
  readonly last: Span;
  /** Wall-clock times of its first and last line. */
  readonly clock: { readonly first: ClockTime; readonly last: ClockTime } | null;
}

export type AttemptOutcome = 'up' | 'lost' | 'failed' | 'unfinished' | 'claimed';

/** How a connection ended that had come up. */
export interface Loss {
  /** `power`: the modem left the bus; `dial`: the session was dropped; `address`: the lease was lost. */
  readonly rung: Rung;
  /** The line that shows the connection up, then what shows its end. */
  readonly evidence: readonly Evidence[];
}

export interface RungState {
  readonly rung: Rung;
  /** `unreached`: above a broken rung; `unknown`: nothing in the input tells. */
  readonly state: 'reached' | 'broken' | 'unreached' | 'unknown';
  /** Reached only because a higher rung cannot be reached without it. */
  readonly implied: boolean;
  readonly evidence: readonly Evidence[];
}
