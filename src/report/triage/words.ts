import { rungBrokenMeans } from '../words.ts';
import type { TriageOutcome } from './record.ts';
import type { CauseGroup, Cluster } from './tally.ts';

/** Outcomes in the order in which they are told, with their words. */
export const outcomeWords: Readonly<Record<TriageOutcome, string>> = {
  broken: 'broken',
  mixed: 'connecting now and then',
  undetermined: 'cannot be told',
  working: 'working',
  'no-modem-data': 'nothing about a modem',
  'not-looked-at': 'not readable',
};

export const outcomes = Object.keys(outcomeWords) as readonly TriageOutcome[];

/** A cause by its id, or where it stops and nobody knows why. */
export function causeWords({ cause, rung }: Pick<CauseGroup, 'cause' | 'rung'>): string {
  if (cause !== null) return cause;
  return rung === null ? 'no cause found' : `stops at ${rung}, no cause found (${rungBrokenMeans[rung]})`;
}

/** What the bundles of a cluster have in common beside their cause. */
export function clusterFacts({ modem, firmware, release, operator }: Cluster): readonly string[] {
  return [modem, firmware === null ? null : `firmware ${firmware}`, release, operator].filter(
    (part) => part !== null,
  );
}

/** `a, b and 31 more` */
export function examplesWords(examples: readonly string[], count: number): string {
  const more = count - examples.length;
  return more > 0 ? `${examples.join(', ')} and ${more} more` : examples.join(', ');
}

/** Why a bundle could not be looked at, by the code of its error. */
export const errorWords: Readonly<Record<string, string>> = {
  'not-found': 'there is no such file',
  directory: 'a folder',
  device: 'a device or a pipe',
  'no-permission': 'may not be read',
  empty: 'empty',
  binary: 'no text',
  'too-large': 'too large, packed or unpacked',
  encrypted: 'encrypted',
  link: 'a link',
  unreadable: 'damaged, or unreadable',
  timeout: 'took longer than the time limit',
  'out-of-memory': 'took more memory than a worker has',
  crashed: 'its worker was killed',
  internal: 'a fault of hwdiag',
};
