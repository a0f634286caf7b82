import type { Rung } from '../knowledge/rung.ts';
import type { Episode } from '../situation/situation.ts';
import type { Confidence, Finding, Verdict } from './finding.ts';

/**
 * What tests on the router itself showed, beyond what its logs tell. Made in `dial/`; it is part of a diagnosis like the
 * lines are, and reports tell it.
 */
export interface LiveProof {
  /** When that was, where a saved bundle tells of it: ISO 8601, UTC. Null: just now. */
  readonly madeAt: string | null;
  /** In the order in which they were run: up the ladder. */
  readonly tests: readonly LiveTest[];
  /** What they say of findings. */
  readonly judgements: readonly Judgement[];
  /** What the logs alone had said. */
  readonly before: LogsAlone;
  /** What was changed for the tests. */
  readonly changes: readonly LiveChange[];
  /** Why the tests ended before their time: a clause without a full stop; null where they did not. */
  readonly endedBecause: string | null;
}

/**
 * One test. `reached`: the rung holds; `broken`: it does not; `inconclusive`: it was run, and cannot tell; `not-run`: it was
 * not, and why is told.
 */
export interface LiveTest {
  /** `ports`, `sim`, `network`, … */
  readonly id: string;
  readonly rung: Rung;
  /** What it asks, as a question. */
  readonly question: string;
  readonly outcome: 'reached' | 'broken' | 'inconclusive' | 'not-run';
  /** What came out, one or two sentences. */
  readonly answer: string;
  /** Names of the sections of the capture that hold what the router said. */
  readonly sources: readonly string[];
}

/** What a test says of a finding. `inconclusive`: the test was made for it, and did not decide. */
export interface Judgement {
  readonly rule: string;
  /** Of the finding. */
  readonly title: string;
  readonly outcome: 'proven' | 'refuted' | 'inconclusive';
  /** One sentence. */
  readonly because: string;
  /** Id of the test. */
  readonly test: string;
}

/** What was said before anything was tested. */
interface LogsAlone {
  readonly verdict: Verdict;
  /** The findings that the tests could decide. */
  readonly findings: readonly {
    readonly rule: string;
    readonly title: string;
    readonly confidence: Confidence;
  }[];
}

/** Tests that were run, for a diagnosis that is made with what they brought. */
export interface TestedLive {
  /** Whether an episode may be what was tested. It is the last one of which this is true. */
  isOf(episode: Episode): boolean;
  /** What they say of a finding of that episode, one that their own output has brought included; null where they say nothing. */
  judge(finding: Finding): Judgement | null;
  /** All they showed, with what they said of the findings that are there. */
  proofWith(judgements: readonly Judgement[]): LiveProof;
}

/** Something that was changed. `left`: it could not be put back. */
export interface LiveChange {
  /** What was done, a clause without a full stop: `the interface wan was started anew`. */
  readonly what: string;
  readonly state: 'put-back' | 'left';
  /** What to do about it by hand; null where nothing is to be done. */
  readonly advice: string | null;
}

/** A finding with what the tests say of it: they outweigh what lines alone may claim. */
export function judged(finding: Finding, judgement: Judgement | null): Finding {
  if (judgement === null || judgement.outcome === 'inconclusive') return finding;
  return { ...finding, confidence: judgement.outcome };
}
