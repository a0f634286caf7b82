import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { TriageRecord } from '../../../src/report/triage/record.ts';

/** A tar archive of these files. */
export async function tarOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  return await packTar(
    Object.entries(files).map(([name, content]) => {
      const body = typeof content === 'string' ? Buffer.from(content) : content;
      return { header: { name, size: body.length, type: 'file' as const }, body: new Uint8Array(body) };
    }),
  );
}

export async function tarGzOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  return gzipSync(await tarOf(files));
}

interface ZipMember {
  readonly content: string | Uint8Array;
  /** Of the general purpose flags; 1 is an encrypted member. */
  readonly flags?: number;
}

/** A zip archive of these files, without anything that is not needed. Source: APPNOTE.TXT 4.3. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array | ZipMember>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(files)) {
    const member = typeof given === 'string' || given instanceof Uint8Array ? { content: given } : given;
    const content = Buffer.from(member.content);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((member.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        Buffer.from([20, 0]),
        common,
        entry,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

/** Node 20.15 has one; its types do not. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Writes files below a folder, with the folders that they need. */
export function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** The verdicts of NDJSON, each line of which must be whole. */
export function recordsIn(ndjson: string): readonly TriageRecord[] {
  if (ndjson !== '' && !ndjson.endsWith('\n')) throw new Error('the last line has no end');
  return ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

export function recordOf(records: readonly TriageRecord[], ending: string): TriageRecord {
  const found = records.filter(({ id }) => id.endsWith(ending));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} verdicts on ${ending}`);
  return only;
}
