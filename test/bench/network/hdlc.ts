// PPP in HDLC-like framing (RFC 1662), asynchronous.

const flag = 0x7e;
const escapeByte = 0x7d;
const goodCheck = 0xf0b8;

/** A longer frame is noise: the largest unit of 1500 bytes with head and check. */
const longestFrame = 2048;

export interface PppFrame {
  readonly protocol: number;
  readonly body: Uint8Array;
}

/** RFC 1662, appendix C. */
function checkOf(bytes: Uint8Array, from = 0xffff): number {
  let check = from;
  for (const byte of bytes) {
    check ^= byte;
    for (let bit = 0; bit < 8; bit += 1) check = (check & 1) === 1 ? (check >>> 1) ^ 0x8408 : check >>> 1;
  }
  return check;
}

/** Whole frames out of bytes as they come; what is damaged is dropped without a word, as the RFC has it. */
export class HdlcReader {
  readonly #onFrame: (frame: PppFrame) => void;
  #bytes: number[] = [];
  #isEscaped = false;

  constructor(onFrame: (frame: PppFrame) => void) {
    this.#onFrame = onFrame;
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (byte === flag) {
      const frame = this.#isEscaped ? null : frameOf(Uint8Array.from(this.#bytes));
      this.#bytes = [];
      this.#isEscaped = false;
      if (frame !== null) this.#onFrame(frame);
      return;
    }
    if (byte === escapeByte) {
      this.#isEscaped = true;
      return;
    }
    if (this.#bytes.length < longestFrame) this.#bytes.push(this.#isEscaped ? byte ^ 0x20 : byte);
    this.#isEscaped = false;
  }
}

/** What stands between two flags; null where it is no frame. Compressed heads are taken (RFC 1661, 6.5 and 6.6). */
function frameOf(bytes: Uint8Array): PppFrame | null {
  if (bytes.length < 4 || checkOf(bytes) !== goodCheck) return null;
  const content = bytes.subarray(0, -2);
  const head = content[0] === 0xff && content[1] === 0x03 ? 2 : 0;
  const first = content[head];
  if (first === undefined) return null;
  if ((first & 1) === 1) return { protocol: first, body: content.subarray(head + 1) };
  const second = content[head + 1];
  return second === undefined ? null : { protocol: (first << 8) | second, body: content.subarray(head + 2) };
}

/** The bytes of a frame. All control characters are escaped: right whatever the other side has asked for. */
export function hdlcFrame(protocol: number, body: Uint8Array): Uint8Array {
  const content = Uint8Array.of(0xff, 0x03, protocol >>> 8, protocol & 0xff, ...body);
  const check = checkOf(content) ^ 0xffff;
  const out = [flag];
  for (const byte of [...content, check & 0xff, check >>> 8]) {
    if (byte < 0x20 || byte === flag || byte === escapeByte) out.push(escapeByte, byte ^ 0x20);
    else out.push(byte);
  }
  return Uint8Array.from([...out, flag]);
}
