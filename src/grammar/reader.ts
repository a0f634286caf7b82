import { readEnvelope } from '../capture/envelope.ts';
import type { Line } from '../capture/line.ts';
import type { RunLine } from '../capture/log-run.ts';
import { mayHoldLine } from '../capture/mending/glued-lines.ts';
import { looksDamaged } from '../capture/mending/mender.ts';
import { type Span, spanOf } from '../capture/position.ts';
import type {
  CaptureListener,
  Envelope,
  Knowledge,
  Section,
  SectionKind,
  ShellCommand,
} from '../capture/section.ts';
import type { SectionNote } from '../capture/section-note.ts';
import {
  type Attribution,
  anonymousSpeakers,
  attributeBody,
  attributeLogLine,
  attributeOutput,
  isHeard,
  printersOf,
} from './attribution.ts';
import { shownUntilCut } from './cut-block.ts';
import { isRemark, type Remark } from './declaration.ts';
import { isDigit } from './digit-watch.ts';
import { flatCopy } from './flat-copy.ts';
import { KernelLines } from './kernel-lines.ts';
import type { Match } from './match.ts';
import type { Message, MessageOf } from './message.ts';
import { type Entry, MessageIndex, matchOf, withoutLongBlanks } from './message-index.ts';
import type { ReadingListener } from './reading.ts';
import { areAddressesRight, ShapeMemo } from './shape-memo.ts';
import { ShapeTable } from './shape-table.ts';
import { speakers } from './speakers/index.ts';
import { type BlockReader, blockReaders, type Unplaced } from './structures/block.ts';
import { readShellLine } from './structures/shell-words.ts';
import { readUci } from './structures/uci-file.ts';

const index = new MessageIndex(speakers);

/** Of the sections that are blocks. */
const readersBySection: Readonly<Partial<Record<SectionKind, BlockReader>>> = blockReaders;

/** Lines of one block that are read together at most; longer ones are read in stretches. */
const longestBlock = 10_000;

/** A message that can still get the span of a copy. */
interface Told {
  readonly message: Message;
  readonly spans: Span[];
}

/**
 * Turns the capture's lines into messages, observations, configuration sections and commands. Every line is told once: as
 * a message, as a copy, as part of a block, as prose, as foreign or as unknown. Never throws, whatever the lines.
 */
export class Reader implements CaptureListener {
  readonly #listener: ReadingListener;
  readonly #shapes = new ShapeMemo(index);
  /** Made for a long log: it takes more memory than all else. */
  #bodies: ShapeTable<Body> | null = null;
  readonly #kernelLines = new KernelLines<Told>();
  #section: Section | null = null;
  #command: ShellCommand | null = null;
  /** Who may have printed the lines of a `shell` section. */
  #printers: ReadonlySet<string> = anonymousSpeakers;
  /** Lines of the present section that are read together, at its end. */
  #block: Line[] = [];
  #order = 0;

  constructor(listener: ReadingListener) {
    this.#listener = listener;
  }

  section(section: Section): void {
    this.#finishBlock();
    this.#section = section;
    this.#listener.section(section);
    if (section.command === null) {
      this.#command = null;
      this.#printers = anonymousSpeakers;
    } else if (section.command !== this.#command) {
      // Output of several kinds makes several sections of one command; it is told with the first.
      this.#command = section.command;
      const shell = readShellLine(section.command.text);
      this.#printers = printersOf(shell);
      this.#listener.command({ command: section.command, shell, section: section.id, order: this.#order++ });
    }
  }

  logLine(line: Line, envelope: Envelope): void {
    const attribution = attributeLogLine(line.text, envelope, line.text.length);
    if (attribution === null) {
      this.#listener.foreign(line, envelope);
      return;
    }
    const { words, match } = this.#recognise(flatCopy(line.text), attribution);
    if (match === null) this.#listener.unknown(line, envelope);
    else if (isNoise(match)) this.#listener.foreign(line, envelope);
    else this.#tellLogged(saidIn(match), wordsOf(line, attribution, words), attribution, envelope, words);
  }

  hears(program: string): boolean {
    return isHeard(program);
  }

  knows(text: string): Knowledge | null {
    const envelope = readEnvelope(text);
    const attribution = envelope === null ? null : attributeLogLine(text, envelope, text.length);
    if (attribution === null) return null;
    const { match } = this.#recognise(flatCopy(text), attribution);
    if (match === null) return null;
    const values = Object.values(match.fields).filter((value) => typeof value === 'string');
    return {
      literal: text.trimEnd().length - values.join('').length,
      lacksValue: values.includes(''),
    };
  }

