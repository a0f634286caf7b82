import type { Line, Piece } from '../capture/line.ts';
import { edited, editsOf, partOf } from '../capture/mending/edit.ts';
import { Mender } from '../capture/mending/mender.ts';
import type { WrapJudge } from '../capture/mending/mending.ts';
import { pieceAt } from '../capture/position.ts';

/** A text in one of the ways it can be read: as it stands, or without what pages, mail and terminals added to it. */
export interface TextReading {
  readonly text: string;
  /** The text itself, of which there are other readings. */
  readonly isMended: boolean;
  /** The stretch of the original that the characters from `start` to before `end` (0-based) were read from. */
  place(start: number, end: number): readonly [number, number];
}

/** Without one of these a text can be read in one way only. */
const telling = /[^\t\x20-\x7e]|[&<`*]|\[[a-z/*\d]|^\s*[>+|-]/i;

/** Tags of HTML that stand inside a line. Programs print `<hidden>` and `<asyncmap 0x0>`, too. */
const inlineTag =
  /<\/?(?:a|abbr|b|bdi|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|su[bp]|time|tt|u|var|wbr)(?:\s[^<>]{0,500})?\/?>|<[a-z][\w-]{0,40}\s{1,4}[a-z-]{1,40}=["'][^<>]{0,500}>/gi;
/** Tags at which a line of a page ends, also directly behind a quote. */
const lineTag =
  /<\/?(?:address|article|blockquote|body|br|dd|div|dl|dt|footer|form|h[1-6]|head|header|hr|html|li|main|ol|p|pre|section|table|tbody|td|textarea|th|thead|tr|ul)(?:\s[^<>]{0,500})?\/?>|<!--[^<>]{0,500}-->/gi;
/** Marks of forums, wherever they stand: `[b]`, `[/color]`, `[color=#ff0000]`. */
const forumMark =
  /\[\/?(?:b|center|code|colou?r|font|highlight|i|icode|quote|s|size|spoiler|tt|u|url)(?:=[^\]]{0,200})?\]/gi;
/** Entities that the mender leaves: without a semicolon, of marks that no log needs one for, and with leading zeros. */
const otherEntity =
  /&(?:amp;){0,3}(?:#0{0,6}(\d{2,6})(?!\d);?|#[xX]0{0,6}([\da-fA-F]{2,5})(?![\da-fA-F]);?|(\w{2,8});)/g;
const otherNames: ReadonlyMap<string, string> = new Map([
  ['ast', '*'],
  ['colon', ':'],
  ['comma', ','],
  ['commat', '@'],
  ['dollar', '$'],
  ['equals', '='],
  ['excl', '!'],
  ['lowbar', '_'],
  ['num', '#'],
  ['percnt', '%'],
  ['period', '.'],
  ['plus', '+'],
  ['sol', '/'],
  ['Tab', ' '],
]);

/**
 * All readings of a text, the text itself last. What a redactor must find stands in one of them in one piece: those of
 * the mender are what the grammar read; another one takes every mark off, also where the mender is careful.
 */
export function readingsOf(text: string): readonly TextReading[] {
  const itself = { text, isMended: false, place: (start: number, end: number) => [start, end] as const };
  if (!telling.test(text)) return [itself];
  const line: Line = { source: '', number: notTheFirst, text, truncated: false };
  const readings: TextReading[] = [];
  const known = new Set([text]);
  const read = (unmended: Line, judge: WrapJudge): void => {
    const mender = new Mender(({ text: mended, pieces }) => {
      if (pieces === undefined || known.has(mended)) return;
      known.add(mended);
      readings.push(readingOf(mended, pieces));
    }, judge);
    mender.line(unmended);
    mender.settle();
  };
  // Each by a mender of its own: lines beside each other would be joined.
  for (const unmended of [line, ...bareParts(line)]) {
    let mayBeWrapped = false;
    read(unmended, () => {
      mayBeWrapped = true;
      return 'one';
    });
    if (mayBeWrapped) read(unmended, joinedInsideWord);
  }
  return [...readings, { ...itself, isMended: readings.length > 0 }];
}

/**
 * A text that a page wrapped holds lines that may be one. The reader of logs asks what programs say; nobody knows that
 * here, so all are joined that it might join, and in both ways, with a blank and without one. The parts alone are read, too.
 */
const joinedInsideWord: WrapJudge = (line, whole) => (whole.charAt(line.length) === ' ' ? null : 'one');

/** The first line of a source may turn out to be several, which are no longer part of this one. */
const notTheFirst = 2;

function readingOf(text: string, pieces: readonly Piece[]): TextReading {
  const end = (index: number): number => {
    const piece = pieces[pieceAt(pieces, index)];
    return piece === undefined ? index + 1 : piece.from + (piece.length ?? index - piece.at + 1);
  };
  const start = (index: number): number => {
    const piece = pieces[pieceAt(pieces, index)];
    return piece === undefined ? index : piece.from + (piece.length === undefined ? index - piece.at : 0);
  };
  return { text, isMended: false, place: (from, to) => [start(from), to > from ? end(to - 1) : start(from)] };
}

/** The lines that a text shows once all marks of pages and forums are taken off. */
function bareParts(line: Line): readonly Line[] {
  const parts: Line[] = [];
  let start = 0;
  for (const { index, 0: tag } of line.text.matchAll(lineTag)) {
    if (index > start) parts.push(partOf(line, start, index));
    start = index + tag.length;
  }
  if (start < line.text.length) parts.push(start === 0 ? line : partOf(line, start));
  return parts.map(bare).filter((part) => part.text.trim() !== '' && part !== line);
}

function bare(line: Line): Line {
  const spelt = changed(line, otherEntity, ([, decimal, hex, name = '']) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    if (Number.isNaN(code)) return otherNames.get(name) ?? null;
    return code >= 0x20 && code <= 0xffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCharCode(code)
      : null;
  });
  return changed(
    changed(spelt, inlineTag, () => ''),
    forumMark,
    () => '',
  );
}

function changed(line: Line, pattern: RegExp, textFor: (match: RegExpExecArray) => string | null): Line {
  const edits = editsOf(line.text, pattern, textFor);
  return edits === null ? line : edited(line, edits);
}
