import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { readSectionNote } from '../capture/section-note.ts';
import { type WrittenText, writtenText } from '../redact/written-text.ts';
import { type LiveRecord, rewritten } from './live-record.ts';
import { type ManifestSection, manifestText } from './manifest.ts';
import { writeNewFile } from './new-file.ts';
import type { CollectedSection } from './router/collected-section.ts';

/** What goes into a bundle. */
export interface BundleContents {
  /** The version of hwdiag. */
  readonly version: string;
  readonly collectedAt: Date;
  /** What was logged in to: `root@192.168.1.1`. */
  readonly target: string;
  /** Why the collection ended early; null where it is complete. */
  readonly incomplete: string | null;
  /** In the order in which they are read. */
  readonly sections: readonly {
    readonly section: CollectedSection;
    /** As it stands in a capture: prompt, output, and a note where it did not end well. */
    readonly text: string | Uint8Array;
  }[];
  /** What tests on the router showed; null where none were made. */
  readonly live: LiveRecord | null;
}

/** Puts tokens in place of secrets, the same ones everywhere; both lists keep their order. */
type RedactTexts = (
  texts: readonly string[],
  sentences: readonly string[],
) => { readonly texts: readonly string[]; readonly sentences: readonly string[] };

export interface BundleOptions {
  /** Null: the texts stay as they are. */
  readonly redact: RedactTexts | null;
  readonly overwrite: boolean;
}

/**
 * Writes a collection as a `.tar.gz` of texts and a manifest. The same contents make the same bytes.
 *
 * @throws {OutputError}; nothing is left behind then
 */
export async function writeBundle(
  path: string,
  contents: BundleContents,
  options: BundleOptions,
): Promise<void> {
  await writeNewFile(path, await bundleBytes(contents, options), options.overwrite);
}

/** The same as bytes. */
export async function bundleBytes(
  contents: BundleContents,
  { redact }: Pick<BundleOptions, 'redact'>,
): Promise<Uint8Array> {
  const { version, collectedAt, target } = contents;
  const written = contents.sections.map(({ section, text }) => ({ section, ...writtenIn(text) }));
  const { sections, incomplete, live } =
    redact === null ? { ...contents, sections: written } : redacted(written, contents, redact);
  const digits = Math.max(2, String(sections.length).length);
  const files = sections.map(({ section, text, bytesOf }, index) => ({
    name: `${String(index + 1).padStart(digits, '0')}-${fileWords(section.name)}.txt`,
    section,
    text,
    body: bytesOf(text),
  }));
  const manifest = manifestText({
    hwdiag: version,
    collectedAt: collectedAt.toISOString(),
    target: redact === null ? withoutPassword(target) : sharedTarget(target),
    redacted: redact !== null,
    incomplete,
    sections: files.map(({ name, section, text }) => sectionOf(name, section, text)),
    live: live === null ? null : withFiles(live, contents, files),
  });
  const tar = await packTar(
    [{ name: 'manifest.json', body: new TextEncoder().encode(manifest) }, ...files].map(({ name, body }) => ({
      header: { ...header, name, mtime: collectedAt, size: body.length },
      body,
    })),
  );
  return named(gzipSync(tar, { level: 9 }));
}

/** Nobody's files, to be read by those who unpack them. */
const header = { type: 'file', mode: 0o600, uid: 0, gid: 0, uname: '', gname: '' } as const;

/** RFC 1952: the tenth byte names the system, and the same contents are to make the same bytes on all. */
function named(gzip: Buffer): Uint8Array {
  const unknownSystem = 255;
  gzip[9] = unknownSystem;
  return gzip;
}

/** A section and its text, which becomes the same bytes again. */
interface WrittenSection extends WrittenText {
  readonly section: CollectedSection;
}

/** A zero byte would make it binary data for whoever reads it again. */
function writtenIn(text: string | Uint8Array): WrittenText {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return writtenText(bytes.includes(0) ? withoutZeros(bytes) : bytes);
}

