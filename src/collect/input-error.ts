/**
 * Why an input could not be looked at.
 * `unreadable` is every fault of the file system or the disk that has no word of its own here.
 */
export type InputErrorCode =
  | 'not-found'
  | 'directory'
  | 'device'
  | 'no-permission'
  | 'empty'
  | 'binary'
  | 'unreadable';

/** An input that cannot be looked at. The message is a whole sentence for the user, with what to do next. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputErrorCode;
  /** The path as given, `-` for standard input. */
  readonly path: string;

  constructor(code: InputErrorCode, path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.path = path;
  }
}
