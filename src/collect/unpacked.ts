import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from './input-error.ts';

/** Bytes that a packed file may unpack to. A few kilobytes can be made to unpack to more than a disk holds. */
const mostUnpacked = 2 * 1024 ** 3;

/** Logs that say the same for days pack about a hundred times; the most that deflate can do is a thousand. */
const mostTimes = 300;
/** What is no more than this is read in a moment, whatever it is. */
const unsuspicious = 4 * 1024 ** 2;

/** RFC 1952: the first two bytes of a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks a gzip file while it is read.
 *
 * @param where how messages call the file
 * @param most bytes that it may unpack to
 * @throws {InputError} `unreadable` for one that is damaged, cut off, or unpacks to more
 */
export async function* unpacked(
  path: string,
  where: string,
  chunks: AsyncIterable<Uint8Array>,
  most = mostUnpacked,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // The loop below hears of every error.
  pipeline(Readable.from(copies(chunks)), gunzip, () => undefined);
  let length = 0;
  try {
    const plain = gunzip as AsyncIterable<Uint8Array>;
    for await (const chunk of notBlownUp(path, where, plain, () => gunzip.bytesWritten)) {
      length += chunk.length;
      if (length > most) throw tooLarge(path, where, most);
      yield chunk;
    }
  } catch (error) {
    throw isUnpackingError(error) ? damaged(path, where, error) : error;
  }
}

/**
 * Ends what unpacks to far more than any log does. A megabyte can be made to hold a gigabyte of empty lines, which it takes half
 * an hour to read.
 *
 * @param where how messages call the file
 * @param packedLength how many packed bytes have been read by now, or are there
 * @throws {InputError} `too-large`
 */
export async function* notBlownUp(
  path: string,
  where: string,
  chunks: AsyncIterable<Uint8Array>,
  packedLength: () => number,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > unsuspicious && length > mostTimes * packedLength()) {
      throw new InputError(
        'too-large',
        path,
        `${where} unpacks to more than ${mostTimes} times its size, as no log does. Unpack it, and name the part that shows the trouble.`,
      );
    }
    yield chunk;
  }
}

/** The reader uses its buffer again while these bytes still wait; a Buffer's own `slice` would be a view of it. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

/** Errors of zlib have codes such as `Z_DATA_ERROR`. */
function isUnpackingError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function damaged(path: string, where: string, cause: unknown): InputError {
  return new InputError(
    'unreadable',
    path,
    `${where} is compressed (gzip) and damaged or cut off. Copy it from the router once more, and try again.`,
    cause,
  );
}

function tooLarge(path: string, where: string, most: number): InputError {
  const limit = `${Math.round(most / 1024 ** 2)} MiB`;
  return new InputError(
    'unreadable',
    path,
    `${where} unpacks to more than ${limit}. Unpack it, and name the part that shows the trouble.`,
  );
}
