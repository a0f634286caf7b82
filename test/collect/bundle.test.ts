import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Capture } from '../../src/capture/capture.ts';
import {
  type BundleLimits,
  bundlesIn,
  type InputSink,
  isTold,
  openBundle,
} from '../../src/collect/bundle.ts';
import { readTextInto } from '../../src/collect/files.ts';
import { Diagnoser } from '../../src/diagnosis.ts';
import { tarGzOf, tarOf, writeAll, zipOf } from '../cli/triage/bundles.ts';

let folder = '';

function into(capture: Capture): InputSink {
  return { text: (name, text) => readTextInto(capture, name, text), manifest: async () => undefined };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-bundle-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const small: BundleLimits = { unpackedBytes: 10_000, entries: 5 };

/** The code of the error with which a bundle of these bytes ends; null where it is read. */
async function codeOf(name: string, content: string | Uint8Array | null): Promise<string | null> {
  const path = join(folder, name);
  if (content !== null) writeFileSync(path, content);
  try {
    const { readInto } = await openBundle({ id: path, path }, small);
    await readInto(into(new Diagnoser().capture));
    return null;
  } catch (error) {
    if (!isTold(error)) throw error;
    return error.code;
  }
}

const text = 'It works.\n';

test('what unpacks to more than the limit ends, however it is packed; what stands on the disk as it is does not', async () => {
  const long = text.repeat(1_100);
  const rest = text.repeat(400);
  expect(await codeOf('long.txt', long)).toBeNull();
  expect(await codeOf('long.gz', gzipSync(long))).toBe('too-large');
  expect(await codeOf('long.zip', zipOf({ 'a.txt': long }))).toBe('too-large');
  expect(await codeOf('long.tar', await tarOf({ 'a.txt': long }))).toBe('too-large');
  expect(await codeOf('sum.zip', zipOf({ a: rest, b: rest, c: rest }))).toBe('too-large');
  expect(await codeOf('less.zip', zipOf({ a: rest, b: rest }))).toBeNull();
  // Unpacked twice, it counts twice.
  expect(await codeOf('twice.gz', gzipSync(gzipSync(text.repeat(900))))).toBeNull();
});

test('more entries than the limit end it', async () => {
  const files = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.txt`, text]));
  expect(await codeOf('five.zip', zipOf(files(5)))).toBeNull();
  expect(await codeOf('six.zip', zipOf(files(6)))).toBe('too-large');
  expect(await codeOf('five.tar.gz', await tarGzOf(Object.fromEntries([['a', text]])))).toBeNull();
  mkdirSync(join(folder, 'six'));
  writeAll(join(folder, 'six'), files(6));
  expect(await codeOf('six', null)).toBe('too-large');
});

test('what one member of an archive lacks, the others may have; lines are told by where they stand', async () => {
  const path = join(folder, 'mixed.zip');
  writeFileSync(
    path,
    zipOf({
      'logs/a.tar.gz': await tarGzOf({ './x/1.log': text, 'x/2.bin': Buffer.alloc(64) }),
      'logs/b.gz': gzipSync(text).subarray(0, 12),
      'empty.txt': '',
    }),
  );
  const { content, readInto } = await openBundle({ id: 'mixed.zip', path });
  expect(content.files).toBe(1);
  const diagnoser = new Diagnoser();
  const names: string[] = [];
  const source = diagnoser.capture.source.bind(diagnoser.capture);
  diagnoser.capture.source = (name) => {
    names.push(name);
    source(name);
  };
  expect(await readInto(into(diagnoser.capture))).toEqual([
    { name: 'mixed.zip!/logs/a.tar.gz!/x/2.bin', code: 'binary' },
    { name: 'mixed.zip!/logs/b.gz', code: 'unreadable' },
    { name: 'mixed.zip!/empty.txt', code: 'empty' },
  ]);
  expect(names).toContain('mixed.zip!/logs/a.tar.gz!/x/1.log');
});

test('names that customers give to files show no numbers of theirs', async () => {
  const bundle = join(folder, 'numbers');
  writeAll(bundle, { '490154203237518/log.bin': Buffer.alloc(64), 'joe@example.org.txt': text });
  const { readInto } = await openBundle({ id: bundle, path: bundle });
  const notRead = await readInto(into(new Diagnoser().capture));
  expect(notRead).toEqual([{ name: `${bundle}/49015420<imei-1>/log.bin`, code: 'binary' }]);
});

test('the stamp changes with a name, a size or a time, and with nothing else', async () => {
  const stampOf = async (name: string): Promise<string> =>
    (await openBundle({ id: name, path: join(folder, name) })).content.stamp;
  writeAll(folder, { 'stamped/a.txt': text, 'stamped/b/c.txt': text });
  const first = await stampOf('stamped');
  expect(await stampOf('stamped')).toBe(first);
  writeAll(folder, { 'stamped/b/c.txt': `${text}${text}` });
  const second = await stampOf('stamped');
  expect(second).not.toBe(first);
  writeAll(folder, { 'stamped/b/d.txt': '' });
  expect(await stampOf('stamped')).not.toBe(second);
});

test('the entries of a folder are bundles, by name; a file is one itself', async () => {
  writeAll(folder, { 'list/b.txt': text, 'list/a/1.txt': text, 'list/.git/config': text });
  const list = join(folder, 'list');
  expect((await bundlesIn(`${list}/`)).map(({ id }) => id)).toEqual([`${list}/a`, `${list}/b.txt`]);
  expect((await bundlesIn(join(list, 'b.txt'))).map(({ id }) => id)).toEqual([`${list}/b.txt`]);
  expect((await bundlesIn(join(list, 'gone'))).map(({ id }) => id)).toEqual([`${list}/gone`]);
});

test('a member that is no text does not keep those behind it from being read, however long it is', async () => {
  const noText = Buffer.concat([Buffer.from('\x7fELF\0\0'), Buffer.alloc(3_000_000)]);
  const path = join(folder, 'core.tar.gz');
  const members = { core: noText, 'core.gz': gzipSync(noText), 'log.txt': text };
  writeFileSync(path, gzipSync(await tarOf(members)));
  const names: string[] = [];
  const { readInto } = await openBundle({ id: 'b', path });
  const notRead = await readInto({
    text: async (name, { chunks }) => {
      names.push(name);
      for await (const _ of chunks);
    },
    manifest: async () => undefined,
  });
  expect(names).toEqual(['b!/log.txt']);
  expect(notRead.map(({ name }) => name)).toEqual(['b!/core', 'b!/core.gz']);
});
