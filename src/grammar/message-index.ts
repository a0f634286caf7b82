import { type Declaration, type FieldType, type Speaker, wordingsOf } from './declaration.ts';
import { DigitWatch, isDigit } from './digit-watch.ts';
import { bitOf, type Continuation, fieldEnd, fieldValue, isOpen, typesBeginningWith } from './field.ts';
import type { Match } from './match.ts';
import { type CompiledTemplate, compileTemplate, holeBase, holeTypeOf, plainLength } from './template.ts';

/** Longer texts are no message of a log; a bound on them bounds the work per text. */
const longestText = 16_384;

/**
 * Steps that one text may cost: points of the tree visited, plus a share for the characters passed over in search of a
 * hole's end. Real lines take some twenty; only texts made to mislead come near it. What was found by then counts.
 */
const stepBudget = 4_096;
/** Trees that are kept: one for each tag, and some for command lines that print what several programs say. */
const mostRoots = 256;
/** Characters passed over in search of a hole's end that count as one step. */
const charactersPerStep = 32;

const blank = 32;
const tab = 9;

/** A declaration in the index. */
export interface Entry {
  readonly speaker: string;
  readonly declaration: Declaration;
  /** Compiled on first use. */
  template: CompiledTemplate | undefined;
  /** `plainLength` of its template, on first use. */
  plain: number | undefined;
}

interface HoleEdge {
  readonly type: FieldType;
  /** The bit of the type in what `typesBeginningWith` says. */
  readonly bit: number;
  readonly to: Node;
}

function compiled(entry: Entry): CompiledTemplate {
  entry.template ??= compileTemplate(entry.declaration.template);
  return entry.template;
}

/**
 * Code unit `depth` of the compiled template, NaN behind its end. Up to their first hole most templates are compiled as they
 * stand, and only few are ever followed farther.
 */
function codeAt(entry: Entry, depth: number): number {
  if (entry.template !== undefined) return entry.template.code.charCodeAt(depth);
  const { template } = entry.declaration;
  entry.plain ??= plainLength(template);
  return depth < entry.plain ? template.charCodeAt(depth) : compiled(entry).code.charCodeAt(depth);
}

function isBlank(code: number): boolean {
  return code === blank || code === tab;
}

/** What all templates have in common from `depth` on, up to their next hole. */
function commonText(entries: readonly Entry[], depth: number): string {
  const [first] = entries;
  if (first === undefined) return '';
  let end = depth;
  while (isLiteral(codeAt(first, end))) end += 1;
  // Most templates part early, and the rest need not be looked at.
  for (let place = 1; place < entries.length && end > depth; place += 1) {
    const other = entries[place];
    let same = depth;
    while (other !== undefined && same < end && codeAt(other, same) === codeAt(first, same)) same += 1;
    end = same;
  }
  let text = '';
  for (let at = depth; at < end; at += 1) text += String.fromCharCode(codeAt(first, at));
  return text;
}

/** Of a character, and not of a hole or behind the end. */
function isLiteral(code: number): boolean {
  return code < holeBase || (code > holeBase && holeTypeOf(code) === undefined);
}

/** Groups values by key, in the order in which the keys come up. */
function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  // No loop over an iterator: thousands of values are grouped before the engine has got to make that cheap.
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as V;
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [value]);
    } else {
      group.push(value);
    }
  }
  return groups;
}

const noEntries: readonly Entry[] = [];
const noHoles: readonly HoleEdge[] = [];
const noBranches: ReadonlyMap<number, Node> = new Map();

/**
 * A stretch of literal text that templates share from their beginning, and what can follow it. It is spelt out when a
 * text first comes by, so an index costs next to nothing to make and only what a log really says is ever worked out.
 */
