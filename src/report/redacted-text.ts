import { unameLine } from '../capture/blocks/release.ts';
import { Capture } from '../capture/capture.ts';
import type { Line } from '../capture/line.ts';
import { pieceAt } from '../capture/position.ts';
import type { CaptureListener, Envelope, Section } from '../capture/section.ts';
import { Reader } from '../grammar/reader.ts';
import { findAddresses } from '../redact/addresses.ts';
import { noteBlocks, noteMembers } from '../redact/blocks.ts';
import { findCredentials } from '../redact/credentials.ts';
import type { Hit, SecretKind } from '../redact/hit.ts';
import { findIdentifiers } from '../redact/identifiers.ts';
import { Names } from '../redact/names.ts';
import type { Replaced } from '../redact/redactor.ts';
import { redactorOf } from '../redact/redactor.ts';
import { SituationFold } from '../situation/situation-fold.ts';
import { namedValuesOf } from './named-values.ts';

/** Texts without their secrets. */
export interface RedactedTexts {
  /** As many as were given, in the same order. All that is no secret stays as it was. */
  readonly texts: readonly string[];
  /** Likewise. */
  readonly sentences: readonly string[];
  readonly replaced: ReadonlyMap<SecretKind, Replaced>;
}

/**
 * Replaces the secrets of some texts, which may be parts of one capture: the same secret gets the same token in all.
 *
 * @param sentences hwdiag's own about them
 */
export function redactTexts(texts: readonly string[], sentences: readonly string[] = []): RedactedTexts {
  const names = new Names();
  const fold = new SituationFold();
  const reader = new Reader(fold);
  const seen = new Seen(names);
  const capture = new Capture(listeningTo(reader, seen));
  for (const [index, text] of texts.entries()) {
    capture.source(String(index));
    capture.feed(new TextEncoder().encode(text));
    capture.endSource();
  }
  capture.end();
  const situation = fold.finish(capture.lines);
  for (const { configs } of situation.episodes) {
    for (const { options } of configs) {
      for (const { name, value } of options) if (name === 'hostname') names.host(value);
    }
  }
  const written = texts.map(linesOf);
  const lines = written.flatMap((parts) => parts.filter((_, index) => index % 2 === 0));
  const hits = new Map(seen.hits);
  for (const parts of written) {
    noteBlocks(parts, hits);
    noteMembers(parts, hits);
  }
  const redactor = redactorOf(lines, namedValuesOf({ situation }), (line) => [
    ...(hits.get(line) ?? []),
    ...names.hitsIn(line),
  ]);
  return {
    texts: written.map((parts) =>
      parts.map((part, index) => (index % 2 === 0 ? redactor.line(part) : part)).join(''),
    ),
    sentences: sentences.map((sentence) => redactor.sentence(sentence)),
    replaced: redactor.replaced,
  };
}

/** Lines and line ends in turn. */
function linesOf(text: string): readonly string[] {
  // A row of carriage returns is looked at from its first one only.
  return text.split(text.includes('\n') ? /((?<!\r)\r*\n)/ : /(\r)/);
}

/**
 * A word behind `hostname` is a name where a blank alone stands between them only in a configuration and in a row of a table, and
 * behind `:` and `=` only as the whole value: `hostname: static hostname changed` and `sending hostname failed` name nobody.
 * Samples: option hostname 'joes-router', system.@system[0].hostname='joes-router', udhcpc -x hostname:joes-router, "hostname":
 * "joes-router", Static hostname: joes-router, of LuCI Hostname with a tab behind it; a client of dnsmasq: DHCPACK(br-lan) 192.168.1.5
 * aa:bb:cc:dd:ee:ff joes-phone, or in its file of leases 1700000000 aa:bb:cc:dd:ee:ff 192.168.1.5 joes-phone *
 */
