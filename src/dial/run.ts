import type { CollectedSection } from '../collect/router/collected-section.ts';
import type { RouterConnection } from '../collect/router/router-connection.ts';
import { sectionText } from '../collect/router/section-text.ts';
import { SshError, type SshErrorCode } from '../collect/ssh/ssh-error.ts';
import { Diagnoser } from '../diagnosis.ts';
import { type Rung, rungIndex } from '../knowledge/rung.ts';
import type { Finding } from '../rules/finding.ts';
import type { Judgement, LiveChange, LiveProof, LiveTest, TestedLive } from '../rules/live-proof.ts';
import type { Episode } from '../situation/situation.ts';
import { AtFailure } from './at/at-failure.ts';
import { readOnly } from './at/at-permits.ts';
import { withAtClient } from './at/with-at-client.ts';
import { judgementOf } from './judging/judgements.ts';
import {
  type Bench,
  type LiveFacts,
  nothingFound,
  type Outcome,
  type PlannedTest,
  type TalkTerms,
  type TestClass,
} from './live-test.ts';
import type { Plan, Step } from './plan.ts';
import { RouterShell, type RouterTask } from './router/router-shell.ts';
import type { Survey } from './router/survey.ts';
import { whyCostly } from './safety/cost.ts';
import {
  lateStatus,
  NoWayBack,
  tooLate,
  type UndoRecord,
  type UndoStep,
  WayBack,
} from './safety/way-back.ts';
import { isUnlocked } from './tests/dial.ts';
import { unlockedMark } from './tests/pause.ts';

export interface RunOptions {
  readonly connection: RouterConnection;
  readonly survey: Survey;
  /** What the router calls itself, for the prompts of the capture. */
  readonly host: string | null;
  /** Aborted when the user interrupts: then everything is put back, and the proof says so. */
  readonly signal: AbortSignal;
  /** Told before each test; null when what was changed is put back. */
  readonly onProgress?: (test: PlannedTest | null) => void;
  /** Classes of tests that may be run. */
  readonly allowed: ReadonlySet<TestClass>;
  /** A dial may be made though it may cut the session that it is run over. */
  readonly mayCut: boolean;
}

/** What the tests brought. */
export interface LiveRun extends TestedLive {
  /** With what the tests say of the findings that were there before them. */
  readonly proof: LiveProof;
  /** What the router said, in order: to be read after what was collected. */
  readonly sections: readonly CollectedSection[];
}