/** Zero bytes as `cat -v` prints them. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\0', '^@'), 'latin1');
}

/** What tests showed, with the names of files in place of those of sections. */
function withFiles(
  live: LiveRecord,
  { sections }: BundleContents,
  files: readonly { readonly name: string }[],
): LiveRecord {
  const names = sections.map(({ section }) => section.name);
  const taken = new Set<number>();
  const placesOf = new Map<LiveRecord['tests'][number], readonly number[]>();
  // Tests may have sections of the same name. Each has made its own one after the other; of the longest there are the fewest.
  for (const test of live.tests.toSorted((one, other) => other.sources.length - one.sources.length)) {
    const places = placesIn(names, test.sources, taken);
    for (const place of places) taken.add(place);
    placesOf.set(test, places);
  }
  const tests = live.tests.map((test) => ({
    ...test,
    sources: test.sources.map((name, index) => files[placesOf.get(test)?.[index] ?? -1]?.name ?? name),
  }));
  return rewritten(
    { ...live, tests },
    (words) => words,
    (name) => name,
  );
}

/** Where the sections of a test are: next to each other, else each on its own; -1 for one that is not there. */
function placesIn(
  names: readonly string[],
  sought: readonly string[],
  taken: ReadonlySet<number>,
): readonly number[] {
  const from = names.findIndex((_, start) =>
    sought.every((name, index) => names[start + index] === name && !taken.has(start + index)),
  );
  if (from !== -1) return sought.map((_, index) => from + index);
  const own = new Set(taken);
  return sought.map((name) => {
    const free = names.findIndex((one, place) => one === name && !own.has(place));
    const place = free === -1 ? names.indexOf(name) : free;
    own.add(place);
    return place;
  });
}

/** Sections and what is told of them, redacted as one text, so that a secret has one token everywhere. */
function redacted(
  sections: readonly WrittenSection[],
  { incomplete, live }: BundleContents,
  redact: RedactTexts,
): Pick<BundleContents, 'incomplete' | 'live'> & { readonly sections: readonly WrittenSection[] } {
  const told = sections.flatMap(({ section }) => [section.name, section.command]);
  const lines = [incomplete ?? '', ...told].map((text) => text.replace(/[\r\n]+/g, ' '));
  const said: string[] = [];
  // The same order twice: once to hand the sentences over, and once to take them back.
  const eachOf = (one: LiveRecord | null, text: (words: string) => string) =>
    one === null ? null : rewritten(one, text, (name) => name);
  eachOf(live, (words) => {
    said.push(words);
    return words;
  });
  const { texts, sentences } = redact([...sections.map(({ text }) => text), lines.join('\n')], said);
  const left = sentences.values();
  const [why = '', ...rest] = (texts[sections.length] ?? '').split('\n');
  return {
    incomplete: incomplete === null ? null : why,
    live: eachOf(live, () => left.next().value ?? ''),
    sections: sections.map(({ section, bytesOf }, index) => {
      const [name = '', command = ''] = rest.slice(index * 2, index * 2 + 2);
      return { section: { ...section, name, command }, text: texts[index] ?? '', bytesOf };
    }),
  };
}

/** A file of this name can be made on every system. */
function fileWords(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'section'
  );
}

function sectionOf(
  file: string,
  { command, startedAt, seconds, end }: CollectedSection,
  text: string,
): ManifestSection {
  return {
    file,
    command,
    startedAt,
    seconds,
    end: end.how,
    exitStatus: end.how === 'exited' ? end.code : null,
    failed: reasonIn(text),
  };
}

/** Why it was not run or did not finish, as its last line says. */
function reasonIn(text: string): string | null {
  return readSectionNote(text.trimEnd().split('\n').at(-1) ?? '')?.reason ?? null;
}

/** A sample: ssh://root:sesame@192.168.1.1:2222 */
function withoutPassword(target: string): string {
  return target.replace(/^((?:\w+:\/\/)?[^:@/]*):.*@/, '$1@');
}

/** RFC 1918 and link-local: what everybody has at home. Names and other addresses lead to somebody. */
const privateAddress =
  /^(?:10\.\d+|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|127\.\d+)(?:\.\d{1,3}){1,2}$|^fe80:[\da-f:]*$/i;

/** The target as others may see it. */
function sharedTarget(target: string): string | null {
  const host = target
    .replace(/^\w+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/^\[?([\da-f.:%]+?)\]?(?<!:)(?::\d+)?$/i, '$1');
  return privateAddress.test(host) ? host : null;
}
