import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLine, type ReadSummary, TextReader } from '../../src/capture/decode.ts';
import type { Line } from '../../src/capture/line.ts';

interface Read extends ReadSummary {
  readonly read: readonly Line[];
}

function read(chunks: Iterable<Uint8Array>): Read {
  const lines: Line[] = [];
  const reader = new TextReader('log.txt', (line) => lines.push(line));
  for (const chunk of chunks) reader.feed(chunk);
  return { ...reader.end(), read: lines };
}

function texts(bytes: Uint8Array): readonly string[] {
  return read([bytes]).read.map((line) => line.text);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf16(text: string, endian: 'le' | 'be', mark = false): Uint8Array {
  const units = mark ? `\uFEFF${text}` : text;
  const bytes = new DataView(new ArrayBuffer(units.length * 2));
  for (let at = 0; at < units.length; at += 1) bytes.setUint16(at * 2, units.charCodeAt(at), endian === 'le');
  return new Uint8Array(bytes.buffer);
}

/** Cuts bytes into chunks of the given sizes, over and over. */
function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('line ends', () => {
  it('takes LF and CR LF, also mixed, and an end without one', () => {
    expect(texts(utf8('one\ntwo\r\n\r\nthree\r\r\nfour'))).toEqual(['one', 'two', '', 'three', 'four']);
  });

  it('keeps a carriage return inside a line', () => {
    expect(texts(utf8('10%\r20%\r\nend\r'))).toEqual(['10%\r20%', 'end']);
  });

  it('takes every carriage return of a text that has no line feeds for thousands of characters', () => {
    const line = 'Sat Jul 21 22:15:33 2018 daemon.notice netifd: wwan (1): x';
    const whole = read([utf8(`\r${`${line}\r`.repeat(2_000)}end\n\r\nof all\r\n`)]);
    expect(whole.read.map(({ text }) => text)).toEqual(['', ...Array(2_000).fill(line), 'end', '', 'of all']);
    expect(whole.read.at(-1)).toMatchObject({ number: 2_004, truncated: false });
    for (const size of [1, 59, 4_096]) {
      expect(read(cut(utf8(`\r${`${line}\r`.repeat(2_000)}end\n\r\nof all\r\n`), [size]))).toEqual(whole);
    }
  });

  it('numbers lines from 1 and names the source', () => {
    expect(read([utf8('a\n\nb\n')]).read).toEqual([
      { source: 'log.txt', number: 1, text: 'a', truncated: false },
      { source: 'log.txt', number: 2, text: '', truncated: false },
      { source: 'log.txt', number: 3, text: 'b', truncated: false },
    ]);
  });

  it('counts no line in no bytes', () => {
    expect(read([])).toEqual({ read: [], lines: 0, encoding: 'utf-8', binary: null });
  });
});

describe('encodings', () => {
  const text = 'Sat Jul 21 22:15:33 2018 daemon.notice netifd: wwan (1): “Größe” 📶\nzweite Zeile\r\n';
  const lines = ['Sat Jul 21 22:15:33 2018 daemon.notice netifd: wwan (1): “Größe” 📶', 'zweite Zeile'];

  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 LE with a byte order mark', utf16(text, 'le', true), 'utf-16le'],
    ['UTF-16 BE with a byte order mark', utf16(text, 'be', true), 'utf-16be'],
    ['UTF-16 LE without', utf16(text, 'le'), 'utf-16le'],
    ['UTF-16 BE without', utf16(text, 'be'), 'utf-16be'],
  ])('reads %s', (_name, bytes, encoding) => {
    const whole = read([bytes]);
    expect(whole.read.map((line) => line.text)).toEqual(lines);
    expect(whole.encoding).toBe(encoding);
    expect(whole.binary).toBeNull();
    expect(read(cut(bytes, [1]))).toEqual(whole);
  });

  it('replaces invalid bytes of UTF-8 and goes on', () => {
    const bytes = joined([utf8('ä'), Uint8Array.of(0xff, 0xc3), utf8('b\nc'), Uint8Array.of(0xe2, 0x82)]);
    expect(texts(bytes)).toEqual(['ä\uFFFD\uFFFDb', 'c\uFFFD']);
  });

  it('reads Windows-1252 where nothing is UTF-8', () => {
    // Bytes of “Grüße”, an ellipsis, and one that Windows-1252 has not.
    const bytes = Uint8Array.of(0x93, 0x47, 0x72, 0xfc, 0xdf, 0x65, 0x94, 0x85, 0x81);
    const log = utf8(`${'Sat Jul 21 22:15:33 2018 daemon.notice netifd: x\n'.repeat(200)}`);
    expect(texts(joined([log, bytes])).at(-1)).toBe('“Grüße”…\uFFFD');
    expect(read([joined([log, bytes])]).encoding).toBe('windows-1252');
    expect(read([joined([log, bytes, utf8('\nGrüße\n')])]).encoding).toBe('utf-8');
    expect(read(cut(joined([log, bytes]), [3]))).toEqual(read([joined([log, bytes])]));
    expect(texts(joined([log, bytes, utf8('\nGrüße\n'), bytes])).slice(-3)).toEqual([
      '“Grüße”…\uFFFD',
      'Grüße',
      new TextDecoder().decode(bytes),
    ]);
  });

  it('knows what somebody else has replaced for UTF-8', () => {
    const text = 'Gr\uFFFD\uFFFDe';
    expect(texts(joined([utf8(text), Uint8Array.of(0xfc)]))).toEqual([`${text}\uFFFD`]);
  });

  it('takes bytes for text only where most of them are ASCII', () => {
    expect(texts(Uint8Array.of(0x7e, 0xff, 0x7d, 0xc0, 0x21, 0xfe, 0x0a))).toEqual(['~\uFFFD}\uFFFD!\uFFFD']);
  });

  it('replaces the odd byte at the end of UTF-16', () => {
    expect(texts(utf16('abc', 'le', true).slice(0, -1))).toEqual(['ab\uFFFD']);
  });

  it('keeps a byte order mark that is not at the beginning', () => {
    expect(texts(utf8('a\n\uFEFFb'))).toEqual(['a', '\uFEFFb']);
  });
});

