/** Whether a code is a letter, a digit, or a mark that stands in names of interfaces and programs: `_`, `-`, `.`, `@`. */
export function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x40
  );
}
