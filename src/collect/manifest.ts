import type { LiveRecord } from './live-record.ts';
import type { SectionEnd } from './router/collected-section.ts';

/** Says in a manifest what it is; its first member, so that it is known by its beginning. */
const format = 'hwdiag-bundle';

export const formatVersion = 1;

/** What a bundle says of itself: `manifest.json`, described by `schema/bundle.v1.json`. */
export interface Manifest {
  readonly format: typeof format;
  readonly formatVersion: typeof formatVersion;
  /** The version of hwdiag that wrote it. */
  readonly hwdiag: string;
  /** ISO 8601, UTC. */
  readonly collectedAt: string;
  /** What was logged in to, without what identifies somebody; null where nothing of it may be told. */
  readonly target: string | null;
  /** Tokens stand in place of secrets, in all files and here. */
  readonly redacted: boolean;
  /** Why the collection ended early; null where it is complete. */
  readonly incomplete: string | null;
  readonly sections: readonly ManifestSection[];
  /** Not there where nothing was tested on the router. */
  readonly live?: ManifestLive;
}

export const liveVersion = 1;

/** What tests on the router showed. It has a version of its own: who does not know it can read the texts all the same. */
interface ManifestLive extends LiveRecord {
  readonly version: typeof liveVersion;
}

export interface ManifestSection {
  readonly file: string;
  readonly command: string;
  /** Seconds since the collection began. */
  readonly startedAt: number;
  /** Seconds that it took. */
  readonly seconds: number;
  readonly end: SectionEnd['how'];
  /** Exit status; null where the command did not come to its end. */
  readonly exitStatus: number | null;
  /** Why it was not run or did not finish; null where it did. */
  readonly failed: string | null;
}

/** The text of a manifest, by whose beginning it is known. */
export function manifestText({
  live,
  ...manifest
}: Omit<Manifest, 'format' | 'formatVersion' | 'live'> & { readonly live: LiveRecord | null }): string {
  const whole: Manifest = {
    format,
    formatVersion,
    ...manifest,
    ...(live === null ? {} : { live: { version: liveVersion, ...live } }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const beginning = new RegExp(`^\\ufeff?\\s*\\{\\s*"format":\\s*"${format}"`);

/** Whether a text is the manifest of a bundle, whatever its name. */
export function isManifest(head: Uint8Array): boolean {
  return beginning.test(Buffer.from(head.subarray(0, 200)).toString('utf8'));
}
