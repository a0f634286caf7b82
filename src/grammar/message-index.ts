import type { Declaration, FieldType, Speaker } from './declaration.ts';
import { type Continuation, fieldEnd, fieldValue, isOpen } from './field.ts';
import type { Match } from './match.ts';
import { type CompiledTemplate, compileTemplate, holeTypeOf } from './template.ts';

/** Longer texts are no message: logd, syslogd and netifd all cut their lines well below. */
const longestText = 16_384;

/** Steps that one text may cost: edges tried, plus a share for the characters passed over in search of a hole's end. */
const stepBudget = 4_096;
/** Characters passed over in search of a hole's end that count as one step. */
const charactersPerStep = 32;

const blank = 32;
const tab = 9;

interface Entry {
  readonly speaker: string;
  readonly declaration: Declaration;
  /** Compiled on first use. */
  template: CompiledTemplate | undefined;
}

interface LiteralEdge {
  readonly text: string;
  readonly to: Node;
}

interface HoleEdge {
  readonly type: FieldType;
  readonly to: Node;
}

function compiled(entry: Entry): CompiledTemplate {
  entry.template ??= compileTemplate(entry.declaration.template);
  return entry.template;
}

function isBlank(code: number): boolean {
  return code === blank || code === tab;
}

/** The length of what all templates have in common from `depth` on, up to their next hole. */
function commonLength(entries: readonly Entry[], depth: number): number {
  const [first, ...others] = entries.map((entry) => compiled(entry).code);
  if (first === undefined) {
    return 0;
  }
  let length = 0;
  for (let at = depth; at < first.length && holeTypeOf(first.charCodeAt(at)) === undefined; at += 1) {
    const code = first.charCodeAt(at);
    if (others.some((other) => other.charCodeAt(at) !== code)) {
      break;
    }
    length += 1;
  }
  return length;
}

/** Groups values by key, in the order in which the keys come up. */
function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
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

/**
 * A point that templates share from their beginning. It branches when a text first comes by, so an index costs next
 * to nothing to make and only what a log really says is ever spelt out.
 */
class Node implements Continuation {
  /** Declarations that end here, in the order of the speakers. */
  endings: readonly Entry[] = [];
  /** What can follow literally, by first character; all first characters differ. */
  literals: ReadonlyMap<number, LiteralEdge> = new Map();
  /** Holes that can follow, most specific type first. */
  holes: readonly HoleEdge[] = [];
  #waiting: readonly Entry[];
  readonly #depth: number;

  constructor(waiting: readonly Entry[], depth: number) {
    this.#waiting = waiting;
    this.#depth = depth;
  }

