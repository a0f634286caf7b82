import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { RouterConnection } from '../router/router-connection.ts';
import { Deadline } from './deadline.ts';
import { dial } from './dial.ts';
import { HostKeyCheck } from './host-key-check.ts';
import { type HostSettings, settingsOf } from './host-settings.ts';
import { Login } from './login.ts';
import type { HostKeyQuestion, Questions, SecretQuestion } from './questions.ts';
import { deniedLogin, type Hop, LoginCut, loginTimedOut, NoCommonAlgorithm, openSession } from './session.ts';
import { SshError } from './ssh-error.ts';
import { Ssh2Connection } from './ssh2-connection.ts';
import type { Surroundings } from './surroundings.ts';

export interface ConnectOptions {
  readonly port?: number | undefined;
  /** A file of a private key, tried before all others. */
  readonly identity?: string | undefined;
  /** Another ssh configuration than the user's and the system's; `none` for none at all. */
  readonly configFile?: string | undefined;
  /** The key of a host that nobody knows is taken without a question, and told. */
  readonly acceptNew?: boolean | undefined;
  /** For each host: connecting and logging in, without the time in which somebody is asked. */
  readonly deadlineSeconds?: number | undefined;
  /** Between two signs of life; without an answer to three of them the connection is lost. */
  readonly keepAliveSeconds?: number | undefined;
  readonly surroundings: Surroundings;
}

const usualDeadlineSeconds = 30;
const usualKeepAliveSeconds = 5;
/** More would be a loop. */
const mostJumps = 8;
/** How often a login goes on after the server has ended the connection over wrong keys or passwords. */
const mostCuts = 3;

/**
 * Logs in to a router.
 *
 * @param target `root@router`, `ssh://root@router:2222`
 * @throws {SshError}
 * @throws the reason of the signal when it is aborted
 */
export async function connect(
  target: string,
  options: ConnectOptions,
  questions: Questions,
  signal: AbortSignal,
): Promise<RouterConnection> {
  signal.throwIfAborted();
  const all = wayTo(target, options);
  const clients: Client[] = [];
  let localAddress: string | null = null;
  try {
    for (const [index, settings] of all.entries()) {
      const isJump = index < all.length - 1;
      const via = clients[0];
      try {
        const { client, socket } = await logIn(settings, isJump, via, options, questions, signal);
        clients.unshift(client);
        localAddress = socket instanceof Socket ? (socket.localAddress ?? null) : null;
      } catch (error) {
        throw isJump && error instanceof SshError ? onTheWay(error, nameOf(settings)) : error;
      }
    }
    const [router, ...jumps] = clients;
    const settings = all.at(-1);
    if (router === undefined || settings === undefined) throw new Error('There is no host to log in to.');
    return new Ssh2Connection(nameOf(settings), [router, ...jumps], localAddress, signal);
  } catch (error) {
    for (const client of clients) client.destroy();
    throw error;
  }
}

/** The hosts to log in to one after the other; the router is the last. */
function wayTo(target: string, options: ConnectOptions): HostSettings[] {
  const own = {
    port: options.port,
    identity: options.identity,
    configFile: options.configFile,
  };
  const way: HostSettings[] = [];
  const router = settingsOf(target, own, false, options.surroundings);
  let next = [router];
  for (;;) {
    way.unshift(...next);
    // As with OpenSSH: of the hosts of a list, only the first is reached by its own way.
    const jumps = way[0]?.jumps ?? [];
    if (jumps.length === 0) return way;
    if (way.length + jumps.length > mostJumps + 1) {
      throw new SshError(
        'config',
        `The ssh configuration leads to ${router.alias} over more than ${mostJumps} other hosts. Does a ProxyJump lead back to itself?`,
      );
    }
    next = jumps.map((jump) => settingsOf(jump, own, true, options.surroundings));
  }
}

function nameOf({ user, host, port }: HostSettings): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 22 ? `${user}@${name}` : `${user}@${name}:${port}`;
}

/** Somebody is logged in, over this stream. */
interface Session {
  readonly client: Client;
  readonly socket: Duplex;
}

async function logIn(
  settings: HostSettings,
  isJump: boolean,
  via: Client | undefined,
  options: ConnectOptions,
  questions: Questions,
  signal: AbortSignal,
): Promise<Session> {
  const limit = new AbortController();
  const name = nameOf(settings);
  let hop: Hop | undefined;
  const seconds = options.deadlineSeconds ?? usualDeadlineSeconds;
  const deadline = new Deadline(seconds, () => limit.abort(timeIsUp));
  const both = AbortSignal.any([signal, limit.signal]);
  const asking = new PatientQuestions(questions, deadline);
  try {
    hop = {
      name,
      settings,
      login: new Login(settings, name, isJump, asking, both),
      hostKey: new HostKeyCheck(settings, options.acceptNew ?? false, asking),
    };
    return await persistently(hop, via, both, asking, options);
  } catch (error) {
    if (error === timeIsUp) throw hop === undefined ? error : loginTimedOut(hop);
    throw error;
  } finally {
    deadline.end();
  }
}

