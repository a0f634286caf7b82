import type { Rung } from '../knowledge/rung.ts';

/**
 * Types of the holes in a declaration, most specific first; the order is the order in which the index tries them.
 * `int` may be negative; `usbport` is `1-1.2`, `usbintf` is `1-1.2:1.0`; `word` has no blank; `text` is anything, also nothing.
 */
export const fieldTypes = [
  'hex4',
  'usbintf',
  'usbport',
  'mac',
  'ip',
  'int',
  'float',
  'hex',
  'tty',
  'path',
  'netdev',
  'iface',
  'word',
  'text',
] as const;
export type FieldType = (typeof fieldTypes)[number];

interface FieldValues {
  int: number;
  float: number;
}
type FieldValue<T extends FieldType> = T extends keyof FieldValues ? FieldValues[T] : string;

/** The typed holes `<name:type>` of a template, read from its literal type; other `<…>` stand for themselves. */
type Holes<Template extends string> = Template extends `${string}<${infer Rest}`
  ? Rest extends `${infer Hole}>${infer After}`
    ? Hole extends `${infer Name}:${infer Type extends FieldType}`
      ? { readonly [K in Name]: FieldValue<Type> } & Holes<After>
      : Holes<Rest>
    : unknown
  : unknown;

/** The fields object of a template, flattened for readable hovers. */
export type Fields<Template extends string> = { readonly [K in keyof Holes<Template>]: Holes<Template>[K] };

/** What a message says about the ladder, beside its wording. */
export interface Meaning {
  /** It proves that the attempt (or the modem) reached this rung. */
  readonly reached?: Rung;
  /** It proves that this rung broke. */
  readonly broken?: Rung;
  /** Another speaker prints the very same text and declares it shared, too. */
  readonly shared?: true;
}

/** One wording of a program, as it prints it, and the kind of message that it makes. */
export interface Declaration<K extends string = string, Template extends string = string> {
  readonly kind: K;
  readonly template: Template;
  readonly meaning: Meaning;
}

/**
 * Declares a wording: `say('interface.up', "Interface '<interface:iface>' is now up")`.
 * A blank in the template stands for any run of blanks; blanks at the end do not count.
 */
export function say<const K extends string, const Template extends string>(
  kind: K,
  template: Template,
  meaning: Meaning = {},
): Declaration<K, Template> {
  return { kind, template, meaning };
}

/** A program with all its wordings; the list reads like its log. */
export interface Speaker<D extends readonly Declaration[] = readonly Declaration[]> {
  readonly name: string;
  /** Syslog tags under which it logs; none for programs whose output others relay. */
  readonly tags: readonly string[];
  readonly declarations: D;
}

export function speaker<const D extends readonly Declaration[]>(
  name: string,
  tags: readonly string[],
  declarations: D,
): Speaker<D> {
  return { name, tags, declarations };
}
