import type { Line } from '../capture/line.ts';
import type { Envelope, Section, ShellCommand } from '../capture/section.ts';
import type { Message } from './message.ts';
import type { Observation } from './observation.ts';
import type { ShellLine } from './structures/shell-line.ts';
import type { UciSection } from './structures/uci-section.ts';

/** A command at a prompt, taken apart. The messages it printed follow with the same capture section. */
export interface TypedCommand {
  readonly command: ShellCommand;
  readonly shell: ShellLine;
  /** Id of the capture section it stands in. */
  readonly section: number;
  /** 0-based position among all readings of the capture. */
  readonly order: number;
}

/** What the grammar reads out of the capture, in the order of the input. */
export interface ReadingListener {
  section(section: Section): void;
  message(message: Message): void;
  /** A line that is the copy of a message told before (dmesg beside logread); the message has one more span now. */
  copy(message: Message): void;
  config(section: UciSection): void;
  /** What a block shows: a listing, a status, an answer. */
  observation(observation: Observation): void;
  command(command: TypedCommand): void;
  /** A line of somebody's own words. */
  prose(line: Line, section: Section): void;
  /** A log line of a program that has nothing to say about modems, or a line of output that is known to say nothing. */
  foreign(line: Line, envelope: Envelope | null): void;
  /** So many lines of a long log that have nothing to say about modems, the last of them with this number. */
  passedOver(lines: number, lastLine: number): void;
  /** A line of a long log that no declaration knows. */
  unknownOfRun(line: number): void;
  /** A log line, or a line a command printed, that no declaration knows. */
  unknown(line: Line, envelope: Envelope | null): void;
  end(): void;
}
