import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlock, writeBlock } from './ncm-blocks.ts';

const frame = fc.uint8Array({ minLength: 1, maxLength: 1514 });

test('what is written is read back, in both forms and for both models', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(16, 32),
      fc.constantFrom('NCM', 'IPS'),
      frame,
      fc.nat(),
      (format, table, bytes, number) => {
        const block = readBlock(writeBlock(format, number, bytes, table), table);
        expect(block).toEqual({ format, datagrams: [bytes], isTableFirst: true });
      },
    ),
  );
});

test('a block whose table stands at its end, as Linux builds it', () => {
  const block = Buffer.alloc(48);
  block.write('NCMH', 0, 'latin1');
  for (const [value, at] of [
    [12, 4],
    [48, 8],
    [32, 10],
  ] as const)
    block.writeUInt16LE(value, at);
  block.write('hello', 12, 'latin1');
  block.write('NCM0', 32, 'latin1');
  block.writeUInt16LE(16, 36);
  block.writeUInt16LE(12, 40);
  block.writeUInt16LE(5, 42);
  expect(readBlock(block)).toEqual({
    format: 16,
    datagrams: [Uint8Array.from(Buffer.from('hello'))],
    isTableFirst: false,
  });
});

test('a table that points to itself, or beyond the end, is no block', () => {
  const circle = Buffer.from(writeBlock(16, 0, Uint8Array.of(1)));
  circle.writeUInt16LE(12, 12 + 6);
  expect(readBlock(circle)).toBeUndefined();
  const beyond = Buffer.from(writeBlock(32, 0, Uint8Array.of(1)));
  beyond.writeUInt32LE(0xffff_fff0, 12);
  expect(readBlock(beyond)).toBeUndefined();
});

test('noise is no block, and throws nothing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void readBlock(noise)));
  const begun = fc.uint8Array({ maxLength: 200 }).map((rest) => Buffer.concat([Buffer.from('NCMH'), rest]));
  fc.assert(fc.property(begun, (noise) => void readBlock(noise)));
});
