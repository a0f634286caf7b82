import { isNameCharacter } from '../capture/scanners/name-character.ts';
import type { Envelope } from '../capture/section.ts';
import { flatCopy } from './flat-copy.ts';
import { relayedSpeakers, speakers } from './speakers/index.ts';
import type { ShellLine } from './structures/shell-line.ts';

/** Who may have said a line, on whose behalf, and where its own words begin. */
export interface Attribution {
  readonly allowed: ReadonlySet<string>;
  readonly interface: string | null;
  readonly pid: number | null;
  /** What the speaker's own prefix says that the words are about: `modem0` of `<warn>  [modem0] …`. */
  readonly object: string | null;
  /** 0-based index into the line's text. */
  readonly bodyAt: number;
}

/** A tag with the number of a modem, as ROOter writes it: `Create Connection 1`. */
const numberedTag = /^(.*\D) \d{1,2}$/;

/** A template that takes whatever is said. */
const catchAll = /^<\w+:text>$/;

const speakersByTag = groupByTag();

/** Who speaks where a line begins like this, a set of one. */
const speakersByMark: readonly { readonly mark: RegExp; readonly allowed: ReadonlySet<string> }[] =
  speakers.flatMap(({ name, mark }) => (mark === undefined ? [] : [{ mark, allowed: new Set([name]) }]));

/** Programs that write to the kernel's log before there is another. Source: procd, ubox kmodloader. */
const bootGroups: ReadonlySet<ReadonlySet<string>> = new Set(
  ['procd', 'init', 'kmodloader', 'urandom_seed', 'mount_root'].flatMap(
    (tag) => speakersByTag.get(tag) ?? [],
  ),
);

/** Prefixes by the speakers of a tag, where that is one. */
const prefixByGroup: ReadonlyMap<ReadonlySet<string>, RegExp> = groupPrefixes();

/** For lines that name nobody. A speaker with a catch-all would claim them all. */
export const anonymousSpeakers: ReadonlySet<string> = new Set(
  speakers
    .filter(({ declarations }) => !declarations.some(({ template }) => catchAll.test(template)))
    .map(({ name }) => name),
);

/** Whether lines that this program logs can mean anything. */
export function isHeard(program: string): boolean {
  return speakersOfTag(program) !== undefined;
}

/** What an envelope says of who spoke. */
type Tag = Pick<Envelope, 'program' | 'pid' | 'bodyAt'>;

/** Of the log line that ends before `end` in `text`; null where its program has nothing to say about modems. */
export function attributeLogLine(
  text: string,
  { program, pid, bodyAt }: Tag,
  end: number,
): Attribution | null {
  if (program === null) {
    return afterMark(text, end, { allowed: anonymousSpeakers, interface: null, pid, object: null, bodyAt });
  }
  const allowed = speakersOfTag(program);
  if (allowed === undefined) return null;
  switch (program) {
    case 'kernel':
      // At early boot, user space writes to the kernel's ring: `kernel: [    8.084289] procd: - early -`.
      return afterBootProgram(text, end, { allowed, interface: null, pid, object: null, bodyAt });
    case 'netifd':
      return attributeRelayed(text, bodyAt, end) ?? { allowed, interface: null, pid, object: null, bodyAt };
    default:
      return afterPrefix(text, end, { allowed, interface: null, pid, object: null, bodyAt });
  }
}

/** Of the message of a log line, all before it taken off. */
export function attributeBody(body: string, program: string, relayedFor: string | null): Attribution | null {
  if (relayedFor === null) return attributeLogLine(body, { program, pid: null, bodyAt: 0 }, body.length);
  return afterOwnName(body, body.length, {
    allowed: relayedSpeakers,
    interface: null,
    pid: null,
    object: null,
    bodyAt: 0,
  });
}

/** Of a line without an envelope that one of these printed. */
export function attributeOutput(text: string, printers: ReadonlySet<string>, bodyAt: number): Attribution {
  return afterOwnName(text, text.length, {
    allowed: printers,
    interface: null,
    pid: null,
    object: null,
    bodyAt,
  });
}

/** The programs of a command line whose words are known; where none is, whoever prints such lines. */
export function printersOf(shell: ShellLine): ReadonlySet<string> {
  const [first, ...others] = shell.calls
    .map((call) => speakersByTag.get(call.program))
    .filter((group) => group !== undefined);
  if (first === undefined) return anonymousSpeakers;
  return others.length === 0 ? first : new Set([first, ...others].flatMap((group) => [...group]));
}

function speakersOfTag(tag: string): ReadonlySet<string> | undefined {
  const known = speakersByTag.get(tag);
  if (known !== undefined) return known;
  const unnumbered = numberedTag.exec(tag)?.[1];
  return unnumbered === undefined ? undefined : speakersByTag.get(unnumbered);
}

