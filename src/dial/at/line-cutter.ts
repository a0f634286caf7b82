/** Who is told what a port says. */
export interface LineListener {
  /** A line without its end, never empty. What is no text stands in it as U+FFFD, and what is cut off is lost. */
  line(text: string): void;
  /** The modem waits for the text of a message (3GPP TS 27.005 section 3.5.1: `> ` on a line of its own). */
  prompt(): void;
}

/** Bytes of a line that are kept. Modems answer with some hundreds. */
export const longestLine = 2_048;

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const space = 0x20;
const greaterThan = 0x3e;

/** Cuts the bytes of a port into lines, wherever they come apart. A line ends with CR, LF or both. */
export class LineCutter {
  readonly #listener: LineListener;
  readonly #bytes = new Uint8Array(longestLine);
  #length = 0;

  constructor(listener: LineListener) {
    this.#listener = listener;
  }

  write(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte === carriageReturn || byte === lineFeed) this.end();
      // A port that is opened or closed in the middle of a byte gives zeros.
      else if (byte !== 0 && this.#length < longestLine) {
        this.#bytes[this.#length] = byte;
        this.#length += 1;
        if (this.#isPrompt()) {
          this.#length = 0;
          this.#listener.prompt();
        }
      }
    }
  }

  /** Takes what has no end yet for a line: nothing more comes. */
  end(): void {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    const text = textOf(bytes);
    if (text.trim() !== '') this.#listener.line(text);
  }

  #isPrompt(): boolean {
    return this.#length === 2 && this.#bytes[0] === greaterThan && this.#bytes[1] === space;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Modems name operators in UTF-8 or in letters of a byte. Control characters are none of their words. */
function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = Buffer.from(bytes).toString('latin1');
  }
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd').replaceAll('\t', ' ');
}
