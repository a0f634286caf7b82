import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Capture } from '../../src/capture/capture.ts';
import { readFileInto, readTextInto, withStandardInput } from '../../src/collect/files.ts';
import { InputError } from '../../src/collect/input-error.ts';
import { unpacked } from '../../src/collect/unpacked.ts';
import { lineListener } from '../capture/line-listener.ts';

let folder = '';

/** As much of a tar archive as tells that it is one. */
const tarHead = Buffer.concat([
  Buffer.from('log.txt'.padEnd(257, '\0')),
  Buffer.from('ustar'.padEnd(255, '\0')),
]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-files-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Collected {
  readonly capture: Capture;
  /** `SOURCE:NUMBER TEXT` of every line that is not blank. */
  readonly lines: string[];
}

async function readStandardInputInto(capture: Capture, stream: Readable, signal?: AbortSignal) {
  return await withStandardInput(stream, signal, ({ text }) => readTextInto(capture, '-', text));
}

function collecting(): Collected {
  const lines: string[] = [];
  const add = (line: { source: string; number: number; text: string }): void => {
    lines.push(`${line.source}:${line.number} ${line.text}`);
  };
  return { lines, capture: new Capture(lineListener({ logLine: add, textLine: add })) };
}

/** The error with which reading this file ends. */
async function refusal(path: string): Promise<InputError> {
  const error: unknown = await readFileInto(collecting().capture, path).catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error(`read without an InputError: ${String(error)}`);
  return error;
}

function expectSentences(message: string): void {
  expect(message).toMatch(/^\S[^\n]*[a-z)], [^\n]*\.$|^\S[^\n]*\. [A-Z][^\n]*\.$/);
  expect(message).not.toMatch(/E[A-Z]{4,}|\n|at .*:\d+/);
}

