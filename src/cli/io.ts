import type { Readable, Writable } from 'node:stream';

/**
 * Everything the program takes from its process and gives back to it, so that tests can run it with buffers.
 */
export interface Io {
  /** Bytes, no encoding set. Read only when an input is `-` or nothing else is named. */
  readonly stdin: Readable;
  /** Reports, help and version; nothing else. */
  readonly stdout: Writable;
  /** Errors and prompts. */
  readonly stderr: Writable;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of the terminal behind standard output; undefined where there is none. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Runs a long computation, the diagnosis of one capture or another, in which no signal handler gets a turn: Ctrl-C then ends the process the system's way. */
  computing<T>(what: 'diagnosis' | 'other', work: () => T): T;
  /** Aborted when the user presses Ctrl-C, or the program is told to end (SIGTERM). */
  readonly interruption: AbortSignal;
}
