import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import type { Line, Piece } from '../capture/line.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Elements whose text nobody reads on the page. */
const unread: ReadonlySet<string> = new Set(
  `head script style nav noscript template svg math iframe object canvas audio video button select datalist`.split(
    ' ',
  ),
);

/** Elements that begin and end on lines of their own. */
const blocks: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody textarea tfoot thead tr ul`.split(
    /\s+/,
  ),
);

/** Those among them that stand apart from what is around them. */
const apart: ReadonlySet<string> = new Set(
  `article blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table textarea ul`.split(/\s+/),
);

/** Elements that keep their blanks and line ends. */
const preformatted: ReadonlySet<string> = new Set(['pre', 'textarea', 'listing', 'xmp']);

/** Longer lines are cut, as in plain text. */
const longestLine = 65_536;

/**
 * The lines that a saved page shows. Each knows where its characters stand in the file, entities included.
 * `page` is the file's text with LF at the end of its lines.
 */
export function pageLines(source: string, page: string): readonly Line[] {
  const writer = new PageWriter(source, page);
  // Pages nest as deep as they like, so the walk has a stack of its own.
  const steps: { readonly node: Node; readonly leaving: boolean; readonly keepsBlanks: boolean }[] = [];
  const enter = (nodes: readonly Node[], keepsBlanks: boolean): void => {
    for (const node of nodes.toReversed()) steps.push({ node, leaving: false, keepsBlanks });
  };
  enter(parse(page, { sourceCodeLocationInfo: true }).childNodes, false);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { node, leaving, keepsBlanks } = step;
    if ('tagName' in node) {
      const name = node.tagName;
      if (unread.has(name)) continue;
      if (blocks.has(name)) writer.endBlock(apart.has(name));
      if (name === 'br' && !leaving) writer.endLine();
      if (name === 'td' || name === 'th') writer.separate();
      if (leaving) continue;
      steps.push({ node, leaving: true, keepsBlanks });
      enter(node.childNodes, keepsBlanks || preformatted.has(name));
    } else if (node.nodeName === '#text' && 'value' in node && node.sourceCodeLocation) {
      const { startOffset, endOffset } = node.sourceCodeLocation;
      for (const unit of unitsOf(page, startOffset, endOffset, node.value)) writer.write(unit, keepsBlanks);
    }
  }
  writer.endBlock(false);
  return writer.lines;
}

/** A character of a page and the stretch of the file that spells it. */
interface Unit {
  readonly text: string;
  /** 0-based offset into the page. */
  readonly from: number;
  readonly length: number;
}

/** `&gt;`, `&#39`, `&nbsp`: also without the semicolon, as old pages have them. */
const entity = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{0,31});?/y;

/** Lays the text of a node beside its spelling. What the parser left out, an end tag without a beginning, is passed over. */
function* unitsOf(page: string, start: number, end: number, text: string): Generator<Unit> {
  let from = start;
  let at = 0;
  while (at < text.length && from < end) {
    const length = spellingLength(page, from, text, at);
    if (length === 0) {
      from = passedOver(page, from);
      continue;
    }
    const units = length > 1 && isHighSurrogate(text.charCodeAt(at)) ? 2 : 1;
    yield { text: text.slice(at, at + units), from, length };
    at += units;
    from += length;
  }
}

/** How many characters of the page spell the next one of the text; 0 where the page has something else there. */
function spellingLength(page: string, from: number, text: string, at: number): number {
  const spelt = page.charAt(from);
  const meant = text.charAt(at);
  if (spelt === '&') {
    entity.lastIndex = from;
    const name = entity.exec(page)?.[0];
    const isPlain = name === undefined || (text.startsWith(name, at) && !/^&(?:amp|AMP)/.test(name));
    return isPlain ? 1 : entityLength(page, from, name, text.charAt(at + 1));
  }
  // A NUL becomes a replacement character or nothing.
  return spelt === meant || (spelt === '\0' && meant === '\ufffd') ? 1 : 0;
}

/** An entity without a semicolon may have letters behind it that are not its own: `&ltcode`. */
function entityLength(page: string, from: number, name: string, next: string): number {
  if (name.endsWith(';') || name.startsWith('&#')) return name.length;
  for (let length = 3; length < name.length; length += 1) {
    if (page.charAt(from + length) === next && legacyNames.has(name.slice(1, length))) return length;
  }
  return name.length;
}