describe('a file', () => {
  it('is read in the order of its lines, however long it is', async () => {
    const { capture, lines } = collecting();
    const path = file(
      'long.txt',
      Array.from({ length: 60_000 }, (_, index) => `line ${index + 1}`).join('\n'),
    );
    expect(await readFileInto(capture, path)).toMatchObject({ source: path, lines: 60_000, empty: false });
    expect(lines).toHaveLength(60_000);
    expect(lines.every((line, index) => line === `${path}:${index + 1} line ${index + 1}`)).toBe(true);
  });

  it('that is missing is told with its path', async () => {
    for (const path of [join(folder, 'missing.txt'), join(file('plain.txt', 'x'), 'below.txt'), 'a\0b']) {
      const error = await refusal(path);
      expect([error.code, error.path]).toEqual(['not-found', path]);
      expect(error.message).toContain(path);
      expectSentences(error.message);
      expect(error.cause).toBeInstanceOf(Error);
    }
  });

  it('that is a folder is told', async () => {
    const path = join(folder, 'logs');
    mkdirSync(path);
    const error = await refusal(path);
    expect([error.code, error.path]).toEqual(['directory', path]);
    expect(error.message).toContain(path);
    expectSentences(error.message);
  });

  it.each([
    ['no bytes', ''],
    ['blank lines only', '\n \r\n\t\n'],
  ])('with %s is told to be empty', async (name, content) => {
    const error = await refusal(file(`${name}.txt`, content));
    expect(error.code).toBe('empty');
    expect(error.message).toContain(error.path);
    expectSentences(error.message);
  });

  it.each([
    ['log.xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /xz.*Unpack/],
    ['wide.txt', Buffer.from('a\0\0\0b\0\0\0c\0\0\0'), /UTF-32.*save it as UTF-8/],
    ['marked.txt', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), /UTF-32.*save it as UTF-8/],
    ['backup.tar.gz', gzipSync(tarHead), /tar archive.*Unpack/],
    ['shot.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /picture.*Copy the text/],
    ['thread.pdf', '%PDF-1.4', /PDF.*Copy the text/],
    ['image.bin', new Uint8Array(100), /binary data.*logread/],
  ])('such as %s is told to be no text', async (name, content, words) => {
    const error = await refusal(file(name, content));
    expect(error.code).toBe('binary');
    expect(error.message).toContain(error.path);
    expect(error.message).toMatch(words);
    expectSentences(error.message);
  });

  it.skipIf(process.platform === 'win32')('that may not be read is told', async () => {
    const path = file('secret.txt', 'x');
    chmodSync(folder, 0o755);
    chmodSync(path, 0o000);
    const error = await asSomebodyElse(() => refusal(path));
    expect([error.code, error.path]).toEqual(['no-permission', path]);
    expect(error.message).toContain(path);
    expectSentences(error.message);
  });

  it.skipIf(process.platform !== 'linux')('that is a device is not opened', async () => {
    const error = await refusal('/dev/full');
    expect([error.code, error.path]).toEqual(['device', '/dev/full']);
    expectSentences(error.message);
  });

  it.skipIf(process.platform !== 'linux')('that fails while it is read is told', async () => {
    const error = await refusal('/proc/self/mem');
    expect([error.code, error.path]).toEqual(['unreadable', '/proc/self/mem']);
    expect(error.message).toContain('(EIO)');
  });

  it('that cannot be read leaves the capture ready for the next', async () => {
    const { capture, lines } = collecting();
    const missing = join(folder, 'missing.txt');
    const good = file('good.txt', 'words');
    for (const path of [missing, file('empty.txt', ''), file('zeros.bin', new Uint8Array(9))]) {
      await expect(readFileInto(capture, path)).rejects.toBeInstanceOf(InputError);
    }
    await readFileInto(capture, good);
    expect(lines).toEqual([`${good}:1 words`]);
  });

  it('does not take a fault of the listener for one of the file', async () => {
    const fault = new Error('a bug');
    const textLine = (): never => {
      throw fault;
    };
    const capture = new Capture(lineListener({ textLine }));
    await expect(readFileInto(capture, file('words.txt', 'words'))).rejects.toBe(fault);
  });

  it('is read no further once the user interrupts', async () => {
    const reason = new Error('interrupted');
    const reading = readFileInto(collecting().capture, file('some.txt', 'words'), AbortSignal.abort(reason));
    await expect(reading).rejects.toBe(reason);
  });
});

describe('standard input', () => {
  it('is read to its end', async () => {
    const { capture, lines } = collecting();
    const stream = Readable.from([Buffer.from('on'), Buffer.from('e\ntw'), Buffer.from('o')], {
      objectMode: false,
    });
    expect(await readStandardInputInto(capture, stream)).toMatchObject({ source: '-', lines: 2 });
    expect(lines).toEqual(['-:1 one', '-:2 two']);
  });

  it('without anything in it is told', async () => {
    const reading = readStandardInputInto(collecting().capture, Readable.from([]));
    await expect(reading).rejects.toMatchObject({ code: 'empty', path: '-' });
    await expect(reading).rejects.toThrow(/^Nothing came in on standard input\. /);
  });

  it('that breaks is told', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('read EIO'), { code: 'EIO' }));
      },
    });
    const reading = readStandardInputInto(collecting().capture, broken);
    await expect(reading).rejects.toMatchObject({ code: 'unreadable', path: '-' });
  });

  it('is let go while it waits, once the user interrupts', async () => {
    const silent = new Readable({ read: () => undefined });
    const interruption = new AbortController();
    const reason = new Error('interrupted');
    const reading = readStandardInputInto(collecting().capture, silent, interruption.signal);
    setImmediate(() => interruption.abort(reason));
    await expect(reading).rejects.toBe(reason);
    expect(silent.destroyed).toBe(true);
  });
});

/** Root may read everything: for a moment the test is run as a user without rights. */
async function asSomebodyElse<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(65534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a file of several pieces', () => {
  // Longer than what is read at once; every line ends with a character of two bytes, so that some piece ends inside one.
  const numbers = Array.from({ length: 60_000 }, (_, index) => `${index * 7_919} grün é`);

  it('is read whole, whatever it is', async () => {
    const text = numbers.join('\n');
    // Stored and not compressed, so that what is packed has several pieces, too.
    for (const [name, bytes] of [
      ['long.log', text],
      ['stored.log.gz', gzipSync(text, { level: 0 })],
      ['long.html', `<html><meta charset="utf-8"><pre>${text}`],
    ] as const) {
      const { capture, lines } = collecting();
      const path = file(name, bytes);
      await readFileInto(capture, path);
      expect(lines, name).toEqual(numbers.map((line, at) => `${path}:${at + 1} ${line}`));
    }
  });
});

