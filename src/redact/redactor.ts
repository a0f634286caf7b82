import type { Span } from '../capture/position.ts';
import { findApn } from '../knowledge/apn.ts';
import { describeEdit } from '../knowledge/edit-distance.ts';
import { findAddresses } from './addresses.ts';
import { findCredentials, isMasked, isModelName, isPersonal, secretKindOf } from './credentials.ts';
import type { Hit, Secret, SecretKind } from './hit.ts';
import { overlaps } from './hit.ts';
import { findIdentifiers, identifierKindOf, isLongNumber, namedNumbers } from './identifiers.ts';
import { readingsOf, type TextReading } from './readings.ts';
import { longestPiece, piecesOf, SecretIndex } from './secret-index.ts';
import { SplitSecrets } from './split-secrets.ts';

/** Replaces the secrets of one report. The same secret gets the same token wherever it stands. */
export interface Redactor {
  /** The words of a span, redacted by what the whole line says about them. */
  span(span: Span): string;
  /** A sentence, or a value on its own. Known secrets go where they are long and distinctive, or stand in quotes. */
  text(text: string): string;
  /** The value of a named option. */
  option(name: string, value: string): string;
  /**
   * A whole line as others may see it. What programs read in a form of its own keeps that form: a public address becomes
   * one that nobody has, a MAC address keeps its maker, a host name is a name.
   */
  line(text: string): string;
  /** A sentence that goes with such lines: known secrets as in `text`, in the forms of `line`. */
  sentence(text: string): string;
  /** What `line` and `sentence` have replaced so far, by kind, in the order in which the kinds came. */
  readonly replaced: ReadonlyMap<SecretKind, Replaced>;
}

/** How much of a kind was replaced. */
export interface Replaced {
  /** Different values. */
  readonly values: number;
  readonly places: number;
}

/** What is known of a line from elsewhere, such as a secret that goes on in the next line. */
export type KnownHits = (line: string) => readonly Hit[];

