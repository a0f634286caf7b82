import { SshError } from '../collect/ssh/ssh-error.ts';
import { Diagnoser } from '../diagnosis.ts';
import type { LiveRun } from '../dial/run.ts';
import type { Diagnosis } from '../rules/finding.ts';
import type { ListedRule } from '../rules/listed-rule.ts';
import type { TestedLive } from '../rules/live-proof.ts';
import { chosenRules } from './chosen-rules.ts';
import type { DialPhase } from './dial.ts';
import { answerCode, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Outputs } from './output.ts';
import { TerminalQuestions } from './prompt.ts';
import {
  logIn,
  type RouterText,
  readRouter,
  routerText,
  saved,
  tell,
  withClearFailures,
} from './router-reading.ts';
import { mayBeSaved } from './save.ts';
import type { SshOptions } from './ssh-options.ts';
import { hasUnicode } from './terminal.ts';
import { pageOf, reportText } from './told.ts';

/**
 * `hwdiag ssh ROUTER`: logs in, reads what a diagnosis needs, tests it live where that is asked for, saves it likewise, and prints
 * the report.
 *
 * @throws {Failure} `could-not-look` where there is no session or nothing was read, `output-not-writable`, `usage`
 * @throws the reason of the interruption
 */
export async function ssh(options: SshOptions, io: Io, outputs: Outputs): Promise<ExitCode> {
  const rules = chosenRules(options.rules, options.ignore);
  if (options.save !== null) await mayBeSaved(options.save, options.overwrite);
  const read = await visited(options, rules, io, outputs);
  // What the tests say of findings is saved with what they heard.
  const tested = read.live === null ? null : diagnosed(read.texts, rules, read.live, io);
  const contents = { ...read, live: tested?.live ?? null };
  // What was read is told, whether it can be saved or not.
  const failure =
    options.save === null ? null : await saved(options.save, read.target, contents, options, io, outputs);
  // A test that was interrupted is told: what it changed, and whether that is put back.
  if (read.live === null) io.interruption.throwIfAborted();
  if (read.incomplete !== null) {
    await tell(`Not everything was read: ${read.incomplete}. What follows rests on what was.`, io, outputs);
  }
  const diagnosis = tested ?? diagnosed(read.texts, rules, null, io);
  await outputs.stdout.write(await reportText(options, diagnosis, pageOf(options, io)));
  io.interruption.throwIfAborted();
  if (failure !== null) throw failure;
  return answerCode(diagnosis, options.failOn);
}

/** What a router said. */
interface Visit {
  /** Who was logged in where: `root@192.168.1.1`. */
  readonly target: string;
  /** Why it is not whole: a clause without a full stop; null where it is. */
  readonly incomplete: string | null;
  readonly texts: readonly RouterText[];
  /** What tests showed; null where none were run. */
  readonly live: TestedLive | null;
}

async function visited(
  options: SshOptions,
  rules: readonly ListedRule[],
  io: Io,
  outputs: Outputs,
): Promise<Visit> {
  const questions = new TerminalQuestions(io, hasUnicode(io), options.passwordStdin);
  const lifeline = new Lifeline(io.interruption);
  const connection = await withClearFailures(() => logIn(options, io, questions, lifeline.signal));
  const target = connection.name;
  try {
    const { host, incomplete, texts } = await withClearFailures(() =>
      readRouter(connection, options, io, outputs),
    );
    const asRead = { target, incomplete, texts, live: null };
    if (options.dial === null) return asRead;
    if (incomplete !== null) {
      await tell('Nothing is tested, because not everything could be read.', io, outputs);
      return asRead;
    }
    // What was changed is put back over the same connection, also after Ctrl-C.
    lifeline.hold();
    const phase = { connection, host, options: options.dial, questions, io, outputs };
    const run = await testedLive(diagnosed(texts, rules, null, io), phase);
    if (run === null) return asRead;
    const heard = run.sections.map((section) => routerText(section, host));
    return { ...asRead, texts: [...texts, ...heard], live: run };
  } finally {
    await connection.close();
  }
}

/** The signal that ends a connection: the user's, unless something has to be put back first. */
class Lifeline {
  readonly #controller = new AbortController();
  #isHeld = false;

  constructor(interruption: AbortSignal) {
    const end = () => {
      if (!this.#isHeld) this.#controller.abort(interruption.reason);
    };
    interruption.addEventListener('abort', end, { once: true });
    if (interruption.aborted) end();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  hold(): void {
    this.#isHeld = true;
  }
}

/** A live test; what was read before is told even where the connection is lost over it. */
async function testedLive(before: Diagnosis, phase: DialPhase): Promise<LiveRun | null> {
  const { dialLive } = await import('./dial.ts');
  try {
    return await dialLive(before, phase);
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    await tell(`The test could not be made: ${error.message}`, phase.io, phase.outputs);
    return null;
  }
}

function diagnosed(
  texts: readonly RouterText[],
  rules: readonly ListedRule[],
  live: TestedLive | null,
  io: Io,
): Diagnosis {
  const diagnoser = new Diagnoser();
  for (const { section, text } of texts) {
    diagnoser.capture.source(section.name);
    diagnoser.capture.feed(new TextEncoder().encode(text));
    diagnoser.capture.endSource();
  }
  return io.computing('other', () => diagnoser.finish(rules, live));
}
