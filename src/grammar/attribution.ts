import type { Envelope } from '../capture/section.ts';
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

/** What netifd puts before the words of its helpers: `modem_4 (2396): ` of `modem_4 (2396): udhcpc: sending discover`. */
const relay = /^([\w.@-]{1,32}) \((\d{1,10})\): ?/;

/** What a program puts before its own words: `udhcpc: ` of `udhcpc: sending discover`. */
const ownName = /^([a-z][\w-]{0,31}): /;

/** A tag with the number of a modem, as ROOter writes it: `Create Connection 1`. */
const numberedTag = /^(.*\D) \d{1,2}$/;

/** A template that takes whatever is said. */
const catchAll = /^<\w+:text>$/;

const speakersByTag = groupByTag();

const prefixBySpeaker: ReadonlyMap<string, RegExp> = new Map(
  speakers.flatMap(({ name, prefix }) => (prefix === undefined ? [] : [[name, prefix] as const])),
);

/** For lines that name nobody. A speaker with a catch-all would claim them all. */
export const anonymousSpeakers: ReadonlySet<string> = new Set(
  speakers
    .filter(({ declarations }) => !declarations.some(({ template }) => catchAll.test(template)))
    .map(({ name }) => name),
);

/** Null where the line is of a program that has nothing to say about modems. */
export function attributeLogLine(text: string, { program, pid, bodyAt }: Envelope): Attribution | null {
  if (program === null) return { allowed: anonymousSpeakers, interface: null, pid, object: null, bodyAt };
  const allowed = speakersOfTag(program);
  if (allowed === undefined) return null;
  const tagged: Attribution = { allowed, interface: null, pid, object: null, bodyAt };
  switch (program) {
    case 'kernel':
      // At early boot, user space writes to the kernel's ring: `kernel: [    8.084289] procd: - early -`.
      return afterOwnName(text, tagged);
    case 'netifd':
      return afterRelay(text, tagged);
    default:
      return afterPrefix(text, tagged);
  }
}

/** Of a line without an envelope that one of these printed. */
export function attributeOutput(text: string, printers: ReadonlySet<string>): Attribution {
  return afterOwnName(text, { allowed: printers, interface: null, pid: null, object: null, bodyAt: 0 });
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

/** Takes off netifd's `modem (2347): ` and gives the line to the helpers that speak through it. */
function afterRelay(text: string, tagged: Attribution): Attribution {
  const relayed = relay.exec(text.slice(tagged.bodyAt));
  if (relayed === null) return tagged;
  const [prefix, name = '', pid = ''] = relayed;
  return afterOwnName(text, {
    allowed: relayedSpeakers,
    interface: name,
    pid: Number(pid),
    object: null,
    bodyAt: tagged.bodyAt + prefix.length,
  });
}

/** Takes off the `udhcpc: ` with which a program names itself and gives the line to that program. */
function afterOwnName(text: string, attribution: Attribution): Attribution {
  const named = ownName.exec(text.slice(attribution.bodyAt));
  const allowed = named?.[1] === undefined ? undefined : speakersByTag.get(named[1]);
  if (named === null || allowed === undefined) return afterPrefix(text, attribution);
  return afterPrefix(text, { ...attribution, allowed, bodyAt: attribution.bodyAt + named[0].length });
}

/** Takes off what the only possible speaker puts before its words. */
function afterPrefix(text: string, attribution: Attribution): Attribution {
  if (attribution.allowed.size !== 1) return attribution;
  const [name = ''] = attribution.allowed;
  const prefix = prefixBySpeaker.get(name)?.exec(text.slice(attribution.bodyAt));
  if (prefix === undefined || prefix === null) return attribution;
  return {
    ...attribution,
    object: prefix.groups?.['object'] ?? null,
    bodyAt: attribution.bodyAt + prefix[0].length,
  };
}

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
