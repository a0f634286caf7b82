import { type ReadableStream, type ReadableStreamDefaultReader, TransformStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { type Entry, fromBufferPromise, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { InputError } from './input-error.ts';
import { notBlownUp } from './unpacked.ts';

/** A file in an archive. Its bytes are to be read before the next one is asked for, or not at all. */
export interface ArchiveMember {
  /** As the archive spells it, without `./` in front. */
  readonly name: string;
  /** `link` and `device` have no bytes of their own. */
  readonly kind: 'file' | 'link' | 'device' | 'encrypted';
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/**
 * The members of a tar archive, as they come; folders are none.
 *
 * @param path of the archive, for messages
 * @throws {InputError} `unreadable` where the archive is damaged or cut off; the members before it were given
 */
export async function* tarMembers(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArchiveMember> {
  const decoder = createTarDecoder({ strict: true });
  const appetite = new Appetite();
  const entries = streamOf(chunks, appetite).pipeThrough(decoder) as ReadableStream<ParsedTarEntry>;
  try {
    for await (const { header, body } of appetite.of(entries.getReader())) {
      const name = plainName(header.name);
      const kind = tarKinds[header.type ?? 'file'];
      let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
      if (kind !== undefined) {
        yield {
          name,
          kind,
          chunks: () => {
            reader = (body as ReadableStream<Uint8Array>).getReader();
            return bytesFrom(path, appetite.of(reader));
          },
        };
      }
      // Who found that it is no text has not read it to its end, and the next one comes only after that.
      await (reader ?? body).cancel();
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

/** A stream of the web, which is what the decoder wants. `ReadableStream.from` came with Node 20.6 and lets go of nothing early. */
function streamOf(chunks: AsyncIterable<Uint8Array>, appetite: Appetite): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  let isLeft = false;
  writer.closed.catch(() => {
    isLeft = true;
  });
  const pump = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) {
        await writer.ready;
        // Readers use their buffers again, and the decoder keeps what it was given.
        await writer.write(new Uint8Array(chunk));
      }
      await appetite.ofNoMore(() => isLeft);
      await writer.close();
    } catch (error) {
      await appetite.ofNoMore(() => isLeft);
      // Who reads the other end hears of it; who has left it does not want to.
      await writer.abort(error).catch(() => undefined);
    }
  };
  pump();
  return readable;
}

/**
 * Whether whoever reads an archive waits for more. An error in a stream of the web throws away what has come and is not read yet:
 * how much of a cut member is read would be a matter of chance.
 */
class Appetite {
  #waiting = 0;

  async *of<T>(reader: ReadableStreamDefaultReader<T>): AsyncGenerator<T> {
    try {
      for (;;) {
        this.#waiting += 1;
        const next = await reader.read().finally(() => {
          this.#waiting -= 1;
        });
        if (next.done) return;
        yield next.value;
      }
    } finally {
      // Who leaves early lets go of what feeds the stream; an error was told by the reading.
      await reader.cancel().catch(() => undefined);
    }
  }

  /** Waits until all that has come is read. What is there reaches a reader before the next turn of the loop of events. */
  async ofNoMore(isLeft: () => boolean): Promise<void> {
    for (let turns = 0; turns < 2 && !isLeft(); ) {
      await setImmediate();
      turns = this.#waiting > 0 ? turns + 1 : 0;
    }
  }
}

/** POSIX ustar and GNU types; the decoder reads those that hold long names. */
const tarKinds: Readonly<Record<string, ArchiveMember['kind']>> = {
  file: 'file',
  link: 'link',
  symlink: 'link',
  'character-device': 'device',
  'block-device': 'device',
  fifo: 'device',
};

/**
 * The members of a zip archive, in the order of its directory; folders are none.
 *
 * @param from an open file, or the bytes of an archive that stood in another one
 * @throws {InputError} `unreadable` where the archive is damaged
 */
export async function* zipMembers(path: string, from: number | Buffer): AsyncGenerator<ArchiveMember> {
  // Names are decoded here: with the library's own check a path that leads out of the archive would end the reading of it,
  // and nothing is written anywhere.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  try {
    const zip =
      typeof from === 'number' ? await fromFdPromise(from, options) : await fromBufferPromise(from, options);
    for await (const entry of zip.eachEntry()) {
      const name = plainName(
        getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
      );
      if (name.endsWith('/') || name === '') continue;
      yield { name, kind: zipKind(entry), chunks: () => inflated(path, zip, entry) };
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

/** Upper half of the attributes, where a Unix made the archive: its mode. Source: Info-ZIP, APPNOTE 4.4.2 and 4.4.15. */
const unixType = 0o170000;
const unixLink = 0o120000;

function zipKind(entry: Entry): ArchiveMember['kind'] {
  const madeBy = entry.versionMadeBy >>> 8;
  const mode = entry.externalFileAttributes >>> 16;
  if (madeBy === 3 && (mode & unixType) === unixLink) return 'link';
  return entry.isEncrypted() ? 'encrypted' : 'file';
}

async function* inflated(path: string, zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    const bytes = (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
    for await (const chunk of notBlownUp(path, path, bytes, () => entry.compressedSize)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    // The library looks at sizes only: what a bad medium has changed would be read as what the router said.
    if (sum !== entry.crc32) throw new Error('The checksum does not fit.');
  } catch (error) {
    throw damaged(path, error);
  }
}

async function* bytesFrom(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw damaged(path, error);
  }
}

function plainName(name: string): string {
  return name.replace(/^(?:\.?\/)+/, '');
}

function damaged(path: string, cause: unknown): Error {
  if (cause instanceof InputError) return cause;
  return new InputError(
    'unreadable',
    path,
    `${path} is an archive that is damaged or cut off. Ask for it once more, or unpack what can be unpacked.`,
    cause,
  );
}
