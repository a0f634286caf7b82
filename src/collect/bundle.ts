import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { inputNature, natureLength } from '../capture/encoding.ts';
import { type Redactor, redactorOf } from '../redact/redactor.ts';
import { type ArchiveMember, tarMembers, zipMembers } from './archive.ts';
import {
  accessError,
  type Begun,
  begun,
  binaryError,
  chunksOf,
  type OpenInput,
  withClearErrors,
} from './files.ts';
import { InputError, type InputErrorCode } from './input-error.ts';
import { isManifest } from './manifest.ts';
import { isGzip, unpacked } from './unpacked.ts';
import { isClutter, isNeeded } from './wanted.ts';

/** What one customer sent: a file, an archive or a folder, which is a capture of its own. */
export interface Bundle {
  /** The path as people write it. Where its bytes are no UTF-8, they are read as Latin-1. */
  readonly id: string;
  /** The bytes of the path, one character each: a name need not be text. */
  readonly path: string;
}

/** How much of one bundle is read. A few kilobytes can be made to unpack to more than a disk holds. */
export interface BundleLimits {
  /** Bytes that come out of packed files and archives, all together. */
  readonly unpackedBytes: number;
  /** Files, folders and members of archives. */
  readonly entries: number;
}

const bundleLimits: BundleLimits = { unpackedBytes: 512 * 1024 ** 2, entries: 10_000 };

/** An archive may hold archives that hold packed logs; nobody packs deeper. */
const deepestPacking = 4;
/** Folders in folders. */
const deepestFolder = 32;
/** Bytes of an archive within an archive that has to be held whole. */
const largestInner = 64 * 1024 ** 2;

/** What tells whether a bundle has changed since, and how much there is of it. */
interface BundleContent {
  /** Regular files. */
  readonly files: number;
  /** Their bytes on the disk. */
  readonly bytes: number;
  /** Of names, sizes and times of change. */
  readonly stamp: string;
}

/** A file that was not read, or not wholly. */
export interface NotRead {
  /** Path below the one of the bundle, which it begins with. */
  readonly name: string;
  readonly code: InputErrorCode;
}

/** Takes what is in an input, one after the other. */
export interface InputSink {
  /** @throws {InputError} for one that has no text in it; the next one may have */
  text(name: string, text: Begun): Promise<unknown>;
  /** What a bundle of hwdiag's own says of its texts, which stand in the same folder. It may be left unread. */
  manifest(name: string, text: Begun): Promise<unknown>;
}

/** A bundle that was looked through, its files not yet read. */
export interface OpenBundle {
  readonly content: BundleContent;
  /**
   * Reads all its texts.
   *
   * @returns what was not read
   * @throws {InputError} where nothing in it could be read, or it is too large
   */
  readInto(sink: InputSink, signal?: AbortSignal): Promise<readonly NotRead[]>;
}

/**
 * The bundles that an argument stands for: the entries of a folder by name, or what it names itself. Names with a dot in
 * front are passed over, as by a shell.
 */
export async function bundlesIn(input: string): Promise<readonly Bundle[]> {
  const own = bundleOf(input);
  const { path } = own;
  let names: readonly string[];
  try {
    if (!(await stat(bytesOf(path))).isDirectory()) return [own];
    names = await namesIn(path);
  } catch {
    // What keeps it from being read is told as the verdict on it.
    return [own];
  }
  return names
    .filter((name) => !name.startsWith('.'))
    .map((name) => `${path.replace(/\/+$/, '')}/${name}`)
    .map((entry) => ({ id: wordsOf(entry), path: entry }));
}

/** All that an argument names as one bundle. */
export function bundleOf(input: string): Bundle {
  return { id: input, path: Buffer.from(input, 'utf8').toString('latin1') };
}

/**
 * Looks a bundle through without reading it.
 *
 * @throws {InputError}
 */
