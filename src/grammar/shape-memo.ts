import { isDigit } from './digit-watch.ts';
import { fieldEnd } from './field.ts';
import type { Match } from './match.ts';
import { type Allowed, type Entry, type MessageIndex, matchOf, withoutLongBlanks } from './message-index.ts';

/** The texts of one shape (the same but for their digits) are found the same, and their values at the same places. */
interface Shape {
  /** The first text of the shape that came. */
  readonly text: string;
  readonly allowed: Allowed;
  readonly entry: Entry | null;
  readonly spans: readonly number[];
  /** Places of digits that must be the same. */
  readonly digits: readonly number[];
}

/** Places in the table: a power of two. */
const places = 8_192;
/** Shapes that may share a place. */
const shapesAtPlace = 4;
/** Longer texts hardly share their shape with another. */
const longestKept = 1_024;

/**
 * Remembers what texts were recognised as, by their shape: where logs do not repeat themselves, they often differ in
 * numbers only. The table is of fixed size; what comes takes the place of what was there.
 */
export class ShapeMemo {
  readonly #index: MessageIndex;
  readonly #shapes: (Shape[] | undefined)[] = new Array(places);
  /** By place, the hash of the shape that came last. */
  readonly #hashes = new Int32Array(places);

  constructor(index: MessageIndex) {
    this.#index = index;
  }

  /**
   * As `MessageIndex.match`. The text must stand for itself, since it is kept. Sets are told apart by identity: pass the
   * same one again for the same speakers.
   */
  match(text: string, allowed: Allowed): Match | null {
    if (text.length > longestKept) return this.#index.match(text, allowed);
    const hash = shapeHashOf(text);
    const place = hash & (places - 1);
    const shapes = this.#shapes[place] ?? [];
    for (const shape of shapes) {
      if (shape.allowed !== allowed || !isOfShape(text, shape)) continue;
      const { entry } = shape;
      if (entry === null) return null;
      if (areAddressesRight(text, shape.spans, entry)) return matchOf(entry, text, shape.spans);
    }
    const even = withoutLongBlanks(text);
    const { entries, spans, digits } = this.#index.find(even, allowed);
    const entry = entries[0] ?? null;
    // What comes only once is not worth its place.
    if (even === text && this.#hashes[place] === hash) {
      if (shapes.length === shapesAtPlace) shapes.shift();
      shapes.push({ text, allowed, entry, spans, digits });
      this.#shapes[place] = shapes;
    }
    this.#hashes[place] = hash;
    return entry === null ? null : matchOf(entry, even, spans);
  }
}

/** FNV-1a over the characters; the same for all texts of one shape. */
function shapeHashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    hash = Math.imul(hash ^ (isDigit(code) ? 0x30 : code), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

function isOfShape(text: string, shape: Shape): boolean {
  const first = shape.text;
  if (text.length !== first.length) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const other = first.charCodeAt(at);
    if (code !== other && !(isDigit(code) && isDigit(other))) return false;
  }
  for (const at of shape.digits) if (text.charCodeAt(at) !== first.charCodeAt(at)) return false;
  return true;
}

const nothing = { next: () => -1 };

/** Whether addresses among the values, at these places of a text, are some: that their parts are below 256 is not a matter of shape. */
export function areAddressesRight(text: string, spans: readonly number[], { template }: Entry): boolean {
  const holes = template?.holes ?? [];
  for (let place = 0; place < holes.length; place += 1) {
    if (holes[place]?.type !== 'ip') continue;
    const value = text.slice(spans[2 * place], spans[2 * place + 1]);
    if (fieldEnd('ip', value, 0, -1, value.length, nothing) !== value.length) return false;
  }
  return true;
}
