import { homedir, hostname, userInfo } from 'node:os';
import type { BundleContents } from '../collect/bundle-writer.ts';
import type { CollectedSection } from '../collect/router/collected-section.ts';
import { type Collection, type CollectionEnd, collect } from '../collect/router/collection.ts';
import type { RouterConnection } from '../collect/router/router-connection.ts';
import { sectionText } from '../collect/router/section-text.ts';
import { connect } from '../collect/ssh/connect.ts';
import type { Questions } from '../collect/ssh/questions.ts';
import { SshError } from '../collect/ssh/ssh-error.ts';
import { systemClient } from '../collect/ssh/system-client.ts';
import { counted } from '../report/words.ts';
import { CollectingProgress } from './collecting-progress.ts';
import { version } from './command-line.ts';
import { Failure, failureText } from './failure.ts';
import type { Io } from './io.ts';
import type { Outputs } from './output.ts';
import { saveBundle } from './save.ts';
import type { SshOptions } from './ssh-options.ts';
import { hasUnicode } from './terminal.ts';

/** How to log in. */
export type LoginOptions = Pick<
  SshOptions,
  'target' | 'port' | 'identity' | 'sshConfig' | 'sshCommand' | 'acceptNew' | 'connectTimeout'
>;

/** A section with its text, as a bundle holds it. */
export interface RouterText {
  readonly section: CollectedSection;
  readonly text: string;
}

/** What a router said. */
export interface RouterRead {
  /** Its own name; null where it did not come to tell it. */
  readonly host: string | null;
  /** Why it is not whole: a clause without a full stop; null where it is. */
  readonly incomplete: string | null;
  readonly texts: readonly RouterText[];
}

/**
 * @param signal ends the session
 * @throws {SshError}
 */
export async function logIn(
  options: LoginOptions,
  io: Io,
  questions: Questions,
  signal: AbortSignal,
): Promise<RouterConnection> {
  const { target, port, identity, sshConfig, sshCommand, acceptNew, connectTimeout } = options;
  const chosen = {
    port: port ?? undefined,
    identity: identity ?? undefined,
    configFile: sshConfig ?? undefined,
    acceptNew,
  };
  if (sshCommand !== null) return systemClient(target, { ...chosen, command: sshCommand }, signal);
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
    signal,
  );
}

/**
 * Reads what a diagnosis needs.
 *
 * @throws {Failure} `could-not-look` where nothing was read
 * @throws {SshError}
 * @throws the reason of the interruption
 */
export async function readRouter(
  connection: RouterConnection,
  options: Pick<SshOptions, 'timeout'>,
  io: Io,
  outputs: Outputs,
): Promise<RouterRead> {
  const collection = await collected(connection, options, io, outputs);
  io.interruption.throwIfAborted();
  const incomplete = incompleteBecause(collection.end);
  if (collection.sections.length === 0) {
    const why = incomplete ?? 'its shell printed nothing';
    throw new Failure('could-not-look', `Nothing was read on ${connection.name}: ${why}.`);
  }
  const { host } = collection;
  return {
    host,
    incomplete,
    texts: sectionsOf(collection, incomplete).map((section) => routerText(section, host)),
  };
}

/** A section as a capture holds it: what is no text gets a sign in its place. */
export function routerText(section: CollectedSection, host: string | null): RouterText {
  return { section, text: textOf(sectionText(section, host)) };
}

/** Controls that no text uses. The bell is not among them: it ends what sets the title of a terminal. */
const noText = /[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]+/g;

/**
 * Text of whatever bytes a router sent. Junk among them must not make the whole be taken for binary data, and so for
 * nothing.
 */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\0', '^@').replace(noText, '');
}

/** Says on standard error what somebody should know beside the report. */
export async function tell(sentence: string, io: Io, { stderr }: Outputs): Promise<void> {
  await stderr.write(failureText(sentence, hasUnicode(io)));
}

/** Saves what was read, and says so; returns why it cannot be, where it cannot. */
export async function saved(
  path: string,
  target: string,
  {
    incomplete,
    texts: sections,
    live,
  }: Pick<RouterRead, 'incomplete' | 'texts'> & Pick<BundleContents, 'live'>,
  options: Pick<SshOptions, 'redact' | 'overwrite'>,
  io: Io,
  outputs: Outputs,
): Promise<Failure | null> {
  const contents = { version, collectedAt: new Date(), target, incomplete, sections, live };
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
export async function withClearFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    throw new Failure(error.code === 'config' ? 'usage' : 'could-not-look', error.message, error);
  }
}

async function collected(
  connection: RouterConnection,
  { timeout }: Pick<SshOptions, 'timeout'>,
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
      return end.why === null ? 'the connection was lost' : `the connection was lost: ${end.why}`;
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

/** Who runs the program; in a container that may be a number without a name. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root';
  }
}
