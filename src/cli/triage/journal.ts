import { type FileHandle, open } from 'node:fs/promises';
import type { TriageRecord } from '../../report/triage/record.ts';
import { version } from '../command-line.ts';
import { Failure } from '../failure.ts';

/** Where a verdict stands in the file. */
interface Place {
  readonly offset: number;
  readonly length: number;
  /** Null for one that is to be found anew whatever the bundle holds. */
  readonly stamp: string | null;
}

const lineFeed = 0x0a;
const chunkLength = 65_536;
/** A verdict has a few kilobytes. */
const longestLine = 4 * 1024 ** 2;
/** What each line of ours begins with. */
const beginning = '{"schemaVersion":1,"id":';

/**
 * Errors that have to do with the machine and the hour, not with what is in the bundle: such a one is tried again.
 */
const passing: ReadonlySet<string> = new Set([
  'not-found',
  'no-permission',
  'unreadable',
  'timeout',
  'out-of-memory',
  'crashed',
  'internal',
]);

/**
 * The verdicts of earlier runs in a file that this run goes on with. Where a bundle comes twice the last line counts. Of what
 * is in the file no more than the places is held.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #places: ReadonlyMap<string, Place>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, places: ReadonlyMap<string, Place>) {
    this.#file = file;
    this.#places = places;
  }

  /**
   * Opens the file, or makes it. A last line that a kill has cut off is taken away.
   *
   * @throws {Failure} `usage` for a file that holds anything else, which is left as it is
   */
  static async open(path: string): Promise<Journal> {
    let file: FileHandle;
    try {
      // The system puts each line at the end, so that two runs on one file do not write over each other.
      file = await open(path, 'a+', 0o600);
    } catch (error) {
      throw new Failure('usage', `The file ${path} cannot be opened to resume from it.`, error);
    }
    try {
      return new Journal(file, await placesIn(file, path));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Whether the file is that of another open stream. */
  async isSameAs(other: { readonly dev: number; readonly ino: number }): Promise<boolean> {
    const own = await this.#file.stat();
    return own.ino !== 0 && own.dev === other.dev && own.ino === other.ino;
  }

  /** The stamp of the bundle when its verdict was found; null where it is to be found. */
  stampOf(id: string): string | null {
    return this.#places.get(id)?.stamp ?? null;
  }

  /** The verdict that is there. */
  async recordOf(id: string): Promise<TriageRecord> {
    const place = this.#places.get(id);
    if (place === undefined) throw new Error('there is no verdict on this bundle');
    const bytes = Buffer.alloc(place.length);
    await this.#file.read(bytes, 0, place.length, place.offset);
    return JSON.parse(bytes.toString('utf8'));
  }

  /** Adds a line, whole, behind those before it. */
  async add(line: string): Promise<void> {
    const bytes = Buffer.from(line, 'utf8');
    // One after the other: Node does not promise an order.
    this.#writing = this.#writing.then(async () => {
      await writeAll(this.#file, bytes);
    });
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0;
  try {
    while (done < bytes.length) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, null);
      done += bytesWritten;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    throw new Failure('output-not-writable', `The verdicts cannot be written: ${reason}.`, error);
  }
}

async function placesIn(file: FileHandle, path: string): Promise<ReadonlyMap<string, Place>> {
  if (!(await file.stat()).isFile()) throw noVerdicts(path, 'it is no plain file');
  const places = new Map<string, Place>();
  const buffer = Buffer.alloc(chunkLength);
  let line = Buffer.alloc(0);
  let start = 0;
  let number = 0;
  const note = (bytes: Buffer): boolean => {
    const place = placeOf(bytes, start);
    if (place === null) return false;
    places.set(place.id, place);
    return true;
  };
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start + line.length);
    if (bytesRead === 0) break;
    line = Buffer.concat([line, buffer.subarray(0, bytesRead)]);
    if (line.length > longestLine) throw noVerdicts(path, `line ${number + 1} is too long`);
    for (let end = line.indexOf(lineFeed); end >= 0; end = line.indexOf(lineFeed)) {
      number += 1;
      if (!note(line.subarray(0, end))) throw noVerdicts(path, `line ${number} is none`);
      start += end + 1;
      line = line.subarray(end + 1);
    }
  }
  if (line.length === 0) return places;
  if (note(line)) {
    await writeAll(file, Buffer.from('\n'));
    return places;
  }
  const head = line.toString('latin1').slice(0, beginning.length);
  if (!beginning.startsWith(head)) throw noVerdicts(path, 'its last line is none');
  await file.truncate(start);
  return places;
}

function placeOf(line: Buffer, offset: number): (Place & { readonly id: string }) | null {
  let record: unknown;
  try {
    record = JSON.parse(line.toString('utf8'));
  } catch {
    return null;
  }
  if (!isRecord(record)) return null;
  const { id, error, content } = record;
  const holds = record.version === version && (error === null || !passing.has(error.code));
  return { id, offset, length: line.length, stamp: holds ? (content?.stamp ?? null) : null };
}

type KeptPart = Pick<TriageRecord, 'id' | 'version' | 'error' | 'content'>;

function isRecord(value: unknown): value is KeptPart {
  if (typeof value !== 'object' || value === null) return false;
  const { schemaVersion, id, version: by, error, content } = value as Record<string, unknown>;
  return (
    schemaVersion === 1 &&
    typeof id === 'string' &&
    typeof by === 'string' &&
    (error === null || (typeof error === 'object' && 'code' in error)) &&
    (content === null || (typeof content === 'object' && 'stamp' in content))
  );
}

function noVerdicts(path: string, reason: string): Failure {
  return new Failure(
    'usage',
    `The file ${path} holds no verdicts of 'hwdiag triage' (${reason}). It is left as it is; name another one for --resume.`,
  );
}
