import { readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import SshConfig, { type Directive, type Line, LineType, type Match, type Section } from 'ssh-config';
import { fitsPattern, fitsPatternList } from './pattern.ts';
import { SshError } from './ssh-error.ts';
import type { Surroundings } from './surroundings.ts';

/** What the ssh configuration says of one host: values by keyword in lower case, in the order in which they count. */
export type ConfigValues = ReadonlyMap<string, readonly (readonly string[])[]>;

interface Question {
  /** As typed. */
  readonly host: string;
  readonly user: string | undefined;
}

/** OpenSSH's own limit (readconf.c, READCONF_MAX_DEPTH). */
const deepestInclude = 16;

/**
 * Reads ssh_config(5) files. The parser is a library's; which lines count is decided here: the library follows no `Include`, and
 * starts programs for `Match exec` and for canonical names.
 *
 * @param file another one than the usual two; `none` for none at all
 * @throws {SshError} `config`
 */
export function configFor(
  question: Question,
  file: string | undefined,
  surroundings: Surroundings,
): ConfigValues {
  const evaluation = new Evaluation(question, surroundings);
  const passes = () => {
    if (file !== undefined) {
      if (file !== 'none') evaluation.readFile(file, userFolder(surroundings), true);
      return;
    }
    evaluation.readFile(join(userFolder(surroundings), 'config'), userFolder(surroundings), false);
    const system = systemFolder(surroundings);
    evaluation.readFile(join(system, 'ssh_config'), system, false);
  };
  passes();
  if (evaluation.beginFinalPass()) passes();
  return evaluation.values;
}

/** Where ssh keeps what belongs to the user. */
export function userFolder({ homeFolder }: Surroundings): string {
  return join(homeFolder, '.ssh');
}

/** Where ssh keeps what belongs to the machine. */
export function systemFolder({ env, platform }: Surroundings): string {
  return platform === 'win32' ? join(env['ProgramData'] ?? 'C:\\ProgramData', 'ssh') : '/etc/ssh';
}

/** One walk through the files for one host. The first value of a keyword counts, but for those that are lists. */
class Evaluation {
  readonly values = new Map<string, (readonly string[])[]>();
  readonly #question: Question;
  readonly #surroundings: Surroundings;
  #isFinalPass = false;
  #wantsFinalPass = false;

  constructor(question: Question, surroundings: Surroundings) {
    this.#question = question;
    this.#surroundings = surroundings;
  }

  /** @returns false where no line asks for one, or this was it */
  beginFinalPass(): boolean {
    const begins = this.#wantsFinalPass && !this.#isFinalPass;
    this.#isFinalPass = true;
    return begins;
  }

  readFile(path: string, folder: string, mustExist: boolean, depth = 0): void {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (!mustExist && isMissing(error)) return;
      throw new SshError(
        'config',
        `The ssh configuration ${path} cannot be read: ${reasonOf(error)}.`,
        error,
      );
    }
    this.#walk(parsed(text, path), { path, folder, depth });
  }

  #walk(lines: readonly Line[], at: Place): void {
    for (const line of lines) {
      if (line.type !== LineType.DIRECTIVE || line.param === '') continue;
      const keyword = line.param.toLowerCase();
      if (keyword === 'host' || keyword === 'match') {
        if (isSection(line) && this.#applies(line, keyword, at)) this.#walk(line.config, at);
      } else if (keyword === 'include') {
        this.#include(wordsOf(line), at);
      } else {
        this.#take(keyword, wordsOf(line));
      }
    }
  }

  #applies(section: Section, keyword: 'host' | 'match', at: Place): boolean {
    if (keyword === 'host') return fitsPatternList(wordsOf(section), this.#question.host);
    return isMatch(section) && this.#matches(section, at);
  }

  #matches({ criteria }: Match, { path }: Place): boolean {
    const unread: string[] = [];
    for (const [name, value] of Object.entries(criteria)) {
      const isNegated = name.startsWith('!');
      const criterion = (isNegated ? name.slice(1) : name).toLowerCase();
      const patterns = (typeof value === 'string' ? value : value.map(({ val }) => val).join(',')).split(',');
      const fits = this.#fits(criterion, patterns);
      if (fits === undefined) unread.push(criterion);
      else if (fits === isNegated) return false;
    }
    // Only now: a section that is not for this host does not matter, whatever it asks.
    if (unread.length === 0) return true;
    throw new SshError(
      'config',
      `${path} has a section “Match ${unread.join(' ')}”, which hwdiag does not evaluate. Let the system's own client log in: add --ssh-command ssh. Or do without the configuration: --ssh-config none.`,
    );
  }

  /** @returns undefined for what is not evaluated here */
  #fits(criterion: string, patterns: readonly string[]): boolean | undefined {
    switch (criterion) {
      case 'all':
        return true;
      case 'final':
        this.#wantsFinalPass = true;
        return this.#isFinalPass;
      case 'canonical':
        return false;
      case 'host':
        return fitsPatternList(patterns, this.values.get('hostname')?.[0]?.[0] ?? this.#question.host);
      case 'originalhost':
        return fitsPatternList(patterns, this.#question.host);
      case 'user':
        return fitsPatternList(patterns, this.#user());
      case 'localuser':
        return fitsPatternList(patterns, this.#surroundings.localUser);
      default:
        return undefined;
    }
  }

  #user(): string {
    return this.#question.user ?? this.values.get('user')?.[0]?.[0] ?? this.#surroundings.localUser;
  }

  #include(patterns: readonly string[], { path, folder, depth }: Place): void {
    if (depth >= deepestInclude) {
      throw new SshError('config', `${path} includes too many levels of files. Does a file include itself?`);
    }
    for (const pattern of patterns) {
      const home = pattern.startsWith('~/') ? join(this.#surroundings.homeFolder, pattern.slice(2)) : pattern;
      const full = isAbsolute(home) ? home : join(folder, home);
      for (const file of filesOf(full)) this.readFile(file, folder, false, depth + 1);
    }
  }

  #take(keyword: string, words: readonly string[]): void {
    if (words.length === 0) return;
    const before = this.values.get(keyword);
    if (before === undefined) this.values.set(keyword, [words]);
    else if (lists.has(keyword) && !before.some((value) => value.join('\0') === words.join('\0')))
      before.push(words);
  }
}

