import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KnownHostsList } from './host-keys.ts';
import { parseKnownHosts } from './known-hosts.ts';
import { SshError } from './ssh-error.ts';

/**
 * Lists that are not there know nobody.
 *
 * @throws {SshError} `config` for one that is there and cannot be read: it may hold another key of the host
 */
export function readKnownHosts(paths: readonly string[]): KnownHostsList[] {
  return paths.flatMap((path) => {
    try {
      return [{ path, hosts: parseKnownHosts(readFileSync(path, 'utf8')) }];
    } catch (error) {
      if (isMissing(error)) return [];
      throw new SshError(
        'config',
        `The list of known hosts ${path} cannot be read. Give yourself the right to read it, or name another one with UserKnownHostsFile.`,
        error,
      );
    }
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/**
 * Adds one line at the end of a list, which is made where it is missing. It is one write to the end of the file: a program that
 * adds another line at the same moment, or an end in the middle, damages neither file nor line.
 *
 * @throws what the file system does
 */
export function addKnownHost(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a+', 0o600);
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    // Somebody's editor may have left the last line without its end.
    const isWhole = size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 0x0a);
    writeSync(file, `${isWhole ? '' : '\n'}${line}\n`);
  } finally {
    closeSync(file);
  }
}
