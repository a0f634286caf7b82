/**
 * Finds which of many secrets begin at a place of a text. The cost of a place is that of a binary search, however many
 * secrets there are; it grows with their length, so long ones are given in pieces.
 */
export class SecretIndex {
  /** By code units, so that a secret stands behind those it begins with. */
  readonly #sorted: readonly string[];
  /** For each secret the index of the longest other one it begins with; -1 where there is none. */
  readonly #shorter: readonly number[];
  /** First characters of all secrets: most places of a text are none of them. */
  readonly #heads = new Set<string>();
  readonly #headLength: number;
  readonly #longest: number;

  /** @param secrets empty ones are left out */
  constructor(secrets: Iterable<string>) {
    this.#sorted = [...new Set(secrets)].filter((secret) => secret !== '').sort();
    this.#headLength = this.#sorted.reduce((least, { length }) => Math.min(least, length), mostHead);
    this.#longest = this.#sorted.reduce((most, { length }) => Math.max(most, length), 0);
    const shorter: number[] = [];
    const open: { readonly secret: string; readonly index: number }[] = [];
    for (const [index, secret] of this.#sorted.entries()) {
      this.#heads.add(secret.slice(0, this.#headLength));
      for (
        let last = open.at(-1);
        last !== undefined && !secret.startsWith(last.secret);
        last = open.at(-1)
      ) {
        open.pop();
      }
      shorter.push(open.at(-1)?.index ?? -1);
      open.push({ secret, index });
    }
    this.#shorter = shorter;
  }

  /**
   * The longest secret that begins at an index and that suits; undefined where none does.
   *
   * @param at 0-based UTF-16 index
   */
  longestAt(text: string, at: number, suits: (secret: string) => boolean): string | undefined {
    if (!this.#heads.has(text.slice(at, at + this.#headLength))) return undefined;
    // Whatever sorts between a secret and a text that begins with it begins with it, too.
    const rest = text.slice(at, at + this.#longest);
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? '') <= rest) low = middle + 1;
      else high = middle;
    }
    const shared = sharedLength(this.#sorted[low - 1] ?? '', rest);
    for (let index = low - 1; index >= 0; index = this.#shorter[index] ?? -1) {
      const secret = this.#sorted[index] ?? '';
      if (secret.length <= shared && suits(secret)) return secret;
    }
    return undefined;
  }
}

/** How many characters two words have in common at their beginning. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one.charCodeAt(length) === other.charCodeAt(length))
    length += 1;
  return length;
}

/** Longer stretches are compared in vain for too long where a text repeats itself. UTF-16 units. */
export const longestPiece = 256;

/** What a secret is looked for by: itself, or the pieces of a long one, each with the first character of the next. */
export function piecesOf(secret: string): readonly string[] {
  if (secret.length <= longestPiece) return [secret];
  const pieces: string[] = [];
  for (let at = 0; at + longestPiece < secret.length; at += longestPiece - 1)
    pieces.push(secret.slice(at, at + longestPiece));
  return [...pieces, secret.slice(-longestPiece)];
}

/** Longer heads tell no more places apart. UTF-16 units. */
const mostHead = 6;