/** Keywords that may be given several times. */
const lists: ReadonlySet<string> = new Set(['identityfile', 'certificatefile']);

interface Place {
  readonly path: string;
  /** What relative names of included files start from. */
  readonly folder: string;
  readonly depth: number;
}

function parsed(text: string, path: string): readonly Line[] {
  try {
    return SshConfig.parse(text);
  } catch (error) {
    throw new SshError('config', `The ssh configuration ${path} cannot be understood.`, error);
  }
}

function isSection(line: Directive): line is Section {
  return 'config' in line;
}

function isMatch(section: Section): section is Match {
  return 'criteria' in section;
}

/** The words of a line; several only where its keyword takes several. */
function wordsOf({ value }: Directive): string[] {
  if (typeof value !== 'string') return value.map(({ val }) => val);
  return value === '' ? [] : [value];
}

/** The files that a path with `*` and `?` in it means, in alphabetical order. */
function filesOf(pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const parent = dirname(pattern);
  if (parent === pattern) return [];
  const name = pattern.slice(parent.length).replace(/^[\\/]+/, '');
  return filesOf(parent).flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((entry) => fitsPattern(name, entry) && (!entry.startsWith('.') || name.startsWith('.')))
        .sort()
        .map((entry) => join(folder, entry));
    } catch {
      return [];
    }
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Why a file cannot be read, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return code === '' ? 'the reason is not known' : code;
  }
}
