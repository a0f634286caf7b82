/**
 * Notes the places of a text where a search looked at the value of a digit, and not only at its being one. Two texts that
 * differ in other digits alone are searched in the same way and found to be the same.
 */
export class DigitWatch {
  #places: number[] = [];

  /** A new search begins; the places of the one before stay with whoever took them. */
  begin(): void {
    this.#places = [];
  }

  /** The value of the character at `at` matters, if it is a digit. */
  note(text: string, at: number): void {
    if (isDigit(text.charCodeAt(at)) && !this.#places.includes(at)) this.#places.push(at);
  }

  /** The values of all digits of the word from `from` on matter. */
  noteWord(text: string, from: number): void {
    for (let at = from; at < text.length && text.charCodeAt(at) > blank; at += 1) this.note(text, at);
  }

  get places(): readonly number[] {
    return this.#places;
  }
}

const blank = 0x20;

/** Whether a UTF-16 code unit is one of `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
