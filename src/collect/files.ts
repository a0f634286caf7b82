import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Capture, SourceSummary } from '../capture/capture.ts';
import type { BinaryFormat } from '../capture/encoding.ts';
import { InputError } from './input-error.ts';

/** Name of standard input among paths, as in most command line tools. */
export const standardInput = '-';

const chunkLength = 262_144;

/**
 * Reads a file into the capture, piece by piece.
 * @throws {InputError} for a file that cannot be read or has no text in it; the capture can go on with the next source.
 * @throws the reason of `signal` once that is aborted.
 */
export async function readFileInto(
  capture: Capture,
  path: string,
  signal?: AbortSignal,
): Promise<SourceSummary> {
  const file = await openText(path);
  try {
    return await readInto(capture, path, chunksOf(file), signal);
  } finally {
    await file.close();
  }
}

/**
 * Reads standard input into the capture until it ends.
 * @throws as `readFileInto` does. An aborted `signal` destroys the stream, also while it waits for more.
 */
export async function readStandardInputInto(
  capture: Capture,
  stream: Readable,
  signal?: AbortSignal,
): Promise<SourceSummary> {
  if (signal !== undefined) addAbortSignal(signal, stream);
  return readInto(capture, standardInput, stream, signal);
}

async function readInto(
  capture: Capture,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<SourceSummary> {
  capture.source(path);
  try {
    for await (const chunk of withClearErrors(path, chunks, signal)) capture.feed(chunk);
  } catch (error) {
    if (error instanceof InputError) capture.endSource();
    throw error;
  }
  const summary = capture.endSource();
  if (summary.binary !== null) throw binaryError(path, summary.binary);
  if (summary.empty) throw new InputError('empty', path, emptyMessage(path));
  return summary;
}

/** Passes the chunks on. Only faults of reading are told as such; one of the listener is none. */
async function* withClearErrors(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw accessError(path, error);
  }
}

/** The pieces share one buffer: each is valid until the next is asked for. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkLength);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkLength, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Opens what can hold text. A modem's port is not even opened: that may hang, or disturb the modem. */
async function openText(path: string): Promise<FileHandle> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw directoryError(path);
    const device =
      stats.isBlockDevice() || stats.isSocket() || (stats.isCharacterDevice() && !isTextDevice(path));
    if (device) {
      throw new InputError(
        'device',
        path,
        `${path} is a device, not a saved log. Save what logread and dmesg print to a file and name that.`,
      );
    }
    return await open(path, 'r');
  } catch (error) {
    throw accessError(path, error);
  }
}

/** `/dev/stdin`, `/dev/fd/63` of a process substitution, `/dev/null`. */
function isTextDevice(path: string): boolean {
  return /^\/dev\/(?:stdin|null|tty|fd\/\d+)$|^\/proc\/[^/]+\/fd\/\d+$/.test(path);
}

function accessError(path: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  const where = path === standardInput ? 'standard input' : path;
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ERR_INVALID_ARG_VALUE':
      return new InputError(
        'not-found',
        path,
        `There is no file ${where}. Check the name and the folder, or paste the text: hwdiag reads it from standard input, too.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new InputError(
        'no-permission',
        path,
        `${where} may not be read by you. Copy it to a place of your own, or ask its owner for permission to read it.`,
        error,
      );
    case 'EISDIR':
      return directoryError(path, error);
    default:
      return new InputError(
        'unreadable',
        path,
        `${where} cannot be read (${systemCode(error) ?? 'unknown error'}). Copy it elsewhere and try the copy.`,
        error,
      );
  }
}

function directoryError(path: string, cause?: unknown): InputError {
  const where = path === standardInput ? 'Standard input' : path;
  return new InputError(
    'directory',
    path,
    `${where} is a folder. Name the files in it that hold the log or the configuration.`,
    cause,
  );
}

/** Node's code of a failed call, such as `ENOENT`. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function emptyMessage(path: string): string {
  return path === standardInput
    ? 'Nothing came in on standard input. Paste the log or the configuration, or name the file that holds it.'
    : `${path} is empty. Save what logread and dmesg print on the router to it, and try again.`;
}

function binaryError(path: string, format: BinaryFormat): InputError {
  const { is, instead } = binaryWords[format];
  const where = path === standardInput ? 'Standard input' : path;
  return new InputError('binary', path, `${where} is ${is}, not text. ${instead}`);
}

interface BinaryWords {
  /** Completes “this is …”. */
  readonly is: string;
  readonly instead: string;
}

const unpack = 'Unpack it and name the text files that were inside.';
const copyText = 'Copy the text of the log out of it, and paste that or save it as a plain text file.';
const saveLog = 'Save what logread and dmesg print on the router as a plain text file and name that.';

const binaryWords: Readonly<Record<BinaryFormat, BinaryWords>> = {
  gzip: { is: 'compressed (gzip)', instead: unpack },
  bzip2: { is: 'compressed (bzip2)', instead: unpack },
  xz: { is: 'compressed (xz)', instead: unpack },
  zstd: { is: 'compressed (zstd)', instead: unpack },
  zip: { is: 'a zip archive or an office document', instead: unpack },
  '7z': { is: 'a 7-Zip archive', instead: unpack },
  tar: { is: 'a tar archive', instead: unpack },
  pdf: { is: 'a PDF', instead: copyText },
  png: {
    is: 'a picture (PNG)',
    instead: 'hwdiag cannot read screenshots. Copy the text itself and paste it.',
  },
  jpeg: {
    is: 'a picture (JPEG)',
    instead: 'hwdiag cannot read screenshots. Copy the text itself and paste it.',
  },
  gif: {
    is: 'a picture (GIF)',
    instead: 'hwdiag cannot read screenshots. Copy the text itself and paste it.',
  },
  elf: { is: 'a program (ELF)', instead: saveLog },
  exe: { is: 'a Windows program', instead: saveLog },
  sqlite: { is: 'an SQLite database', instead: saveLog },
  squashfs: { is: 'a firmware image (squashfs)', instead: saveLog },
  pcap: { is: 'a packet capture', instead: saveLog },
  data: { is: 'binary data', instead: saveLog },
};
