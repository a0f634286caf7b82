import { spanText } from '../capture/position.ts';
import { codeInWords, codesInText, meaningInWords } from '../knowledge/codes-in-text.ts';
import type { Presence } from '../situation/evidence.ts';

/** The remark beside a line: what the rule says of it, else what the codes mean that stand in it. */
export function labelOf({ span, label }: Presence): string | null {
  if (label !== null) return label;
  const codes = codesInText(spanText(span));
  const [only, another] = codes;
  if (only === undefined) return null;
  // The line itself says which code it is.
  return another === undefined ? meaningInWords(only) : codes.map(codeInWords).join('; ');
}