const hostNames = [
  /\b(?:option|list)[ \t]{1,8}["']?host_?name["']?[ \t]{1,8}["']?([A-Za-z][\w-]{3,62})(?![\w-])/i,
  /(?:\.host_?name=|-x[ \t]{0,4}host_?name:)["']?([A-Za-z][\w-]{3,62})(?![\w-])/i,
  /(?<![A-Za-z])host_?name["']?[ \t]{0,8}[=:][ \t]{0,8}(?:["']([A-Za-z][\w-]{3,62})["'][ \t]{0,8}(?:[,}]|$)|([A-Za-z][\w-]{3,62})\s{0,8}$)/i,
  /^\s{0,40}host_?name(?:\t| {2})[ \t]{0,40}([A-Za-z][\w-]{3,62})\s{0,8}$/i,
  /\bDHCP[A-Z]{3,8}\([\w.-]{1,32}\) \S{1,40} [\da-f:]{17} ([A-Za-z][\w-]{3,62})/i,
  /^\s{0,8}\d{9,10} [\da-f:]{17} [\d.]{7,15} ([A-Za-z][\w-]{3,62}) /i,
] as const;

/** The name of a host that a line tells as one; undefined where it tells none. */
function hostTold(line: string): string | undefined {
  for (const pattern of hostNames) {
    const match = pattern.exec(line);
    if (match !== null) return match.slice(1).find((name) => name !== undefined);
  }
  return unameLine.exec(line)?.groups?.['host'];
}

/** LuCI's overview as some browsers copy it: the value is the next line. */
const hostLabel = /^\s*Hostname\s*:?\s*$/;

/** What a reader of the text does not keep: secrets that were wrapped, names of hosts and accounts. */
class Seen {
  /** By the line of the input as it stands. */
  readonly hits = new Map<string, Hit[]>();
  readonly #names: Names;
  #isBelowLabel = false;

  constructor(names: Names) {
    this.#names = names;
  }

  section({ command }: Section): void {
    this.#names.host(command?.host ?? null);
    this.#names.account(command?.user ?? null);
  }

  line(line: Line, host: string | null): void {
    this.#names.host(host);
    this.#names.host(hostTold(line.text));
    if (this.#isBelowLabel) this.#names.host(line.text.trim());
    this.#isBelowLabel = hostLabel.test(line.text);
    const pieces = line.pieces ?? [];
    if (!pieces.some((piece) => piece.line !== pieces[0]?.line)) return;
    const found = [
      ...findCredentials(line.text),
      ...findAddresses(line.text),
      ...findIdentifiers(line.text, new Map()),
    ];
    for (const hit of found) this.#place(line, hit);
  }

  /** Only what stands on several lines: what one line holds is found there. */
  #place({ pieces = [], text }: Line, { start, end, kind, value }: Hit): void {
    const [from, to] = [pieceAt(pieces, start), pieceAt(pieces, end - 1) + 1];
    const held = pieces.slice(from, to);
    if (!held.some(({ line }) => line !== held[0]?.line)) return;
    for (const [index, { at, from: origin, length, original }] of held.entries()) {
      const first = Math.max(start, at);
      const last = Math.min(end, pieces[from + index + 1]?.at ?? text.length);
      const [begin, close] =
        length === undefined ? [origin + first - at, origin + last - at] : [origin, origin + length];
      const known = this.hits.get(original) ?? [];
      this.hits.set(original, known);
      known.push({ start: begin, end: Math.min(close, original.length), kind, value });
    }
  }
}

function listeningTo(reader: Reader, seen: Seen): CaptureListener {
  return {
    section: (section) => {
      seen.section(section);
      reader.section(section);
    },
    logLine: (line: Line, envelope: Envelope) => {
      seen.line(line, envelope.host);
      reader.logLine(line, envelope);
    },
    hears: (program) => reader.hears(program),
    knows: (text) => reader.knows(text),
    runLine: (line) => reader.runLine(line),
    passedOver: (lines, lastLine) => reader.passedOver(lines, lastLine),
    textLine: (line) => {
      seen.line(line, null);
      reader.textLine(line);
    },
    sectionNote: (line, note, command) => {
      seen.line(line, null);
      reader.sectionNote(line, note, command);
    },
    end: () => reader.end(),
  };
}
