import type { Readable } from 'node:stream';
import { inputNature, natureLength } from '../capture/encoding.ts';
import type { InputSink, NotRead } from './bundle.ts';
import { type OpenInput, standardInput, withFile, withStandardInput } from './files.ts';
import { InputError } from './input-error.ts';
import { isManifest } from './manifest.ts';

/**
 * Reads an input, whatever it is: a text, a packed one, an archive, a folder, standard input. What reads archives and folders
 * is loaded for those who have one.
 *
 * @param stdin asked for when it is read
 * @returns what was not read of an archive or a folder
 * @throws {InputError} where nothing in it can be read
 * @throws the reason of `signal` once that is aborted
 */
export async function readInput(
  path: string,
  stdin: () => Readable,
  sink: InputSink,
  signal: AbortSignal,
): Promise<readonly NotRead[]> {
  const read = async (input: OpenInput): Promise<readonly NotRead[]> => {
    const { head } = input.text;
    const { binary } = inputNature(head.subarray(0, natureLength));
    if (binary === 'tar' || binary === 'zip') {
      const { readArchive } = await import('./bundle.ts');
      return await readArchive(path, input, sink, signal);
    }
    // Of an unpacked bundle, all of whose files are named.
    await sink[isManifest(head) ? 'manifest' : 'text'](path, input.text);
    return [];
  };
  if (path === standardInput) return await withStandardInput(stdin(), signal, read);
  try {
    return await withFile(path, signal, read);
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== 'directory') throw error;
    const { bundleOf, openBundle } = await import('./bundle.ts');
    const { readInto } = await openBundle(bundleOf(path));
    return await readInto(sink, signal);
  }
}
