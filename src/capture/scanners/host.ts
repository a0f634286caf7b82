import {
  colonCode,
  digitsEnd,
  dotCode,
  isBlank,
  isLetter,
  minusCode,
  openCode,
  type Scan,
  skipBlanks,
  underscoreCode,
} from './characters.ts';

/** busybox prints `%.64s`. */
const longestHost = 64;

/** What stands for a host without a name: the kernel's word, and RFC 5424's. */
const nameless: ReadonlySet<string> = new Set(['(none)', '-']);

/** A host name or address and the blanks behind it; its value is null where the log says that there is no name. */
export function scanHost(text: string, at: number): Scan<string | null> | null {
  const limit = Math.min(text.length, at + longestHost);
  let end = at;
  while (end < limit && isHostCharacter(text.charCodeAt(end))) end += 1;
  if (end === at || !isBlank(text.charCodeAt(end)) || text.charCodeAt(end - 1) === colonCode) return null;
  // `2017` is the year of a date.
  if (digitsEnd(text, at) === end) return null;
  const name = text.slice(at, end);
  return { value: nameless.has(name) ? null : name, next: skipBlanks(text, end) };
}

/** Letters, digits, `. - _ : ( )` and whatever is not ASCII. */
function isHostCharacter(character: number): boolean {
  return (
    isLetter(character) ||
    (character >= 0x30 && character <= 0x3a) ||
    character === dotCode ||
    character === minusCode ||
    character === underscoreCode ||
    character === openCode ||
    character === openCode + 1 ||
    (character > 0x7f && !isBlank(character))
  );
}
