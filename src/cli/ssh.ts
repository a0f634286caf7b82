import { homedir, hostname, userInfo } from 'node:os';
import type { CollectedSection } from '../collect/router/collected-section.ts';
import { type Collection, type CollectionEnd, collect } from '../collect/router/collection.ts';
import type { RouterConnection } from '../collect/router/router-connection.ts';
import { sectionText } from '../collect/router/section-text.ts';
import { connect } from '../collect/ssh/connect.ts';
import type { Questions } from '../collect/ssh/questions.ts';
import { SshError } from '../collect/ssh/ssh-error.ts';
import { systemClient } from '../collect/ssh/system-client.ts';
import { Diagnoser } from '../diagnosis.ts';
import { counted } from '../report/words.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { chosenRules } from './chosen-rules.ts';
import { CollectingProgress } from './collecting-progress.ts';
import { version } from './command-line.ts';
import { answerCode, type ExitCode } from './exit-code.ts';
import { Failure, failureText } from './failure.ts';
import type { Io } from './io.ts';
import type { Outputs } from './output.ts';
import { TerminalQuestions } from './prompt.ts';
import { mayBeSaved, saveBundle } from './save.ts';
import type { SshOptions } from './ssh-options.ts';
import { hasUnicode } from './terminal.ts';
import { pageOf, reportText } from './told.ts';

/**
 * `hwdiag ssh ROUTER`: logs in, reads what a diagnosis needs, saves it where that is asked for, and prints the report.
 *
 * @throws {Failure} `could-not-look` where there is no session or nothing was read, `output-not-writable`, `usage`
 * @throws the reason of the interruption
 */
export async function ssh(options: SshOptions, io: Io, outputs: Outputs): Promise<ExitCode> {
  const rules = chosenRules(options.rules, options.ignore);
  if (options.save !== null) await mayBeSaved(options.save, options.overwrite);
  const read = await readRouter(options, io, outputs);
  // What was read is told, whether it can be saved or not.
  const failure = options.save === null ? null : await saved(options.save, read, options, io, outputs);
  if (read.incomplete !== null) {
    await tell(`Not everything was read: ${read.incomplete}. What follows rests on what was.`, io, outputs);
  }
  const diagnoser = new Diagnoser();
  for (const { section, text } of read.texts) {
    diagnoser.capture.source(section.name);
    diagnoser.capture.feed(new TextEncoder().encode(text));
    diagnoser.capture.endSource();
  }
  const diagnosis: Diagnosis = io.computing('other', () => diagnoser.finish(rules));
  await outputs.stdout.write(await reportText(options, diagnosis, pageOf(options, io)));
  if (failure !== null) throw failure;
  return answerCode(diagnosis, options.failOn);
}

/** What a router said. */
interface RouterRead {
  /** Who was logged in where: `root@192.168.1.1`. */
  readonly target: string;
  /** Why it is not whole: a clause without a full stop; null where it is. */
  readonly incomplete: string | null;
  readonly texts: readonly { readonly section: CollectedSection; readonly text: string }[];
}

async function readRouter(options: SshOptions, io: Io, outputs: Outputs): Promise<RouterRead> {
  const questions = new TerminalQuestions(io, hasUnicode(io), options.passwordStdin);
  const connection = await withClearFailures(() => logIn(options, io, questions));
  const target = connection.name;
  let collection: Collection;
  try {
    collection = await withClearFailures(() => collected(connection, options, io, outputs));
  } finally {
    await connection.close();
  }
  io.interruption.throwIfAborted();
  const incomplete = incompleteBecause(collection.end);
  if (collection.sections.length === 0) {
    const why = incomplete ?? 'its shell printed nothing';
    throw new Failure('could-not-look', `Nothing was read on ${target}: ${why}.`);
  }
  const texts = sectionsOf(collection, incomplete).map((section) => ({
    section,
    text: textOf(sectionText(section, collection.host)),
  }));
  return { target, incomplete, texts };
}

async function tell(sentence: string, io: Io, { stderr }: Outputs): Promise<void> {
  await stderr.write(failureText(sentence, hasUnicode(io)));
}

async function collected(
  connection: RouterConnection,
  { timeout }: SshOptions,
  io: Io,
  { stderr }: Outputs,
): Promise<Collection> {
  const progress = new CollectingProgress(connection.name, io, stderr);
  progress.begin();
  try {
    return await collect(connection, {
      deadlineSeconds: timeout,
      signal: io.interruption,
      onProgress: (current) => progress.asked(current),
    });
  } finally {
    await progress.end();
  }
}

/** Why a collection is not whole: a clause without a full stop; null where it is. */
function incompleteBecause(end: CollectionEnd): string | null {
  switch (end.how) {
    case 'complete':
      return null;
    case 'deadline':
      return `the time was up after ${end.seconds} s; --timeout gives it more`;
    case 'stopped':
      return 'it was stopped';
    case 'connection-lost':
      return 'the connection was lost';
    case 'flooded':
      return 'the router printed without end what it was not asked for';
    case 'script-failed':
      return `the router's shell ended early (${end.message})`;
  }
}

/** What was read, and where it ended early, what is missing behind it: who reads the bundle is to know that, too. */
function sectionsOf({ sections, end }: Collection, incomplete: string | null): readonly CollectedSection[] {
  const last = sections.at(-1);
  if (incomplete === null || last === undefined) return sections;
  const [startedAt, seconds] = [last.startedAt + last.seconds, 0];
  const reason = `what comes after “${last.command}”: ${incomplete}`;
  const rest = {
    name: `rest-${end.how}`,
    command: 'hwdiag ssh',
    startedAt,
    seconds,
    output: new Uint8Array(),
  };
  return [...sections, { ...rest, end: { how: 'skipped', reason } }];
}

/** As a bundle holds it: what is no text gets a sign in its place. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\0', '^@');
}

async function logIn(options: SshOptions, io: Io, questions: Questions): Promise<RouterConnection> {
  const { target, port, identity, sshConfig, sshCommand, acceptNew, connectTimeout } = options;
  const chosen = {
    port: port ?? undefined,
    identity: identity ?? undefined,
    configFile: sshConfig ?? undefined,
    acceptNew,
  };
  if (sshCommand !== null) {
    return systemClient(target, { ...chosen, command: sshCommand }, io.interruption);
  }
  const surroundings = {
    env: io.env,
    platform: io.platform,
    homeFolder: homedir(),
    localUser: localUser(),
    localHost: hostname(),
  };
  return await connect(
    target,
    { ...chosen, deadlineSeconds: connectTimeout, surroundings },
    questions,
    io.interruption,
  );
}

/** Who runs the program; in a container that may be a number without a name. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root';
  }
}

/** Saves what was read, and says so; returns why it cannot be, where it cannot. */
async function saved(
  path: string,
  { target, incomplete, texts: sections }: RouterRead,
  options: SshOptions,
  io: Io,
  outputs: Outputs,
): Promise<Failure | null> {
  const contents = { version, collectedAt: new Date(), target, incomplete, sections };
  try {
    await saveBundle(path, contents, options);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  const how = options.redact
    ? 'secrets replaced'
    : 'with all its secrets: passwords, keys, numbers of SIM card and modem. Show it to nobody you would not tell them';
  await tell(`Saved ${counted(sections.length, 'answer')} to ${path}, ${how}.`, io, outputs);
  return null;
}

/** Errors of a session as ends of the program that are no fault of it. */
async function withClearFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    throw new Failure(error.code === 'config' ? 'usage' : 'could-not-look', error.message, error);
  }
}
