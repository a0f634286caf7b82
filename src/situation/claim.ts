import type { Line } from '../capture/line.ts';
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

/**
 * What a sentence claims about the commands that follow it. Prose is a hint, never a proof: the claim may clear
 * something of suspicion, it never accuses.
 */
export function readClaim(line: Line): Claim | null {
  if (!success.test(line.text) || doubt.test(line.text)) return null;
  const span = {
    source: line.source,
    line: line.number,
    column: 1,
    length: line.text.length,
    text: line.text,
  };
  return { works: !denial.test(line.text), span };
}
