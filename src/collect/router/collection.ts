import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { SshError } from '../ssh/ssh-error.ts';
import type { CollectedSection } from './collected-section.ts';
import { collectionScript } from './collection-script.ts';
import { FrameReader } from './frame-reader.ts';
import type { RemoteCommand, RemoteEnd, RouterConnection } from './router-connection.ts';

/**
 * How a collection ended. `deadline`: the time was up; `stopped`: somebody here ended it; `connection-lost`: it broke off,
 * and why, in a clause that may quote the router; null where nobody knows; `flooded`: the router printed what no script of ours prints; `script-failed`: the router's shell did not run the script to its end, and may have said why.
 */
export type CollectionEnd =
  | { readonly how: 'complete' }
  | { readonly how: 'deadline'; readonly seconds: number }
  | { readonly how: 'stopped' }
  | { readonly how: 'connection-lost'; readonly why: string | null }
  | { readonly how: 'flooded' }
  | { readonly how: 'script-failed'; readonly message: string };

/** What was read on a router. */
export interface Collection {
  /** The router's own name; null where it did not come to tell it. */
  readonly host: string | null;
  readonly sections: readonly CollectedSection[];
  readonly end: CollectionEnd;
}

/** A command of the collection that is being run. */
export interface CollectionProgress {
  readonly name: string;
  readonly command: string;
  /** Seconds that it may take. */
  readonly mayTake: number;
  /** Commands that came to their end before. */
  readonly finished: number;
}

export interface CollectOptions {
  readonly deadlineSeconds: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CollectionProgress) => void;
}

/** Starts a shell that reads a script. Nothing of that is urgent to a router that has to route. */
export const startShell = 'if nice -n 10 true 2>/dev/null; then exec nice -n 10 sh -s; fi; exec sh -s';

/** Time that the script has to end itself, before the connection is no longer waited for. */
const graceSeconds = 15;

/** Time that the channel has to close after the script has said that it is through. */
const lastWaitSeconds = 2;

/** Characters of what the shell says on its error output that are kept. */
const longestMessage = 2000;

/**
 * Runs the script on a router and takes in what it prints. What came in before a break is kept: such a collection says how it
 * ended.
 *
 * @throws {SshError} where the shell cannot be started at all
 */
export async function collect(connection: RouterConnection, options: CollectOptions): Promise<Collection> {
  const { deadlineSeconds, signal, onProgress } = options;
  signal?.throwIfAborted();
  const mark = randomBytes(16).toString('hex');
  const sections: CollectedSection[] = [];
  let host: string | null = null;
  let over: string | null = null;
  let lastWait: NodeJS.Timeout | undefined;
  const reader = new FrameReader(mark, {
    hello: (name) => {
      host = name;
    },
    started: (name, command, mayTake) => onProgress?.({ name, command, mayTake, finished: sections.length }),
    section: (section) => sections.push(section),
    over: (why) => {
      over = why;
      // What hangs in the kernel may hold the channel open.
      lastWait ??= setTimeout(() => stop.because('stopped'), lastWaitSeconds * 1000);
    },
    flooded: () => stop.because('flooded'),
  });

  const take = (chunk: Buffer) => reader.write(chunk);

  const command = await connection.start(startShell);
  const stop = new Stop(command);
  const timer = setTimeout(() => stop.because('deadline'), (deadlineSeconds + graceSeconds) * 1000);
  const abort = () => stop.because('stopped');
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    const message = tail(command.stderr);
    command.stdout.on('data', take);
    // The router may have stopped reading: how it ended tells.
    command.stdin.on('error', () => undefined);
    command.stdin.end(collectionScript({ mode: 'framed', mark, deadlineSeconds }));
    let why: string | null = null;
    const end = command.end.catch((error: unknown) => {
      if (error instanceof SshError) why = error.why;
      return null;
    });
    const ended = await Promise.race([end, stop.done]);
    command.stdout.off('data', take);
    reader.end();
    return { host, sections, end: collectionEnd(over, stop.reason, ended, why, message(), deadlineSeconds) };
  } finally {
    clearTimeout(timer);
    clearTimeout(lastWait);
    signal?.removeEventListener('abort', abort);
  }
}

type Stopped = 'deadline' | 'stopped' | 'flooded';

/** Ends the waiting for a command from this side. */
class Stop {
  readonly #command: RemoteCommand;
  #resolve: (() => void) | null = null;
  reason: Stopped | null = null;
  readonly done: Promise<null>;

  constructor(command: RemoteCommand) {
    this.#command = command;
    this.done = new Promise((resolve) => {
      this.#resolve = () => resolve(null);
    });
  }

  because(reason: Stopped): void {
    this.reason ??= reason;
    this.#command.stop();
    this.#resolve?.();
  }
}

function collectionEnd(
  over: string | null,
  stopped: Stopped | null,
  ended: RemoteEnd | null,
  why: string | null,
  message: string,
  seconds: number,
): CollectionEnd {
  if (stopped === 'flooded') return { how: 'flooded' };
  if (over === 'complete') return { how: 'complete' };
  if (over === 'deadline' || stopped === 'deadline') return { how: 'deadline', seconds };
  if (stopped === 'stopped') return { how: 'stopped' };
  if (ended === null || (ended.code === null && ended.signal === null))
    return { how: 'connection-lost', why };
  return { how: 'script-failed', message: message === '' ? endWords(ended) : message };
}

function endWords({ code, signal }: RemoteEnd): string {
  return signal === null ? `the shell ended with status ${code}` : `the shell was ended by SIG${signal}`;
}

/** Listens to a stream for its last words. */
function tail(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (words: string) => {
    text = (text + words).slice(-longestMessage);
  });
  return () => text.trim();
}
