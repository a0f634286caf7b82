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
  /** It belongs to this rung without proving anything of it. */
  readonly about?: Rung;
  /** How the program itself rates it, where no envelope says so. */
  readonly severity?: Severity;
  /** It is known to say nothing of the connection. */
  readonly noise?: true;
}

/** Severities of syslog(3) that programs rate their own words by. */
export type Severity = 'crit' | 'err' | 'warn' | 'notice' | 'info' | 'debug';

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

/**
 * A wording that is understood, its values included, and that no dialogue and no rule asks for by a type of its own.
 * Thousands of them are known; TypeScript need not know each. One that is asked for becomes a `say`.
 */
export interface Remark<K extends string = string> extends Declaration<K> {
  readonly isRemark: true;
}

/**
 * Declares the remarks of one rung and one severity, by kind:
 * `remarks('power', 'err', { 'usb.no-configuration': ['usb <port:usbport>: no configurations'] })`.
 * `null` for what belongs to no rung.
 */
export function remarks<W extends Readonly<Record<string, readonly string[]>>>(
  about: Rung | null,
  severity: Severity,
  wordings: W,
  more: Pick<Meaning, 'shared' | 'noise'> = {},
): readonly Remark<keyof W & string>[] {
  const meaning: Meaning = about === null ? { ...more, severity } : { ...more, severity, about };
  return Object.keys(wordings).flatMap((kind: keyof W & string) =>
    (wordings[kind] ?? []).map((template) => ({ kind, template, meaning, isRemark: true }) as const),
  );
}

/** A program with all its wordings; the list reads like its log. */
export interface Speaker<D extends readonly Declaration[] = readonly Declaration[], R extends string = string>
  extends Habits<R> {
  readonly name: string;
  /** Syslog tags under which it logs; none for programs whose output others relay. */
  readonly tags: readonly string[];
  readonly declarations: D;
}

/** How a program speaks, beside its wordings. */
interface Habits<R extends string = string> {
  /** What else it says. Lists of thousands of wordings, made when one of its lines comes by. */
  readonly remarks?: readonly (() => readonly Remark<R>[])[];
  /** netifd relays what it says. */
  readonly relayed?: true;
  /**
   * What it puts before its words, anchored at the beginning, such as ModemManager's `<warn>  [modem0] `. The group
   * `object` names what the words are about.
   */
  readonly prefix?: RegExp;
  /** Anchored: how a line begins that no other program prints. It tells who speaks where no tag does. */
  readonly mark?: RegExp;
}

/** Declares a program: its name, its tags, and its wordings with a type of their own; the rest is in `habits`. */
export function speaker<const D extends readonly Declaration[], R extends string = never>(
  name: string,
  tags: readonly string[],
  declarations: D,
  habits: Habits<R> = {},
): Speaker<D, R> {
  return { name, tags, declarations, ...habits };
}

/** Lists of remarks that have been made: who asks again gets the same declarations. */
const made = new WeakMap<() => readonly Remark[], readonly Remark[]>();

function remarksOf(list: () => readonly Remark[]): readonly Remark[] {
  let remarksMade = made.get(list);
  if (remarksMade === undefined) {
    remarksMade = list();
    made.set(list, remarksMade);
  }
  return remarksMade;
}

/** All that a program says. */
export function wordingsOf({
  declarations,
  remarks: others = [],
}: Speaker): readonly (Declaration | Remark)[] {
  return [...declarations, ...others.flatMap(remarksOf)];
}

/** Whether a wording has no type of its own. */
export function isRemark(declaration: Declaration): declaration is Remark {
  return 'isRemark' in declaration;
}
