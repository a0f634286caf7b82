import type { RouterConnection } from '../collect/router/router-connection.ts';
import type { TestClass } from '../dial/live-test.ts';
import { classesOf, type Plan, planFor } from '../dial/plan.ts';
import { planText } from '../dial/plan-text.ts';
import { RouterShell } from '../dial/router/router-shell.ts';
import { NotSurveyed, type Survey, survey } from '../dial/router/survey.ts';
import { type LiveRun, runPlan } from '../dial/run.ts';
import { type LeftOver, leftOvers, retry } from '../dial/safety/way-back.ts';
import { NotChosen } from '../dial/subject.ts';
import { listed } from '../report/words.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { CollectingProgress } from './collecting-progress.ts';
import { failureText } from './failure.ts';
import type { Io } from './io.ts';
import type { Outputs } from './output.ts';
import type { TerminalQuestions } from './prompt.ts';
import type { DialOptions } from './ssh-options.ts';
import { hasUnicode } from './terminal.ts';

/** What a live test is made with. */
export interface DialPhase {
  readonly connection: RouterConnection;
  readonly host: string | null;
  readonly options: DialOptions;
  readonly questions: TerminalQuestions;
  readonly io: Io;
  readonly outputs: Outputs;
}

/** How often a plan is made anew before it is given up. */
const mostPlans = 3;

/**
 * Plans the live test, shows it, asks, and runs it.
 *
 * @returns null where nothing was run, which has been said
 * @throws {SshError}
 */
export async function dialLive(before: Diagnosis, phase: DialPhase): Promise<LiveRun | null> {
  try {
    return await agreedAndRun(before, phase);
  } catch (error) {
    if (!(error instanceof NotSurveyed)) throw error;
    await tell(error.message, phase);
    return null;
  }
}

async function agreedAndRun(before: Diagnosis, phase: DialPhase): Promise<LiveRun | null> {
  const { connection, options, io, outputs } = phase;
  const shell = new RouterShell(connection);
  const left = await leftOvers(shell);
  await tellLeftOvers(left, phase);
  if (left.some(({ isRunning }) => isRunning) && !options.dryRun) return null;
  let shown: string | null = null;
  for (let plans = 0; plans < mostPlans; plans += 1) {
    const seen = await survey(shell);
    const plan = planOf(before, seen, phase);
    if (typeof plan === 'string') {
      await tell(plan, phase);
      return null;
    }
    const text = planText(plan, { unicode: hasUnicode(io), mayCut: options.allowCut });
    if (shown !== null)
      await tell('The router is not as it was when the plan was made. This is the plan now.', phase);
    await outputs.stderr.write(text);
    if (options.dryRun) return null;
    const allowed = await agreed(plan, phase);
    if (allowed === null) return null;
    await retryAll(shell, left, phase);
    // No time has passed, and nothing was put back.
    if (options.yes && left.length === 0) return await run(plan, seen, allowed, phase);
    // Somebody may have thought about it for long.
    const now = await survey(shell);
    const planNow = planOf(before, now, phase);
    if (typeof planNow !== 'string' && isSame(plan, planNow)) return await run(planNow, now, allowed, phase);
    shown = text;
  }
  await tell(
    'The router changes all the time; nothing was tested. Try again when it has come to rest.',
    phase,
  );
  return null;
}

/** The plan; a sentence where there is none. */
function planOf(before: Diagnosis, seen: Survey, { connection, options }: DialPhase): Plan | string {
  try {
    return (
      planFor(before, seen, { interface: options.interface, ownEnd: connection.ownEnd }) ??
      'There is nothing to test: neither a modem nor an interface of one is seen on this router.'
    );
  } catch (error) {
    if (!(error instanceof NotChosen)) throw error;
    return error.message;
  }
}

