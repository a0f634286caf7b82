import type { InputErrorCode } from './input-error.ts';

/**
 * Why a bundle, or a part of one, could not be looked at. `too-large`: it is more than a bundle may be, on the disk or
 * unpacked; `encrypted`: a member of an archive that wants a password; `link`: a link, which is not followed.
 */
export type BundleErrorCode = InputErrorCode | 'too-large' | 'encrypted' | 'link';

/** A fault that only bundles have. The message is a whole sentence for the user, with what to do next. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly code: BundleErrorCode;

  constructor(code: BundleErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
