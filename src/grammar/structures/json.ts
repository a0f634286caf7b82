import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import { grammarSettings, lazily } from '../parser-settings.ts';
import { buildJsonGrammar, type JsonEntry, type JsonNode } from './json-grammar.ts';

const jsonGrammar = lazily(() => buildJsonGrammar(grammarSettings));

/** The JSON documents of a block, and the way back from a value to its place in the input. */
export class JsonText {
  /** In the order of the text. Members without an object around them are those of a document that lost its beginning. */
  readonly documents: readonly JsonNode[];
  readonly #lines: readonly Line[];
  /** Index into the joined text at which each line begins. */
  readonly #starts: readonly number[];

  constructor(lines: readonly Line[]) {
    const starts: number[] = [];
    let length = 0;
    for (const { text } of lines) {
      starts.push(length);
      length += text.length + 1;
    }
    this.#lines = lines;
    this.#starts = starts;
    this.documents = documentsOf(jsonGrammar()(lines.map(({ text }) => text).join('\n')));
  }

  /** Key and value of a member, as far as they stand in one line. */
  spanOfEntry({ start, value: { end } }: JsonEntry): Span {
    return this.#spanOf(start, end);
  }

  /** The words of a value, as far as they stand in one line. */
  spanOf({ start, end }: JsonNode): Span {
    return this.#spanOf(start, end);
  }

  #spanOf(start: number, end: number): Span {
    const index = this.#indexAt(start);
    const line = this.#lines[index] ?? { source: '-', number: 1, text: '', truncated: false };
    const from = start - (this.#starts[index] ?? 0);
    return spanOf(
      line,
      from,
      Math.max(Math.min(end - (this.#starts[index] ?? 0), line.text.length), from + 1),
    );
  }

  /** The lines with none of these values in them; lines of brackets and commas alone are nobody's words. */
  linesWithout(values: readonly JsonNode[]): readonly Line[] {
    const covered = new Set<number>();
    for (const { start, end } of values) {
      for (let index = this.#indexAt(start); index <= this.#indexAt(end - 1); index += 1) covered.add(index);
    }
    return this.#lines.filter(({ text }, index) => !covered.has(index) && !/^[\s{}[\],.\u2026]*$/.test(text));
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * An object without a key inside an object is the next document: the one before lost its closing bracket. Members at the
 * outermost level that follow each other are one document.
 */
function documentsOf(entries: readonly JsonEntry[]): readonly JsonNode[] {
  const documents: JsonNode[] = [];
  let members: JsonEntry[] = [];
  const endMembers = (): void => {
    const [first] = members;
    const last = members.at(-1);
    if (first === undefined || last === undefined) return;
    documents.push({ kind: 'object', entries: members, start: first.start, end: last.value.end });
    members = [];
  };
  const add = (node: JsonNode): void => {
    if (node.kind !== 'object') {
      documents.push(node);
      return;
    }
    const isNext = ({ key, value }: JsonEntry): boolean => key === null && value.kind === 'object';
    const next = node.entries.findIndex(isNext);
    if (next === -1) {
      documents.push(node);
      return;
    }
    const own = node.entries.slice(0, next);
    documents.push({ ...node, entries: own, end: own.at(-1)?.value.end ?? node.start + 1 });
    for (const entry of node.entries.slice(next)) {
      if (entry.key !== null) members.push(entry);
      else {
        endMembers();
        add(entry.value);
      }
    }
    endMembers();
  };
  for (const entry of entries) {
    if (entry.key !== null) members.push(entry);
    else {
      endMembers();
      add(entry.value);
    }
  }
  endMembers();
  return documents;
}

/** The last member of this name; null where the object has none. */
export function entryOf(node: JsonNode | null, key: string): JsonEntry | null {
  if (node?.kind !== 'object') return null;
  return node.entries.findLast((entry) => entry.key === key) ?? null;
}

/** The value of a member; null where the object has none of that name. A name that stands twice counts the last time. */
export function member(node: JsonNode | null, key: string): JsonNode | null {
  return entryOf(node, key)?.value ?? null;
}

/** The items of an array; of anything else none. */
export function items(node: JsonNode | null): readonly JsonNode[] {
  return node?.kind === 'array' ? node.entries.map(({ value }) => value) : [];
}

/** The value of a text that is not empty; null for anything else. */
export function textOf(node: JsonNode | null): string | null {
  return node?.kind === 'atom' && typeof node.value === 'string' && node.value !== '' ? node.value : null;
}

/** The value of a number; null for anything else. */
export function numberOf(node: JsonNode | null): number | null {
  return node?.kind === 'atom' && typeof node.value === 'number' ? node.value : null;
}

/** The value of `true` or `false`; null for anything else. */
export function truthOf(node: JsonNode | null): boolean | null {
  return node?.kind === 'atom' && typeof node.value === 'boolean' ? node.value : null;
}
