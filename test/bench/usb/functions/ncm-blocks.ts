// Transfer blocks of the Network Control Model. Source: USB CDC NCM 1.0 (errata 1), chapter 3.

export type BlockFormat = 16 | 32;

interface Layout {
  readonly signature: string;
  readonly headerLength: number;
  readonly pointerSignature: string;
  /** Of the head of the table of datagrams. */
  readonly pointerHead: number;
  readonly entry: number;
}

const layouts: Readonly<Record<BlockFormat, Layout>> = {
  16: { signature: 'NCMH', headerLength: 12, pointerSignature: 'NCM', pointerHead: 8, entry: 4 },
  32: { signature: 'ncmh', headerLength: 16, pointerSignature: 'ncm', pointerHead: 16, entry: 8 },
};

export interface Block {
  readonly format: BlockFormat;
  readonly datagrams: readonly Uint8Array[];
  /** Whether a table of datagrams stands before the first of them. */
  readonly isTableFirst: boolean;
}

/** MBIM calls its tables `IPS` with the number of the session instead: USB CDC MBIM 1.0, 7. */
export type TableSignature = 'NCM' | 'IPS';

/** Undefined where the bytes are no block. */
export function readBlock(bytes: Uint8Array, table: TableSignature = 'NCM'): Block | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const signature = view.toString('latin1', 0, 4);
  const format =
    signature === layouts[16].signature ? 16 : signature === layouts[32].signature ? 32 : undefined;
  if (format === undefined || bytes.length < layouts[format].headerLength) return undefined;
  const { pointerHead, entry } = layouts[format];
  const read = format === 16 ? (at: number) => view.readUInt16LE(at) : (at: number) => view.readUInt32LE(at);
  const word = format / 8;
  const expected = format === 16 ? table : table.toLowerCase();
  const datagrams: Uint8Array[] = [];
  let isTableFirst = false;
  let pointer = read(8 + word);
  const seen = new Set<number>();
  while (pointer !== 0) {
    if (seen.has(pointer) || pointer + pointerHead > bytes.length) return undefined;
    seen.add(pointer);
    if (view.toString('latin1', pointer, pointer + 3) !== expected) return undefined;
    const end = Math.min(bytes.length, pointer + view.readUInt16LE(pointer + 4));
    for (let at = pointer + pointerHead; at + entry <= end; at += entry) {
      const index = read(at);
      const length = read(at + word);
      if (index === 0 || length === 0) break;
      if (index + length > bytes.length) return undefined;
      if (pointer < index) isTableFirst = true;
      datagrams.push(Uint8Array.from(bytes.subarray(index, index + length)));
    }
    pointer = read(pointer + (format === 16 ? 6 : 8));
  }
  return { format, datagrams, isTableFirst };
}

/** A block of one datagram, its table before it. */
export function writeBlock(
  format: BlockFormat,
  sequence: number,
  datagram: Uint8Array,
  table: TableSignature = 'NCM',
): Uint8Array {
  const { signature, headerLength, pointerHead, entry } = layouts[format];
  const tableLength = pointerHead + 2 * entry;
  const start = headerLength + tableLength;
  const block = Buffer.alloc(start + datagram.length);
  const word = format / 8;
  const write = (value: number, at: number) => block.writeUIntLE(value, at, word);
  block.write(signature, 0, 'latin1');
  block.writeUInt16LE(headerLength, 4);
  block.writeUInt16LE(sequence & 0xffff, 6);
  write(block.length, 8);
  write(headerLength, 8 + word);
  const name = format === 16 ? table : table.toLowerCase();
  // Behind the name the session of MBIM, or that no checksums are carried.
  const kind = table === 'IPS' ? '\0' : '0';
  block.write(`${name}${kind}`, headerLength, 'latin1');
  block.writeUInt16LE(tableLength, headerLength + 4);
  write(start, headerLength + pointerHead);
  write(datagram.length, headerLength + pointerHead + word);
  block.set(datagram, start);
  return block;
}
