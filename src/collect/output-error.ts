/** Why a file could not be written. `exists`: there is one of that name, which is not overwritten. */
export type OutputErrorCode = 'exists' | 'no-folder' | 'no-permission' | 'disk-full' | 'not-writable';

/** A file that cannot be written. The message is a whole sentence for the user, with what to do next. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code: OutputErrorCode;
  readonly path: string;

  constructor(code: OutputErrorCode, path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.path = path;
  }
}
