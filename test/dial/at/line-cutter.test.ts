import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineCutter, longestLine } from '../../../src/dial/at/line-cutter.ts';

function cut(...chunks: readonly Uint8Array[]): readonly string[] {
  const heard: string[] = [];
  const cutter = new LineCutter({ line: (text) => heard.push(text), prompt: () => heard.push('(prompt)') });
  for (const chunk of chunks) cutter.write(chunk);
  cutter.end();
  return heard;
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('lines', () => {
  test.each([
    ['\r\nOK\r\n', ['OK']],
    ['AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n', ['AT+CSQ', '+CSQ: 20,99', 'OK']],
    ['0\r', ['0']],
    ['\r\n> ', ['(prompt)']],
    ['OK\r\n> x\r\n', ['OK', '(prompt)', 'x']],
    ['\0\0OK\0\r\n', ['OK']],
    ['+COPS: 0,0,"Österreich",7\r\n', ['+COPS: 0,0,"Österreich",7']],
    ['no end', ['no end']],
  ])('of %j', (text, lines) => {
    expect(cut(bytes(text))).toEqual(lines);
  });

  test('show bytes that are no text, and letters of old modems', () => {
    expect(cut(Buffer.from('2b434f50533a2022d6220d', 'hex'))).toEqual(['+COPS: "Ö"']);
    expect(cut(Buffer.from('1b41540d', 'hex'))).toEqual(['\ufffdAT']);
  });

  test('are cut off where they have no end', () => {
    const [line = '', next] = cut(bytes(`${'x'.repeat(100_000)}\r\nOK\r\n`));
    expect(line.length).toBe(longestLine);
    expect(next).toBe('OK');
  });
});

const stream = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          '\r\nOK\r\n',
          'AT+CSQ\r',
          '\r\n+CREG: 1\r\n',
          '\r\n> ',
          '\0',
          '\n',
          '+CSQ: 20,99',
          'Ö',
          '\ufffd',
        )
        .map(bytes),
      fc.uint8Array({ maxLength: 40 }),
    ),
  )
  .map((pieces) => Buffer.concat(pieces));

test('are the same however the bytes come, and hold no control characters', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat({ max: 200 })), (whole, cuts) => {
      const places = [...new Set(cuts.map((at) => Math.min(at, whole.length)))].sort(
        (one, other) => one - other,
      );
      const chunks = [0, ...places].map((start, at) => whole.subarray(start, places[at] ?? whole.length));
      const lines = cut(whole);
      expect(cut(...chunks)).toEqual(lines);
      for (const line of lines) expect(line).not.toMatch(/[\p{Cc}]/u);
    }),
  );
});
