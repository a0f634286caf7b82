import type { ClockTime } from './clock.ts';
import type { Line } from './line.ts';
import type { RunLine } from './log-run.ts';
import type { SectionNote } from './section-note.ts';

/**
 * Families of layouts of log lines. `logread`: OpenWrt's logd; `luci`: its web page since the later 24.10; `syslogd`: busybox;
 * `dmesg`: the kernel's ring buffer, in every form that it is shown in; `journal`: journalctl, and the files of rsyslog;
 * `syslog`: records as they go over a network, RFC 3164 and 5424; `columns`: exports of firewalls; `own`: what programs
 * write into files of their own; `tagged`: a tag, with the envelope before it cut off.
 */
export type LogKind =
  | 'logread'
  | 'luci'
  | 'syslogd'
  | 'dmesg'
  | 'journal'
  | 'syslog'
  | 'columns'
  | 'own'
  | 'tagged';

/** Listings and answers of tools, told apart by `blockFormats`. */
export type BlockKind =
  | 'usb-devices'
  | 'lsusb'
  | 'files'
  | 'modules'
  | 'processes'
  | 'packages'
  | 'at'
  | 'json'
  | 'mmcli'
  | 'qmicli'
  | 'umbim'
  | 'hilink'
  | 'links'
  | 'routes'
  | 'ping'
  | 'trace'
  | 'lookup'
  | 'fetch'
  | 'mwan3'
  | 'release'
  | 'attributes'
  | 'counters'
  | 'holders'
  | 'router-state'
  | 'log-extent';

/**
 * What a stretch of the input is. `uci`: `/etc/config` text; `shell`: a prompt with its command and the lines it printed
 * that are nothing else, or a transcript without its prompt; `prose`: somebody's sentences, and whatever nobody recognises.
 */
export type SectionKind = LogKind | BlockKind | 'uci' | 'shell' | 'prose';

/** A command somebody typed, with what its prompt says about where. */
export interface ShellCommand {
  readonly line: Line;
  /** 1-based column of the first character of the command itself. */
  readonly column: number;
  /** The command as typed; empty where the prompt stands alone. */
  readonly text: string;
  /** `root` of `root@router:~#`; null where the prompt names none. */
  readonly user: string | null;
  /** `router` of `root@router:~#`; null where the prompt names none. */
  readonly host: string | null;
  /** The prompt ends in `#`, or the user is root. */
  readonly privileged: boolean;
}

/** The head of a section. Its lines follow until the next head. */
export interface Section {
  /** 0-based, counted over the whole capture, in the order of the input. */
  readonly id: number;
  readonly kind: SectionKind;
  readonly source: string;
  /** 1-based number of its first line. */
  readonly firstLine: number;
  /**
   * The command that printed this section, where the input shows one (`cat /etc/config/network`, `dmesg`, …). Every
   * command begins a `shell` section of its own at its prompt; what it prints of another kind makes further sections,
   * and a second `shell` section may follow. All of them carry the same object.
   */
  readonly command: ShellCommand | null;
}

/** What a log line says before its message begins. */
export interface Envelope {
  /** Layout of the envelope. */
  readonly format: LogKind;
  /** Wall-clock time; null where the layout has none, or where it is cut off or in a language that is not understood. */
  readonly clock: ClockTime | null;
  /** Seconds since boot, from the kernel's own stamp or the journal's; null where the line has none. */
  readonly uptime: number | null;
  readonly facility: string | null;
  readonly severity: string | null;
  /** Host name, in the layouts that print one. */
  readonly host: string | null;
  /** Syslog tag without pid, `kernel` for kernel lines, null where the line names nobody. */
  readonly program: string | null;
  readonly pid: number | null;
  /** Where the message begins: 0-based index into the line's text. */
  readonly bodyAt: number;
}

/** How well a log line is known to be what a program says. */
export interface Knowledge {
  /** How many of its characters are words of the program's, and no text that may be any: the more, the surer. */
  readonly literal: number;
  /** A place for a value is empty. */
  readonly lacksValue: boolean;
}

/**
 * Receives the input section by section, line by line, in order. Nothing is held back longer than a small block.
 * Blank lines are not passed on; they show as gaps in the line numbers. The prompt itself is no line of its section.
 */
export interface CaptureListener {
  /** A section begins; a previous one has ended. */
  section(section: Section): void;
  /** A line of a log. */
  logLine(line: Line, envelope: Envelope): void;
  /** Whether anybody wants to hear of this program: a long run of lines of others is only counted. */
  hears(program: string): boolean;
  /**
   * What is known of a log line; null where nobody says it. Asked where this line and the one below may have been one: the
   * text need not be a line of the input.
   */
  knows(text: string): Knowledge | null;
  /** A line of a log that has been going on for long. False: it must come as a `logLine`. */
  runLine(line: RunLine): boolean;
  /** So many lines of programs that nobody hears have gone by, the last of them with this number. */
  passedOver(lines: number, lastLine: number): void;
  /** A line of any other section. In `shell` sections: a line that the command printed. */
  textLine(line: Line): void;
  /**
   * A collection notes that the output above is missing or ends early; the section at hand is at its end.
   *
   * @param command that was to print it; null where the input does not show it
   */
  sectionNote(line: Line, note: SectionNote, command: ShellCommand | null): void;
  /** The input is at its end. */
  end(): void;
}