  runLine(run: RunLine): boolean {
    const { view, bodyAt, end, relayedFor } = run;
    const voice = relayedFor === null ? run.program : 'relayed';
    this.#bodies ??= new ShapeTable();
    let body = this.#bodies.find(view, bodyAt, end, voice);
    if (body === undefined) {
      const read = readBody(run.body(), run.program, relayedFor);
      this.#bodies.keep(view, bodyAt, end, voice, read.body, read.digits);
      body = read.body;
    } else if (!this.#bodies.isSame) {
      body = bodyLike(body, run);
    }
    const { attribution, said } = body;
    if (attribution === null) return false;
    if (body.entry === null) this.#listener.unknownOfRun(run.number);
    else if (said === null) this.#listener.passedOver(1, run.number);
    else this.#tellRun(said, body, attribution, run);
    return true;
  }

  #tellRun(said: Said, body: Body, attribution: Attribution, run: RunLine): void {
    const span = run.words(body.lead, body.length, body.text);
    const { relayedFor, pid } = run;
    const who = {
      interface: relayedFor ?? attribution.interface,
      pid: pid ?? attribution.pid,
      object: attribution.object,
    };
    this.#tellLogged(said, span, who, run, body.words);
  }

  passedOver(lines: number, lastLine: number): void {
    this.#listener.passedOver(lines, lastLine);
  }

  textLine(line: Line): void {
    const section = this.#section;
    switch (section?.kind) {
      case 'shell':
        this.#outputLine(line);
        break;
      case 'prose':
        this.#listener.prose(line, section);
        break;
      default:
        this.#block.push(line);
        if (this.#block.length >= longestBlock) this.#finishBlock();
    }
  }

  sectionNote(line: Line, note: SectionNote, command: ShellCommand | null): void {
    this.#finishBlock(shownUntilCut);
    this.#listener.observation({
      kind: 'output-missing',
      note,
      command,
      span: spanOf(line, 0, line.text.length),
      section: this.#section?.id ?? 0,
      order: this.#order++,
    });
  }

  end(): void {
    this.#finishBlock();
    this.#listener.end();
  }

  #outputLine(line: Line): void {
    const text = flatCopy(line.text);
    const indent = leadOf(text);
    // Pages indent what they show as code; a few programs indent what they print.
    for (const bodyAt of indent === 0 ? [0] : [0, indent]) {
      const attribution = attributeOutput(text, this.#printers, bodyAt);
      const { words, match } = this.#recognise(text, attribution);
      if (match === null) continue;
      if (isNoise(match)) this.#listener.foreign(line, null);
      else this.#tell(saidIn(match), wordsOf(line, attribution, words), attribution, nowhere);
      return;
    }
    this.#listener.unknown(line, null);
  }

  /** The words of a message, without the blanks behind them, and their declaration. The text stands for itself. */
  #recognise(text: string, { allowed, bodyAt }: Attribution): Recognised {
    const words = text.slice(bodyAt).trimEnd();
    return { words, match: this.#shapes.match(words, allowed) };
  }

  #tellLogged(said: Said, span: Span, who: Who, time: Stamp, words: string): void {
    if (time.uptime === null || time.uptime === 0) {
      this.#tell(said, span, who, time);
      return;
    }
    const original = this.#kernelLines.takeOriginal(time, words);
    if (original === null) {
      this.#kernelLines.remember(time, words, this.#tell(said, span, who, time));
    } else {
      original.spans.push(span);
      this.#listener.copy(original.message);
    }
  }

  #tell(said: Said, span: Span, who: Who, { clock, uptime, host }: Stamp): Told {
    const spans: [Span, ...Span[]] = [span];
    const message = {
      kind: said.kind,
      fields: said.fields,
      origin: {
        speaker: said.speaker,
        spans,
        section: this.#section?.id ?? 0,
        order: this.#order++,
        clock,
        uptime,
        host,
        pid: who.pid,
        interface: who.interface,
        object: who.object,
      },
      // The index fills exactly the holes that the declaration of this kind names; its types are those of the template.
    } as unknown as Message;
    this.#listener.message(message);
    return { message, spans };
  }

  /** @param taken what a block that ends early still shows */
  #finishBlock(taken: (shown: readonly Unplaced[]) => readonly Unplaced[] = (shown) => shown): void {
    const lines = this.#block;
    const section = this.#section;
    if (lines.length === 0 || section === null) return;
    this.#block = [];
    if (section.kind === 'uci') this.#finishUci(lines, section);
    const read = readersBySection[section.kind];
    if (read === undefined) return;
    const { observations, unread } = read(lines, section);
    for (const unplaced of taken(observations)) {
      this.#listener.observation({ ...unplaced, section: section.id, order: this.#order++ });
    }
    for (const line of unread) this.#outputLine(line);
  }

  #finishUci(lines: readonly Line[], { id }: Section): void {
    const { sections, unread } = readUci(lines, id);
    for (const section of sections) this.#listener.config(section);
    for (const line of unread) this.#listener.unknown(line, null);
  }
}

/** On whose behalf a message was said. */
type Who = Pick<Attribution, 'interface' | 'pid' | 'object'>;

/** The words of a message and what they were recognised as. */
interface Recognised {
  readonly words: string;
  /** Null where no declaration fits. */
  readonly match: Match | null;
}

