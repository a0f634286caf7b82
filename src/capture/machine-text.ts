/** Units of a line that are looked at; a sentence shows by then. */
const looked = 300;

/** `(word),`, `don't`, `cdc-wdm`: letters with the punctuation of a sentence around them. */
const plainWord = /^["'(‘“]?\p{L}[\p{L}’'-]*[.,;:!?)"'’”]*$/u;

const sentenceWords: ReadonlySet<string> = new Set(
  `i a an the my your you we he they it its this that these there here
  is are was be am do does did have has had can could will would should
  and or but if so as because when then than how what why where which
  to of in on at for with from by after before about into without
  not no any some all also just only still now again please thanks`.split(/\s+/),
);

/** Letters outside ASCII: programs on routers print none, people who write other languages do. */
const foreignLetter = /[^\p{ASCII}\P{L}]/gu;

/**
 * Whether a line below a command's output may still be output, or is somebody's sentence. Used only where a blank line
 * leaves it open; short lines count as output.
 */
export function isMachineText(text: string): boolean {
  const start = text.slice(0, looked);
  if (/^\s{2}|\t/.test(start)) return true;
  if ((start.match(foreignLetter)?.length ?? 0) >= 4) return false;
  const words = start.trim().split(/\s+/);
  if (words.length < 3) return true;
  const plain = words.filter((word) => plainWord.test(word));
  const hasSentenceWord = plain.some((word) => sentenceWords.has(word.toLowerCase().replace(/[^a-z]/g, '')));
  return plain.length < words.length * (hasSentenceWord ? 0.5 : 0.75);
}

/** `… comes back.`, `… (why?)` */
const endOfSentence = /[.?!]["')’”]{0,2}\s*$/;

/** Words that a sentence has at least; programs end shorter messages like sentences, too. */
const leastWords = 4;

/** Whether a line right below output is somebody's sentence: several words, most of them plain, with a full stop behind. */
export function isSentence(text: string): boolean {
  return endOfSentence.test(text) && text.trim().split(/\s+/).length >= leastWords && !isMachineText(text);
}