export async function openBundle(bundle: Bundle, limits: BundleLimits = bundleLimits): Promise<OpenBundle> {
  const names = new SafeNames();
  const { files, notRead } = await new Walk(bundle, limits, names).run();
  const hash = createHash('sha256');
  for (const { path, stats } of files) hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
  return {
    content: {
      files: files.length,
      bytes: files.reduce((sum, { stats }) => sum + stats.size, 0),
      stamp: hash.digest('hex').slice(0, 16),
    },
    readInto: async (sink, signal) => {
      const reading = new Reading(bundle.id, sink, limits, names, [...notRead], signal);
      for (const file of files) await reading.file(file, file.name !== bundle.id);
      return reading.end();
    },
  };
}

/**
 * Reads all texts of an archive that is open already.
 *
 * @returns what was not read
 * @throws {InputError} where nothing in it could be read, or it is too large
 */
export async function readArchive(
  name: string,
  input: OpenInput,
  sink: InputSink,
  signal?: AbortSignal,
  limits: BundleLimits = bundleLimits,
): Promise<readonly NotRead[]> {
  const reading = new Reading(name, sink, limits, new SafeNames(), [], signal);
  await reading.opened(input);
  return reading.end();
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly stats: Stats;
}

/** Finds the regular files of a bundle, by name. Nothing is opened, and no link below the bundle is followed. */
class Walk {
  readonly #bundle: Bundle;
  readonly #limits: BundleLimits;
  readonly #names: SafeNames;
  readonly #files: FoundFile[] = [];
  readonly #notRead: NotRead[] = [];
  #entries = 0;

  constructor(bundle: Bundle, limits: BundleLimits, names: SafeNames) {
    this.#bundle = bundle;
    this.#limits = limits;
    this.#names = names;
  }