/** What a message says, whoever says it when. */
type Said = Pick<Message, 'kind' | 'fields'> & { readonly speaker: string };

/** What was made of the message of a log line. */
interface Body {
  /** It stands for itself. */
  readonly text: string;
  /** The speaker's own words in it. */
  readonly words: string;
  /** Place and length in `text` of the words without the blanks around them. */
  readonly lead: number;
  readonly length: number;
  /** Null where the line must be read on its own. */
  readonly attribution: Attribution | null;
  /** Null where no declaration fits. */
  readonly entry: Entry | null;
  /** Begin and end of each value in `words`, in turn. */
  readonly spans: readonly number[];
  /** Null where nothing is said. */
  readonly said: Said | null;
}

/** What a message is, and the places of the digits that make it so; null where all digits do. */
function readBody(
  text: string,
  program: string,
  relayedFor: string | null,
): { readonly body: Body; readonly digits: readonly number[] | null } {
  const attribution = mayNeedMending(text) ? null : attributeBody(text, program, relayedFor);
  if (attribution === null) {
    const body = { text, words: '', lead: 0, length: 0, attribution, entry: null, spans: [], said: null };
    return { body, digits: null };
  }
  const { bodyAt } = attribution;
  const printed = text.slice(bodyAt).trimEnd();
  const words = withoutLongBlanks(printed);
  const { entries, spans, digits } = index.find(words, attribution.allowed);
  const entry = entries[0] ?? null;
  const lead = leadOf(printed);
  const body = {
    text,
    words: printed,
    lead: bodyAt + lead,
    length: Math.max(printed.length - lead, 1),
    attribution,
    entry,
    spans,
    said: entry === null ? null : saidUnlessNoise(entry, words, spans),
  };
  if (words !== printed) return { body, digits: null };
  // A first word that is no name of a program is one with another digit: `udhcpc6: `.
  const before = [...text.slice(0, Math.max(bodyAt, text.indexOf(' ')))].flatMap((character, at) =>
    isDigit(character.charCodeAt(0)) ? [at] : [],
  );
  return { body, digits: [...before, ...digits.map((at) => bodyAt + at)] };
}

/** The same of a message that differs from a known one in digits only, on which nothing depends but the values. */
function bodyLike(known: Body, run: RunLine): Body {
  const { attribution, entry, spans } = known;
  if (attribution === null || entry === null) return known;
  const text = run.body();
  const words = text.slice(attribution.bodyAt, attribution.bodyAt + known.words.length);
  // That the parts of an address are below 256 is not a matter of shape.
  if (!areAddressesRight(words, spans, entry)) return readBody(text, run.program, run.relayedFor).body;
  const { lead, length } = known;
  return { text, words, lead, length, attribution, entry, spans, said: saidUnlessNoise(entry, words, spans) };
}

/** Control characters and what else comes of a terminal or of a web page. */
const hasOddCharacter = /[^\t -~]/;

/** Carriage returns as chat shows them: `ATZ^M^M`. At the end of a line of logread they are no damage. */
const shownReturns = /(?:\^M)+\s*$/;

/** Whether there may be something to undo in a message; lines of a run come as they are. */
function mayNeedMending(text: string): boolean {
  return hasOddCharacter.test(text) || looksDamaged(text.replace(shownReturns, '')) || mayHoldLine(text);
}

/** When and where a line was logged, and in which layout. */
type Stamp = Pick<Envelope, 'format' | 'clock' | 'uptime' | 'host'>;

/** Of output that no log holds. */
const nowhere: Stamp = { format: 'logread', clock: null, uptime: null, host: null };

function isNoise({ declaration }: Match): boolean {
  return declaration.meaning.noise === true;
}

function saidIn({ speaker, declaration, fields }: Match): Said {
  const kind = isRemark(declaration) ? 'remark' : declaration.kind;
  // The index fills exactly the holes that the declaration of this kind names; its types are those of the template.
  return { speaker, kind, fields: isRemark(declaration) ? remarkOf(fields, declaration) : fields } as Said;
}

function saidUnlessNoise(entry: Entry, words: string, spans: readonly number[]): Said | null {
  const match = matchOf(entry, words, spans);
  return isNoise(match) ? null : saidIn(match);
}

/** The fields of a remark. */
function remarkOf(values: Match['fields'], { kind, meaning }: Remark): MessageOf<'remark'>['fields'] {
  const { about = null, severity = null } = meaning;
  return { wording: kind, about, severity, values };
}

/** The message's words without the blanks around them. The text is flat: a span lives longer than its chunk of input. */
function wordsOf(line: Line, { bodyAt }: Attribution, words: string): Span {
  const start = bodyAt + leadOf(words);
  const span = spanOf(line, start, Math.max(bodyAt + words.length, start + 1));
  return { ...span, text: flatCopy(span.text) };
}

/** How many blanks a text begins with. */
function leadOf(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at += 1;
  return at;
}
