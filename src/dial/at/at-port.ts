/**
 * How a port came to its end. `closed`: by us; `gone`: the device, the program that had it open, or the connection to the router
 * is gone; `busy`: somebody else has opened it meanwhile.
 */
export type AtPortEnd =
  | { readonly how: 'closed' }
  | { readonly how: 'gone' | 'busy'; readonly reason: string };

/** Who listens to a port. */
export interface AtPortListener {
  /** What the modem says, cut anywhere. */
  bytes(chunk: Uint8Array): void;
  /** A port that is opened anew for each command is closed again: nothing more comes for this one. */
  attemptOver(): void;
  ended(end: AtPortEnd): void;
}

/** One port of a modem on the router, open. It carries what it is given and judges nothing: the client does. */
export interface AtPort {
  /** `/dev/ttyUSB2` */
  readonly path: string;
  /** The program on the router that has it open, for messages: `socat`; `the shell` where none is needed. */
  readonly by: string;
  /** How a person would open it: `socat - /dev/ttyUSB2,raw,echo=0`. Stands above the talk where that is shown. */
  readonly typed: string;
  /** `stream`: it stays open, and what comes unasked is heard; `attempts`: it is opened and closed for each command. */
  readonly kind: 'stream' | 'attempts';
  /** What the program on the router says by itself among the modem's lines; not there where it says nothing. */
  readonly ownWords?: RegExp | undefined;
  listen(listener: AtPortListener): void;
  /** Sends a command line, without its line ending. Of a port of the kind `attempts` the program waits so long for the answer. */
  send(line: string, patienceMs: number): void;
  /** Sends a few characters as they are; a port of the kind `attempts` cannot, and does nothing. */
  sendRaw(characters: string): void;
  /** Ends it. Settles when the router has nothing of it left, as far as it can be told. */
  close(): Promise<void>;
}