describe('a packed file', () => {
  const text = Array.from({ length: 40_000 }, (_, index) => `line ${index + 1}`).join('\n');

  it('is read as what is in it, also when it has several parts', async () => {
    const { capture, lines } = collecting();
    const path = file('log.1.gz', Buffer.concat([gzipSync(text), gzipSync('\nlast')]));
    expect(await readFileInto(capture, path)).toMatchObject({ source: path, lines: 40_001 });
    expect(lines.at(-1)).toBe(`${path}:40001 last`);
  });

  it('is read from standard input, too', async () => {
    const { capture, lines } = collecting();
    await readStandardInputInto(capture, Readable.from([gzipSync('one\ntwo')]));
    expect(lines).toEqual(['-:1 one', '-:2 two']);
  });

  it('that is damaged or cut off is told', async () => {
    const whole = gzipSync(text);
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      whole.fill(7, 200, 300),
    ]) {
      const error = await refusal(file('cut.gz', bytes));
      expect([error.code, error.path]).toEqual(['unreadable', join(folder, 'cut.gz')]);
      expect(error.message).toMatch(/damaged or cut off/);
      expectSentences(error.message);
    }
  });

  it('that unpacks to very much is not unpacked to its end', async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield gzipSync(new Uint8Array(5_000_000));
    }
    let length = 0;
    const reading = (async () => {
      for await (const chunk of unpacked('a.gz', 'a.gz', chunks(), 1_048_576)) length += chunk.length;
    })();
    await expect(reading).rejects.toThrow(/a\.gz unpacks to more than 1 MiB\. Unpack it/);
    expect(length).toBeLessThanOrEqual(1_048_576);
  });
});

describe('a saved page', () => {
  const page = (words: string): string =>
    `\ufeff<!-- saved from url=(0014)about:internet -->\r\n<!DOCTYPE html>\r\n<html><head></head>\r\n<pre>${words}\r\nx</pre></html>\r\n`;

  it('is read as what it shows, with the places of the file', async () => {
    const { capture, lines } = collecting();
    const path = file('thread.html', page('a &amp; „b“'));
    expect(await readFileInto(capture, path)).toMatchObject({ source: path, lines: 5, empty: false });
    expect(lines).toEqual([`${path}:4 a & "b"`, `${path}:5 x`]);
  });

  it('may be UTF-16, packed, or in the encoding it names', async () => {
    const { capture, lines } = collecting();
    await readFileInto(capture, file('wide.htm', Buffer.from(page('wide'), 'utf16le')));
    await readFileInto(capture, file('packed.html.gz', gzipSync(page('packed'))));
    const latin = Buffer.from('<html><meta charset="iso-8859-1"><p>größer', 'latin1');
    await readFileInto(capture, file('latin.html', latin));
    await readFileInto(capture, file('odd.html', '<html><meta charset="x-nobody"><p>größe'));
    expect(lines.map((line) => line.replace(/^.*:\d+ /, ''))).toEqual([
      'wide',
      'x',
      'packed',
      'x',
      'größer',
      'größe',
    ]);
  });

  it('has quotes and dashes where it is in Windows-1252, by whatever name', async () => {
    const { capture, lines } = collecting();
    // Characters where ISO 8859-1 has controls, and one that Windows-1252 has not.
    const bytes = Uint8Array.of(0x80, 0x20, 0x61, 0x85, 0x99, 0x81);
    for (const charset of ['windows-1252', 'iso-8859-1', 'ISO8859-1', 'cp1252']) {
      const head = Buffer.from(`<html><meta charset="${charset}"><p>`);
      await readFileInto(capture, file(`${charset}.html`, Buffer.concat([head, bytes])));
    }
    expect(lines.map((line) => line.replace(/^.*:\d+ /, ''))).toEqual(Array(4).fill('€ a…™\uFFFD'));
  });

  it('without words is told to be empty', async () => {
    expect((await refusal(file('blank.html', '<html><script>a</script></html>'))).code).toBe('empty');
  });

  it('is none when a text only tells of one', async () => {
    const { capture, lines } = collecting();
    await readFileInto(capture, file('post.txt', 'my page begins with\n<html>\n'));
    expect(lines).toHaveLength(2);
  });
});