const timeIsUp = new Error('The time for the login is up.');

/** Connects anew where a server wants other algorithms, or ends the connection over what was tried. */
async function persistently(
  hop: Hop,
  via: Client | undefined,
  signal: AbortSignal,
  questions: PatientQuestions,
  options: ConnectOptions,
): Promise<Session> {
  let withOldAlgorithms = false;
  let cuts = 0;
  for (;;) {
    const socket = await reach(hop.settings, via, signal);
    const tries = hop.login.count;
    try {
      const client = await openSession(hop, socket, {
        withOldAlgorithms,
        keepAliveSeconds: options.keepAliveSeconds ?? usualKeepAliveSeconds,
        signal,
        warn: (sentence) => questions.warn(sentence),
        answer: () => questions.answer,
      });
      return { client, socket };
    } catch (error) {
      if (error instanceof NoCommonAlgorithm) {
        if (withOldAlgorithms) throw strange(hop, error);
        withOldAlgorithms = true;
      } else if (error instanceof LoginCut) {
        cuts += 1;
        if (error.words !== '') hop.login.goodbye = error.words;
        const isVain = hop.login.count === tries && !error.whileAsking;
        if (isVain || cuts > mostCuts) throw cutShort(hop, error);
        hop.login.restart(error.whileAsking);
      } else {
        throw error;
      }
    }
  }
}

async function reach(settings: HostSettings, via: Client | undefined, signal: AbortSignal): Promise<Duplex> {
  if (via === undefined) return await reachDirectly(settings, signal);
  const { host, port } = settings;
  return await new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    try {
      via.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
        if (error === undefined || error === null) resolve(channel);
        else reject(noWayOn(host, port, error));
      });
    } catch (error) {
      reject(noWayOn(host, port, error));
    }
  });
}

async function reachDirectly(settings: HostSettings, signal: AbortSignal): Promise<Socket> {
  if (settings.connectSeconds === undefined) return await dial(settings, signal);
  const limit = AbortSignal.timeout(settings.connectSeconds * 1000);
  try {
    return await dial(settings, AbortSignal.any([signal, limit]));
  } catch (error) {
    throw error === limit.reason ? timeIsUp : error;
  }
}

/** Questions during which the clock stands still. */
class PatientQuestions implements Questions {
  readonly #questions: Questions;
  readonly #deadline: Deadline;
  #answer: Promise<void> | undefined;

  constructor(questions: Questions, deadline: Deadline) {
    this.#questions = questions;
    this.#deadline = deadline;
  }

  /** Settles when the question that is open has its answer; undefined where none is. */
  get answer(): Promise<void> | undefined {
    return this.#answer;
  }

  secret(question: SecretQuestion, signal: AbortSignal): Promise<string | null> {
    return this.#patiently(() => this.#questions.secret(question, signal));
  }

  confirmHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean | null> {
    return this.#patiently(() => this.#questions.confirmHostKey(question, signal));
  }

  warn(sentence: string): void {
    this.#questions.warn(sentence);
  }

  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    const answered = this.#deadline.without(ask);
    const nothing = () => undefined;
    const settled = answered.then(nothing, nothing);
    this.#answer = settled;
    try {
      return await answered;
    } finally {
      if (this.#answer === settled) this.#answer = undefined;
    }
  }
}

function noWayOn(host: string, port: number, cause: unknown): SshError {
  return new SshError(
    'jump-failed',
    `The host on the way cannot reach ${host} port ${port}. Is the router on, and is forwarding allowed there?`,
    cause,
  );
}

function onTheWay(error: SshError, name: string): SshError {
  return new SshError('jump-failed', `On the way, at ${name}: ${error.message}`, error);
}

function strange({ name }: Hop, { what, offered }: NoCommonAlgorithm): SshError {
  const list = offered === undefined || offered === '' ? '' : ` It has: ${offered.split(',').join(', ')}.`;
  return new SshError(
    'no-common-algorithm',
    `${name} and hwdiag have no ${what} in common, not even an old one.${list} Let the system's own client log in: add --ssh-command ssh.`,
  );
}

function cutShort(hop: Hop, { words }: LoginCut): SshError {
  if (hop.login.count > 0) return deniedLogin(hop);
  const said = words === '' ? '' : ` It said: “${words}”.`;
  return new SshError(
    'connection-lost',
    `${hop.name} ended the connection during the login.${said} Wait a minute and try again.`,
  );
}
