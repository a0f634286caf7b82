import type { MissingOutput } from '../situation/situation.ts';

/** Above the list. */
export const missingTitle = 'Could not be read';

/** What is missing, and why. A sample: logread: only its beginning; it took longer than 10 s */
export function missingWords({ what, command, reason }: MissingOutput): string {
  const name = command === null || command === '' ? 'a command' : command;
  switch (what) {
    case 'not-run':
      return `${name}: not run (${reason})`;
    case 'not-finished':
      return `${name}: not finished (${reason})`;
  }
}
