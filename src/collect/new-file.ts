import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError } from './output-error.ts';

/**
 * Tells early whether a file can be made: before a router is asked for what it is to hold.
 *
 * @throws {OutputError}
 */
export async function mayWriteFile(path: string, overwrite: boolean): Promise<void> {
  try {
    const folder = await stat(dirname(path));
    if (!folder.isDirectory()) throw noFolder(path);
    const present = await lstat(path).catch(() => null);
    if (present === null) return;
    if (!overwrite) throw exists(path);
    // To put a file in the place of a device would be to lose the device.
    if (!present.isFile()) {
      throw new OutputError('not-writable', path, `${path} is no file. Choose another name.`);
    }
  } catch (error) {
    throw writeError(path, error);
  }
}

/**
 * Writes a file that only its owner may read, whole or not at all.
 *
 * @throws {OutputError}; nothing is left behind then
 */
export async function writeNewFile(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  await mayWriteFile(path, overwrite);
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (overwrite) await rename(draft, path);
    else await putInPlace(draft, path);
  } catch (error) {
    throw writeError(path, error);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Unlike a renaming, a link never takes the place of a file that came in between. */
async function putInPlace(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    // Sticks and shares that know no links.
    await mayWriteFile(path, false);
    await rename(draft, path);
  }
}

function writeError(path: string, error: unknown): OutputError {
  if (error instanceof OutputError) return error;
  switch (codeOf(error)) {
    case 'EEXIST':
      return exists(path, error);
    case 'ENOENT':
    case 'ENOTDIR':
      return noFolder(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new OutputError(
        'no-permission',
        path,
        `${path} cannot be written: you may not write to that folder. Name a file in a folder of your own.`,
        error,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new OutputError(
        'disk-full',
        path,
        `${path} cannot be written: there is no space left. Make room, or name a file elsewhere.`,
        error,
      );
    default:
      return new OutputError(
        'not-writable',
        path,
        `${path} cannot be written (${codeOf(error) ?? 'unknown error'}). Name a file elsewhere.`,
        error,
      );
  }
}

function exists(path: string, cause?: unknown): OutputError {
  return new OutputError(
    'exists',
    path,
    `${path} is there already and is not overwritten. Choose another name, or add --overwrite.`,
    cause,
  );
}

function noFolder(path: string, cause?: unknown): OutputError {
  return new OutputError(
    'no-folder',
    path,
    `${path} cannot be written: there is no folder ${dirname(path)}. Make it first, or name a file elsewhere.`,
    cause,
  );
}

/** Node's code of a failed call, such as `ENOSPC`. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
