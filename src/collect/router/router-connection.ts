import type { Readable, Writable } from 'node:stream';

/** How a command on the router came to its end. */
export interface RemoteEnd {
  /** Exit code; null where a signal ended it or the connection was lost before the router said. */
  readonly code: number | null;
  /** Name of the signal that ended it, without `SIG`; null where none did. */
  readonly signal: string | null;
}

/** A command that runs on the router. Its output is bytes: a router may print anything. */
export interface RemoteCommand {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Settles once both outputs are at their end.
   *
   * @throws {SshError} `connection-lost` where the connection ends before the command does
   */
  readonly end: Promise<RemoteEnd>;
  /** Closes its channel. What the command was told to do may go on. */
  stop(): void;
}

/** What is known on this side of a session: whether it can be cut by what it is used for depends on its way. */
export interface OwnEnd {
  /** The address that the session leaves this computer from; null where another program carries it, or another host. */
  readonly localAddress: string | null;
  /** Whether the session goes over another host (ProxyJump). */
  readonly isOverJumpHost: boolean;
}

/** A logged-in session on a router, whoever carries it: ssh2 or the system's own client. */
export interface RouterConnection {
  /** As people write it: `root@192.168.1.1`. For messages. */
  readonly name: string;
  readonly ownEnd: OwnEnd;
  /**
   * Starts a command. Only one at a time: with several channels at once old and new dropbear lose output or hang. At most
   * 8,000 bytes: dropbear ends the whole connection over a longer one (its MAX_CMD_LEN is 9,000); scripts go to `stdin`.
   *
   * @throws {SshError}
   */
  start(command: string): Promise<RemoteCommand>;
  /** Ends the session. Does nothing when it has ended already. */
  close(): Promise<void>;
}
