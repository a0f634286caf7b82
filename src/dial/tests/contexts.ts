import { readAtAnswer } from '../../grammar/structures/at-answer.ts';
import { type AtLogin, readAtLogin } from '../../grammar/structures/at-login.ts';
import { isMasked } from '../../redact/credentials.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { optionOf } from '../../situation/facts/config.ts';
import type { Episode } from '../../situation/situation.ts';
import type { AtAnswer } from '../at/at-client.ts';
import { AtFailure } from '../at/at-failure.ts';
import type { Bench, LiveTestKind, Outcome } from '../live-test.ts';
import { contextQueriesBeside, credentialQueries, mayAskBeside } from '../queries.ts';
import type { Subject } from '../subject.ts';
import { ask, askPort, askUnlessRefused, questions } from './asked.ts';

/**
 * What the modem remembers of APNs, logins and connections, against what is configured. It decides no rung: the dial does. Of
 * logins it tells only whether they are those of the configuration.
 */
export const contextsTest: LiveTestKind = {
  id: 'contexts',
  rung: 'dial',
  question: 'Which APNs and logins does the modem hold?',
  plan(subject) {
    const commands = questions('contexts', subject);
    if (typeof commands === 'string') return commands;
    const logins = `${credentialQueries(subject).join(', ')}: user names and passwords are compared, and neither shown nor kept`;
    const more =
      subject.path === 'at'
        ? [logins]
        : mayAskBeside(subject)
          ? [`to its AT port: ${contextQueriesBeside.join(', ')}`, logins]
          : [];
    return { class: 'reads', when: 'always', commands: [...commands, ...more], changes: [] };
  },
  async run(bench): Promise<Outcome> {
    const why = await ask('contexts', bench);
    const { subject } = bench;
    if (mayAskBeside(subject)) await askPort(contextQueriesBeside, bench);
    const logins = subject.path === 'at' || mayAskBeside(subject) ? await heldLogins(bench) : null;
    const episode = bench.seen();
    const held = episode === null ? [] : contextsOf(episode);
    const loginWords = logins === null ? '' : wordsOfLogins(logins, configuredLogin(subject));
    if (held.length === 0) {
      const answer = why ?? 'The modem does not tell its APNs.';
      return { outcome: 'inconclusive', answer: `${answer}${loginWords}` };
    }
    const told = held.map(({ id, apn }) =>
      apn === '' ? `context ${id} has no APN` : `context ${id} has ${apn}`,
    );
    const configured = subject.interface?.apn ?? null;
    const beside = configured === null ? '' : ` The configuration says ${configured}.`;
    return { outcome: 'reached', answer: `In the modem ${told.join(', ')}.${beside}${loginWords}` };
  },
};

/** The logins of the contexts as the modem answers them, which no capture keeps; null where it answers none of the questions. */
async function heldLogins(bench: Bench): Promise<readonly AtLogin[] | null> {
  const { atPort } = bench.facts;
  if (atPort === null) return null;
  const commands = credentialQueries(bench.subject);
  const answers: AtAnswer[] = [];
  try {
    await bench.talk(
      atPort,
      async (client) => {
        for (const command of commands) {
          bench.signal.throwIfAborted();
          const answer = await askUnlessRefused(client, command);
          if (answer?.final.result === 'ok') answers.push(answer);
        }
      },
      { texts: commands },
    );
  } catch (error) {
    if (!(error instanceof AtFailure)) throw error;
    // It may have answered some of them.
  }
  return answers.length === 0 ? null : answers.flatMap(loginsOf);
}

function loginsOf({ command, lines }: AtAnswer): readonly AtLogin[] {
  const asked = /=(\d+)$/.exec(command)?.[1];
  return lines.flatMap((line) => {
    const answer = readAtAnswer(line);
    const login = answer?.kind === 'information' ? readAtLogin(answer) : null;
    if (login === null) return [];
    return [{ ...login, context: login.context ?? (asked === undefined ? null : Number(asked)) }];
  });
}

/** What the interface logs in with; empty where it is not configured. */
interface ConfiguredLogin {
  readonly username: string;
  readonly password: string;
  readonly auth: string;
}

function configuredLogin({ episode, interface: config }: Subject): ConfiguredLogin | null {
  const section = episode.interfaces.find(({ name }) => name === config?.name)?.section;
  if (section === undefined) return null;
  const value = (option: string): string => optionOf(section, option)?.value ?? '';
  return { username: value('username'), password: value('password'), auth: value('auth') };
}

/** Whether the logins agree with the configuration; sentences behind others, without a word of any login. */
function wordsOfLogins(logins: readonly AtLogin[], configured: ConfiguredLogin | null): string {
  const held = new Map(
    logins.flatMap((login) => (login.words.length === 0 ? [] : [[login.context, login] as const])),
  );
  const hasConfigured = configured !== null && configured.username !== '';
  if (held.size === 0)
    return hasConfigured
      ? ' The modem holds no login; the configuration has one.'
      : ' The modem holds no login.';
  return [...held.values()]
    .map((login) => {
      const whose = login.context === null ? 'A context' : `Context ${login.context}`;
      const how = login.method === null ? undefined : methodWords[login.method];
      const about = configured === null ? [] : compared(login, configured);
      return ` ${whose} has a login${how === undefined ? '' : ` by ${how}`}${about.length === 0 ? '' : `: ${about.join(', ')}`}.`;
    })
    .join('');
}

const methodWords: Readonly<Partial<Record<string, string>>> = {
  pap: 'PAP',
  chap: 'CHAP',
  either: 'PAP or CHAP',
};

function compared({ method, words }: AtLogin, configured: ConfiguredLogin): readonly string[] {
  const { username, password, auth } = configured;
  if (username === '') return ['the configuration has none'];
  const user = words.indexOf(username);
  // A modem may leave the password out, or print stars.
  const others = words.filter((_, at) => at !== user);
  const tellsPassword = words.length > 1 && !others.some(isMasked);
  const wanted = methodWords[auth];
  return [
    user === -1 ? 'another user name than the configured one' : 'the user name that is configured',
    ...(tellsPassword
      ? [others.includes(password) ? 'the password that is configured' : 'another password']
      : []),
    ...(wanted === undefined || method === null || method === 'either' || method === auth
      ? []
      : [`and ${wanted} is configured`]),
  ];
}

/** One PDP context that the modem remembers. */
export interface HeldContext {
  readonly id: number;
  readonly apn: string;
}

/** The contexts of the last `AT+CGDCONT?`. Source: 3GPP TS 27.007 section 10.1.1. */
export function contextsOf(episode: Episode): readonly HeldContext[] {
  const held = new Map<number, string>();
  for (const { value } of atInformation(episode, '+CGDCONT')) {
    const [id, , apn] = value.values;
    if (typeof id !== 'string' || !/^\d{1,2}$/.test(id)) continue;
    held.set(Number(id), typeof apn === 'string' ? apn : '');
  }
  return [...held].map(([id, apn]) => ({ id, apn }));
}
