import type { Line } from '../capture/line.ts';
import { spanOf } from '../capture/position.ts';
import type { Claim } from './situation.ts';

/** Words with which people say that something works. */
const success =
  /\b(?:able to|works?|worked|working|success(?:ful(?:ly)?)?|succeeds?|succeeded|connects|(?:is|was|am|got|gets|goes|went|comes|came) online|is fine)\b/i;

/** Words that turn such a sentence round, also without the apostrophe: `doesnt`, `cant`. */
const denial =
  /\b(?:not|never|no|unable|without|fails?|failed|cannot|(?:do|does|did|is|was|wo|ca|could)n['’´]?t)\b/i;

/** Words of questions, wishes and advice, which claim nothing: `try this`, `how do I get it to work`, `it should work`. */
const doubt =
  /\?|\b(?:how|if|whether|try|tries|trying|tried|should|would|could|can|may|might|must|will|need|want|wants|hope|expect|to (?:make|get|have|be|work))\b/i;

/** Other devices that go online with the same SIM card, which says nothing of the commands. */
const otherDevice = /\b(?:i?phones?|smartphones?|cell ?phones?|ipads?|tablets?|android)\b/i;

/** Where a sentence ends before another one begins. Sample: `My phone is online. On the router I typed` */
const sentenceEnd = /[.!?;…]["')\]]?\s+/g;

/**
 * What the last sentence of a line claims about the commands that follow it. Prose is a hint, never a proof: the claim
 * may clear something of suspicion, it never accuses.
 */
export function readClaim(line: Line): Claim | null {
  const sentence = lastSentence(line.text);
  const { text } = sentence;
  if (!success.test(text) || doubt.test(text) || otherDevice.test(text)) return null;
  const span = spanOf(line, sentence.at, sentence.at + text.length);
  return { works: !denial.test(text), span };
}

/** With its 0-based place in the line. */
function lastSentence(line: string): { readonly text: string; readonly at: number } {
  const whole = line.trimEnd();
  const end = [...whole.matchAll(sentenceEnd)].at(-1);
  const at = end === undefined ? 0 : end.index + end[0].length;
  return { text: whole.slice(at), at };
}
