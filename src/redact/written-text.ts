import { inputNature } from '../capture/encoding.ts';

/** The text of some bytes, and the way back: what is not changed of it becomes the same bytes again. */
export interface WrittenText {
  readonly text: string;
  bytesOf(text: string): Uint8Array;
}

/**
 * Decodes bytes so that nothing is lost. UTF-8 and UTF-16 keep their byte order mark. In other texts bytes that are no UTF-8
 * are characters of Windows-1252, unless some are UTF-8: such a text is damaged, and its odd bytes stand as lone surrogates.
 */
export function writtenText(bytes: Uint8Array): WrittenText {
  const { encoding, markLength } = inputNature(bytes.subarray(0, 4096));
  if (encoding !== 'utf-8') return utf16(bytes, encoding === 'utf-16le', markLength);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isWhole = sameBytes(new TextEncoder().encode(text), bytes);
  if (!isWhole) return damaged(bytes);
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return { text: text.slice(mark.length), bytesOf: (changed) => new TextEncoder().encode(mark + changed) };
}

function utf16(bytes: Uint8Array, isLittle: boolean, markLength: number): WrittenText {
  const [low, high] = isLittle ? [0, 1] : [1, 0];
  // Half a unit at the end is kept, too.
  const end = bytes.length - (bytes.length % 2);
  const units: string[] = [];
  for (let at = markLength; at < end; at += 2) {
    units.push(String.fromCharCode((bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8)));
  }
  const bytesOf = (text: string): Uint8Array => {
    const written = new Uint8Array(markLength + text.length * 2 + bytes.length - end);
    written.set(bytes.subarray(0, markLength));
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      written[markLength + at * 2 + low] = code & 0xff;
      written[markLength + at * 2 + high] = code >> 8;
    }
    written.set(bytes.subarray(end), markLength + text.length * 2);
    return written;
  };
  return { text: units.join(''), bytesOf };
}

/** Windows-1252 from 0x80 to 0x9f; five places are free. */
const windows1252 = '€\udc81‚ƒ„…†‡ˆ‰Š‹Œ\udc8dŽ\udc8f\udc90‘’“”•–—˜™š›œ\udc9džŸ';
/** A byte that stands for itself. */
const firstOdd = 0xdc00;

function damaged(bytes: Uint8Array): WrittenText {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let isUtf8 = false;
  const read = (oddCharacter: (byte: number) => string): string => {
    let text = '';
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      const length = characterLength(decoder, bytes, at);
      if (length > 0) {
        isUtf8 = true;
        at += length - 1;
        continue;
      }
      text += decoder.decode(bytes.subarray(start, at)) + oddCharacter(byte);
      start = at + 1;
    }
    return text + decoder.decode(bytes.subarray(start));
  };
  const odd = read((byte) => String.fromCharCode(firstOdd + byte));
  if (isUtf8) return { text: odd, bytesOf: withOddBytes };
  const text = odd.replace(/[\udc80-\udcff]/g, (unit) => {
    const byte = unit.charCodeAt(0) - firstOdd;
    return byte < 0xa0 ? windows1252.charAt(byte - 0x80) : String.fromCharCode(byte);
  });
  return {
    text,
    bytesOf: (changed) =>
      Uint8Array.from(changed, (character) => {
        const code = character.charCodeAt(0);
        const place = windows1252.indexOf(character);
        return place === -1 ? code : place + 0x80;
      }),
  };
}

/** Bytes of the character beyond ASCII at `at`; 0 where there is none. */
function characterLength(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const own = bytes.subarray(at, at + length);
  return sameBytes(new TextEncoder().encode(decoder.decode(own)), own) ? length : 0;
}

function withOddBytes(text: string): Uint8Array {
  const parts = text.split(/([\udc80-\udcff](?<![\ud800-\udbff][\udc80-\udcff]))/);
  const written = parts.map((part) =>
    /^[\udc80-\udcff]$/.test(part)
      ? Uint8Array.of(part.charCodeAt(0) - firstOdd)
      : new TextEncoder().encode(part),
  );
  const bytes = new Uint8Array(written.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of written) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
