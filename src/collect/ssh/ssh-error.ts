/**
 * Why there is no session on the router, or why it ended.
 * `config`: the target, an option or a file of settings cannot be used. `not-ssh`: something else answers at that port.
 * `unreachable`: there is no way to the host. `command-refused`: logged in, but the router runs no command.
 * `no-client`: the system's own client cannot be started; `client-failed`: it ended without a session.
 */
export type SshErrorCode =
  | 'config'
  | 'host-not-found'
  | 'unreachable'
  | 'refused'
  | 'timed-out'
  | 'not-ssh'
  | 'no-common-algorithm'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'host-key-revoked'
  | 'login-denied'
  | 'jump-failed'
  | 'connection-lost'
  | 'command-refused'
  | 'no-client'
  | 'client-failed';

/**
 * A router that cannot be logged in to, or a session that ended. The message is one or more whole sentences for the user, with
 * what to do next. It may quote what the router says, control characters included: whoever prints it makes it printable.
 */
export class SshError extends Error {
  override readonly name = 'SshError';
  readonly code: SshErrorCode;
  /** Why a session that had begun ended: a clause without a full stop, for a sentence of others; null where nobody knows. */
  readonly why: string | null;

  constructor(code: SshErrorCode, message: string, cause?: unknown, why: string | null = null) {
    super(message, { cause });
    this.code = code;
    this.why = why;
  }
}
