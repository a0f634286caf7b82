import type { Begun } from './files.ts';
import { Damaged, entriesOf, type LiveRecord, membersOf, nameOf, readLiveRecord } from './live-record.ts';
import { formatVersion, liveVersion } from './manifest.ts';

/** Tests that a manifest tells of. */
export interface SavedTests {
  /** When they were made: ISO 8601, UTC, to the second at least. */
  readonly madeAt: string;
  readonly record: LiveRecord;
  /** Names of the texts that the manifest is of. */
  readonly files: readonly string[];
}

/** Why what a manifest says of tests cannot be used. `newer`: another version of hwdiag wrote it. */
export type ManifestFault = 'damaged' | 'too-large' | 'newer';

/** Bytes of a manifest. One of a thousand sections has a quarter of a million. */
const longestManifest = 4 * 1024 ** 2;
/** Of a collection, at most so many. */
const mostSections = 10_000;

/** Reads what a manifest says of tests on the router; null where it says nothing of any. */
export async function savedTests({ chunks }: Begun): Promise<SavedTests | ManifestFault | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > longestManifest) return 'too-large';
    parts.push(new Uint8Array(chunk));
  }
  try {
    const manifest = membersOf(JSON.parse(new TextDecoder().decode(Buffer.concat(parts))));
    if (!('live' in manifest)) return null;
    const { collectedAt, sections, live } = manifest;
    if (isNewer(manifest['formatVersion'], formatVersion) || isNewer(membersOf(live)['version'], liveVersion))
      return 'newer';
    const files = entriesOf(sections, mostSections).map((one) => fileOf(membersOf(one)['file']));
    return { madeAt: instantOf(collectedAt), record: readLiveRecord(live), files };
  } catch (error) {
    if (error instanceof Damaged || error instanceof SyntaxError || error instanceof RangeError)
      return 'damaged';
    throw error;
  }
}

function isNewer(version: unknown, known: number): boolean {
  if (typeof version !== 'number' || version < known) throw new Damaged();
  return version > known;
}

/** A text in the same folder: what is elsewhere, or in an archive, is no text of this manifest. */
function fileOf(value: unknown): string {
  const name = nameOf(value);
  if (/[/\\!]/.test(name)) throw new Damaged();
  return name;
}

/** A sample: 2026-02-03T04:05:06.000Z */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** One that exists: `Date` takes February 31st for March 3rd, and 24 o'clock for the next day. */
function instantOf(value: unknown): string {
  if (typeof value !== 'string' || !instant.test(value) || Number.isNaN(Date.parse(value)))
    throw new Damaged();
  const seconds = 'yyyy-mm-ddThh:mm:ss'.length;
  if (new Date(value).toISOString().slice(0, seconds) !== value.slice(0, seconds)) throw new Damaged();
  return value;
}
