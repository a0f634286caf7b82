import type { OwnEnd } from '../collect/router/router-connection.ts';
import type { Diagnosis, Finding, Verdict } from '../rules/finding.ts';
import { testsDeciding } from './judging/judgements.ts';
import type { LiveTestKind, PlannedTest, TestClass } from './live-test.ts';
import type { HotplugScript, Survey, Timer } from './router/survey.ts';
import { type Underlay, underlayOf } from './safety/underlay.ts';
import { type Subject, subjectOf } from './subject.ts';
import { apnTest } from './tests/apn.ts';
import { contextsTest } from './tests/contexts.ts';
import { dialTest } from './tests/dial.ts';
import { framingTest } from './tests/framing.ts';
import { internetTest, mtuTest } from './tests/internet.ts';
import { leaseTest } from './tests/lease.ts';
import { networkTest } from './tests/network.ts';
import { pauseTest } from './tests/pause.ts';
import { portsTest } from './tests/ports.ts';
import { mayAskForRefusal, refusalTest } from './tests/refusal.ts';
import { simTest } from './tests/sim.ts';

/** A test of the plan, with what runs it. */
export interface Step {
  readonly test: PlannedTest;
  readonly kind: LiveTestKind;
}

/** A test that cannot be run here. */
interface LeftOutTest {
  readonly kind: LiveTestKind;
  /** A clause. */
  readonly why: string;
}

/** What a live test is going to do, up the ladder. */
export interface Plan {
  readonly subject: Subject;
  readonly steps: readonly Step[];
  readonly leftOut: readonly LeftOutTest[];
  /** Ids of all tests there are, in the order in which they are run. */
  readonly order: readonly string[];
  /** Findings that the tests may prove or refute, with the tests, by rule. */
  readonly decides: ReadonlyMap<string, { readonly finding: Finding; readonly tests: readonly string[] }>;
  /** What may act on the modem meanwhile, and cannot be stopped. */
  readonly unstoppable: readonly HotplugScript[];
  /** What may act when its time comes, and is left to the owner to stop. */
  readonly timers: readonly Timer[];
  /** What the logs alone say. */
  readonly verdict: Verdict;
  /** Whether a dial may cut the session that it is run over. */
  readonly underlay: Underlay;
}

export interface PlanOptions {
  /** Name of the interface to test; null for the one that the diagnosis is about. */
  readonly interface: string | null;
  readonly ownEnd: OwnEnd;
}

/** @returns null where nothing is there to be tested */
export function planFor(diagnosis: Diagnosis, survey: Survey, options: PlanOptions): Plan | null {
  const subject = subjectOf(diagnosis, survey, options.interface);
  if (subject === null) return null;
  const own = diagnosis.findings.filter(
    ({ episode, confidence, role }) =>
      episode === subject.episode.id && confidence !== 'refuted' && (role === 'cause' || role === 'symptom'),
  );
  const kinds: readonly LiveTestKind[] = [
    pauseTest,
    portsTest,
    simTest,
    networkTest,
    contextsTest,
    dialTest,
    ...(mayAskForRefusal(subject) ? [refusalTest] : []),
    apnTest(own),
    leaseTest,
    framingTest,
    internetTest,
    mtuTest,
  ];
  const steps: Step[] = [];
  const leftOut: LeftOutTest[] = [];
  for (const kind of kinds) {
    const planned = kind.plan(subject, survey);
    if (typeof planned === 'string') leftOut.push({ kind, why: planned });
    else {
      const { id, rung, question } = kind;
      steps.push({ kind, test: { id, rung, question, ...planned } });
    }
  }
  const cards = new Set(subject.cards);
  const l3 = subject.interface?.state?.l3Device;
  if (l3 != null) cards.add(l3);
  return {
    subject,
    steps,
    leftOut,
    order: kinds.map(({ id }) => id),
    decides: decidedBy(own, steps),
    unstoppable: survey.hotplugs,
    timers: survey.timers,
    verdict: diagnosis.verdict,
    underlay: underlayOf(survey, options.ownEnd, cards),
  };
}

function decidedBy(findings: readonly Finding[], steps: readonly Step[]): Plan['decides'] {
  const decided = new Map<string, { finding: Finding; tests: readonly string[] }>();
  for (const finding of findings) {
    const deciding = new Set(testsDeciding(finding.rule));
    const tests = steps.flatMap(({ test }) => (deciding.has(test.id) ? [test.id] : []));
    if (tests.length > 0 && !decided.has(finding.rule)) decided.set(finding.rule, { finding, tests });
  }
  return decided;
}

/** The classes that a plan has tests of. */
export function classesOf({ steps }: Plan): ReadonlySet<TestClass> {
  return new Set(steps.map(({ test }) => test.class));
}