  async run(): Promise<{ readonly files: readonly FoundFile[]; readonly notRead: readonly NotRead[] }> {
    const { id, path } = this.#bundle;
    try {
      const stats = await stat(bytesOf(path));
      if (stats.isFile()) this.#files.push({ name: id, path, stats });
      else if (stats.isDirectory()) {
        await refuseLoop(this.#bundle);
        await this.#folder(id, path, '', 0);
      } else {
        throw new InputError(
          'device',
          id,
          `${id} is a device or a pipe, not a saved log. Save what logread and dmesg print to a file and name that.`,
        );
      }
    } catch (error) {
      throw accessError(id, error);
    }
    if (this.#files.length === 0 && this.#notRead.length === 0) {
      throw new InputError('empty', id, `${id} is a folder without files. Ask for the logs once more.`);
    }
    return { files: this.#files, notRead: this.#notRead };
  }

  /** @param below where it stands in the bundle, with a slash behind */
  async #folder(name: string, path: string, below: string, depth: number): Promise<void> {
    for (const entry of await namesIn(path)) {
      if (isClutter(entry)) continue;
      this.#entries += 1;
      if (this.#entries > this.#limits.entries) throw tooManyEntries(this.#bundle.id, this.#limits);
      const inner = `${name.replace(/\/+$/, '')}/${this.#names.of(wordsOf(entry))}`;
      const place = `${path}/${entry}`;
      try {
        const stats = await lstat(bytesOf(place));
        const isUnneeded = !isNeeded(`${below}${entry}`);
        if (stats.isFile() && isUnneeded) this.#notRead.push({ name: inner, code: 'unneeded' });
        else if (stats.isFile()) this.#files.push({ name: inner, path: place, stats });
        else if (stats.isSymbolicLink()) this.#notRead.push({ name: inner, code: 'link' });
        else if (!stats.isDirectory()) this.#notRead.push({ name: inner, code: 'device' });
        else if (depth >= deepestFolder) this.#notRead.push({ name: inner, code: 'too-large' });
        else await this.#folder(inner, place, `${below}${entry}/`, depth + 1);
      } catch (error) {
        if (isTold(error) && error.code === 'too-large') throw error;
        this.#notRead.push({ name: inner, code: accessError(inner, error).code });
      }
    }
  }
}

/** A link to a folder that it stands in would be a bundle of all bundles. */
async function refuseLoop({ id, path }: Bundle): Promise<void> {
  if (!(await lstat(bytesOf(path))).isSymbolicLink()) return;
  const target = await realpath(bytesOf(path), 'latin1');
  const parent = await realpath(bytesOf(path.slice(0, path.lastIndexOf('/') + 1) || '.'), 'latin1');
  if (parent === target || parent.startsWith(`${target.replace(/\/$/, '')}/`)) {
    throw new InputError('unreadable', id, `${id} is a link that leads back to a folder it stands in.`);
  }
}

/** Reads the files of one bundle. */
class Reading {
  readonly #id: string;
  readonly #sink: InputSink;
  readonly #limits: BundleLimits;
  readonly #names: SafeNames;
  readonly #notRead: NotRead[];
  readonly #signal: AbortSignal | undefined;
  /** Of members so far: an archive may hold two of one name. */
  readonly #known = new Set<string>();
  #unpacked = 0;
  #members = 0;
  #texts = 0;
  /** Why the first one could not be read. */
  #reason: InputError | null = null;

  constructor(
    id: string,
    sink: InputSink,
    limits: BundleLimits,
    names: SafeNames,
    notRead: NotRead[],
    signal: AbortSignal | undefined,
  ) {
    this.#id = id;
    this.#sink = sink;
    this.#limits = limits;
    this.#names = names;
    this.#notRead = notRead;
    this.#signal = signal;
  }

  async file({ name, path }: FoundFile, isInner: boolean): Promise<void> {
    await this.#unlessUnreadable(name, async () => {
      const file = await openRegular(name, path, isInner);
      try {
        const chunks = withClearErrors(name, chunksOf(file), this.#signal);
        await this.#source(name, await begun(chunks), 0, file);
      } finally {
        await file.close();
      }
    });
  }

  /** The archive itself, with what is known of it. */
  async opened({ text, isPacked, file }: OpenInput): Promise<void> {
    const { head, chunks } = text;
    await this.#unlessUnreadable(this.#id, async () => {
      if (isPacked) await this.#source(this.#id, { head, chunks: this.#metered(chunks) }, 1, null);
      else await this.#source(this.#id, text, 0, file);
    });
  }

  end(): readonly NotRead[] {
    if (this.#texts === 0) {
      throw this.#reason ?? new InputError('empty', this.#id, `${this.#id} holds no file that can be read.`);
    }
    return this.#notRead;
  }

  /** @param file where the bytes stand at its beginning: a zip archive is read from its end */
  async #source(name: string, bytes: Begun, depth: number, file: FileHandle | null): Promise<void> {
    if (depth > deepestPacking) {
      throw new InputError('too-large', name, `${name} is packed more than ${deepestPacking} times over.`);
    }
    if (isGzip(bytes.head)) {
      const plain = unpacked(name, name, bytes.chunks, Number.POSITIVE_INFINITY);
      await this.#source(name, await begun(this.#metered(plain)), depth + 1, null);
      return;
    }
    const { binary } = inputNature(bytes.head.subarray(0, natureLength));
    switch (binary) {
      case null:
        // What it says of the texts beside it is no text of the router's.
        await this.#sink[isManifest(bytes.head) ? 'manifest' : 'text'](name, bytes);
        this.#texts += 1;
        break;
      case 'tar':
        await this.#archive(name, tarMembers(name, bytes.chunks), depth);
        break;
      case 'zip':
        await this.#archive(name, zipMembers(name, file?.fd ?? (await wholeOf(name, bytes))), depth);
        break;
      default:
        throw binaryError(name, binary);
    }
  }

  async #archive(archive: string, members: AsyncIterable<ArchiveMember>, depth: number): Promise<void> {
    for await (const { name, kind, chunks } of members) {
      this.#signal?.throwIfAborted();
      this.#members += 1;
      if (this.#members > this.#limits.entries) throw tooManyEntries(this.#id, this.#limits);
      if (isClutter(name)) continue;
      const inner = this.#unlike(`${archive}!/${this.#names.of(name)}`);
      await this.#unlessUnreadable(inner, async () => {
        if (kind !== 'file') throw noBytes(inner, kind);
        if (!isNeeded(name)) throw unneeded(inner);
        await this.#source(inner, await begun(this.#metered(chunks())), depth + 1, null);
      });
    }
  }

  /** The name, or one like it where it is taken. */
  #unlike(name: string): string {
    let own = name;
    for (let count = 2; this.#known.has(own); count += 1) own = `${name} (${count})`;
    this.#known.add(own);
    return own;
  }

  /** What one file lacks, the others may have. A bundle that is too much is not read on. */
  async #unlessUnreadable(name: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!isTold(error) || error.code === 'too-large') throw error;
      this.#reason ??= error;
      this.#notRead.push({ name, code: error.code });
    }
  }

  async *#metered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#unpacked += chunk.length;
      if (this.#unpacked > this.#limits.unpackedBytes) {
        const limit = `${Math.round(this.#limits.unpackedBytes / 1024 ** 2)} MiB`;
        throw new InputError(
          'too-large',
          this.#id,
          `${this.#id} unpacks to more than ${limit}. Unpack it, and name the part that shows the trouble.`,
        );
      }
      yield chunk;
    }
  }
}

