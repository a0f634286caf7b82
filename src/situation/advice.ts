/** The writer speaks of what is theirs; then the text that follows is theirs, too. Sample: "As you can see, my network file is:" */
const ownWords = /\b(?:my|mine|our|ours|i|i['’]m|i['’]ve|we)\b/i;

/** An order at the head of a sentence, also after a name. Samples: "Try this instead:", "Bob: set it like this", "> please use" */
const order =
  /^(?:[>*\s-]*@?\w{0,20}[:,]\s*)?[>*\s-]*(?:(?:so|now|then|just|please|maybe|better|instead)\s+){0,3}(?:try|use|set|change|replace|put|add|do|make|edit|copy|paste|do not|don['’]?t|never)\b/i;

/** What others are told. Samples: "You should have", "It has to look like this", "The right way:", "Correct is:", "from the wiki" */
const telling =
  /\byou (?:should|need|must|have to)\b|\b(?:should|must|has to|have to|ought to) (?:be|look|read|say)\b|\b(?:correct|right|proper) (?:is|way|one|config)\b|\blike so\b|\b(?:wiki|tutorial|guide|howto|for example|e\.g\.)/i;

/**
 * Whether a sentence hands over a text to somebody, so that the configuration after it is nobody's yet. Quoted advice
 * must never become the configuration of a router; what the writer calls their own always does.
 */
export function isAdvice(sentence: string): boolean {
  return !ownWords.test(sentence) && (order.test(sentence) || telling.test(sentence));
}
