import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Promise as PoolPromise, pool, TerminateError } from 'workerpool';
import type { TriageRecord } from '../../report/triage/record.ts';
import { begun } from './begun.ts';
import type { BundleTask } from './bundle-task.ts';
import { failedRecord } from './failed-record.ts';

/**
 * Megabytes of a worker's heap. The longest logs take a tenth of it; what takes more is made to.
 */
const heapOfWorker = 512;

/** Milliseconds in which a worker may end by itself. */
const patience = 200;

/** Times that a bundle is handed on where the worker was gone before it began. */
const mostHandings = 5;

/**
 * Workers that diagnose bundles, each a process of its own: what kills one (a text that takes all memory, the system) leaves
 * the others alone, and one that does not come to an end can be ended.
 */
export class BundlePool {
  readonly #pool: ReturnType<typeof pool>;
  readonly #timeout: number;
  #isClosed = false;

  /** @param timeout seconds that a bundle may take */
  constructor(workers: number, timeout: number) {
    this.#timeout = timeout;
    this.#pool = pool(workerScript(), {
      workerType: 'process',
      maxWorkers: workers,
      workerTerminateTimeout: patience,
      // What a dying Node prints is not for the user: pipes, and nobody reads them.
      emitStdStreams: true,
      forkOpts: { execArgv: [`--max-old-space-size=${heapOfWorker}`] },
    });
  }

  /**
   * The verdict on a bundle; null where the one that is there still holds. What kills the worker is a verdict, too.
   *
   * @throws after `close(true)`
   */
  async diagnose(task: BundleTask): Promise<TriageRecord | null> {
    const { id } = task.bundle;
    for (let handings = 1; ; handings += 1) {
      try {
        return await this.#answer(task);
      } catch (error) {
        if (this.#isClosed) throw error;
        if (error instanceof PoolPromise.TimeoutError) {
          return failedRecord(
            id,
            'timeout',
            `${id} took longer than ${this.#timeout} s. Cut out the part that shows the trouble, or give it more time with --timeout.`,
          );
        }
        // It died after the bundle before this one, and nobody had noticed.
        if (
          error instanceof TerminateError &&
          error.message === 'Worker is terminated' &&
          handings < mostHandings
        )
          continue;
        return failedRecord(id, ...deathOf(id, error));
      }
    }
  }

  async #answer(task: BundleTask): Promise<TriageRecord | null> {
    const answer = this.#pool.exec<Diagnose>('diagnoseBundle', [task], {
      // It also hears what the worker prints.
      on: (said: unknown) => {
        if (said === begun) answer.timeout(this.#timeout * 1000);
      },
    });
    return await answer;
  }

  /** @param now ends the workers in the middle of their work */
  async close(now: boolean): Promise<void> {
    this.#isClosed = true;
    try {
      await this.#pool.terminate(now, 10 * patience);
    } catch {
      // One that hangs ends with this process: its channel closes.
    }
  }
}

type Diagnose = (task: BundleTask) => Promise<TriageRecord | null>;

/** `dist/triage-worker.cjs`: beside the bundle, and, as the sources run, where the build puts it. */
function workerScript(): string {
  const places = ['./triage-worker.cjs', '../../../dist/triage-worker.cjs'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${paths.join(' and ')} are missing`);
  return found;
}

/** V8 ends a process without memory by SIGABRT; systems that know no signals show it as 134. */
function deathOf(id: string, error: unknown): [code: string, message: string] {
  const words = error instanceof Error ? error.message : '';
  return /`SIGABRT`|exitCode: `134`/.test(words)
    ? [
        'out-of-memory',
        `${id} took more memory than a worker has (${heapOfWorker} MB). Cut out the part that shows the trouble.`,
      ]
    : [
        'crashed',
        `The worker that read ${id} was killed. The system may have been short of memory; try it once more.`,
      ];
}
