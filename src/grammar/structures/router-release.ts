import {
  assignment,
  bannerLine,
  busyboxLine,
  clearRow,
  codenameLine,
  drawn,
  firmwareLine,
  kernelRow,
  overviewRow,
  pageFoot,
  procVersionLine,
  unameLine,
  underBanner,
} from '../../capture/blocks/release.ts';
import type { Line } from '../../capture/line.ts';
import { type Span, spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BoardShown } from '../observation.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf } from './printing-calls.ts';

type Field = Exclude<keyof BoardShown, 'kind' | 'span' | 'section' | 'order'>;

/** What a line says. Undefined: nothing of that. */
type Fields = Readonly<Partial<Record<Field, string | undefined>>>;

/** What a line says, and what it says in other words than the field has elsewhere: believed where nothing else tells. */
interface Told {
  readonly fields: Fields;
  readonly loosely?: Fields;
}

/**
 * Reads what shows release, model and kernel of a router: /etc/openwrt_release, /etc/os-release, the login banner, LuCI's
 * overview, uname and files of one value. Where a line contradicts those above, it tells of another router.
 */
export function readRelease(lines: readonly Line[], section: Section): BlockReading {
  const files = filesOf(section);
  const boards: Board[] = [];
  const unread: Line[] = [];
  /** The line above is a label of LuCI's overview, or its firmware: the value, or the kernel, may stand on this one. */
  let label: string | null = null;
  for (const line of lines) {
    const { text } = line;
    const above = label;
    label = labelIn(text);
    const told =
      toldBy(text) ?? overviewValue(text, above) ?? (label === null ? fileValue(text, files) : null);
    if (told !== null) {
      const last = boards.at(-1);
      if (last === undefined || !last.takes(told, line)) {
        const next = new Board();
        next.takes(told, line);
        boards.push(next);
      }
    } else if (label === null && !isOrnament(text)) unread.push(line);
  }
  return { observations: boards.flatMap((board) => board.shown() ?? []), unread };
}

/** The values of one router, as far as its lines agree. */
class Board {
  readonly #fields = new Map<Field, string>();
  readonly #loose = new Map<Field, string>();
  #span: Span | null = null;
  #rank = 0;

