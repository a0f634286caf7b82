import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Capture, SourceSummary } from '../capture/capture.ts';
import { type BinaryFormat, inputNature, latinCharacter, natureLength } from '../capture/encoding.ts';
import { InputError } from './input-error.ts';
import { isGzip, unpacked } from './unpacked.ts';

/** Name of standard input among paths, as in most command line tools. */
export const standardInput = '-';

/** Bytes read at once of a long file, and of one that may be short: memory that is not needed costs time, too. */
const chunkLength = 1_048_576;
const firstLength = 65_536;

/** An input whose beginning was looked at. */
export interface OpenInput {
  /** Unpacked, where it was packed with gzip. */
  readonly text: Begun;
  readonly isPacked: boolean;
  /** Null where the bytes come as a stream. */
  readonly file: FileHandle | null;
}

/**
 * Opens a file, and closes it when it was used.
 *
 * @throws {InputError} for a file that cannot be read
 * @throws the reason of `signal` once that is aborted
 */
export async function withFile<T>(
  path: string,
  signal: AbortSignal | undefined,
  use: (input: OpenInput) => Promise<T>,
): Promise<T> {
  const file = await openText(path);
  try {
    return await use(await opened(path, chunksOf(file), file, signal));
  } finally {
    await file.close();
  }
}

/**
 * Begins to read standard input.
 *
 * @throws as `withFile` does. An aborted `signal` destroys the stream, also while it waits for more.
 */
export async function withStandardInput<T>(
  stream: Readable,
  signal: AbortSignal | undefined,
  use: (input: OpenInput) => Promise<T>,
): Promise<T> {
  if (signal !== undefined) addAbortSignal(signal, stream);
  return await use(await opened(standardInput, stream, null, signal));
}

async function opened(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  file: FileHandle | null,
  signal: AbortSignal | undefined,
): Promise<OpenInput> {
  const whole = await begun(withClearErrors(path, chunks, signal));
  if (!isGzip(whole.head)) return { text: whole, isPacked: false, file };
  return { text: await begun(unpacked(path, nameOf(path), whole.chunks)), isPacked: true, file };
}

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
  return await withFile(path, signal, ({ text }) => readTextInto(capture, path, text));
}

/** Bytes of a text that is held whole. */
const longestWhole = 64 * 1024 ** 2;

/**
 * All bytes of a text.
 *
 * @throws {InputError} for one that has no text in it, and `unreadable` for one of more than 64 MiB
 */
export async function wholeText(path: string, text: Begun): Promise<Uint8Array> {
  const { binary } = inputNature(text.head.subarray(0, natureLength));
  if (binary !== null) throw binaryError(path, binary);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of text.chunks) {
    parts.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > longestWhole) {
      throw new InputError(
        'unreadable',
        path,
        `${nameOf(path)} has more than ${longestWhole / 1024 ** 2} MiB. Cut out the part that shows the trouble, and name that.`,
      );
    }
  }
  if (length === 0) throw new InputError('empty', path, emptyMessage(path));
  return Buffer.concat(parts);
}

/**
 * Reads a text, which is not packed, into the capture.
 * @throws {InputError} for one that has no text in it; the capture can go on with the next source.
 */
export async function readTextInto(capture: Capture, path: string, text: Begun): Promise<SourceSummary> {
  capture.source(path);
  try {
    await feedText(capture, path, text);
  } catch (error) {
    if (error instanceof InputError) capture.endSource();
    throw error;
  }
  return summaryOf(capture, path);
}

async function feedText(capture: Capture, path: string, { head, chunks }: Begun): Promise<void> {
  if (isPage(head)) await readPage(capture, path, chunks);
  else for await (const chunk of chunks) capture.feed(chunk);
}

function summaryOf(capture: Capture, path: string): SourceSummary {
  const summary = capture.endSource();
  if (summary.binary !== null) throw binaryError(path, summary.binary);
  if (summary.empty) throw new InputError('empty', path, emptyMessage(path));
  return summary;
}

/** Passes the chunks on. Only faults of reading are told as such; one of the listener is none. */
export async function* withClearErrors(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
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

/** Bytes of which the beginning was looked at. */
export interface Begun {
  /** The first bytes: as many as tell what it is, or all there are. */
  readonly head: Uint8Array;
  /** All bytes. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Has a look at the beginning. */
export async function begun(chunks: AsyncIterable<Uint8Array>): Promise<Begun> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  let isWhole = false;
  while (head.length < natureLength && !isWhole) {
    const next = await iterator.next();
    if (next.done === true) isWhole = true;
    else head = Buffer.concat([head, next.value]);
  }
  return { head, chunks: joined(head, isWhole ? null : iterator) };
}

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  yield head;
  if (rest !== null) yield* { [Symbol.asyncIterator]: () => rest };
}

