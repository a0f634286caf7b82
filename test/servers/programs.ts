import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/** Where a program is; undefined where it is not installed. */
export function programPath(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Why tests that log in to real servers cannot run here; undefined where they can. They make a user of their own and start
 * servers that change to it, which only root may.
 */
export function whyNoServers(programs: readonly string[]): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can start servers that let users in';
  const missing = programs.filter((name) => programPath(name) === undefined);
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

/** Says it in the output of the tests: a skipped test is easily taken for a passed one. */
export function tellSkipped(what: string, reason: string | undefined): void {
  if (reason !== undefined) process.stderr.write(`SKIPPED: ${what}: ${reason}.\n`);
}