/** Whether two plans do the same, over the same way. */
function isSame(one: Plan, other: Plan): boolean {
  const essence = ({ steps, underlay, subject }: Plan) =>
    JSON.stringify([
      steps.map(({ test }) => [test.id, test.class, test.commands, test.changes]),
      underlay.cut,
      subject.interface?.state?.up ?? null,
    ]);
  return essence(one) === essence(other);
}

async function run(
  plan: Plan,
  seen: Survey,
  allowed: ReadonlySet<TestClass>,
  { connection, host, options, io, outputs }: DialPhase,
): Promise<LiveRun> {
  const progress = new CollectingProgress(connection.name, io, outputs.stderr);
  progress.begin();
  let number = 0;
  try {
    return await runPlan(plan, {
      connection,
      survey: seen,
      host,
      signal: io.interruption,
      allowed,
      mayCut: options.allowCut,
      onProgress: (test) => {
        number += 1;
        progress.doing(
          test === null
            ? 'putting back what was changed; please do not interrupt'
            : `test ${number} of ${plan.steps.length}: ${test.question}`,
        );
      },
    });
  } finally {
    await progress.end();
  }
}

async function tell(sentence: string, { io, outputs: { stderr } }: DialPhase): Promise<void> {
  await stderr.write(failureText(sentence, hasUnicode(io)));
}

/** Tests that were cut off before, and what became of what they had changed. */
async function tellLeftOvers(left: readonly LeftOver[], phase: DialPhase): Promise<void> {
  for (const { isRunning, records, open } of left) {
    if (isRunning) {
      await tell(
        'A test is being made on this router just now, by another hwdiag. When that has ended, or is cut off, the router puts back what it changed.',
        phase,
      );
      continue;
    }
    const undone = records.filter(({ how }) => how === 'undone').map(({ title }) => title);
    const kept = records.filter(({ how }) => how === 'kept').map(({ title }) => title);
    const words = [
      'An earlier test was cut off.',
      ...(undone.length === 0 ? [] : [`Since then the router by itself ${listed(undone)}.`]),
      ...(kept.length === 0 ? [] : [`What it was to do and did not: it ${listed(kept)}.`]),
      ...(open.length === 0 ? [] : [`This is still to be put back: the router ${listed(open)}.`]),
    ];
    await tell(words.join(' '), phase);
  }
}

/** One more try at what earlier tests have left, and their traces are cleared away. */
async function retryAll(shell: RouterShell, left: readonly LeftOver[], phase: DialPhase): Promise<void> {
  for (const one of left) {
    const records = await retry(shell, one);
    const failed = records.filter(({ how }) => how === 'failed').map(({ title }) => title);
    if (failed.length > 0) {
      await tell(`This still could not be put back: the router ${listed(failed)}. It goes on trying.`, phase);
    }
  }
}

/** The classes of tests that may be run; null where somebody said no to all of them. */
async function agreed(plan: Plan, phase: DialPhase): Promise<ReadonlySet<TestClass> | null> {
  const { options, questions, io } = phase;
  const classes = classesOf(plan);
  const allowed = new Set<TestClass>();
  if (options.yes) {
    allowed.add('reads');
    allowed.add('dials');
  } else {
    const answer = await questions.agree(
      classes.has('dials')
        ? 'Run these tests? (yes, read for questions only, or no) '
        : 'Run these tests? (yes or no) ',
      classes.has('dials') ? ['yes', 'read', 'no'] : ['yes', 'no'],
      io.interruption,
    );
    if (answer === null) {
      await tell(
        'Nobody can be asked whether to run the tests; --yes agrees to them, --dry-run only shows them.',
        phase,
      );
      return null;
    }
    if (answer === 'no') return null;
    allowed.add('reads');
    if (answer === 'yes') allowed.add('dials');
  }
  if (options.allowCost) allowed.add('costs');
  else if (classes.has('costs') && !options.yes) {
    const answer = await questions.agree(
      'Also what may cost money, as marked? (yes or no) ',
      ['yes', 'no'],
      io.interruption,
    );
    if (answer === 'yes') allowed.add('costs');
  }
  return allowed;
}