describe('binary input', () => {
  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['zip', [0x50, 0x4b, 3, 4, 20]],
    ['pdf', [...utf8('%PDF-1.7\n')]],
    ['png', [0x89, 0x50, 0x4e, 0x47, 13, 10]],
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['elf', [0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0]],
    ['squashfs', [...utf8('hsqs')]],
    ['tar', [...utf8(`log/messages${'0'.repeat(245)}ustar`)]],
  ])('recognises %s and passes nothing on', (format, bytes) => {
    const input = joined([Uint8Array.from(bytes), utf8(`\n${'text '.repeat(2000)}`)]);
    for (const sizes of [[input.length], [1], [300]]) {
      const result = read(cut(input, sizes));
      expect(result.binary).toBe(format);
      expect(result.read).toEqual([]);
    }
  });

  it('recognises data of no known format by its control bytes', () => {
    const noise = Uint8Array.from({ length: 8000 }, (_, index) => (index * 167 + (index >> 3) * 31) % 256);
    expect(read([noise]).binary).toBe('data');
    expect(read([new Uint8Array(64)]).binary).toBe('data');
  });

  it('takes a log framed with NUL, with escape sequences, or in an old code page for text', () => {
    const framed = 'Sat Jul 21 22:15:33 2018 daemon.notice netifd: x\0\n'.repeat(100);
    expect(read([utf8(framed)]).binary).toBeNull();
    expect(read([utf8('\x1b[31mred\x1b[0m\n'.repeat(400))]).binary).toBeNull();
    const cyrillic = Uint8Array.from({ length: 3000 }, (_, index) =>
      index % 7 === 0 ? 0x20 : 0xe0 + (index % 32),
    );
    expect(read([cyrillic]).binary).toBeNull();
  });
});

