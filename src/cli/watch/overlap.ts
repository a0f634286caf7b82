/** Lines that must be the same one after the other, where there are so many. */
const anchorLines = 5;

/**
 * Finds the place in a log that is read again at which an earlier reading ended, so that no line between both is missing or
 * comes twice.
 */
export class Overlap {
  readonly #anchor: readonly string[];
  readonly #most: number;
  #held: string[] | null = [];

  /**
   * @param earlier what was read before
   * @param most so many lines are read again at most
   */
  constructor(earlier: readonly string[], most: number) {
    this.#anchor = earlier.slice(-anchorLines);
    this.#most = most;
    if (this.#anchor.length === 0) this.#held = null;
  }

  /** Lines of these that were not read before; none while that is not clear yet. */
  fresh(lines: readonly string[]): readonly string[] {
    if (this.#held === null) return lines;
    this.#held.push(...lines);
    const held = this.#held;
    const end = held.findIndex((_, at) => this.#endsAt(held, at));
    if (end < 0 && held.length < this.#most) return [];
    this.#held = null;
    return end < 0 ? held : held.slice(end + 1);
  }

  /** What is held back, where nothing more comes that could tell: the earlier reading is not in it. */
  rest(): readonly string[] {
    const held = this.#held ?? [];
    this.#held = null;
    return held;
  }

  /** Whether the anchor ends at this line; the log may have lost what stood before. */
  #endsAt(lines: readonly string[], at: number): boolean {
    return this.#anchor.every((line, index) => {
      const place = at - (this.#anchor.length - 1 - index);
      return place < 0 || lines[place] === line;
    });
  }
}
