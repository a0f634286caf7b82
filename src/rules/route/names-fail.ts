import { type InternetTest, internetTests } from '../../situation/facts/internet-tests.ts';
import type { Episode } from '../../situation/situation.ts';

/** Addresses answer and names do not. */
export interface NamesFail {
  readonly address: InternetTest;
  readonly name: InternetTest;
}

/** The last test by name failed for want of its address, no other after it worked, and an address answers. */
export function namesFail(episode: Episode): NamesFail | null {
  const tests = internetTests(episode);
  const name = tests.findLast(({ byName }) => byName);
  const address = tests.findLast(({ byName, value }) => !byName && value === 'answered');
  return name?.value === 'no-name' && address !== undefined ? { address, name } : null;
}