class Node implements Continuation {
  /** Declarations that end here, in the order of the speakers. */
  endings: readonly Entry[] = noEntries;
  /** Holes that can follow, most specific type first. */
  holes: readonly HoleEdge[] = noHoles;
  /** Where literal text goes on, by its first character. */
  #branches: ReadonlyMap<number, Node> = noBranches;
  /** A bit for each of these characters, by its lowest five bits: tells most others off before the look-up. */
  #firsts = 0;
  #isOpen = false;
  #lead: string | null;
  /** One of the branches begins with a digit. */
  #hasDigitBranch = false;
  readonly #entries: readonly Entry[];
  readonly #depth: number;
  readonly #watch: DigitWatch;

  /** For templates that are the same up to `depth`; behind a hole, or at the beginning, there is no literal text. */
  constructor(entries: readonly Entry[], depth: number, isLiteral: boolean, watch: DigitWatch) {
    this.#entries = entries;
    this.#depth = depth;
    this.#lead = isLiteral ? null : '';
    this.#watch = watch;
  }

  /** The literal text. */
  get lead(): string {
    this.#lead ??= commonText(this.#entries, this.#depth);
    return this.#lead;
  }

  /** Works out what can follow. Cheap when that is done. */
  open(): void {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#branch(this.#depth + this.lead.length);
    }
  }

  #branch(depth: number): void {
    const branches = new Map<number, Node>();
    const holes: HoleEdge[] = [];
    // NaN behind the end of a template is a key like any other.
    for (const [code, entries] of groupBy(this.#entries, (entry) => codeAt(entry, depth))) {
      const type = holeTypeOf(code);
      if (Number.isNaN(code)) {
        this.endings = entries;
      } else if (type === undefined) {
        branches.set(code, new Node(entries, depth, true, this.#watch));
        this.#firsts |= 1 << (code & 31);
        this.#hasDigitBranch ||= isDigit(code);
      } else {
        holes.push({ type, bit: bitOf(type), to: new Node(entries, depth + 1, false, this.#watch) });
      }
    }
    this.#branches = branches;
    this.holes = holes.sort((one, other) => one.bit - other.bit);
  }

  /** Where literal text goes on that begins with the character at `at`; tabs count as blanks. */
  branchAt(text: string, at: number): Node | undefined {
    if (this.#hasDigitBranch) this.#watch.note(text, at);
    return this.branch(text.charCodeAt(at));
  }

  /** Where literal text goes on that begins with this character, which is no digit. */
  branch(code: number): Node | undefined {
    const first = code === tab ? blank : code;
    return (this.#firsts >>> (first & 31)) & 1 ? this.#branches.get(first) : undefined;
  }

  next(text: string, from: number, to: number, withinWord: boolean): number {
    this.open();
    const blankBranch = this.branch(blank);
    if (this.holes.length > 0 || (blankBranch !== undefined && isBlank(text.charCodeAt(from - 1)))) {
      return from <= to ? from : -1;
    }
    const last = Math.min(to, text.length - 1);
    for (let at = from; at <= last; at += 1) {
      const branch = this.branchAt(text, at);
      if (branch !== undefined && literalEnd(branch.lead, text, at, this.#watch) >= 0) {
        return at;
      }
      if (withinWord && isBlank(text.charCodeAt(at))) {
        return -1;
      }
    }
    // A blank may be missing at the end of a text: nothing but an empty hole can stand behind it.
    const canEnd = this.endings.length > 0 || blankBranch !== undefined;
    return canEnd && from <= text.length && text.length <= to ? text.length : -1;
  }
}

/**
 * Where `literal` ends when it stands at `start`, or -1. A blank in it takes a run of blanks; behind a blank, and at the
 * end of the text, it may be missing: the hole beside it is empty there.
 */
function literalEnd(literal: string, text: string, start: number, watch: DigitWatch): number {
  let at = start;
  for (let index = 0; index < literal.length; index += 1) {
    const code = literal.charCodeAt(index);
    if (code !== blank) {
      if (isDigit(code)) watch.note(text, at);
      if (text.charCodeAt(at) !== code) {
        return -1;
      }
      at += 1;
    } else if (isBlank(text.charCodeAt(at))) {
      do {
        at += 1;
      } while (isBlank(text.charCodeAt(at)));
    } else if (at < text.length && !(at > 0 && isBlank(text.charCodeAt(at - 1)))) {
      return -1;
    }
  }
  return at;
}

/** Speakers whose declarations may match: one, some, or (null) all. */
export type Allowed = ReadonlySet<string> | string | null;

function admits(allowed: ReadonlySet<string> | string, speaker: string): boolean {
  return typeof allowed === 'string' ? allowed === speaker : allowed.has(speaker);
}

/** One search for the declaration that leaves the least of a text to holes that take any word. */
class Search {
  /** Declarations that fit best so far. */
  found: readonly Entry[] = [];
  /** Begin and end of each hole's value, in turn, for `found`. */
  spans: readonly number[] = [];
  /** Characters that `found` leaves to open holes. */
  #foundOpen = Number.POSITIVE_INFINITY;
  #steps = 0;
  /** Begin and end of each hole's value on the way; of interest up to the depth of the way. */
  readonly #way: number[] = [];
  readonly #text: string;
  readonly #watch: DigitWatch;

  constructor(text: string, watch: DigitWatch) {
    this.#text = text;
    this.#watch = watch;
  }

  /** Goes on at `node` and `at`, behind `holes` holes that have left `open` characters to open types. */
  walk(node: Node, at: number, holes: number, open: number): void {
    this.#steps += 1;
    if (this.#steps > stepBudget || open >= this.#foundOpen) {
      return;
    }
    node.open();
    const text = this.#text;
    if (at === text.length && node.endings.length > 0) {
      this.#settle(node.endings, holes, open);
    }
    const code = text.charCodeAt(at);
    this.#walkLiteral(node.branchAt(text, at), at, holes, open);
    if (!isBlank(code) && (at === text.length || isBlank(text.charCodeAt(at - 1)))) {
      this.#walkLiteral(node.branch(blank), at, holes, open);
    }
    if (node.holes.length > 0) {
      const possible = typesBeginningWith(code);
      for (const { type, bit, to } of node.holes) {
        if ((possible & bit) !== 0) {
          this.#walkHole(type, to, at, holes, open);
        }
      }
    }
  }

  #walkLiteral(node: Node | undefined, at: number, holes: number, open: number): void {
    if (node !== undefined) {
      const end = literalEnd(node.lead, this.#text, at, this.#watch);
      if (end >= 0) {
        this.walk(node, end, holes, open);
      }
    }
  }

  #walkHole(type: FieldType, to: Node, at: number, holes: number, open: number): void {
    const text = this.#text;
    const weight = isOpen(type) ? 1 : 0;
    let before = -1;
    for (;;) {
      // Longer words would not fit better than what was found.
      const longest = Math.min(text.length, at + this.#foundOpen - open - 1);
      const searched = type === 'text' || type === 'word' ? longest - at : 0;
      const end = fieldEnd(type, text, at, before, longest, to);
      if (before < 0) this.#watchField(type, at, end);
      const passed = end < 0 ? searched : Math.abs(end - Math.max(at, before));
      this.#steps += Math.floor(passed / charactersPerStep);
      if (end < 0) {
        return;
      }
      this.#way[2 * holes] = at;
      this.#way[2 * holes + 1] = end;
      this.walk(to, end, holes + 1, open + weight * (end - at));
      if (this.#steps > stepBudget) {
        return;
      }
      before = end;
    }
  }

  /** What decides, beside the kinds of the characters, whether a value fits: an octet below 256, the zero of `0x1f`. */
  #watchField(type: FieldType, at: number, end: number): void {
    if (type === 'ip' && end < 0) this.#watch.noteWord(this.#text, at);
    else if (type === 'hex' && /x/i.test(this.#text.charAt(at + 1))) this.#watch.note(this.#text, at);
  }

  #settle(endings: readonly Entry[], holes: number, open: number): void {
    this.found = endings;
    this.spans = this.#way.slice(0, 2 * holes);
    this.#foundOpen = open;
  }
}

/** What a search found. */
export interface Found {
  /** Declarations that have the very same template; empty where none fits. */
  readonly entries: readonly Entry[];
  /** Begin and end of each hole's value in the text, in turn. */
  readonly spans: readonly number[];
  /** Places in the text of digits whose value mattered: a text that differs in other digits alone is found the same. */
  readonly digits: readonly number[];
}

/** The match of a text with a declaration whose holes have their values at these places. */
export function matchOf(
  { speaker, declaration, template }: Entry,
  text: string,
  spans: readonly number[],
): Match {
  const fields: Record<string, string | number> = {};
  const holes = template?.holes ?? [];
  for (let place = 0; place < holes.length; place += 1) {
    const hole = holes[place];
    if (hole === undefined) continue;
    fields[hole.name] = fieldValue(hole.type, text.slice(spans[2 * place], spans[2 * place + 1]));
  }
  return { speaker, declaration, fields };
}

/** A run of blanks that nobody prints on purpose; a blank of a declaration stands for any run, and long ones cost time. */
const longBlank = /[ \t]{64,}/g;

/**
 * Finds the declaration that a text was printed from. What a match costs does not grow with the number of declarations:
 * they share one tree of literal text and typed holes, and only branches that fit are followed.
 *
 * Of several declarations that fit, the one wins that leaves the fewest characters to open holes (paths, names, words,
 * free text), so catch-alls lose against anything more specific. Among equals the first in this order wins: literal
 * text before holes, holes in the order of `fieldTypes`, short words before long ones, speakers in their given order.
 *
 * Blanks of a template take any run of blanks and tabs; blanks at its end and at the end of a text do not count. An
 * empty `text` hole may also swallow one of the blanks around it.
 */
export class MessageIndex {
  readonly #speakers: readonly Speaker[];
  /** By speaker, what it says; of those that were asked for. */
  readonly #entries = new Map<Speaker, readonly Entry[]>();
  readonly #watch = new DigitWatch();
  /** A tree for each set of speakers that was asked for: what others say is not even looked at. */
  readonly #roots = new Map<Allowed, Node>();

  constructor(speakers: readonly Speaker[]) {
    this.#speakers = speakers;
  }

  /** The declaration that fits `text` best, or null when none does. Never throws, whatever the text. */
  match(printed: string, allowed: Allowed = null): Match | null {
    const text = withoutLongBlanks(printed);
    const { entries, spans } = this.find(text, allowed);
    const [entry] = entries;
    return entry === undefined ? null : matchOf(entry, text, spans);
  }

  /** The declarations that fit a text best: those of several speakers where they have the very same template. */
  find(text: string, allowed: Allowed): Found {
    this.#watch.begin();
    const search = new Search(text.trimEnd(), this.#watch);
    if (text.length <= longestText) {
      search.walk(this.#rootOf(allowed), 0, 0, 0);
    }
    return { entries: search.found, spans: search.spans, digits: this.#watch.places };
  }

  #rootOf(allowed: Allowed): Node {
    let root = this.#roots.get(allowed);
    if (root === undefined) {
      const entries = this.#speakers
        .filter(({ name }) => allowed === null || admits(allowed, name))
        .flatMap((speaker) => this.#entriesOf(speaker));
      root = new Node(entries, 0, false, this.#watch);
      if (this.#roots.size >= mostRoots) this.#roots.clear();
      this.#roots.set(allowed, root);
    }
    return root;
  }

  #entriesOf(speaker: Speaker): readonly Entry[] {
    let entries = this.#entries.get(speaker);
    if (entries === undefined) {
      entries = wordingsOf(speaker).map((declaration) => ({
        speaker: speaker.name,
        declaration,
        template: undefined,
        plain: undefined,
      }));
      this.#entries.set(speaker, entries);
    }
    return entries;
  }
}

/** The text as the index takes it: with one blank for each run that is too long to be meant. */
export function withoutLongBlanks(text: string): string {
  return text.length < 64 ? text : text.replace(longBlank, ' ');
}
