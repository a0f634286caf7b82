import type { Finding } from '../rules/finding.ts';
import type { Judgement, LiveProof, LiveTest, TestedLive } from '../rules/live-proof.ts';
import type { Evidence } from '../situation/evidence.ts';
import type { Episode } from '../situation/situation.ts';
import { testsDeciding } from './judging/judgements.ts';

interface ReplayOptions {
  /** Ids of the rules that are asked. */
  readonly rules: ReadonlySet<string>;
  /** Sources of the capture that hold what was read and heard when the tests were made. */
  readonly sources: ReadonlySet<string>;
}

/**
 * Tests that were made at another time, as a file tells of them. Nobody knows who wrote the file: what the tests said counts only
 * for a finding that the texts they were saved with raise now, of a rule that the test can decide, and only if it was run.
 */
export class Replay implements TestedLive {
  readonly #proof: LiveProof;
  readonly #options: ReplayOptions;
  /** Those that can be used. */
  readonly #judgements: readonly Judgement[];
  #leftOut = 0;

  constructor(proof: LiveProof, options: ReplayOptions) {
    this.#proof = proof;
    this.#options = options;
    this.#judgements = proof.judgements.filter((one) => isPossible(one, proof.tests));
  }

  /** Judgements that are not used in the diagnosis that was made with this. */
  get leftOut(): number {
    return this.#leftOut;
  }

  isOf({ sources }: Episode): boolean {
    return sources.some(({ source }) => this.#options.sources.has(source));
  }

  judge({ rule, title, evidence }: Finding): Judgement | null {
    // Other texts may be read with them, and tell of another time.
    if (evidence.length > 0 && !evidence.some((one) => this.#isIn(one))) return null;
    const said = this.#judgements.filter((one) => one.rule === rule);
    return said.find((one) => one.title === title) ?? (said.length === 1 ? (said[0] ?? null) : null);
  }

  /** What the tests have ruled out or left open need not be there any more. */
  proofWith(judgements: readonly Judgement[]): LiveProof {
    const { rules } = this.#options;
    const shown = new Set(judgements);
    const known = new Set(this.#proof.before.findings.map(({ rule }) => rule));
    const told = this.#judgements.filter(
      (one) => shown.has(one) || (one.outcome !== 'proven' && known.has(one.rule) && rules.has(one.rule)),
    );
    // Nobody misses what is not asked.
    const wanted = this.#proof.judgements.filter(({ rule }) => rules.has(rule) || !isJudged(rule));
    this.#leftOut = wanted.length - told.length;
    return { ...this.#proof, judgements: told };
  }

  #isIn(evidence: Evidence): boolean {
    const spans = evidence.type === 'presence' ? [evidence.span] : [evidence.from, evidence.to];
    return spans.some(({ source }) => this.#options.sources.has(source));
  }
}

/** Whether this hwdiag has a test that can decide it. */
function isJudged(rule: string): boolean {
  return testsDeciding(rule).length > 0;
}

function isPossible({ rule, test, outcome }: Judgement, tests: readonly LiveTest[]): boolean {
  if (!testsDeciding(rule).includes(test)) return false;
  return outcome === 'inconclusive' || tests.some((one) => one.id === test && one.outcome !== 'not-run');
}
