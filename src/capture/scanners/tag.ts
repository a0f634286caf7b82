import {
  closeBracketCode,
  colonCode,
  digitsEnd,
  isBlank,
  isLetter,
  openBracketCode,
  pastBlankOrEnd,
  plusCode,
  type Scan,
  underscoreCode,
} from './characters.ts';

/** Who says a line. */
export interface Tag {
  readonly program: string | null;
  readonly pid: number | null;
}

const noTag: Tag = { program: null, pid: null };

const longestTag = 64;
const mostPidDigits = 10;

/**
 * The syslog tag: `netifd: `, `pppd[10723]: `, `Create Connection 1: ` (ROOter), `[8986]: ` (procd services without a
 * name). One blank after the colon belongs to it; further ones are the message's.
 */
export function scanTag(text: string, at: number): Scan<Tag> {
  const none = { value: noTag, next: at };
  const limit = Math.min(text.length, at + longestTag);
  for (let end = at; end < limit; end += 1) {
    const character = text.charCodeAt(end);
    if (character === openBracketCode) {
      const close = digitsEnd(text, end + 1);
      const digits = close - end - 1;
      if (digits < 1 || digits > mostPidDigits || text.charCodeAt(close) !== closeBracketCode) return none;
      const next = pastTagColon(text, close + 1);
      if (next === -1) return none;
      const program = end === at ? null : text.slice(at, end);
      return { value: { program, pid: Number(text.slice(end + 1, close)) }, next };
    }
    if (character === colonCode) {
      const next = pastTagColon(text, end);
      if (next === -1 || end === at || isBlank(text.charCodeAt(end - 1))) return none;
      return { value: { program: text.slice(at, end), pid: null }, next };
    }
    if (!isTagCharacter(character) || (end === at && isBlank(character))) return none;
  }
  return none;
}

/** A tag that names its program. */
export interface NamedTag extends Tag {
  readonly program: string;
}

/** A tag whose program has a name of one word: `pppd[10723]: `, `kernel: `; null where none begins at `at`. */
export function scanNamedTag(text: string, at: number): Scan<NamedTag> | null {
  const limit = Math.min(text.length, at + longestTag);
  let end = at;
  while (end < limit && isNameCharacter(text.charCodeAt(end))) end += 1;
  if (end === at) return null;
  let close = end;
  if (text.charCodeAt(end) === openBracketCode) {
    const digits = digitsEnd(text, end + 1) - end - 1;
    close = end + digits + 2;
    if (digits < 1 || digits > mostPidDigits || text.charCodeAt(close - 1) !== closeBracketCode) return null;
  }
  const next = pastTagColon(text, close);
  if (next === -1) return null;
  const pid = close === end ? null : Number(text.slice(end + 1, close - 1));
  return { value: { program: text.slice(at, end), pid }, next };
}

/** Where the message begins after a tag's colon at `at`; -1 where no colon is there or no blank follows. */
function pastTagColon(text: string, at: number): number {
  return text.charCodeAt(at) === colonCode ? pastBlankOrEnd(text, at + 1) : -1;
}

function isTagCharacter(character: number): boolean {
  return isNameCharacter(character) || isBlank(character);
}

/** Letters, digits, `# + - . / @ _` and whatever is not ASCII. */
function isNameCharacter(character: number): boolean {
  return (
    isLetter(character) ||
    (character >= 0x2d && character <= 0x39) ||
    character === underscoreCode ||
    character === 0x40 ||
    character === plusCode ||
    character === 0x23 ||
    (character > 0x7f && !isBlank(character))
  );
}