  /** False, and nothing is taken, where a value contradicts one that is known. */
  takes({ fields, loosely = {} }: Told, line: Line): boolean {
    const news = entriesOf(fields);
    if (news.some(([field, value]) => (this.#fields.get(field) ?? value) !== value)) return false;
    for (const [field, value] of news) this.#fields.set(field, value);
    const loose = entriesOf(loosely);
    for (const [field, value] of loose) if (!this.#loose.has(field)) this.#loose.set(field, value);
    const rank = Math.max(0, ...[...news, ...loose].map(([field]) => ranks[field] ?? 1));
    if (rank > this.#rank) {
      const start = line.text.length - line.text.trimStart().length;
      this.#rank = rank;
      this.#span = spanOf(line, start, line.text.trimEnd().length);
    }
    return true;
  }

  /** Null where the lines say nothing of what is looked for. */
  shown(): Unplaced | null {
    const span = this.#span;
    if (span === null) return null;
    const value = (field: Field): string | null => this.#fields.get(field) ?? this.#loose.get(field) ?? null;
    return {
      kind: 'board',
      kernel: value('kernel'),
      host: value('host'),
      system: value('system'),
      model: value('model'),
      board: value('board'),
      distribution: value('distribution'),
      version: value('version'),
      revision: value('revision'),
      target: value('target'),
      busybox: value('busybox'),
      span,
    };
  }
}

/** The line that tells the release is shown before others. */
const ranks: Readonly<Partial<Record<Field, number>>> = { version: 4, revision: 3, model: 2 };

const fieldNames = [
  'kernel',
  'host',
  'system',
  'model',
  'board',
  'distribution',
  'version',
  'revision',
  'target',
  'busybox',
] as const satisfies readonly Field[];

function entriesOf(fields: Fields): readonly (readonly [Field, string])[] {
  return fieldNames.flatMap((field) => {
    const value = fields[field];
    return value === undefined || value === '' ? [] : [[field, value] as const];
  });
}

/** What the line says by itself; null where it is none that is known. */
function toldBy(text: string): Told | null {
  const banner = (firmwareLine.exec(text) ?? pageFoot.exec(text) ?? bannerLine.exec(text))?.groups;
  if (banner !== undefined) {
    const { distribution, version, revision } = banner;
    return { fields: { distribution, version, revision: revisionIn(revision) } };
  }
  const code = codenameLine.exec(text)?.groups;
  if (code !== undefined) {
    const { codename, version = '', revision } = code;
    return {
      fields: {
        distribution: codename === 'Reboot' ? 'LEDE' : 'OpenWrt',
        version: /^\d|^SNAPSHOT$/.test(version) ? version : undefined,
        revision,
      },
    };
  }
  const system = unameLine.exec(text)?.groups;
  if (system !== undefined) return { fields: { kernel: system['kernel'], host: hostIn(system['host']) } };
  const kernel = procVersionLine.exec(text)?.groups?.['kernel'];
  if (kernel !== undefined) return { fields: { kernel, revision: compilers.exec(text)?.[1] } };
  const busybox = busyboxLine.exec(text)?.groups?.['busybox'];
  if (busybox !== undefined) return { fields: { busybox } };
  const row = overviewRow.exec(text)?.groups;
  if (row?.['value'] !== undefined) return overviewValue(row['value'], row['label'] ?? null);
  return assignedBy(text);
}

/** `(OpenWrt GCC 12.3.0 r24106-10cc5fcd00)`, `(LEDE GCC 5.4.0 r3560-79f57e422d)`, `(OpenWrt/Linaro GCC 4.8-2014.04 r47065)` */
const compilers = /\((?:OpenWrt|LEDE)[/ ][\w/ .-]{1,40} (r\d{3,6}[+\w-]{0,24})\)/;

/** The names of LuCI's rows. */
const overviewFields: ReadonlyMap<string, Field> = new Map([
  ['Hostname', 'host'],
  ['Model', 'model'],
  ['Architecture', 'system'],
  ['Target Platform', 'target'],
  ['Kernel Version', 'kernel'],
]);

function labelIn(text: string): string | null {
  if (firmwareLine.test(text)) return 'Kernel Version';
  const row = overviewRow.exec(text)?.groups;
  return row !== undefined && row['value'] === undefined ? (row['label'] ?? null) : null;
}

/** What a value of LuCI's overview says; a question mark stands for none. */
function overviewValue(text: string, label: string | null): Told | null {
  const field = overviewFields.get(label ?? '');
  const value = text.trim();
  if (field === undefined || value === '?') return null;
  if (field === 'kernel') {
    const kernel = kernelRow.exec(text)?.groups?.['kernel'];
    return kernel === undefined ? null : { fields: { kernel } };
  }
  return { fields: { [field]: field === 'host' ? hostIn(value) : value } };
}

/** A host name that somebody made unreadable is no other host's. */
function hostIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.-]+$/.test(text) && !/^x+$/i.test(text) ? text : undefined;
}

function revisionIn(text: string | undefined): string | undefined {
  return text !== undefined && /^r\d/.test(text) ? text : undefined;
}

/** What the assignments of /etc/openwrt_release and /etc/os-release say; null where the line holds none. */
function assignedBy(text: string): Told | null {
  const fields: { -readonly [F in Field]?: string | undefined } = {};
  const loosely: { -readonly [F in Field]?: string | undefined } = {};
  let holdsAny = false;
  for (const { groups } of text.matchAll(assignment)) {
    const { key = '', double, single, bare } = groups ?? {};
    const value = (double ?? single ?? bare ?? '').trim();
    holdsAny = true;
    switch (key) {
      case 'DISTRIB_ID':
      case 'NAME':
        fields.distribution = value;
        break;
      case 'DISTRIB_RELEASE':
      case 'VERSION_ID':
        fields.version = value.replace(/snapshot$/i, 'SNAPSHOT');
        break;
      case 'DISTRIB_REVISION':
      case 'BUILD_ID':
        fields.revision = revisionIn(value);
        break;
      case 'DISTRIB_TARGET':
      case 'OPENWRT_BOARD':
      case 'LEDE_BOARD':
        fields.target = value;
        break;
      case 'VERSION':
        loosely.version ??= /^[\w.-]+/.exec(value)?.[0];
        break;
      case 'DISTRIB_DESCRIPTION':
      case 'OPENWRT_RELEASE':
      case 'LEDE_RELEASE':
      case 'PRETTY_NAME': {
        const described = description.exec(value)?.groups;
        loosely.distribution ??= described?.['distribution'];
        loosely.version ??= described?.['version'];
        loosely.revision ??= revisionIn(described?.['revision']);
        break;
      }
      default:
    }
  }
  return holdsAny ? { fields, loosely } : null;
}

/** `OpenWrt 23.05.5 r24106-10cc5fcd00`, `OpenWrt Chaos Calmer 15.05.1`, `Debian GNU/Linux 12 (bookworm)` */
const description =
  /^(?<distribution>\S{2,30}?(?: (?:GNU\/)?Linux)?)(?: [A-Z][a-z]{2,12}){0,2} (?<version>SNAPSHOT|\d[\w.-]{0,20})(?: (?<revision>r\d[\w+-]{2,30}))?(?: \(.{1,40}\))?$/;

/** The files of one value that the command prints, in its order. */
function filesOf(section: Section): Field[] {
  return callsOf(section, 'cat', 'more', 'less', 'head', 'tail').flatMap(({ arguments: words }) =>
    words.flatMap((word) => {
      const field = fileFields.get(word);
      return field === undefined ? [] : [field];
    }),
  );
}

const fileFields: ReadonlyMap<string, Field> = new Map([
  ['/tmp/sysinfo/model', 'model'],
  ['/proc/device-tree/model', 'model'],
  ['/tmp/sysinfo/board_name', 'board'],
  ['/etc/openwrt_version', 'version'],
]);

/** What the next of these files says. */
function fileValue(text: string, files: Field[]): Told | null {
  const field = isOrnament(text) ? undefined : files.shift();
  if (field === undefined) return null;
  const value = text.trim();
  const revision = field === 'version' ? revisionIn(value) : undefined;
  return { fields: revision === undefined ? { [field]: value } : { revision } };
}

/** Nothing of it is of interest. */
function isOrnament(text: string): boolean {
  return drawn.test(text) || underBanner.test(text) || clearRow.test(text);
}
