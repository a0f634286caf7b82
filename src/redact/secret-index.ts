/**
 * Finds which of many secrets begin at a place of a text. The cost of a place is that of a binary search, however many
 * secrets there are.
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
    for (let index = low - 1; index >= 0; index = this.#shorter[index] ?? -1) {
      const secret = this.#sorted[index] ?? '';
      if (rest.startsWith(secret) && suits(secret)) return secret;
    }
    return undefined;
  }
}

/** Longer heads tell no more places apart. UTF-16 units. */
const mostHead = 6;