/** `<!DOCTYPE html>`, `<html lang="en">`, also below a comment such as `<!-- saved from url=… -->`. */
const pageBeginning =
  /^\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*){0,4}<(?:!doctype\s+html|html|head)[\s>]/i;

const tagMark = 0x3c;

/** Bytes of a page that are read. A thread of a forum has less than one million. */
const longestPage = 64 * 1024 ** 2;

function isPage(head: Uint8Array): boolean {
  // Whatever the encoding, the first character of a page that takes one byte and is no blank is the one of a tag.
  const mark = head.find((byte) => byte > 0x20 && byte < 0x7f);
  return (
    mark === tagMark &&
    inputNature(head).binary === null &&
    pageBeginning.test(decoded(head.subarray(0, 4_000), head))
  );
}

/** Reads a saved page. The parser is loaded for those who have one. */
async function readPage(capture: Capture, path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    // A Buffer's own `slice` would be a view of bytes that change with the next piece.
    parts.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > longestPage) {
      throw new InputError(
        'unreadable',
        path,
        `${nameOf(path)} is a web page of more than ${longestPage / 1024 ** 2} MiB. Copy the text of the log out of it, and paste that.`,
      );
    }
  }
  const bytes = Buffer.concat(parts);
  const page = decoded(bytes, bytes)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const { pageLines } = await import('./page.ts');
  capture.feedLines(pageLines(path, page), page.split('\n').length - (page.endsWith('\n') ? 1 : 0));
}

/** `<meta charset="iso-8859-1">`, `content="text/html; charset=windows-1252"` */
const declaredCharset = /<meta\s[^>]{0,200}charset=["']?([\w-]{1,40})/i;

/** The text of a page in the encoding that its beginning tells. */
function decoded(bytes: Uint8Array, head: Uint8Array): string {
  const { encoding, markLength } = inputNature(head.subarray(0, natureLength));
  const latin = Buffer.from(head.subarray(0, natureLength)).toString('latin1');
  const declared = encoding === 'utf-8' && markLength === 0 ? declaredCharset.exec(latin)?.[1] : undefined;
  const decoder = decoderOf(declared ?? encoding);
  const text = decoder.decode(bytes);
  // The decoder of Node 20 leaves the quotes and dashes of Windows-1252 as control characters.
  return decoder.encoding === 'windows-1252' ? text.replace(latinControl, latinOf) : text;
}

/** What is no control character in Windows-1252. */
const latinControl = /[\x80-\x9f]/g;

function latinOf(control: string): string {
  return latinCharacter(control.charCodeAt(0));
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch {
    // Nobody knows the encoding that the page names.
    return new TextDecoder('utf-8', { ignoreBOM: true });
  }
}

/** How messages call an input. */
function nameOf(path: string): string {
  return path === standardInput ? 'Standard input' : path;
}

/**
 * While one piece is worked on, the next is read, into the buffer of the piece before it: each is valid until the next one is
 * asked for.
 */
export async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  // Buffers, because their search for the end of a line is several times faster than that of a plain array.
  let filling = Buffer.allocUnsafe(firstLength);
  let other = Buffer.allocUnsafe(firstLength);
  let reading = file.read(filling, 0, filling.length, null);
  for (;;) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return;
    const piece = filling.subarray(0, bytesRead);
    const next =
      bytesRead < filling.length || other.length === chunkLength ? other : Buffer.allocUnsafe(chunkLength);
    [filling, other] = [next, filling];
    reading = file.read(filling, 0, filling.length, null);
    // Who stops here closes the file, and nobody hears what became of this read.
    reading.catch(() => undefined);
    yield piece;
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

export function accessError(path: string, error: unknown): InputError {
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
  return new InputError(
    'directory',
    path,
    `${nameOf(path)} is a folder. Name the files in it that hold the log or the configuration.`,
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

/** What an input is that is no text, and what to do instead. */
export function binaryError(path: string, format: BinaryFormat): InputError {
  const { is, instead } = binaryWords[format];
  return new InputError('binary', path, `${nameOf(path)} is ${is}, not text. ${instead}`);
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
  'utf-32': {
    is: 'UTF-32 data',
    instead: 'Open it in an editor, save it as UTF-8, and try again.',
  },
  data: { is: 'binary data', instead: saveLog },
};
