/** Encodings that pasted text and saved logs come in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What an input is that cannot be read as text; `data` where no known format shows. */
export type BinaryFormat =
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | 'zip'
  | '7z'
  | 'tar'
  | 'pdf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'elf'
  | 'exe'
  | 'sqlite'
  | 'squashfs'
  | 'pcap'
  | 'utf-32'
  | 'data';

/** What the first bytes of an input say about the rest. */
export interface InputNature {
  readonly encoding: Encoding;
  /** Length of the byte order mark in bytes, 0 where there is none. */
  readonly markLength: number;
  /** Null for text. */
  readonly binary: BinaryFormat | null;
}

/** How many bytes `inputNature` wants to see, fewer only where the input is shorter. */
export const natureLength = 4096;

/** Windows-1252 from 0x80 to 0x9f, where five places are free. Node 20 decodes it as ISO 8859-1, which has controls there. */
const windows1252 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

/** What a byte outside ASCII is in Windows-1252. */
export function latinCharacter(byte: number): string {
  return byte < 0xa0 ? windows1252.charAt(byte - 0x80) : String.fromCharCode(byte);
}

interface Signature {
  readonly format: BinaryFormat;
  /** Byte offset of the signature. */
  readonly at: number;
  readonly bytes: readonly number[];
}

const signatures: readonly Signature[] = [
  { format: 'gzip', at: 0, bytes: [0x1f, 0x8b] },
  { format: 'bzip2', at: 4, bytes: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] },
  { format: 'xz', at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { format: 'zstd', at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { format: 'zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { format: '7z', at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { format: 'tar', at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72] },
  { format: 'pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { format: 'png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { format: 'jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { format: 'gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { format: 'elf', at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { format: 'exe', at: 0, bytes: [0x4d, 0x5a, 0x90, 0x00] },
  {
    format: 'sqlite',
    at: 0,
    bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74],
  },
  { format: 'squashfs', at: 0, bytes: [0x68, 0x73, 0x71, 0x73] },
  { format: 'pcap', at: 0, bytes: [0xd4, 0xc3, 0xb2, 0xa1] },
  { format: 'pcap', at: 0, bytes: [0xa1, 0xb2, 0xc3, 0xd4] },
  { format: 'pcap', at: 0, bytes: [0x0a, 0x0d, 0x0d, 0x0a] },
  { format: 'utf-32', at: 0, bytes: [0xff, 0xfe, 0x00, 0x00] },
  { format: 'utf-32', at: 0, bytes: [0x00, 0x00, 0xfe, 0xff] },
];

/**
 * Largest share of control bytes that text may have. Logs framed with NUL (`logread -r … -0`) stay below 2%, log files
 * after a power cut hold short runs of NUL; random bytes have 10%.
 */
const mostControl = 0.05;

/** Judges an input by its first `natureLength` bytes. */
export function inputNature(head: Uint8Array): InputNature {
  for (const { format, at, bytes } of signatures) {
    if (bytes.every((byte, offset) => head[at + offset] === byte)) {
      return { encoding: 'utf-8', markLength: 0, binary: format };
    }
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2, binary: null };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2, binary: null };
  // Both are recognised by their NUL bytes, and most inputs have none.
  if (head.includes(0)) {
    if (isUnmarkedUtf32(head)) return { encoding: 'utf-8', markLength: 0, binary: 'utf-32' };
    const wide = unmarkedUtf16(head);
    if (wide !== null) return { encoding: wide, markLength: 0, binary: null };
  }
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  let control = 0;
  for (let at = 0; at < head.length; at += 1) if (isControl(head[at] ?? 0)) control += 1;
  return {
    encoding: 'utf-8',
    markLength: marked ? 3 : 0,
    binary: control > head.length * mostControl ? 'data' : null,
  };
}

/** UTF-16 without a byte order mark: log text is mostly ASCII, so every other byte is NUL and the rest is text. */
function unmarkedUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(head.length / 2);
  if (pairs < 2) return null;
  const nul: [number, number] = [0, 0];
  const control: [number, number] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) {
    const side = at % 2 === 0 ? 0 : 1;
    const byte = head[at] ?? 0;
    if (byte === 0) nul[side] += 1;
    if (isControl(byte)) control[side] += 1;
  }
  if (nul[1] >= pairs / 2 && control[0] <= pairs * mostControl) return 'utf-16le';
  if (nul[0] >= pairs / 2 && control[1] <= pairs * mostControl) return 'utf-16be';
  return null;
}

/** UTF-32 without a byte order mark: three of four bytes are NUL, the fourth is a character's. */
function isUnmarkedUtf32(head: Uint8Array): boolean {
  const characters = Math.floor(head.length / 4);
  if (characters < 2) return false;
  const written = [0, 0, 0, 0];
  for (const [at, byte] of head.subarray(0, characters * 4).entries()) {
    if (byte !== 0) written[at % 4] = (written[at % 4] ?? 0) + 1;
  }
  const [first = 0, second = 0, third = 0, fourth = 0] = written;
  const isOneSided = (character: number, others: number): boolean =>
    character >= characters * 0.9 && others <= characters * mostControl;
  return isOneSided(first, second + third + fourth) || isOneSided(fourth, first + second + third);
}

/** C0 controls that text does not use; backspace, tab, line ends, form feed and escape are found in terminal logs. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x1b && (byte < 0x08 || byte > 0x0d)) || byte === 0x7f;
}
