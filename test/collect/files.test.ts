import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Capture } from '../../src/capture/capture.ts';
import { readFileInto, readStandardInputInto } from '../../src/collect/files.ts';
import { InputError } from '../../src/collect/input-error.ts';

let folder = '';

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

function collecting(): Collected {
  const lines: string[] = [];
  const add = (line: { source: string; number: number; text: string }): void => {
    lines.push(`${line.source}:${line.number} ${line.text}`);
  };
  const ignore = (): undefined => undefined;
  return { lines, capture: new Capture({ section: ignore, logLine: add, textLine: add, end: ignore }) };
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
    ['log.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), /gzip.*Unpack/],
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
    const ignore = (): undefined => undefined;
    const textLine = (): never => {
      throw fault;
    };
    const capture = new Capture({ section: ignore, logLine: ignore, textLine, end: ignore });
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
