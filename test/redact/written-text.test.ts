import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenText } from '../../src/redact/written-text.ts';

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
}

test('bytes come back as they were, whatever they are', () => {
  const parts = fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    fc.constantFrom(
      Uint8Array.of(0xef, 0xbb, 0xbf),
      Uint8Array.of(0xff, 0xfe),
      Uint8Array.of(0xed, 0xb2, 0x80),
    ),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (chunks) => {
      const bytes = Buffer.concat(chunks);
      const { text, bytesOf } = writtenText(bytes);
      expect(Buffer.from(bytesOf(text)).equals(bytes)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['UTF-8', Buffer.from('Grüße'), 'Grüße'],
  ['UTF-8 with a mark', Buffer.from('\ufeffGrüße'), 'Grüße'],
  ['UTF-16', utf16('Grüße', true), 'Grüße'],
  ['UTF-16, high byte first', utf16('Grüße', false), 'Grüße'],
  ['Windows-1252', Buffer.from([0x93, 0x47, 0xfc, 0x94]), '“Gü”'],
])('%s is read, and what is put into it is written in the same way', (_, bytes, text) => {
  const written = writtenText(bytes);
  expect(written.text).toBe(text);
  expect(writtenText(written.bytesOf(`${text}<ip-1>\r\n`)).text).toBe(`${text}<ip-1>\r\n`);
});
