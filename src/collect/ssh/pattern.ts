/**
 * Whether a text fits a list of patterns as ssh_config(5) and known_hosts have them: one must fit, and none of those that begin
 * with `!`.
 */
export function fitsPatternList(patterns: readonly string[], text: string): boolean {
  let fits = false;
  for (const pattern of patterns) {
    const isNegated = pattern.startsWith('!');
    if (!fitsPattern(isNegated ? pattern.slice(1) : pattern, text)) continue;
    if (isNegated) return false;
    fits = true;
  }
  return fits;
}

/** `*` and `?`. Without a regular expression: patterns come from files, and must not make one go back and forth. */
export function fitsPattern(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const sign = pattern[inPattern];
    if (sign === '*') {
      star = inPattern;
      starText = inText;
      inPattern += 1;
    } else if (sign !== undefined && (sign === '?' || sign === text[inText])) {
      inPattern += 1;
      inText += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      starText += 1;
      inText = starText;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}
