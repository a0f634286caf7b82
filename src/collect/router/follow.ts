import { randomBytes } from 'node:crypto';
import { startShell } from './collection.ts';
import { withoutComments } from './collection-script.ts';
import follow from './follow.sh';
import type { RouterConnection } from './router-connection.ts';

/**
 * How it ended. `ended`: the router's log did, or the program that prints it; `stopped`: somebody here ended it;
 * `connection-lost`: it broke off, and why in a sentence; `no-log`: there is nothing to follow.
 */
export type FollowEnd =
  | { readonly how: 'ended' }
  | { readonly how: 'stopped' }
  | { readonly how: 'connection-lost'; readonly error: unknown }
  | { readonly how: 'no-log' };

export interface FollowOptions {
  /** So many lines from before are wanted again, so that none is missed between two sessions. */
  readonly backlog: number;
  readonly signal: AbortSignal;
  /** What is followed, as a person would type it: `logread -f`. */
  readonly onStarted: (command: string) => void;
  readonly onLog: (bytes: Uint8Array) => void;
  /** Lines of the kernel where the log may lack them. */
  readonly onKernel: (bytes: Uint8Array) => void;
}

/** A shell may greet before the script says its first word, but not at length. */
const longestGreeting = 65_536;

/**
 * Follows the log of a router until somebody stops that. Nothing of it goes on there when the session has ended.
 *
 * @throws {SshError} where the shell cannot be started at all
 */
export async function followLog(connection: RouterConnection, options: FollowOptions): Promise<FollowEnd> {
  const { backlog, signal, onStarted, onLog, onKernel } = options;
  const mark = randomBytes(16).toString('hex');
  const command = await connection.start(startShell);
  let started: string | null = null;
  let greeting = Buffer.alloc(0);
  const take = (bytes: Buffer) => {
    if (started !== null) {
      onLog(bytes);
      return;
    }
    greeting = Buffer.concat([greeting, bytes]).subarray(-longestGreeting);
    const at = greeting.indexOf(`${mark} `);
    const end = at < 0 ? -1 : greeting.indexOf('\n', at);
    if (end < 0) return;
    started = greeting.toString('utf8', at + mark.length + 1, end);
    if (started !== '') onStarted(started);
    if (end + 1 < greeting.length) onLog(greeting.subarray(end + 1));
  };
  const takeKernel = (bytes: Buffer) => {
    // Elsewhere only the shell speaks there.
    if (started?.startsWith('tail ') === true) onKernel(bytes);
  };
  let stop = (): void => undefined;
  const stopped = new Promise<FollowEnd>((resolve) => {
    stop = () => resolve({ how: 'stopped' });
  });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  command.stdout.on('data', take);
  command.stderr.on('data', takeKernel);
  // The router may have stopped reading: how it ended tells. It stays open, for the script ends when it does not.
  command.stdin.on('error', () => undefined);
  command.stdin.write(script(mark, backlog));
  try {
    return await Promise.race([
      stopped,
      command.end.then(
        ({ code, signal: killer }): FollowEnd => {
          if (code === null && killer === null) return { how: 'connection-lost', error: null };
          return started === '' ? { how: 'no-log' } : { how: 'ended' };
        },
        (error: unknown): FollowEnd => ({ how: 'connection-lost', error }),
      ),
    ]);
  } finally {
    signal.removeEventListener('abort', stop);
    command.stdout.off('data', take);
    command.stderr.off('data', takeKernel);
    command.stop();
  }
}

function script(mark: string, backlog: number): string {
  return [`mark=${mark}`, `backlog=${backlog}`, withoutComments(follow), 'main', ''].join('\n');
}
