import type { Span } from '../capture/position.ts';
import { findApn } from '../knowledge/apn.ts';
import { findAddresses } from './addresses.ts';
import { findCredentials, isMasked, isPersonal, secretKindOf } from './credentials.ts';
import type { Hit, Secret, SecretKind } from './hit.ts';
import { overlaps } from './hit.ts';
import { findIdentifiers, identifierKindOf, isLongNumber, namedNumbers } from './identifiers.ts';
import { readingsOf, type TextReading } from './readings.ts';
import { SecretIndex } from './secret-index.ts';
import { SplitSecrets } from './split-secrets.ts';

/** Replaces the secrets of one report. The same secret gets the same token wherever it stands. */
export interface Redactor {
  /** The words of a span, redacted by what the whole line says about them. */
  span(span: Span): string;
  /** A sentence, or a value on its own. Known secrets go where they are long and distinctive, or stand in quotes. */
  text(text: string): string;
  /** The value of a named option. */
  option(name: string, value: string): string;
}

/** What a line without mending seems to have as a value where an entity spells its quote: `&amp` of `&amp;#039;` */
const partOfEntity = /^(?:&(?:amp;)*#?\w{0,8};?)+$/;

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
export function redactorOf(lines: Iterable<string>, values: Iterable<NamedValue> = []): Redactor {
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
  const typedHitsOf = remembered((text: string) => {
    const hits = readingsOfLine(text).flatMap((reading) =>
      placed(reading, [
        ...credentialsOf(reading),
        ...findAddresses(reading.text),
        ...findIdentifiers(reading.text, numbers),
        ...split.hitsIn(reading.text),
      ]),
    );
    return apart(hits);
  });
  const note = (secret: Secret, ...spellings: readonly string[]): void => {
    // A value that is written with quotes or backslashes inside has two spellings.
    for (const spelling of [secret.value, ...spellings]) {
      if (!secrets.has(spelling)) secrets.set(spelling, secret);
    }
  };
  for (const line of distinct) {
    for (const { kind, value } of typedHitsOf(line)) tokens.of(kind, value);
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

  const knownHits = (text: string): readonly Hit[] => {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start += 1) {
      const spelling = anywhere.longestAt(text, start, (one) => hasMix(one) || standsAlone(text, start, one));
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
  const replaced = (text: string, hits: readonly Hit[], from: number, to: number): string => {
    let result = '';
    let at = from;
    for (const one of hits) {
      if (!overlaps(one, { start: from, end: to })) continue;
      result += text.slice(at, Math.max(at, one.start)) + tokens.of(one.kind, one.value);
      at = Math.min(one.end, to);
    }
    return result + text.slice(at, to);
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
  };
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
    if (kind !== null && !isMasked(value) && isPersonal(kind, value)) secrets.push({ kind, value });
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
  const index = new SecretIndex(missed.map(({ value }) => value));
  const found = new Set<string>();
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      index.longestAt(text, at, (value) => {
        found.add(value);
        return false;
      });
    }
  }
  return missed.filter(({ value }) => !found.has(value));
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