const legacyNames: ReadonlySet<string> = new Set(['lt', 'gt', 'amp', 'quot', 'nbsp', 'copy', 'reg', 'shy']);

function passedOver(page: string, from: number): number {
  const close = page.charAt(from) === '<' ? page.indexOf('>', from) : -1;
  return close === -1 ? from + 1 : close + 1;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Puts the lines of a page together. */
class PageWriter {
  readonly lines: Line[] = [];
  readonly #source: string;
  readonly #page: string;
  /** Where the line of the file at hand begins and ends, and its 1-based number. */
  #start = 0;
  #end: number;
  #number = 1;
  #original: string;
  #text = '';
  #pieces: Piece[] = [];
  #truncated = false;
  /** A blank that counts once something follows it. */
  #blank: Unit | null = null;
  /** A cell has ended on this line. */
  #cell = false;
  /** A blank line that counts once something follows it. */
  #gap = false;

  constructor(source: string, page: string) {
    this.#source = source;
    this.#page = page;
    const end = page.indexOf('\n');
    this.#end = end === -1 ? page.length : end;
    this.#original = page.slice(0, this.#end);
  }

  write(unit: Unit, keepsBlanks: boolean): void {
    if (unit.text === '\n' && keepsBlanks) this.endLine();
    else if (keepsBlanks || !/^[ \t\n\f\r]$/.test(unit.text)) this.#add(unit);
    else if (this.#text !== '') this.#blank ??= { ...unit, text: ' ' };
  }

  /** A cell of a table begins or ends. */
  separate(): void {
    this.#cell = this.#text !== '';
  }

  endLine(): void {
    this.#blank = null;
    this.#startLine();
    const pieces = this.#pieces;
    this.lines.push({
      source: this.#source,
      number: pieces[0]?.line ?? this.#number,
      text: this.#text,
      truncated: this.#truncated,
      ...(pieces.length > 0 && { pieces }),
    });
    this.#text = '';
    this.#cell = false;
    this.#pieces = [];
    this.#truncated = false;
  }

  /** A block begins or ends here. */
  endBlock(isApart: boolean): void {
    this.#blank = null;
    if (this.#text !== '') this.endLine();
    if (isApart) this.#gap = true;
  }

  /** Before the first character of a line. */
  #startLine(): void {
    if (!this.#gap) return;
    this.#gap = false;
    if (this.lines.length === 0) return;
    this.lines.push({ source: this.#source, number: this.#number, text: '', truncated: false });
  }

  #add(unit: Unit): void {
    const blank = this.#blank;
    this.#blank = null;
    if (blank !== null) this.#place(blank);
    else if (this.#cell) this.#text += ' ';
    else if (this.#text === '') this.#startLine();
    this.#cell = false;
    this.#place(unit);
  }

  #place({ text, from, length }: Unit): void {
    if (this.#text.length + text.length > longestLine) {
      this.#truncated = true;
      return;
    }
    this.#seek(from);
    const column = from - this.#start;
    const last = this.#pieces.at(-1);
    const isPlain = length === text.length;
    const goesOn =
      isPlain &&
      last !== undefined &&
      last.length === undefined &&
      last.line === this.#number &&
      last.from + this.#text.length - last.at === column;
    if (!goesOn) {
      const place = { at: this.#text.length, line: this.#number, from: column, original: this.#original };
      this.#pieces.push(isPlain ? place : { ...place, length });
    }
    this.#text += text;
  }

  /** Finds the line of the file that holds an offset. The parser moves some text, so it may lie behind. */
  #seek(offset: number): void {
    if (offset < this.#start) {
      this.#number = 1;
      this.#start = 0;
      this.#end = -1;
    }
    if (offset <= this.#end) return;
    while (offset > this.#end) {
      if (this.#end >= 0) {
        this.#start = this.#end + 1;
        this.#number += 1;
      }
      const end = this.#page.indexOf('\n', this.#start);
      this.#end = end === -1 ? this.#page.length : end;
    }
    this.#original = this.#page.slice(this.#start, this.#end);
  }
}
