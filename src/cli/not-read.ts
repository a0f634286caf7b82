import type { NotRead } from '../collect/bundle.ts';
import type { InputErrorCode } from '../collect/input-error.ts';
import { counted, listed } from '../report/words.ts';

/** Names of files that are told for each reason. */
const mostNamed = 3;

/** Why files in an archive or a folder were not read. */
const reasons: Readonly<Record<InputErrorCode, string>> = {
  'not-found': 'gone',
  directory: 'a folder now',
  device: 'devices or pipes',
  'no-permission': 'you may not read',
  empty: 'empty',
  binary: 'no text',
  unreadable: 'damaged or cut off',
  'too-large': 'too large or too deep',
  encrypted: 'encrypted',
  link: 'links',
  unneeded: "the system's own, of no use here",
};

/**
 * What was not read of archives and folders, in a sentence.
 * A sample: Passed over 3 files: log.bin (no text), etc/shadow and etc/passwd (the system's own, of no use here).
 */
export function notReadWords(notRead: readonly NotRead[]): string {
  const byReason = new Map<string, string[]>();
  for (const { name, code } of notRead) {
    byReason.set(reasons[code], [...(byReason.get(reasons[code]) ?? []), name]);
  }
  const parts = [...byReason].map(([reason, names]) => {
    const more = names.length - mostNamed;
    const shown = more > 0 ? [...names.slice(0, mostNamed), `${more} more`] : names;
    return `${listed(shown)} (${reason})`;
  });
  return `Passed over ${counted(notRead.length, 'file', 'files')}: ${parts.join('; ')}.`;
}