describe('long lines', () => {
  it('holds a bounded part of a line of 100 MB', () => {
    const mebibyte = new Uint8Array(1_048_576).fill(0x61);
    const lines: Line[] = [];
    const reader = new TextReader('long.txt', (line) => lines.push(line));
    const before = process.memoryUsage();
    let most = 0;
    reader.feed(utf8('first\n'));
    for (let count = 0; count < 100; count += 1) {
      reader.feed(mebibyte);
      const now = process.memoryUsage();
      most = Math.max(most, now.heapUsed + now.external - before.heapUsed - before.external);
    }
    reader.feed(utf8('\nlast'));
    expect(reader.end().lines).toBe(3);
    expect(lines.map((line) => [line.number, line.text.length, line.truncated])).toEqual([
      [1, 5, false],
      [2, longestLine, true],
      [3, 4, false],
    ]);
    expect(most).toBeLessThan(64 * 1_048_576);
  });

  it.each([
    ['just fits', 'a'.repeat(longestLine), longestLine, false],
    ['just fits with its line end', `${'a'.repeat(longestLine)}\r\r\r\n`, longestLine, false],
    ['is one too long', 'a'.repeat(longestLine + 1), longestLine, true],
    ['would be cut inside a character', `${'a'.repeat(longestLine - 1)}📶`, longestLine - 1, true],
    ['has three bytes a character', '€'.repeat(longestLine + 5), longestLine, true],
  ])('cuts a line that %s', (_name, text, length, truncated) => {
    for (const sizes of [[text.length * 3], [1000, 7], [65_536]]) {
      const [line] = read(cut(utf8(text), sizes)).read;
      expect([line?.text.length, line?.truncated]).toEqual([length, truncated]);
    }
  });
});

describe('any bytes', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }).map(utf8),
    fc.constantFrom('\n', '\r\n', '\r', '\r\r\n').map(utf8),
    fc.uint8Array({ maxLength: 6, min: 0x80 }),
  );
  const input = fc.array(piece, { maxLength: 60 }).map(joined);
  const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 });

  it('never throws, and gives the same lines whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.oneof(input, fc.uint8Array({ maxLength: 9000, size: 'max' })),
        sizes,
        (bytes, chunkSizes) => {
          expect(read(cut(bytes, chunkSizes))).toEqual(read([bytes]));
        },
      ),
    );
  });

  it('decodes UTF-8 as the platform does', () => {
    fc.assert(
      fc.property(input, sizes, (some, chunkSizes) => {
        const bytes = joined([utf8('ü'), some]);
        const result = read(cut(bytes, chunkSizes));
        fc.pre(result.binary === null && result.encoding === 'utf-8');
        const lines = new TextDecoder()
          .decode(bytes)
          .split('\n')
          .map((text) => text.replace(/\r+$/, ''));
        if (new TextDecoder().decode(bytes).endsWith('\n') || bytes.length === 0) lines.pop();
        expect(result.read.map((line) => line.text)).toEqual(lines);
      }),
    );
  });

  it('does so across the windows of a large chunk', () => {
    const pattern = joined([utf8('€uro 📶 größer\n'), Uint8Array.of(0xe2, 0x82, 0xff, 0x0a)]);
    const bytes = new Uint8Array(300_001).map((_, index) => pattern[index % pattern.length] ?? 0);
    const expected = new TextDecoder().decode(bytes).split('\n');
    expect(texts(bytes)).toEqual(expected);
    for (const size of [1, 4095, 65_537]) expect(read(cut(bytes, [size]))).toEqual(read([bytes]));
  });

  it('are in one encoding from 128 KiB on, whatever the chunks', () => {
    const tails = fc.array(
      fc.constantFrom('\n', 'a', '\xe9', '\xc3\xbc', '\xe2\x82\xac', '\x80', '\xf0\x9f'),
      {
        minLength: 8,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), tails, sizes, (before, tail, chunkSizes) => {
        const bytes = Buffer.from(
          `${'word '.repeat(26_215).slice(0, 131_072 - before)}${tail.join('')}`,
          'latin1',
        );
        const start = [131_060, ...chunkSizes.map((size) => (size % 5) + 1)];
        expect(read(cut(bytes, start))).toEqual(read([bytes]));
      }),
      { numRuns: 40 },
    );
    const late = Buffer.from(`${'word\n'.repeat(30_000)}caf\xe9\nf\xc3\xbcr caf\xe9\n`, 'latin1');
    expect(texts(late).slice(-2)).toEqual(['café', 'für café']);
    const early = Buffer.from(`f\xc3\xbcr\n${'word\n'.repeat(30_000)}caf\xe9\n`, 'latin1');
    expect(texts(early).slice(-1)).toEqual(['caf\ufffd']);
  });
});
