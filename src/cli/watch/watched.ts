import { type Failure, failureText } from '../failure.ts';
import type { Io } from '../io.ts';
import type { Outputs } from '../output.ts';
import { hasUnicode } from '../terminal.ts';
import type { WatchOptions } from './watch-options.ts';
import type { NamedText } from './watching.ts';

/** What somebody watched, when it is over. */
export interface Watched {
  readonly texts: readonly NamedText[];
  /** What is told before the report: whole sentences. */
  readonly remarks: readonly string[];
  /** Why what was asked for beside the report cannot be had. */
  readonly failure: Failure | null;
}

/** Says what is watched. */
export async function tellWatching(
  what: string,
  options: WatchOptions,
  io: Io,
  { stderr }: Outputs,
): Promise<void> {
  const sentence = `Watching ${what}. Ctrl-C ends it and prints the report.`;
  await stderr.write(failureText(sentence, options.unicode && hasUnicode(io)));
}

/** What is said where not all of a log is kept. */
export const lostLines = 'The log is longer than what is kept of it: the report rests on its last part.';
