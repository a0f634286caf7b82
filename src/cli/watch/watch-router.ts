import type { CollectedSection } from '../../collect/router/collected-section.ts';
import { type FollowEnd, followLog } from '../../collect/router/follow.ts';
import type { RouterConnection } from '../../collect/router/router-connection.ts';
import { SshError } from '../../collect/ssh/ssh-error.ts';
import type { ListedRule } from '../../rules/listed-rule.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import type { Outputs } from '../output.ts';
import { TerminalQuestions } from '../prompt.ts';
import {
  logIn,
  type RouterRead,
  type RouterText,
  readRouter,
  routerText,
  saved,
  tell,
  textOf,
  withClearFailures,
} from '../router-reading.ts';
import { mayBeSaved } from '../save.ts';
import { hasUnicode } from '../terminal.ts';
import { LiveScreen } from './live-screen.ts';
import { WatchEnd } from './watch-end.ts';
import type { RouterOptions, WatchOptions } from './watch-options.ts';
import { lostLines, tellWatching, type Watched } from './watched.ts';
import { Watching } from './watching.ts';

/** Lines of the log that come again when it is followed: what is logged while a router is read. */
const backlog = 1_000;

/** What holds what was logged before the start; the rest of what was read is known all the time. */
const isLog = /^(?:log|log-extent|file-.*|dial-log-.*)$/;

/**
 * Reads a router, then watches its log.
 *
 * @throws {Failure}
 * @throws the reason of the interruption, before anything is watched
 */
export async function watchRouter(
  options: WatchOptions,
  router: RouterOptions,
  rules: readonly ListedRule[],
  io: Io,
  outputs: Outputs,
): Promise<Watched> {
  if (router.save !== null) await mayBeSaved(router.save, router.overwrite);
  const questions = new TerminalQuestions(io, hasUnicode(io), router.passwordStdin);
  const connection = await withClearFailures(() => logIn(router, io, questions, io.interruption));
  const target = connection.name;
  try {
    const read = options.collect
      ? await withClearFailures(() => readRouter(connection, router, io, outputs))
      : nothingRead;
    if (read.incomplete !== null) await tell(`Not everything was read: ${read.incomplete}.`, io, outputs);
    const { live, remarks } = await withClearFailures(() =>
      followed(connection, read, options, rules, io, outputs),
    );
    const texts = [...read.texts, ...live.map((section) => routerText(section, read.host))];
    if (texts.length === 0)
      throw new Failure('could-not-look', remarks[0] ?? `Nothing was logged on ${target} meanwhile.`);
    const contents = { incomplete: read.incomplete, texts, live: null };
    const failure =
      router.save === null ? null : await saved(router.save, target, contents, router, io, outputs);
    return { texts: texts.map(({ section, text }) => ({ name: section.name, text })), remarks, failure };
  } finally {
    await connection.close();
  }
}

const nothingRead: RouterRead = { host: null, incomplete: null, texts: [] };

interface Followed {
  /** What was logged meanwhile, as sections. */
  readonly live: readonly CollectedSection[];
  readonly remarks: readonly string[];
}

async function followed(
  connection: RouterConnection,
  { texts }: RouterRead,
  options: WatchOptions,
  rules: readonly ListedRule[],
  io: Io,
  outputs: Outputs,
): Promise<Followed> {
  const began = Date.now();
  const end = new WatchEnd(options, io);
  const screen = new LiveScreen(options, io, outputs.stderr);
  let command = '';
  let watching: Watching | null = null;
  const isCollected = texts.some(({ section }) => isLog.test(section.name));
  const how = await followLog(connection, {
    backlog: isCollected ? backlog : 0,
    signal: end.signal,
    onStarted: (what) => {
      command = what;
      // The order of lines on standard error is that of the calls; what cannot be written there does not matter.
      tellWatching(`${connection.name} (${what})`, options, io, outputs).catch(() => undefined);
      end.guard(() => {
        const subject = {
          target: connection.name,
          known: texts
            .filter(({ section }) => !isLog.test(section.name))
            .map(({ section, text }) => ({ name: section.name, text })),
          earlier: earlierLog(texts, what),
          backlog: isCollected ? backlog : 0,
        };
        watching = new Watching(subject, rules, screen, end);
      });
    },
    onLog: (bytes) => watching?.add(bytes),
    onKernel: (bytes) => watching?.addKernel(bytes),
  });
  end.clear();
  // Set in a callback, which the compiler does not follow.
  const seen = watching as Watching | null;
  await seen?.end();
  const remark = endWords(how, connection.name);
  const remarks = [...(remark === null ? [] : [remark]), ...(seen?.log.hasLost === true ? [lostLines] : [])];
  const seconds = (Date.now() - began) / 1000;
  const sections: readonly (readonly [name: string, command: string, text: string])[] = [
    ['live', command, seen?.log.text ?? ''],
    ['live-kernel', 'dmesg -w', seen?.kernelLog.text ?? ''],
  ];
  const live = sections.flatMap(([name, typed, text]): CollectedSection[] =>
    text === ''
      ? []
      : [
          {
            name,
            command: typed,
            startedAt: 0,
            seconds,
            end: { how: 'exited', code: 0 },
            output: new TextEncoder().encode(text),
          },
        ],
  );
  return { live, remarks };
}

/** The lines of the log that is followed, as they were read before; the prompt above them taken off. */
function earlierLog(texts: readonly RouterText[], command: string): readonly string[] {
  const file = /^tail -F .*\/([^/]+)$/.exec(command)?.[1];
  const name = file === undefined ? 'log' : `file-${file}`;
  const section = texts.find((known) => known.section.name === name)?.section;
  if (section === undefined || section.output.length === 0) return [];
  return textOf(section.output).replace(/\n$/, '').split('\n');
}

/** What is to be said of the end: a sentence; null where it is what somebody wanted. */
function endWords(end: FollowEnd, name: string): string | null {
  switch (end.how) {
    case 'stopped':
      return null;
    case 'ended':
      return `The log of ${name} ended.`;
    case 'no-log':
      return `${name} has no log that can be followed: neither logread nor journalctl nor /var/log/messages.`;
    case 'connection-lost':
      return end.error instanceof SshError ? end.error.message : `The connection to ${name} was lost.`;
  }
}
