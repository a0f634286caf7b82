/**
 * Why a command has no answer. `silent`: nothing came in time; `garbage`: what came is no answer of a modem; `echo-loop`: the port
 * sends back without end what it is sent; `port-gone`: the port or the connection to the router has ended; `busy`: somebody else
 * has the port; `refused-by-policy`: it was not sent, for it is not allowed; `no-means`: the router has no program with which the
 * port can be opened safely.
 */
export type AtFailureCode =
  | 'silent'
  | 'garbage'
  | 'echo-loop'
  | 'port-gone'
  | 'busy'
  | 'refused-by-policy'
  | 'no-means';

export interface AtFailureDetails {
  /** The command that has no answer; null where the port was only being opened. */
  readonly command: string | null;
  /** What came instead, as text in which nothing but printable characters is left; empty where nothing did. Untrusted. */
  readonly heard: string;
}

/** A command without an answer, or a port that cannot be opened. The message is a whole sentence for the user. */
export class AtFailure extends Error {
  readonly code: AtFailureCode;
  /** The same as a clause without a full stop, in which the port is “it”: `it is held by pppd[812]`. */
  readonly reason: string;
  readonly command: string | null;
  readonly heard: string;

  constructor(
    code: AtFailureCode,
    message: string,
    reason: string,
    { command, heard }: Partial<AtFailureDetails> = {},
  ) {
    super(message);
    this.name = 'AtFailure';
    this.code = code;
    this.reason = reason;
    this.command = command ?? null;
    this.heard = heard ?? '';
  }
}
