import { Failure } from './failure.ts';

const whereOptionsStand = "Run 'hwdiag --help' for all options.";

/** A command line that is not understood: the sentence, and where all options stand. */
export function usage(sentence: string, cause?: unknown): Failure {
  const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return new Failure('usage', `${capital} ${whereOptionsStand}`, cause);
}

/** The same of a command with a name: its options stand in a help of its own. */
export function usageOf(command: string, failure: Failure): Failure {
  const { message } = failure;
  if (!message.endsWith(whereOptionsStand)) return failure;
  const sentence = message.slice(0, -whereOptionsStand.length);
  return new Failure('usage', `${sentence}Run 'hwdiag ${command} --help' for all options.`, failure.cause);
}
