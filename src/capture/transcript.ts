import { isSentence } from './machine-text.ts';
import type { CaptureListener } from './section.ts';

/**
 * Programs whose words people paste without the command above them, by what stands before the same words in a log: what
 * netifd relays, quectel-CM, pppd, netifd itself.
 */
const voices = ['netifd: x (1): ', 'quectel-CM[1]: ', 'pppd[1]: ', 'netifd: '] as const;

/** Words that a program must have said of itself, in characters and as a share of the line: less may be anybody's. */
const leastLiteral = 10;
const leastShare = 0.4;

/** No program of these prints longer lines without a log around them, in UTF-16 units. */
const longestLine = 300;

/** Lines after which nothing is asked any more, where no program has said any: the text is no transcript. */
const mostInVain = 1_000;

/** Tells by their words which program has printed lines that name nobody. */
export class Voices {
  readonly #listener: CaptureListener;
  #inVain = 0;

  constructor(listener: CaptureListener) {
    this.#listener = listener;
  }

  /** Who prints such a line; null where nobody does, or where it may be somebody's sentence. */
  of(text: string): string | null {
    const words = text.trim();
    if (words.length < leastLiteral || words.length > longestLine || this.#inVain >= mostInVain) return null;
    if (isSentence(words)) return null;
    const voice = voices.find((tag) => this.#says(tag, words)) ?? null;
    this.#inVain = voice === null ? this.#inVain + 1 : 0;
    return voice;
  }

  #says(tag: string, words: string): boolean {
    const known = this.#listener.knows(tag + words);
    if (known === null || known.lacksValue) return false;
    const literal = known.literal - tag.length;
    return literal >= Math.max(leastLiteral, words.length * leastShare);
  }
}