  /** Spells out the branches. Cheap when that is done. */
  open(): void {
    if (this.#waiting.length === 0) {
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    const depth = this.#depth;
    const literals = new Map<number, LiteralEdge>();
    const holes: { place: number; edge: HoleEdge }[] = [];
    // NaN behind the end of a template is a key like any other.
    for (const [code, entries] of groupBy(waiting, (entry) => compiled(entry).code.charCodeAt(depth))) {
      const type = holeTypeOf(code);
      if (Number.isNaN(code)) {
        this.endings = entries;
      } else if (type === undefined) {
        const length = commonLength(entries, depth);
        const text = entries[0] === undefined ? '' : compiled(entries[0]).code.slice(depth, depth + length);
        literals.set(code, { text, to: new Node(entries, depth + length) });
      } else {
        holes.push({ place: code, edge: { type, to: new Node(entries, depth + 1) } });
      }
    }
    this.literals = literals;
    this.holes = holes.sort((a, b) => a.place - b.place).map(({ edge }) => edge);
  }

  next(text: string, from: number): number {
    this.open();
    if (from > text.length) {
      return -1;
    }
    const blankFits = this.literals.has(blank);
    if (this.holes.length > 0 || (blankFits && isBlank(text.charCodeAt(from - 1)))) {
      return from;
    }
    if (this.literals.size > 0) {
      for (let at = from; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (this.literals.has(code === tab ? blank : code)) {
          return at;
        }
      }
    }
    // A blank may be missing at the end of a text: nothing but an empty hole can stand behind it.
    return this.endings.length > 0 || blankFits ? text.length : -1;
  }
}

/**
 * Where `literal` ends when it stands at `start`, or -1. A blank in it takes a run of blanks; behind a blank, and at the
 * end of the text, it may be missing: the hole beside it is empty there.
 */
function literalEnd(literal: string, text: string, start: number): number {
  let at = start;
  for (let index = 0; index < literal.length; index += 1) {
    const code = literal.charCodeAt(index);
    if (code !== blank) {
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

/** One search for the declaration that leaves the least of a text to holes that take any word. */
class Search {
  /** Declarations that fit best so far. */
  found: readonly Entry[] = [];
  /** Begin and end of each hole's value, in turn, for `found`. */
  foundSpans: readonly number[] = [];
  /** Characters that `found` leaves to open holes. */
  #foundOpen = Number.POSITIVE_INFINITY;
  #steps = 0;
  readonly #spans: number[] = [];
  readonly #text: string;
  readonly #isAllowed: (entry: Entry) => boolean;

  constructor(text: string, isAllowed: (entry: Entry) => boolean) {
    this.#text = text;
    this.#isAllowed = isAllowed;
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Goes on at `node` and `at`, with `open` characters already left to open holes. */
  walk(node: Node, at: number, open: number): void {
    this.#steps += 1;
    if (this.#steps > stepBudget || open >= this.#foundOpen) {
      return;
    }
    node.open();
    const text = this.#text;
    if (at === text.length && node.endings.length > 0) {
      this.#settle(node.endings.filter(this.#isAllowed), open);
    }
    const code = text.charCodeAt(at);
    if (!isBlank(code)) {
      this.#walkLiteral(node.literals.get(code), at, open);
    }
    this.#walkLiteral(node.literals.get(blank), at, open);
    for (const { type, to } of node.holes) {
      this.#walkHole(type, to, at, open);
    }
  }

  #walkLiteral(edge: LiteralEdge | undefined, at: number, open: number): void {
    if (edge !== undefined) {
      const end = literalEnd(edge.text, this.#text, at);
      if (end >= 0) {
        this.walk(edge.to, end, open);
      }
    }
  }

  #walkHole(type: FieldType, to: Node, at: number, open: number): void {
    const text = this.#text;
    const weight = isOpen(type) ? 1 : 0;
    const growing = type === 'word' || type === 'text';
    let before = -1;
    for (;;) {
      const end = fieldEnd(type, text, at, before, to);
      const passed = (end < 0 ? text.length : end) - Math.max(at, before);
      this.#steps += Math.floor(passed / charactersPerStep);
      if (end < 0 || this.#steps > stepBudget) {
        return;
      }
      const left = open + weight * (end - at);
      if (growing && left >= this.#foundOpen) {
        return;
      }
      this.#spans.push(at, end);
      this.walk(to, end, left);
      this.#spans.length -= 2;
      before = end;
    }
  }

  #settle(entries: readonly Entry[], open: number): void {
    if (entries.length > 0) {
      this.found = entries;
      this.foundSpans = [...this.#spans];
      this.#foundOpen = open;
    }
  }
}

/** Speakers whose declarations may match: one, some, or (null) all. */
export type Allowed = ReadonlySet<string> | string | null;

function filterOf(allowed: Allowed): (entry: Entry) => boolean {
  if (allowed === null) {
    return () => true;
  }
  return typeof allowed === 'string'
    ? (entry) => entry.speaker === allowed
    : (entry) => allowed.has(entry.speaker);
}

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
  readonly #root: Node;

  constructor(speakers: readonly Speaker[]) {
    const entries: Entry[] = [];
    for (const { name, declarations } of speakers) {
      for (const declaration of declarations) {
        entries.push({ speaker: name, declaration, template: undefined });
      }
    }
    this.#root = new Node(entries, 0);
  }

  /** The declaration that fits `text` best, or null when none does. Never throws, whatever the text. */
  match(text: string, allowed: Allowed = null): Match | null {
    return this.matchAll(text, allowed)[0] ?? null;
  }

  /** The declaration that fits `text` best, with those of other speakers that have the very same template. */
  matchAll(text: string, allowed: Allowed = null): readonly Match[] {
    if (text.length > longestText) {
      return [];
    }
    const trimmed = text.trimEnd();
    const search = new Search(trimmed, filterOf(allowed));
    search.walk(this.#root, 0, 0);
    return search.found.map((entry) => {
      const fields: Record<string, string | number> = {};
      for (const [place, { name, type }] of compiled(entry).holes.entries()) {
        const value = trimmed.slice(search.foundSpans[2 * place], search.foundSpans[2 * place + 1]);
        fields[name] = fieldValue(type, value);
      }
      return { speaker: entry.speaker, declaration: entry.declaration, fields };
    });
  }
}