/** What a line without mending seems to have as a value where an entity spells its quote: `&amp` of `&amp;#039;` */
const partOfEntity = /^(?:&(?:amp;)*(?!amp;)#?\w{0,8};?)+$/;

/** A secret shorter than this is only replaced where its context shows it. UTF-16 units. */
const shortestDistinctive = 6;

/** Words that stand in logs for themselves; as a password they are only replaced where the context shows it. */
const everydayWords = new Set([
  'access',
  'accept',
  'address',
  'cellular',
  'client',
  'connect',
  'default',
  'device',
  'failed',
  'huawei',
  'interface',
  'internet',
  'kernel',
  'lede',
  'mobile',
  'netifd',
  'network',
  'number',
  'openwrt',
  'option',
  'password',
  'passwd',
  'private',
  'public',
  'quectel',
  'router',
  'secret',
  'server',
  'started',
  'udhcpc',
  'username',
  'wireless',
]);

/** Lines that hold an APN. Samples: option apn 'internet', AT+CGDCONT=1,"IP","internet", apn=internet */
const apnWords = /["'= ,]([A-Za-z0-9][A-Za-z0-9._-]{1,62})(?=["', \\]|$)/g;
const apnLine = /\bapn\b|CGDCONT|NDISDUP/i;
/** A sample: option ifname 'wwan0' */
const option = /^\s*(?:option|list)\s+["']?(\w+)["']?\s+["']?([^"']+)/;

/** A value with the name that the input gives it: of an option, a field or a key. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/**
 * A redactor that knows the secrets of these lines, and those among the named values: a value that was put together from
 * several lines stands on none of them. Tokens are numbered in the order of the lines, so the same lines make the same
 * tokens.
 */
export function redactorOf(
  lines: Iterable<string>,
  values: Iterable<NamedValue> = [],
  elsewhere: KnownHits = () => [],
): Redactor {
  const distinct = [...new Set(lines)];
  const readingsOfLine = remembered(readingsOf);
  const credentialsIn = remembered(findCredentials);
  const texts = distinct.flatMap(readingsOfLine).map(({ text }) => text);
  const published = publishedCredentials(texts);
  const names = namesIn(texts);
  const tokens = new Tokens();
  const secrets = new Map<string, Secret>();
  const told = toldSecrets(values).filter(({ kind, value }) => !isLogin(kind) || !published.has(value));
  const numbers = new Map(
    [...texts.flatMap(namedNumbers), ...told.map(({ kind, value }) => [value, kind] as const)].reverse(),
  );
  const shown = new Set(texts.flatMap((text) => credentialsIn(text).map(({ value }) => value)));
  const split = new SplitSecrets(standingNowhere(told, shown, texts));

  const credentialsOf = ({ text, isMended }: TextReading): readonly Hit[] =>
    credentialsIn(text)
      .filter(
        ({ kind, value, start, end }) =>
          (!isLogin(kind) || !published.has(value) || text.slice(start, end) !== value) &&
          !(isMended && partOfEntity.test(value)),
      )
      .map((hit) => ({ ...hit, value: split.whole(hit.value) ?? hit.value }));
  const isPublished = ({ kind, value }: Hit): boolean =>
    (isLogin(kind) || kind === 'email') && published.has(value);
  const typedHitsOf = remembered((text: string) => {
    const hits = readingsOfLine(text).flatMap((reading) =>
      placed(reading, [
        ...credentialsOf(reading),
        ...findAddresses(reading.text),
        ...findIdentifiers(reading.text, numbers).filter((one) => !isPublished(one)),
        ...split.hitsIn(reading.text),
      ]),
    );
    // A secret that goes on in the next line is the whole of it here, too.
    return apart([...elsewhere(text).filter((one) => !isPublished(one)), ...hits]);
  });
  const note = (secret: Secret, ...spellings: readonly string[]): void => {
    // A value that is written with quotes or backslashes inside has two spellings.
    for (const piece of [secret.value, ...spellings].flatMap(piecesOf)) {
      if (!secrets.has(piece)) secrets.set(piece, secret);
    }
  };
  const slips = new Slips(published);
  for (const line of distinct) {
    for (const { kind, value } of typedHitsOf(line)) {
      const token = tokens.of(kind, value);
      if (kind === 'password') slips.note(value, token);
    }
    for (const hit of elsewhere(line)) {
      if (isCredential(hit.kind) && !isPublished(hit)) note({ kind: hit.kind, value: hit.value });
    }
    for (const reading of readingsOfLine(line)) {
      for (const { kind, value, start, end } of credentialsOf(reading)) {
        note({ kind, value }, reading.text.slice(start, end));
      }
    }
  }
  // Of a long number only the part that tells is hidden, and it is found as it is.
  for (const secret of told) if (!isLongNumber(secret.value)) note(secret);
  const anywhere = new SecretIndex(
    [...secrets.keys()].filter((spelling) => isDistinctive(spelling) && !names.has(spelling.toLowerCase())),
  );
  const inQuotes = new SecretIndex(secrets.keys());
  const tellsAnywhere = new Set(
    [...secrets.keys()].filter((one) => one.length === longestPiece || hasMix(one)),
  );

  const knownHits = (text: string): readonly Hit[] => {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start += 1) {
      const spelling = anywhere.longestAt(
        text,
        start,
        (one) => tellsAnywhere.has(one) || standsAlone(text, start, one),
      );
      const secret = secrets.get(spelling ?? '');
      if (spelling !== undefined && secret !== undefined)
        hits.push({ ...secret, start, end: start + spelling.length });
    }
    return hits;
  };
  const quotedHits = (text: string): readonly Hit[] =>
    [...text.matchAll(/['"]/g)].flatMap(({ 0: quote, index }) => {
      const start = index + 1;
      const spelling = inQuotes.longestAt(text, start, (one) => text.charAt(start + one.length) === quote);
      const secret = secrets.get(spelling ?? '');
      if (spelling === undefined || secret === undefined) return [];
      return [{ ...secret, start, end: start + spelling.length }];
    });
  const hitsOfLine = remembered((line: string) =>
    apart([
      ...typedHitsOf(line),
      ...readingsOfLine(line).flatMap((reading) => placed(reading, knownHits(reading.text))),
    ]),
  );
  const hitsOfText = (text: string) => apart([...hitsOfLine(text), ...quotedHits(text)]);
  const replaced = (
    text: string,
    hits: readonly Hit[],
    from: number,
    to: number,
    tokenOf = ({ kind, value }: Hit) => tokens.of(kind, value),
  ): string => {
    let result = '';
    let at = from;
    for (let index = firstBehind(hits, from); index < hits.length; index += 1) {
      const one = hits[index];
      if (one === undefined || one.start >= to) break;
      result += text.slice(at, Math.max(at, one.start)) + tokenOf(one);
      at = Math.min(one.end, to);
    }
    return result + text.slice(at, to);
  };
  const tally = new Map<SecretKind, { readonly tokens: Set<string>; places: number }>();
  const writtenToken = (text: string, hit: Hit): string => {
    const token = tokens.of(hit.kind, hit.value);
    const count = tally.get(hit.kind) ?? { tokens: new Set<string>(), places: 0 };
    count.tokens.add(token);
    count.places += 1;
    tally.set(hit.kind, count);
    return slips.formOf(hit) ?? inForm(hit.kind, token, text.slice(hit.start, hit.end));
  };
  const redactText = (text: string) => replaced(text, hitsOfText(text), 0, text.length);
  return {
    span: ({ text, column, length }) => replaced(text, hitsOfLine(text), column - 1, column - 1 + length),
    text: redactText,
    option: (name, value) => {
      const kind = secretKindOf(name);
      if (
        kind === null ||
        value === '' ||
        !isPersonal(kind, value) ||
        (isLogin(kind) && published.has(value))
      )
        return redactText(value);
      return tokens.of(kind, value);
    },
    line: (text) => replaced(text, hitsOfLine(text), 0, text.length, (hit) => writtenToken(text, hit)),
    sentence: (text) => replaced(text, hitsOfText(text), 0, text.length, (hit) => writtenToken(text, hit)),
    get replaced() {
      return new Map(
        [...tally].map(
          ([
            kind,
            {
              tokens: { size },
              places,
            },
          ]) => [kind, { values: size, places }] as const,
        ),
      );
    },
  };
}

/**
 * A token in the form of what it stands for, where programs that read the text ask for that form. 240.0.0.0/4 (RFC 1112) and
 * 2001:db8::/32 (RFC 3849) are nobody's; nobody takes an address with `x` in it for a real one.
 */
function inForm(kind: SecretKind, token: string, spelled: string): string {
  const number = Number(/\d+(?=>)/.exec(token)?.[0] ?? 0);
  switch (kind) {
    case 'ip':
      return `240.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
    case 'ipv6': {
      if (spelled.includes('.')) {
        const half = `0.0.0.0.0.0.${(number >> 8) & 255}.${number & 255}`;
        return spelled.split('.').length === 8 ? half : `32.1.13.184.255.255.0.0.${half}`;
      }
      const groups = spelled.split(':');
      // Of an address made of a MAC address only the second half is hidden.
      const isHalf = groups.length === 4 && !groups.includes('');
      return `${isHalf ? '0:0:0:' : '2001:db8:ffff::'}${number.toString(16)}`;
    }
    case 'mac': {
      const mark = spelled.charAt(2);
      const isApart = mark === ':' || mark === '-';
      const bytes = isApart ? spelled.split(mark).length : spelled.length / 2;
      const last = [(number >> 8) & 255, number & 255].map((byte) => byte.toString(16).padStart(2, '0'));
      return [...Array.from({ length: bytes - last.length }, () => 'xx'), ...last].join(isApart ? mark : '');
    }
    case 'host':
    case 'account':
      return `${kind}-${number}`;
    default:
      return token;
  }
}

/**
 * Forms of passwords that are as near to each other as the passwords: one that is a slip away from another, or from one that
 * an operator publishes, becomes a word that is the same kind of slip away from the word that stands for the other. Others
 * are more than a slip apart.
 */
class Slips {
  readonly #forms = new Map<string, string>();
  /** What others are compared with, and what stands for it. */
  readonly #bases: (readonly [word: string, form: string])[];

  constructor(published: ReadonlySet<string>) {
    this.#bases = [...published].map((word) => [word, word]);
  }

  note(password: string, token: string): void {
    if (this.#forms.has(password) || password.length < shortestSlipped || password.length > longestSlipped)
      return;
    for (const [base, form] of this.#bases) {
      const { kind } = describeEdit(base, password);
      if (kind === 'same' || kind === 'several' || base.length < shortestSlipped) continue;
      this.#forms.set(password, slipped(form, kind));
      return;
    }
    const form = token.replace(/\d+(?=>)/, (number) => number + lettersOf(Number(number)));
    this.#forms.set(password, form);
    if (this.#bases.length < mostBases) this.#bases.push([password, form]);
  }

  formOf({ kind, value }: Hit): string | undefined {
    return kind === 'password' ? this.#forms.get(value) : undefined;
  }
}

/** Between short words a slip says nothing; longer ones nobody types. UTF-16 units. */
const shortestSlipped = 4;
const longestSlipped = 64;

/** No text of one router has as many. */
const mostBases = 60;

/** A word with one slip of a kind, always the same one. */
function slipped(word: string, kind: 'swap' | 'missing' | 'extra' | 'replaced'): string {
  const first = word.startsWith('<') ? 1 : 0;
  switch (kind) {
    case 'swap': {
      let at = first;
      while (at < word.length - 2 && word[at] === word[at + 1]) at += 1;
      return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
    }
    case 'missing':
      return word.slice(0, first) + word.slice(first + 1);
    case 'extra':
      return `${word.slice(0, first)}x${word.slice(first)}`;
    case 'replaced':
      return `${word.slice(0, first)}${word.charAt(first) === 'x' ? 'y' : 'x'}${word.slice(first + 1)}`;
  }
}

/** 1 → a, 26 → z, 27 → aa: two numbers with their letters differ in at least two places. */
function lettersOf(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Hits in a reading of a text as stretches of the text itself. */
function placed(reading: TextReading, hits: readonly Hit[]): readonly Hit[] {
  return hits.map((hit) => {
    const [start, end] = reading.place(hit.start, hit.end);
    return { ...hit, start, end };
  });
}

/** A function of texts that does each text once. */
function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    known.set(text, found);
    return found;
  };
}

/** Secrets among named values. What the input prints in place of nothing is none. */
function toldSecrets(values: Iterable<NamedValue>): readonly Secret[] {
  const secrets: Secret[] = [];
  for (const { name, value } of values) {
    const kind = secretKindOf(name) ?? identifierKindOf(name);
    if (kind === null || isMasked(value) || isModelName(name, value)) continue;
    if (isPersonal(kind, value)) secrets.push({ kind, value });
  }
  return secrets;
}

/** The secrets that no text has as a whole. `shown` are some of those that one has. */
function standingNowhere(
  secrets: readonly Secret[],
  shown: ReadonlySet<string>,
  texts: readonly string[],
): readonly Secret[] {
  const missed = secrets.filter(({ value }) => isDistinctive(value) && !shown.has(value));
  if (missed.length === 0) return [];
  const index = new SecretIndex(missed.flatMap(({ value }) => piecesOf(value)));
  const found = new Set<string>();
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      index.longestAt(text, at, (piece) => {
        // With a piece all those were found that it begins with.
        if (found.has(piece)) return true;
        found.add(piece);
        return false;
      });
    }
  }
  return missed.filter(({ value }) => !piecesOf(value).every((piece) => found.has(piece)));
}

/** Tokens by secret. User names, passwords, PINs and keys share their secrets, so that reuse stays visible. */
class Tokens {
  readonly #tokens = new Map<string, string>();
  readonly #counts = new Map<SecretKind, number>();

  of(kind: SecretKind, value: string): string {
    const key = isCredential(kind) ? `credential ${value}` : `${kind} ${value.toLowerCase()}`;
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const token = `<${kind}-${count}>`;
    this.#tokens.set(key, token);
    return token;
  }
}

function isCredential(kind: SecretKind): boolean {
  return isLogin(kind) || kind === 'pin' || kind === 'key' || kind === 'ssid';
}

function isLogin(kind: SecretKind): boolean {
  return kind === 'username' || kind === 'password';
}

/** Hits in the order of the text. Those that overlap become one, named after the one found first. */
function apart(hits: readonly Hit[]): readonly Hit[] {
  const merged: { hit: Hit; rank: number }[] = [];
  const ranked = hits.map((hit, rank) => ({ hit, rank })).sort((a, b) => a.hit.start - b.hit.start);
  for (const one of ranked) {
    const last = merged.at(-1);
    if (last === undefined || !overlaps(last.hit, one.hit)) {
      merged.push(one);
      continue;
    }
    const first = last.rank < one.rank ? last : one;
    const end = Math.max(last.hit.end, one.hit.end);
    merged[merged.length - 1] = { hit: { ...first.hit, start: last.hit.start, end }, rank: first.rank };
  }
  return merged.map(({ hit }) => hit);
}

/** Index of the first of the hits, which stand apart and in order, that ends behind a place. */
function firstBehind(hits: readonly Hit[], at: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** User names and passwords that the operators of the APNs in these lines publish for everybody. */
function publishedCredentials(lines: readonly string[]): ReadonlySet<string> {
  const published = new Set<string>();
  for (const line of lines) {
    if (!apnLine.test(line)) continue;
    for (const match of line.matchAll(apnWords)) {
      for (const { user, password } of findApn(match[1] ?? '')) {
        if (user !== undefined) published.add(user);
        if (password !== undefined) published.add(password);
      }
    }
  }
  return published;
}

/** Values of options that are no secrets, lower case: a password that equals one is not distinctive. */
function namesIn(lines: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of lines) {
    const match = option.exec(line);
    const [name, value] = [match?.[1], match?.[2]];
    if (name !== undefined && value !== undefined && secretKindOf(name) === null)
      names.add(value.toLowerCase());
  }
  return names;
}

function isDistinctive(value: string): boolean {
  return value.length >= shortestDistinctive && !everydayWords.has(value.toLowerCase());
}

/** Letters and digits together: such a word is nobody else's, even inside a longer one. */
function hasMix(value: string): boolean {
  return /[a-z]/i.test(value) && /\d/.test(value);
}

function standsAlone(text: string, start: number, word: string): boolean {
  return !isWordCharacter(text.charAt(start - 1)) && !isWordCharacter(text.charAt(start + word.length));
}

function isWordCharacter(character: string): boolean {
  return /[A-Za-z0-9_]/.test(character);
}