/**
 * Runs the tests of a plan up the ladder, stops at the first rung that is broken, and puts back what was changed. It does not
 * throw for what happens on the router: what is not done then is told.
 *
 * @throws {SshError} where the connection is lost before anything was done
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<LiveRun> {
  return await new Run(plan, options).all();
}

class Run implements Bench {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #shell: RouterShell;
  readonly #sections: CollectedSection[] = [];
  readonly #changes: { readonly step: UndoStep; readonly what: string }[] = [];
  #wayBack: WayBack | null = null;
  /** Why nothing may be changed; a clause. */
  #unchangeable: string | null = null;
  #seen: { readonly sections: number; readonly episode: Episode | null } | null = null;
  readonly facts: LiveFacts = nothingFound();

  constructor(plan: Plan, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#shell = new RouterShell(options.connection);
  }

  get subject() {
    return this.#plan.subject;
  }

  get survey() {
    return this.#options.survey;
  }

  get signal() {
    return this.#options.signal;
  }

  async all(): Promise<LiveRun> {
    const tests: LiveTest[] = [];
    let endedBecause: string | null;
    let changes: readonly LiveChange[];
    try {
      endedBecause = await this.#climb(tests);
    } finally {
      // Also after a fault of our own.
      changes = await this.#putBack();
    }
    const leftOut = this.#plan.leftOut.flatMap(({ kind, why }) =>
      kind.isOfOneExplanation === true ? [] : [notRun({ test: kind }, why)],
    );
    const { order, subject, decides, verdict } = this.#plan;
    const scene = {
      subject,
      facts: this.facts,
      seen: this.seen(),
      tests: new Map(tests.map((test) => [test.id, test])),
    };
    const judge = (finding: Finding): Judgement | null => judgementOf({ ...scene, finding });
    const before = [...decides.values()].map(({ finding }) => finding);
    const proof: LiveProof = {
      madeAt: null,
      tests: [...tests, ...leftOut].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id)),
      judgements: before.flatMap((finding) => judge(finding) ?? []),
      before: {
        verdict,
        findings: before.map(({ rule, title, confidence }) => ({ rule, title, confidence })),
      },
      changes,
      endedBecause,
    };
    return { ...testedNow(proof, judge), proof, sections: this.#sections };
  }

  /** Runs the tests; returns why they ended before their time, null where they did not. */
  async #climb(tests: LiveTest[]): Promise<string | null> {
    let endedBecause: string | null = null;
    let broken: Rung | null = null;
    for (const step of this.#plan.steps) {
      const before = this.#sections.length;
      const why = endedBecause ?? this.#whyNot(step, broken);
      if (why !== null) {
        if (step.test.when === 'always') tests.push(notRun(step, why));
        continue;
      }
      this.#options.onProgress?.(step.test);
      let found: Outcome;
      try {
        found = await step.kind.run(this);
        if (step.test.id === 'sim' && isUnlocked(this)) await this.#wayBack?.mark(unlockedMark);
        // A start that met a locked card is not made again.
        if (step.test.id === 'dial' && this.subject.interface?.hasPin === true && !isUnlocked(this))
          await this.#wayBack?.unmark(unlockedMark);
      } catch (error) {
        const why = this.#endWords(error);
        if (error instanceof NoWayBack && why !== tooLate) this.#unchangeable = why;
        else endedBecause = why;
        found = { outcome: 'inconclusive', answer: `It did not come to its end: ${why}.` };
      }
      tests.push({ ...nameOf(step), ...found, sources: this.#sourcesSince(before) });
      if (found.outcome === 'broken' && (broken === null || rungIndex(step.test.rung) < rungIndex(broken)))
        broken = step.test.rung;
    }
    return endedBecause;
  }

  /** Why a test is not run; null where it is. */
  #whyNot({ test }: Step, broken: Rung | null): string | null {
    if (broken !== null && rungIndex(test.rung) > rungIndex(broken)) return `it stops at “${broken}” already`;
    if (test.when === 'if-broken' && test.rung !== broken) return 'there is no need for it';
    const { underlay } = this.#plan;
    const { allowed } = this.#options;
    // What costs may dial as well.
    const isDial = test.class === 'dials' || (test.class === 'costs' && test.changes.length > 0);
    if (isDial && underlay.cut !== 'no' && !this.#options.mayCut) return underlay.why;
    if (!allowed.has(test.class))
      return test.class === 'costs'
        ? 'it may cost money, which was not agreed to (--allow-cost)'
        : 'it was not agreed to';
    if (test.changes.length > 0 && this.#unchangeable !== null) return this.#unchangeable;
    return allowed.has('costs') ? null : whyCostly(this, test);
  }

  async run(task: RouterTask): Promise<CollectedSection> {
    this.signal.throwIfAborted();
    const watched = this.#wayBack?.watched(task) ?? task;
    const section = await this.#shell.run(watched, this.signal);
    if (this.#wayBack !== null && section.end.how === 'exited' && section.end.code === lateStatus) {
      throw new NoWayBack(tooLate);
    }
    this.#sections.push(section);
    return section;
  }

  async talk<T>(
    port: string,
    work: Parameters<Bench['talk']>[1] extends (client: infer C) => unknown
      ? (client: C) => Promise<T>
      : never,
    { texts = [], ...terms }: TalkTerms = {},
  ): Promise<T> {
    const { connection, survey } = this.#options;
    await this.#wayBack?.expect(talkPatience);
    const permits = { ...readOnly, texts: new Set(texts) };
    const startedAt = this.#shell.seconds;
    const name = `live-at-${port.replace(/^\/dev\//, '').toLowerCase()}-${this.#sections.length + 1}`;
    return await withAtClient(
      connection,
      port,
      {
        means: { programs: survey.programs },
        permits,
        device: { usbId: this.subject.usbId, model: this.subject.modem?.product?.value ?? null },
        signal: this.signal,
        ...terms,
      },
      work,
      (transcript) => this.#sections.push(transcript.section(name, startedAt, Date.now())),
    );
  }

  async change(step: UndoStep, seconds: number, what: string): Promise<void> {
    this.signal.throwIfAborted();
    this.#wayBack ??= await WayBack.prepare(this.#shell);
    if (this.#wayBack === null) {
      throw new NoWayBack('the router has no room in /tmp for the way back, so nothing is changed');
    }
    // What two changes have in common is undone once.
    if (this.#changes.some((change) => change.step.title === step.title)) await this.#wayBack.expect(seconds);
    else await this.#wayBack.remember(step, seconds);
    this.#changes.push({ step, what });
  }

  /** Everything that the tests said so far, as one capture. */
  seen(): Episode | null {
    if (this.#seen?.sections === this.#sections.length) return this.#seen.episode;
    const diagnoser = new Diagnoser();
    for (const section of this.#sections) {
      diagnoser.capture.source(section.name);
      diagnoser.capture.feed(sectionText(section, this.#options.host));
      diagnoser.capture.endSource();
    }
    const episode = diagnoser.finish([]).situation.episodes.at(-1) ?? null;
    this.#seen = { sections: this.#sections.length, episode };
    return episode;
  }

  #sourcesSince(before: number): readonly string[] {
    return this.#sections.slice(before).map(({ name }) => name);
  }

  #endWords(error: unknown): string {
    if (this.signal.aborted) return 'it was interrupted';
    if (error instanceof SshError) return lossWords(error.code);
    if (error instanceof NoWayBack) return error.message;
    if (error instanceof AtFailure) return withoutFullStop(error.message);
    throw error;
  }

  async #putBack(): Promise<readonly LiveChange[]> {
    if (this.#wayBack === null) return [];
    this.#options.onProgress?.(null);
    let records: readonly UndoRecord[] | null;
    try {
      records = await this.#wayBack.undo();
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      records = null;
    }
    return this.#changes.map(({ step, what }) => changeOf(step, what, records));
  }
}

/**
 * Seconds that a talk with the modem may take: some twenty questions, each some seconds where the modem is slow, or a session that
 * the network takes its time over.
 */
const talkPatience = 300;

/** What was said of a finding of a rule when the tests were made stands; notes need no proof. */
function testedNow(proof: LiveProof, judge: TestedLive['judge']): TestedLive {
  const known = new Map(proof.judgements.map((judgement) => [judgement.rule, judgement]));
  return {
    // The tests show how it stands now.
    isOf: () => true,
    judge: (finding) =>
      known.get(finding.rule) ??
      (finding.role === 'cause' || finding.role === 'symptom' ? judge(finding) : null),
    proofWith: (judgements) => {
      const more = judgements.filter(({ rule }) => !known.has(rule));
      const each = new Map(more.map((one) => [`${one.rule} ${one.title}`, one]));
      return { ...proof, judgements: [...proof.judgements, ...each.values()] };
    },
  };
}

/**
 * Why a session ended in the middle of a test. A clause without the words of the error: they name who logs in where, and reports and
 * bundles are shown to others.
 */
function lossWords(code: SshErrorCode): string {
  switch (code) {
    case 'command-refused':
      return 'the router runs no command any more';
    case 'no-client':
      return 'the program that logs in could not be started any more';
    case 'host-key-unknown':
    case 'host-key-changed':
    case 'host-key-revoked':
      return 'the connection to the router was ended, for it showed another key';
    // The system’s own client is started for each command: what ends it now is the end of a connection that was there before.
    case 'client-failed':
    case 'connection-lost':
    case 'config':
    case 'host-not-found':
    case 'unreachable':
    case 'refused':
    case 'timed-out':
    case 'not-ssh':
    case 'no-common-algorithm':
    case 'login-denied':
    case 'jump-failed':
      return 'the connection to the router was lost';
  }
}

function withoutFullStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function changeOf(
  { title, byHand }: UndoStep,
  what: string,
  records: readonly UndoRecord[] | null,
): LiveChange {
  if (records === null) {
    return {
      what,
      state: 'left',
      advice: `The connection is lost, so nobody saw it put back. The router does it on its own within minutes: it ${title}. The next hwdiag ssh --dial says whether it did.`,
    };
  }
  switch (records.find((record) => record.title === title)?.how) {
    case 'undone':
      return { what, state: 'put-back', advice: null };
    case 'kept':
      return { what, state: 'left', advice: byHand };
    default:
      return {
        what,
        state: 'left',
        advice: `It could not be put back. The router goes on trying for ten minutes: it ${title}. ${byHand}`,
      };
  }
}

function nameOf({ test }: Step): Pick<LiveTest, 'id' | 'rung' | 'question'> {
  const { id, rung, question } = test;
  return { id, rung, question };
}

function notRun(
  { test }: { readonly test: Pick<LiveTest, 'id' | 'rung' | 'question'> },
  why: string,
): LiveTest {
  const { id, rung, question } = test;
  return { id, rung, question, outcome: 'not-run', answer: `Not run: ${why}.`, sources: [] };
}
