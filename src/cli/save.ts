import { type BundleContents, writeBundle } from '../collect/bundle-writer.ts';
import { mayWriteFile } from '../collect/new-file.ts';
import { OutputError } from '../collect/output-error.ts';
import { redactTexts } from '../report/redacted-text.ts';
import { Failure } from './failure.ts';

export interface SaveOptions {
  /** Tokens stand in place of secrets. */
  readonly redact: boolean;
  /** A file that is there already is replaced. */
  readonly overwrite: boolean;
}

/**
 * Saves a collection as a bundle.
 *
 * @throws {Failure} `output-not-writable`; nothing is left behind then
 */
export async function saveBundle(
  path: string,
  contents: BundleContents,
  { redact, overwrite }: SaveOptions,
): Promise<void> {
  await withClearFailure(() =>
    writeBundle(path, contents, { redact: redact ? redactTexts : null, overwrite }),
  );
}

/**
 * Tells early whether a bundle can be saved: before a router is asked for what it is to hold.
 *
 * @throws {Failure} `output-not-writable`
 */
export async function mayBeSaved(path: string, overwrite: boolean): Promise<void> {
  await withClearFailure(() => mayWriteFile(path, overwrite));
}

async function withClearFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OutputError) throw new Failure('output-not-writable', error.message, error);
    throw error;
  }
}
