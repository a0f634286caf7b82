import { Capture } from '../capture/capture.ts';
import { isRemark } from '../grammar/declaration.ts';
import { rungOf } from '../grammar/meaning.ts';
import type { Message } from '../grammar/message.ts';
import type { Observation } from '../grammar/observation.ts';
import { Reader } from '../grammar/reader.ts';
import type { ReadingListener } from '../grammar/reading.ts';
import { speakers } from '../grammar/speakers/index.ts';
import { codesInText } from '../knowledge/codes-in-text.ts';
import type { ErrorMeaning } from '../knowledge/error-code.ts';
import type { Rung } from '../knowledge/rung.ts';
import { kindsRead } from '../rules/kinds-read.ts';

/** What one line means. */
export interface LineExplained {
  /** The program whose words it is; of what a tool shows, the kind of thing that is shown. */
  readonly speaker: string;
  readonly kind: string;
  readonly values: readonly (readonly [name: string, value: string])[];
  /** What the codes mean that stand in it. */
  readonly codes: readonly ErrorMeaning[];
  /** What it proves of the ladder, or the rung that it is about. */
  readonly proves: { readonly claim: 'reached' | 'broken' | 'about'; readonly rung: Rung } | null;
  /** Rules that look at lines of this kind. */
  readonly rules: readonly string[];
}

/** Reads a line as part of a log, or, where it has no envelope, as each program's own words; none where nobody knows it. */
export function explainLine(text: string): readonly LineExplained[] {
  const asIs = readingsOf(text);
  if (asIs.length > 0) return asIs;
  const found = new Map<string, LineExplained>();
  for (const envelope of envelopes()) {
    for (const line of readingsOf(envelope + text)) {
      const key = `${line.speaker} ${line.kind}`;
      // A catch-all takes any words.
      if (!catchAlls.has(line.kind) && !found.has(key)) found.set(key, line);
    }
  }
  return [...found.values()];
}

const catchAlls: ReadonlySet<string> = new Set([
  'chat.answer',
  'odhcpd.words',
  'procd.words',
  'boot.script-output',
]);

/** Heads under which a line without one may have been logged. */
function envelopes(): readonly string[] {
  const tags = new Set(speakers.flatMap((speaker) => speaker.tags));
  return [
    '[   12.345678] ',
    'Sun Jul 22 02:23:12 2018 daemon.notice netifd: wwan (99): ',
    ...[...tags].map((tag) => `Sun Jul 22 02:23:12 2018 daemon.notice ${tag}[99]: `),
  ];
}

function readingsOf(text: string): readonly LineExplained[] {
  const listener = new Collector(text);
  const capture = new Capture(new Reader(listener));
  capture.source('line');
  capture.feed(new TextEncoder().encode(`${text}\n`));
  capture.endSource();
  capture.end();
  return listener.found;
}

class Collector implements ReadingListener {
  readonly found: LineExplained[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  message(message: Message): void {
    const told = message.kind === 'remark' ? remark(message) : typed(message);
    this.found.push({ ...told, codes: codesInText(this.#text) });
  }

  observation(observation: Observation): void {
    const { kind } = observation;
    const hidden: ReadonlySet<string> = new Set(['kind', 'span', 'section', 'order']);
    const values = Object.entries(observation).flatMap(([name, value]: [string, unknown]) => {
      const told = hidden.has(name) ? null : wordsOf(value);
      return told === null ? [] : [[name, told] as const];
    });
    this.found.push({
      speaker: 'a state or an answer',
      kind,
      values,
      codes: codesInText(this.#text),
      proves: null,
      rules: rulesFor(kind),
    });
  }

  section(): void {
    // Where a line stands says nothing of it.
  }

  copy(): void {
    // One line has no copy.
  }

  config(): void {
    // An option without its section means nothing.
  }

  command(): void {
    // What somebody typed is not what a program said.
  }

  prose(): void {
    // Nobody's words but the writer's.
  }

  foreign(): void {
    // A program that has nothing to say of modems.
  }

  passedOver(): void {
    // Only in long logs.
  }

  unknownOfRun(): void {
    // Only in long logs.
  }

  unknown(): void {
    // Told by there being no reading.
  }

  end(): void {
    // All readings have come.
  }
}

function typed(message: Message): Omit<LineExplained, 'codes'> {
  const { kind, fields, origin } = message;
  const reached = rungOf(message, 'reached');
  const broken = rungOf(message, 'broken');
  const about = aboutOf(kind);
  return {
    speaker: origin.speaker,
    kind,
    values: Object.entries(fields).map(([name, value]) => [name, String(value)] as const),
    proves:
      broken !== null
        ? { claim: 'broken', rung: broken }
        : reached !== null
          ? { claim: 'reached', rung: reached }
          : about === null
            ? null
            : { claim: 'about', rung: about },
    rules: rulesFor(kind),
  };
}

function remark({ fields, origin }: Extract<Message, { kind: 'remark' }>): Omit<LineExplained, 'codes'> {
  return {
    speaker: origin.speaker,
    kind: fields.wording,
    values: Object.entries(fields.values).map(([name, value]) => [name, String(value)] as const),
    proves: fields.about === null ? null : { claim: 'about', rung: fields.about },
    rules: rulesFor(fields.wording),
  };
}

function aboutOf(kind: string): Rung | null {
  for (const { declarations } of speakers) {
    const own = declarations.find((declaration) => declaration.kind === kind && !isRemark(declaration));
    if (own?.meaning.about !== undefined) return own.meaning.about;
  }
  return null;
}

function rulesFor(kind: string): readonly string[] {
  return Object.entries(kindsRead).flatMap(([rule, kinds]) =>
    kinds.split(' ').includes(kind) ? [rule] : [],
  );
}

/** A value in one line; null for what is not shown. */
function wordsOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((item) => wordsOf(item) ?? '').join(', ');
  return typeof value === 'object' && 'text' in value && typeof value.text === 'string' ? value.text : null;
}
