/** Sentences that hand over a text for somebody else's router: `Try this instead:`, `Bob: set it like this`, `You should have:` */
const advice =
  /(?:^|[.:,;!?>*-])\s*(?:(?:so|now|then|just|please|maybe|better)\s+){0,3}(?:try|use|set|change|replace|put|add|do|make|edit|copy|paste|do not|don['’]?t|never)\b|\b(?:you|he|she|they) (?:should|need|must|can|could|have to|want|may|might)\b|\bshould (?:be|look|read)\b|\binstead\b|\b(?:do not|don['’]?t) use\b|\b(?:for example|e\.g\.|suggest|recommend)/i;

/**
 * Whether a sentence gives advice, so that the configuration after it is nobody's yet. Quoted advice must never become
 * the configuration of a router.
 */
export function isAdvice(sentence: string): boolean {
  return advice.test(sentence);
}