const longestName = 32;
const mostPidDigits = 10;

/**
 * Takes off what netifd puts before the words of its helpers, `modem_4 (2396): ` of `modem_4 (2396): udhcpc: sending
 * discover`, and gives the line to them. Null where it relays nothing.
 */
function attributeRelayed(text: string, start: number, end: number): Attribution | null {
  let at = start;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at += 1;
  const nameEnd = at;
  if (nameEnd === start || nameEnd - start > longestName) return null;
  if (text.charCodeAt(at) !== blank || text.charCodeAt(at + 1) !== openParenthesis) return null;
  const pidAt = at + 2;
  let pid = 0;
  for (at = pidAt; at < end; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) break;
    pid = pid * 10 + digit;
  }
  if (at === pidAt || at - pidAt > mostPidDigits) return null;
  if (text.charCodeAt(at) !== closeParenthesis || text.charCodeAt(at + 1) !== colon) return null;
  const bodyAt = Math.min(text.charCodeAt(at + 2) === blank ? at + 3 : at + 2, end);
  return afterOwnName(text, end, {
    allowed: relayedSpeakers,
    interface: flatCopy(text.slice(start, nameEnd)),
    pid,
    object: null,
    bodyAt,
  });
}

/** `ppp: ` of a kernel line is the kernel's own word, whoever else has that tag. */
function afterBootProgram(text: string, end: number, attribution: Attribution): Attribution {
  const named = afterOwnName(text, end, attribution);
  return bootGroups.has(named.allowed) ? named : attribution;
}

/** Takes off the `udhcpc: ` with which a program names itself and gives the line to that program. */
function afterOwnName(text: string, end: number, attribution: Attribution): Attribution {
  const start = attribution.bodyAt;
  let at = start;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at += 1;
  const isName =
    at > start &&
    at - start <= longestName &&
    text.charCodeAt(at) === colon &&
    text.charCodeAt(at + 1) === blank;
  const allowed = isName ? speakersByTag.get(text.slice(start, at)) : undefined;
  if (allowed === undefined) return afterMark(text, end, attribution);
  return afterPrefix(text, end, { ...attribution, allowed, bodyAt: Math.min(at + 2, end) });
}

/** Gives a line of nobody to the program that alone begins its lines like this. */
function afterMark(text: string, end: number, attribution: Attribution): Attribution {
  if (attribution.allowed.size === 1 || !mayBeMark(text.charCodeAt(attribution.bodyAt))) {
    return afterPrefix(text, end, attribution);
  }
  const body = text.slice(attribution.bodyAt, end);
  const marked = speakersByMark.find(({ mark }) => mark.test(body));
  return afterPrefix(
    text,
    end,
    marked === undefined ? attribution : { ...attribution, allowed: marked.allowed },
  );
}

/** Marks begin with a bracket, a blank or a capital: most lines do not. */
function mayBeMark(code: number): boolean {
  return code === 0x3c || code === 0x5b || code === blank || (code >= 0x41 && code <= 0x5a);
}

/** Takes off what the only possible speaker puts before its words. */
function afterPrefix(text: string, end: number, attribution: Attribution): Attribution {
  const pattern = prefixByGroup.get(attribution.allowed);
  if (pattern === undefined) return attribution;
  const prefix = pattern.exec(text.slice(attribution.bodyAt, end));
  if (prefix === null) return attribution;
  const object = prefix.groups?.['object'];
  return {
    ...attribution,
    object: object === undefined ? null : flatCopy(object),
    bodyAt: attribution.bodyAt + prefix[0].length,
  };
}

const blank = 0x20;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const zero = 0x30;
const colon = 0x3a;

function groupByTag(): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const speaker of speakers) {
    for (const tag of speaker.tags) {
      const group = groups.get(tag) ?? new Set();
      group.add(speaker.name);
      groups.set(tag, group);
    }
  }
  return groups;
}

function groupPrefixes(): ReadonlyMap<ReadonlySet<string>, RegExp> {
  const prefixes = new Map<ReadonlySet<string>, RegExp>();
  for (const { name, tags, prefix } of speakers) {
    if (prefix === undefined) continue;
    const groups = [...tags.map((tag) => speakersByTag.get(tag)), markOf(name)];
    for (const group of groups) if (group?.size === 1) prefixes.set(group, prefix);
  }
  return prefixes;
}

/** The set by which a mark names this speaker. */
function markOf(name: string): ReadonlySet<string> | undefined {
  return speakersByMark.find(({ allowed }) => allowed.has(name))?.allowed;
}
