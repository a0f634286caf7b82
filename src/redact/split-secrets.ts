import type { Hit, Secret } from './hit.ts';

/** A shorter part of a secret tells little, and other lines may well begin or end in the same way. UTF-16 units. */
const shortestPart = 4;
/** Nobody splits longer ones by hand; the parts of each secret are all kept. */
const longestSecret = 256;

/** Marks that may stand around a part: quotes, blanks and the margin of a quotation. */
const marksBefore = /^[\s>|+"'`]{0,40}/;
const marksBehind = /[\s"'`\\]{0,40}$/;

/** Secrets that stand on no line as a whole, because they were wrapped, and where their parts may be. */
export class SplitSecrets {
  readonly #heads = new Map<string, Secret>();
  readonly #tails = new Map<string, Secret>();

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) {
      const value = secret.value.slice(0, longestSecret);
      for (let length = shortestPart; length <= value.length; length += 1) {
        this.#note(this.#heads, value.slice(0, length).trimEnd(), secret);
        this.#note(this.#tails, value.slice(-length).trimStart(), secret);
      }
    }
  }

  /** The secret that a part at the end or at the beginning of a line belongs to; undefined where it is of none. */
  whole(part: string): string | undefined {
    return (this.#heads.get(part) ?? this.#tails.get(part))?.value;
  }

  /** The end of a text where it is the beginning of a secret, and the beginning where it is the end of one. */
  hitsIn(text: string): readonly Hit[] {
    if (this.#heads.size === 0) return [];
    const first = marksBefore.exec(text)?.[0].length ?? 0;
    const last = text.length - (marksBehind.exec(text.slice(-longestSecret))?.[0].length ?? 0);
    const hits: Hit[] = [];
    const most = Math.min(last - first, longestSecret);
    const lengths = Array.from({ length: Math.max(most - shortestPart + 1, 0) }, (_, index) => most - index);
    for (const length of lengths) {
      const secret = this.#heads.get(text.slice(last - length, last));
      if (secret === undefined) continue;
      hits.push({ ...secret, start: last - length, end: last });
      break;
    }
    for (const length of lengths) {
      const secret = this.#tails.get(text.slice(first, first + length));
      if (secret === undefined) continue;
      hits.push({ ...secret, start: first, end: first + length });
      break;
    }
    return hits;
  }

  #note(parts: Map<string, Secret>, part: string, secret: Secret): void {
    if (part.length >= shortestPart && !parts.has(part)) parts.set(part, secret);
  }
}
