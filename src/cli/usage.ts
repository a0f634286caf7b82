import { Failure } from './failure.ts';

/** A command line that is not understood: the sentence, and where all options stand. */
export function usage(sentence: string, cause?: unknown): Failure {
  const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return new Failure('usage', `${capital} Run 'hwdiag --help' for all options.`, cause);
}
