const marks = /^\p{M}$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

/** First and last code points of the blocks whose characters take two columns (Unicode East Asian Width W and F). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f265],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Of nearly all texts and of nothing else: such characters take one column each. */
const narrow = /^[ -\u02ff]*$/;

/** Dashes, quotation marks and frames, which our own sentences and code frames are full of. */
function isPlain(code: number): boolean {
  return (code >= 0x2010 && code <= 0x2027) || (code >= 0x2500 && code <= 0x257f);
}

/** Terminal columns of one printable character (a code point): 0 for combining marks, 2 for wide ones, else 1. */
function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300 || isPlain(code)) return 1;
  if (marks.test(character)) return 0;
  if (emoji.test(character)) return 2;
  return wide.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}

/** Terminal columns of a printable text. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The longest beginning of a printable text that fits the columns, marks kept with their letter. */
export function fitting(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The longest ending of a printable text that fits the columns. */
export function fittingEnd(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const character of [...text].reverse()) {
    width += characterWidth(character);
    if (width > columns) break;
    kept = character + kept;
  }
  return kept;
}
