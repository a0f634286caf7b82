/**
 * Characters that must not reach a terminal or a page as they are: controls (ANSI and OSC sequences begin with one),
 * format characters (bidi overrides, zero-width joiners, tags), lone surrogates, private-use characters, line and
 * paragraph separators, what is no character at all, and whatever else Unicode says has no glyph of its own.
 */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
const unprintables = new RegExp(unprintable, 'gu');
const blanks = /[\t\p{Zs}]/gu;
const notAscii = /[^\x20-\x7e]/gu;

/** Columns that a tab takes in a report; it never moves to a tab stop, so that markers stand where they should. */
const tab = '    ';

/**
 * Text from the input, safe to print on one line. Controls become their pictures (`␛`), other invisible characters
 * their number (`\u{202e}`); without Unicode everything beyond ASCII becomes a number (`\x1b`, `\u{e9}`).
 */
export function printable(text: string, unicode: boolean): string {
  const spaced = text.replace(blanks, (blank) => (blank === '\t' ? tab : ' '));
  return unicode ? spaced.replace(unprintables, picture) : spaced.replace(notAscii, numbered);
}

/** Signs of typesetting and what a typewriter has for them. */
const typewriter: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['→', '->'],
  ['×', 'x'],
  ['≥', '>='],
  ['≤', '<='],
]);
const typeset = new RegExp(`[${[...typewriter.keys()].join('')}]`, 'gu');

/** Sentences of ours, safe to print: without Unicode their quotation marks and dashes become those of ASCII. */
export function printableWords(text: string, unicode: boolean): string {
  return printable(unicode ? text : text.replace(typeset, (sign) => typewriter.get(sign) ?? sign), unicode);
}

/** Whether a text comes out of `printable` as it went in. */
export function isPrintable(text: string, unicode: boolean): boolean {
  return printable(text, unicode) === text;
}

function picture(character: string): string {
  const code = codeOf(character);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return numbered(character);
}

function numbered(character: string): string {
  const code = codeOf(character);
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/**
 * JSON text in which nothing invisible stands raw: JSON escapes C0 controls only, and a terminal obeys C1 controls and
 * bidi overrides, too. Line feeds between the values stay.
 */
export function printableJson(json: string): string {
  return json.replace(unprintables, (character) => (character === '\n' ? character : unitEscapes(character)));
}

/** One `\u` escape per UTF-16 unit, as JSON wants it. */
function unitEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