/** An error that says what to do. */
export function isTold(error: unknown): error is InputError {
  return error instanceof InputError;
}

function unneeded(name: string): InputError {
  return new InputError(
    'unneeded',
    name,
    `${name} is a file of the system that no diagnosis needs; such files may hold keys and passwords.`,
  );
}

function noBytes(name: string, kind: Exclude<ArchiveMember['kind'], 'file'>): InputError {
  switch (kind) {
    case 'encrypted':
      return new InputError(
        'encrypted',
        name,
        `${name} is encrypted. Unpack it with its password, or ask for it without one.`,
      );
    case 'link':
      return new InputError('link', name, `${name} is a link, and what it leads to is not in there.`);
    case 'device':
      return new InputError('device', name, `${name} is a device, not a saved log.`);
  }
}

function tooManyEntries(id: string, { entries }: BundleLimits): InputError {
  return new InputError(
    'too-large',
    id,
    `${id} has more than ${entries} entries. Is it one capture? Name the part that shows the trouble.`,
  );
}

async function wholeOf(name: string, { chunks }: Begun): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > largestInner) {
      throw new InputError(
        'too-large',
        name,
        `${name} is an archive of more than ${largestInner / 1024 ** 2} MiB within another one. Unpack the outer one.`,
      );
    }
  }
  return Buffer.concat(parts);
}

/** Opens a file that was regular a moment ago. A pipe that took its place must not keep anybody waiting. */
async function openRegular(name: string, path: string, isInner: boolean): Promise<FileHandle> {
  const flags =
    constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (isInner ? (constants.O_NOFOLLOW ?? 0) : 0);
  try {
    const file = await open(bytesOf(path), flags);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new InputError('device', name, `${name} is no longer a file.`);
  } catch (error) {
    throw accessError(name, error);
  }
}

/** Names of files come from customers, and may be the number of a modem or a mail address. */
class SafeNames {
  #redactor: Redactor | null = null;

  of(name: string): string {
    this.#redactor ??= redactorOf([]);
    return this.#redactor.text(name);
  }
}

async function namesIn(path: string): Promise<readonly string[]> {
  const names = await readdir(bytesOf(path), { encoding: 'buffer' });
  // By bytes: the same on every machine.
  return names.map((name) => name.toString('latin1')).sort((one, other) => (one < other ? -1 : 1));
}

function bytesOf(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}

function wordsOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(path));
  } catch {
    return path;
  }
}
