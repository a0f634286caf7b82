import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { crc32 } from 'node:zlib';

/** Compiled code of one build, as this Node compiled it. What is missing, unreadable or unwritable is done without. */
export interface CodeCache {
  /** Of a file of the bundle; undefined where there is none to be trusted. */
  read(name: string): Buffer | undefined;
  /** Keeps it for the next start. */
  write(name: string, code: Buffer): void;
}

/**
 * The cache in the user's own folder for such files; null where there is none, or where it is not wanted
 * (`NODE_DISABLE_COMPILE_CACHE`, which turns off Node's own, too).
 *
 * @param build tells builds of the program apart: V8 itself compares no more than the length of a source
 */
export function codeCacheOf(build: string): CodeCache | null {
  const parent = process.env['NODE_DISABLE_COMPILE_CACHE'] ? null : cacheFolder();
  if (parent === null) return null;
  const folder = join(parent, 'hwdiag');
  const ours = `${build}-${process.version}-${process.arch}-`;
  return {
    read: (name) => quietly(() => readOwn(join(folder, `${ours}${name}.code`))),
    write: (name, code) => {
      quietly(() => {
        if (!makeOwnFolder(parent, folder)) return;
        replaceFile(join(folder, `${ours}${name}.code`), sealed(code));
        for (const old of oldestOf(folder, ours)) rmSync(old);
      });
    },
  };
}

/** Compiled code of any build, whole or not. Nothing else is removed, wherever the folder leads. */
const codeFile = /^[\w.-]+-v\d[\w.-]*\.cjs\.code(?:\.\d+)?$/;

/** Files of other builds that stay: two versions of Node, or of the program, may be used in turn. */
const mostOthers = 16;

/** The files of other builds that have been there for longest, beyond so many. */
function oldestOf(folder: string, ours: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => codeFile.test(name) && !name.startsWith(ours))
    .map((name) => join(folder, name))
    .map((path) => ({ path, time: lstatSync(path).mtimeMs }))
    .sort((one, other) => other.time - one.time)
    .slice(mostOthers)
    .map(({ path }) => path);
}

/** Whether there is a folder now that nobody else writes to. A home is not made, and nothing above it. */
function makeOwnFolder(parent: string, folder: string): boolean {
  // What root leaves in another's folder, under sudo, its owner cannot remove.
  const above = statSync(dirname(parent));
  if (above.uid === 0 || isOurs(above)) makeFolder(parent);
  if (!isOurs(statSync(parent))) return false;
  makeFolder(folder);
  const stats = lstatSync(folder);
  return stats.isDirectory() && isOurs(stats) && isPrivate(stats);
}

/** One at a time: Node's way of making all of a path never ends in `/proc`. */
function makeFolder(path: string): void {
  // Where it is there already, or cannot be made, the next look at it tells.
  quietly(() => mkdirSync(path, { mode: 0o700 }));
}

/** A program that starts meanwhile finds all of it or nothing. */
function replaceFile(file: string, bytes: Buffer): void {
  const draft = `${file}.${process.pid}`;
  // In a container every start has the same process id, one that was killed while it wrote, too.
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of the XDG base directory specification, or what macOS and Windows have for it. */
function cacheFolder(): string | null {
  const { env, platform } = process;
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? '';
    // Of another drive's folder at hand, or of the one that the logs are in, code is not to be run.
    return /^[a-z]:[\\/]|^\\\\/i.test(local) ? local : null;
  }
  const home = quietly(homedir) ?? '';
  if (!home.startsWith('/')) return null;
  if (platform === 'darwin') return join(home, 'Library/Caches');
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  return xdg.startsWith('/') ? xdg : join(home, '.cache');
}

/** What it holds is run as code: a file that somebody else could have written is none. */
function readOwn(file: string): Buffer | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && isOurs(stats) && isPrivate(stats)
      ? unsealed(readFileSync(descriptor))
      : undefined;
  } finally {
    closeSync(descriptor);
  }
}

const sealLength = 4;

/** V8 crashes on code that a disk has damaged, at every start. */
function sealed(code: Buffer): Buffer {
  const seal = Buffer.alloc(sealLength);
  seal.writeUInt32LE(crc32(code));
  return Buffer.concat([code, seal]);
}

function unsealed(bytes: Buffer): Buffer | undefined {
  const length = bytes.length - sealLength;
  const code = bytes.subarray(0, length);
  return length > 0 && bytes.readUInt32LE(length) === crc32(code) ? code : undefined;
}

function isOurs({ uid }: { readonly uid: number }): boolean {
  return process.geteuid === undefined || process.geteuid() === uid;
}

/** Nobody else may write to it. Windows has no modes: there the folder above is the user's own. */
function isPrivate({ mode }: { readonly mode: number }): boolean {
  return process.platform === 'win32' || (mode & 0o022) === 0;
}

/** Without the cache the program is a little slower and nothing else: no fault of it is worth a word. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
