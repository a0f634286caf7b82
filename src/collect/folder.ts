import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from './input-error.ts';

/** How deep folders are followed. */
const deepest = 8;

/**
 * The files of a folder and of those in it, in the order of their names; of anything else its own path. Hidden files, which
 * editors and systems leave behind, are no part of a capture.
 *
 * @throws {InputError} for a folder that cannot be read, or has no file in it
 */
export async function filesOf(path: string): Promise<readonly string[]> {
  // What cannot be looked at is told when it is opened.
  const isFolder = await stat(path).then(
    (known) => known.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const files = await filesIn(path, deepest);
  if (files.length === 0) throw new InputError('empty', path, `The folder ${path} has no file in it.`);
  return files;
}

async function filesIn(folder: string, depth: number): Promise<readonly string[]> {
  let entries: Awaited<ReturnType<typeof entriesOf>>;
  try {
    entries = await entriesOf(folder);
  } catch (error) {
    throw new InputError('unreadable', folder, `The folder ${folder} cannot be read.`, error);
  }
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory() && depth > 0) found.push(...(await filesIn(path, depth - 1)));
  }
  return found;
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
