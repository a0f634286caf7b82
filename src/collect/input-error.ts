/**
 * Why an input, or a file in one, could not be looked at. `unreadable` is every fault of the file system or the disk that has
 * no word of its own here. Of what an archive or a folder holds: `too-large`: it is more than one capture may be, on the disk
 * or unpacked; `encrypted`: a member that wants a password; `link`: a link, which is not followed; `unneeded`: a file of the
 * system that no diagnosis uses, which is not opened, because it may hold keys and passwords.
 */
export type InputErrorCode =
  | 'not-found'
  | 'directory'
  | 'device'
  | 'no-permission'
  | 'empty'
  | 'binary'
  | 'unreadable'
  | 'too-large'
  | 'encrypted'
  | 'link'
  | 'unneeded';

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
