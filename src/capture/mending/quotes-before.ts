/** Counts the quotes before places of a text, which are asked about from left to right: each character is looked at once. */
export class QuotesBefore {
  readonly #text: string;
  readonly #counts = new Map<string, { at: number; isOdd: boolean }>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Whether a quote of this kind is open before a place.
   *
   * @param at 0-based UTF-16 index, none before the one asked about last
   */
  isOpen(quote: string, at: number): boolean {
    const count = this.#counts.get(quote) ?? { at: 0, isOdd: false };
    this.#counts.set(quote, count);
    for (; count.at < at; count.at += 1)
      if (this.#text.charAt(count.at) === quote) count.isOdd = !count.isOdd;
    return count.isOdd;
  }
}
