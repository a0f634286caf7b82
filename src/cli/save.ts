import { type BundleContents, writeBundle } from '../collect/bundle-writer.ts';
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
  try {
    await writeBundle(path, contents, {
      redact: redact ? (texts) => redactTexts(texts).texts : null,
      overwrite,
    });
  } catch (error) {
    if (error instanceof OutputError) throw new Failure('output-not-writable', error.message, error);
    throw error;
  }
}
