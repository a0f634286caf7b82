import type { Line } from '../capture/line.ts';
import type { Claim } from './situation.ts';

/** Words with which people say that something works. */
const success = /\b(?:able to|works?|worked|working|success(?:ful(?:ly)?)?|succeeds?|succeeded|connects|connected|online|fine)\b/i;

/** Words that turn such a sentence round, also without the apostrophe: `doesnt`, `cant`. */
const denial =
  /\b(?:not|never|no|unable|without|fails?|failed|cannot|tr(?:y|ied|ying)|how|if|should|would|(?:do|does|did|is|was|wo|ca|could)n['’´]?t)\b/i;

/**
 * What a sentence claims about the commands or lines that follow it. Prose is a hint, never a proof: the claim may clear
 * something of suspicion, it never accuses.
 */
export function readClaim(line: Line): Claim | null {
  const span = { source: line.source, line: line.number, column: 1, length: Math.max(line.text.length, 1), text: line.text };
  if (denial.test(line.text)) return success.test(line.text) ? { works: false, span } : null;
  return success.test(line.text) ? { works: true, span } : null;
}
