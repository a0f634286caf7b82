import type { AtCommand } from './at-command.ts';

/** A simple command line: what a person typed at a prompt, taken apart as a POSIX shell would. */
export interface ShellLine {
  /** The programs of the line in order: one per part of a pipe or list (`|`, `;`, `&&`, `||`). */
  readonly calls: readonly ShellCall[];
}

/** One program that a command line calls. */
export interface ShellCall {
  /** Base name of the program, `sudo` and a leading path taken off. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Target of `>` or `>>`; null where there is none. */
  readonly writesTo: string | null;
  /** The AT command it sends to a serial port (`echo … > /dev/ttyUSB1`, `gcom`, `sms_tool at …`), where it does. */
  readonly at: AtCommand | null;
}
