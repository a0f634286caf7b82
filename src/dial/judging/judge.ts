import type { Finding } from '../../rules/finding.ts';
import type { Judgement, LiveTest } from '../../rules/live-proof.ts';
import type { Episode } from '../../situation/situation.ts';
import type { LiveFacts } from '../live-test.ts';
import type { Subject } from '../subject.ts';

/** What a judge looks at. */
export interface LiveScene {
  readonly finding: Finding;
  readonly subject: Subject;
  readonly facts: LiveFacts;
  /** What the tests alone show; null where they show nothing of a modem. */
  readonly seen: Episode | null;
  /** The tests that were run, by id. */
  readonly tests: ReadonlyMap<string, LiveTest>;
}

export type Verdict = Pick<Judgement, 'outcome' | 'because' | 'test'>;

/** Says what the tests mean for findings of one family; null where they say nothing of it. */
export interface Judge {
  /** Ids of the rules. Each of them can be proven or ruled out. */
  readonly rules: readonly string[];
  /** Ids of the tests that may do that. */
  readonly tests: readonly string[];
  judge(scene: LiveScene): Verdict | null;
}

export function proven(test: string, because: string): Verdict {
  return { outcome: 'proven', because, test };
}

export function refuted(test: string, because: string): Verdict {
  return { outcome: 'refuted', because, test };
}

export function inconclusive(test: string, because: string): Verdict {
  return { outcome: 'inconclusive', because, test };
}
