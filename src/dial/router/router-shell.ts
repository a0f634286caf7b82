import type { Readable } from 'node:stream';
import type { CollectedSection, SectionEnd } from '../../collect/router/collected-section.ts';
import type { RemoteCommand, RouterConnection } from '../../collect/router/router-connection.ts';
import prelude from './prelude.sh';

/** What is to be run on the router. */
export interface RouterTask {
  /** Names its section: `live-dial`. Lower-case letters, digits and hyphens. */
  readonly name: string;
  /** As a person would type it: what is shown in the plan and stands behind the prompt of the capture. */
  readonly command: string;
  /** What the shell is given, where that is not the command itself. May call the functions of `prelude.sh`. */
  readonly script?: string;
  /** Seconds after which the router is to end it. */
  readonly patience: number;
  /** Bytes of output that are kept. */
  readonly most?: number;
}

const usualMost = 131_072;

/** Seconds that a task has beyond its patience to be ended by the router, before it is no longer waited for. */
const graceSeconds = 10;

/**
 * Commands on the router, one after the other, each in a channel of its own. What a task prints becomes a section of the
 * capture, so that what a live test saw is evidence like any other line.
 */
export class RouterShell {
  readonly #connection: RouterConnection;
  readonly #began = performance.now();

  constructor(connection: RouterConnection) {
    this.#connection = connection;
  }

  /** Seconds since the first look at the router. */
  get seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  /**
   * Runs a task to its end, or until the signal: then its processes on the router are ended before this throws. A task that exits
   * with 255 is told to exit with 254.
   *
   * @throws {SshError} `connection-lost`, `command-refused`
   * @throws the reason of the signal
   */
  async run(task: RouterTask, signal?: AbortSignal): Promise<CollectedSection> {
    signal?.throwIfAborted();
    const { name, command, patience, most = usualMost } = task;
    const startedAt = this.seconds;
    const remote = await this.#connection.start('exec sh -s');
    const output = new Kept(remote.stdout, most);
    const errors = new Kept(remote.stderr, most);
    remote.stdin.on('error', () => undefined);
    // It stays open: its end is the sign to end the task.
    remote.stdin.write(scriptOf(task));
    const end = await ending(remote, patience, signal);
    signal?.throwIfAborted();
    return {
      name,
      command,
      startedAt,
      seconds: this.seconds - startedAt,
      end: output.isCut ? { how: 'cut', afterBytes: most } : end,
      output: Buffer.concat([output.bytes(), errors.bytes()]),
    };
  }

  /** Runs a task whose output is for hwdiag itself. */
  async read(task: RouterTask): Promise<{ readonly text: string; readonly end: SectionEnd }> {
    const { output, end } = await this.run(task);
    return { text: new TextDecoder().decode(output), end };
  }
}

function scriptOf({ script, command, patience }: RouterTask): string {
  const task = prelude.replace('{{task}}', () => script ?? command);
  return `${task}\nwithin ${Math.ceil(patience)} task\n`;
}

/** Exit status by which `within` says that it ended the task. Source: `timeout` of GNU coreutils. */
const timedOutStatus = 124;

async function ending(remote: RemoteCommand, patience: number, signal?: AbortSignal): Promise<SectionEnd> {
  let timer: NodeJS.Timeout | undefined;
  const endTask = () => remote.stdin.end();
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), (patience + graceSeconds) * 1000);
  });
  signal?.addEventListener('abort', endTask, { once: true });
  if (signal?.aborted) endTask();
  try {
    const end = await Promise.race([remote.end, late]);
    if (end === null) {
      remote.stop();
      return { how: 'timed-out', afterSeconds: patience };
    }
    if (end.code === timedOutStatus) return { how: 'timed-out', afterSeconds: patience };
    return end.code === null ? { how: 'unfinished' } : { how: 'exited', code: end.code };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', endTask);
  }
}

/** Takes in what a stream brings, up to a limit. */
class Kept {
  readonly #chunks: Buffer[] = [];
  #room: number;
  isCut = false;

  constructor(stream: Readable, most: number) {
    this.#room = most;
    stream.on('data', (chunk: Buffer) => {
      if (chunk.length > this.#room) this.isCut = true;
      if (this.#room > 0) this.#chunks.push(chunk.subarray(0, this.#room));
      this.#room = Math.max(this.#room - chunk.length, 0);
    });
    stream.on('error', () => undefined);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
