// BLAKE2s with a key and a length of one's own, which OpenSSL's by way of Node has not. Source: RFC 7693.

const initial = Uint32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
);

const orders = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
] as const;

/** Columns, then diagonals. */
const mixed = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

const blockSize = 64;

/**
 * @param key of up to 32 bytes; empty: none
 * @param length of the result: up to 32 bytes
 */
export function blake2s(message: Uint8Array, key: Uint8Array, length: number): Buffer {
  const state = Uint32Array.from(initial);
  state[0] = word(state, 0) ^ 0x0101_0000 ^ (key.length << 8) ^ length;
  const keyBlock =
    key.length === 0 ? Buffer.alloc(0) : Buffer.concat([key, Buffer.alloc(blockSize - key.length)]);
  const bytes = Buffer.concat([keyBlock, message]);
  const blocks = Math.max(1, Math.ceil(bytes.length / blockSize));
  for (let at = 0; at < blocks; at += 1) {
    const block = Buffer.alloc(blockSize);
    block.set(bytes.subarray(at * blockSize, (at + 1) * blockSize));
    const isLast = at === blocks - 1;
    compress(state, block, isLast ? bytes.length : (at + 1) * blockSize, isLast);
  }
  const result = Buffer.alloc(32);
  for (const [at, value] of state.entries()) result.writeUInt32LE(value, at * 4);
  return result.subarray(0, length);
}

function compress(state: Uint32Array, block: Buffer, count: number, isLast: boolean): void {
  const v = new Uint32Array(16);
  v.set(state, 0);
  v.set(initial, 8);
  v[12] = word(v, 12) ^ count;
  if (isLast) v[14] = ~word(v, 14);
  for (const order of orders) {
    for (const [at, [a, b, c, d]] of mixed.entries()) {
      for (const [half, turnD, turnB] of [
        [0, 16, 12],
        [1, 8, 7],
      ] as const) {
        const added = block.readUInt32LE((order[2 * at + half] ?? 0) * 4);
        v[a] = word(v, a) + word(v, b) + added;
        v[d] = turned(word(v, d) ^ word(v, a), turnD);
        v[c] = word(v, c) + word(v, d);
        v[b] = turned(word(v, b) ^ word(v, c), turnB);
      }
    }
  }
  for (let at = 0; at < 8; at += 1) state[at] = word(state, at) ^ word(v, at) ^ word(v, at + 8);
}

function word(words: Uint32Array, at: number): number {
  return words[at] ?? 0;
}

function turned(value: number, right: number): number {
  return (value >>> right) | (value << (32 - right));
}
