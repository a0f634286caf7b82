import type { Duplex } from 'node:stream';
import ssh2, { type AuthenticationType, type Client } from 'ssh2';
import { algorithmsFor, oldAlgorithmsOf } from './algorithms.ts';
import { timedOut } from './dial.ts';
import type { HostKeyCheck } from './host-key-check.ts';
import type { HostSettings } from './host-settings.ts';
import type { Login } from './login.ts';
import { SshError } from './ssh-error.ts';

/** One host to log in to, on the way or at its end. */
export interface Hop {
  /** `root@192.168.1.1`, with the port where it is not SSH's own. */
  readonly name: string;
  readonly settings: HostSettings;
  readonly login: Login;
  readonly hostKey: HostKeyCheck;
}

export interface SessionOptions {
  readonly withOldAlgorithms: boolean;
  /** Between two signs of life. */
  readonly keepAliveSeconds: number;
  /** Aborted by the deadline, too. */
  readonly signal: AbortSignal;
  warn(sentence: string): void;
  /** Settles when what somebody is being asked just now has its answer; undefined where nobody is asked. */
  answer(): Promise<void> | undefined;
}

/** The server shares no algorithm with what was offered. */
export class NoCommonAlgorithm extends Error {
  /** What could not be agreed on: `host key format`. */
  readonly what: string;
  /** What the server has of it; undefined where it is not known. */
  readonly offered: string | undefined;

  constructor(what: string, offered: string | undefined) {
    super(`no common ${what}`);
    this.what = what;
    this.offered = offered;
  }
}

/** The server ended the connection during the login. */
export class LoginCut extends Error {
  /** Its words; untrusted, and empty where it said nothing. */
  readonly words: string;
  /** It did not wait for somebody's answer: dropbear gives a login 60 seconds, OpenSSH two minutes. */
  readonly whileAsking: boolean;

  constructor(words: string, whileAsking = false) {
    super('the server ended the login');
    this.words = words;
    this.whileAsking = whileAsking;
  }
}

/** A connection without an answer to so many signs of life is lost. */
const keepAliveCount = 3;

/**
 * Speaks SSH over a connection until somebody is logged in.
 *
 * @throws {SshError}
 * @throws {NoCommonAlgorithm}
 * @throws {LoginCut}
 */
export function openSession(hop: Hop, socket: Duplex, options: SessionOptions): Promise<Client> {
  return new SessionOpening(hop, socket, options).client();
}

class SessionOpening {
  readonly #hop: Hop;
  readonly #socket: Duplex;
  readonly #options: SessionOptions;
  readonly #client = new ssh2.Client();
  /** What the server has, by the words of ssh2's log: the only place where it tells. */
  readonly #offered = new Map<string, string>();
  #phase: 'greeting' | 'keys' | 'login' = 'greeting';
  #hasEnded = false;
  #isOpen = false;

  constructor(hop: Hop, socket: Duplex, options: SessionOptions) {
    this.#hop = hop;
    this.#socket = socket;
    this.#options = options;
  }

  async client(): Promise<Client> {
    const { signal } = this.#options;
    let giveUp: (() => void) | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        giveUp = () => reject(signal.reason);
        signal.addEventListener('abort', giveUp, { once: true });
        if (signal.aborted) reject(signal.reason);
        this.#open(resolve, reject);
      });
      return this.#client;
    } catch (error) {
      this.#hasEnded = true;
      this.#client.destroy();
      this.#socket.destroy();
      throw error;
    } finally {
      if (giveUp !== undefined) signal.removeEventListener('abort', giveUp);
    }
  }

  #open(resolve: () => void, reject: (error: unknown) => void): void {
    const { settings, hostKey } = this.#hop;
    this.#client
      .on('ready', () => {
        this.#isOpen = true;
        resolve();
      })
      .on('handshake', (negotiated) => {
        if (this.#phase === 'login') return;
        this.#phase = 'login';
        this.#tellOldAlgorithms(oldAlgorithmsOf(negotiated));
      })
      .on('error', (error) => {
        const fault = this.#faultOf(error);
        if (fault !== undefined) this.#end(fault, reject);
      })
      .on('close', () => this.#end(this.#closed(), reject));
    this.#client.connect({
      sock: this.#socket,
      username: settings.user,
      algorithms: algorithmsFor(hostKey.knownTypes, this.#options.withOldAlgorithms),
      // Ours does not run while somebody is asked.
      readyTimeout: 0,
      keepaliveInterval: this.#options.keepAliveSeconds * 1000,
      keepaliveCountMax: keepAliveCount,
      debug: (message) => this.#note(message),
      hostVerifier: (key: Buffer, verify: (isRight: boolean) => void) => {
        if (this.#isOpen) {
          this.#checkAgain(key, verify);
          return;
        }
        hostKey.check(key, this.#options.signal).then(
          () => {
            if (!this.#hasEnded) verify(true);
          },
          // ssh2 hears no “no”: the connection is ended instead, and it may have ended before.
          reject,
        );
      },
      authHandler: (offers, isPartial, next) => {
        // The types say that it is never null; at the first call it is.
        const said: readonly AuthenticationType[] | null = offers;
        this.#hop.login
          .next(said, isPartial === true)
          .then((attempt) => {
            if (attempt === undefined) reject(deniedLogin(this.#hop));
            else if (!this.#hasEnded) next(attempt);
          })
          .catch(reject);
      },
    });
  }

  /**
   * Keys are exchanged anew in the middle of a session. The answer must be given before this returns: ssh2 sends on meanwhile, and
   * the server could not read it.
   */
  #checkAgain(key: Buffer, verify: (isRight: boolean) => void): void {
    try {
      this.#hop.hostKey.checkAgain(key);
      verify(true);
    } catch (error) {
      if (!(error instanceof SshError)) throw error;
      // Whoever has the session by now hears of it as its end.
      this.#options.warn(error.message);
      this.#client.emit('error', error);
      this.#client.destroy();
    }
  }

  /** Nobody's answer is thrown away, nor asked for twice: where somebody is being asked, the end waits for the answer. */
  #end(fault: Error, reject: (error: unknown) => void): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const answer = this.#options.answer();
    if (answer === undefined) {
      reject(fault);
      return;
    }
    // What waits for the answer goes on first: it may reject by itself, as when the host is not trusted.
    answer.then(() => setImmediate(() => reject(new LoginCut('', true))));
  }

  /** ssh2's log says who answers, and which algorithms the server has. */
  #note(message: string): void {
    if (message.startsWith('Remote ident: ')) this.#phase = 'keys';
    // A sample: Handshake: (remote) Host key format: ssh-rsa,ssh-dss
    const list = /^Handshake: \(remote\) ([^:]+): (.*)$/s.exec(message);
    if (list !== null) this.#offered.set((list[1] ?? '').toLowerCase(), list[2] ?? '');
  }

  #tellOldAlgorithms(old: readonly string[]): void {
    if (old.length === 0) return;
    this.#options.warn(
      `${this.#hop.name} has only old algorithms, which somebody on the way may be able to break: ${old.join(', ')}. A newer release of its software has better ones.`,
    );
  }

  /** @returns undefined for what is no end of the attempt */
  #faultOf(error: Error & { level?: string; code?: unknown }): Error | undefined {
    // The agent does not sign, or a key does not: the next attempt follows.
    if (error.level === 'agent' || error.level === 'client-authentication') return undefined;
    const unmatched = /^Handshake failed: no matching (.+)$/.exec(error.message)?.[1];
    if (unmatched !== undefined) return new NoCommonAlgorithm(unmatched, this.#listOf(unmatched));
    if (error.level === 'client-timeout') return this.#lost('it does not answer any more', error);
    // A number: the server says goodbye, and why.
    const words = typeof error.code === 'number' ? error.message : '';
    switch (this.#phase) {
      case 'greeting':
        return this.#noGreeting(error);
      case 'keys':
        return words === ''
          ? this.#lost(`the exchange of keys failed: ${error.message}`, error)
          : this.#lost(`it said: “${words}”`, error);
      case 'login':
        return words === '' && error.level !== 'client-socket'
          ? this.#lost(error.message, error)
          : new LoginCut(words);
    }
  }

  #listOf(unmatched: string): string | undefined {
    const what = unmatched.toLowerCase();
    return this.#offered.get(what === 'key exchange algorithm' ? 'kex method' : what);
  }

  #noGreeting(error: Error): SshError {
    const { host, port } = this.#hop.settings;
    if (/before handshake/.test(error.message)) {
      return new SshError(
        'connection-lost',
        `${host} port ${port} ended the connection without a word. It may have too many logins open at once, or let nobody in from here; wait a minute and try again.`,
        error,
      );
    }
    if ('code' in error && error.code === 'ECONNRESET')
      return this.#lost('it was reset before the server said anything', error);
    return new SshError(
      'not-ssh',
      `What answers at ${host} port ${port} is no SSH server. Is the port right? It is given with --port.`,
      error,
    );
  }

  #closed(): Error {
    if (this.#phase === 'login') return new LoginCut('');
    return this.#lost(
      this.#phase === 'greeting'
        ? 'it ended without a word from the server'
        : 'the server ended it while keys were exchanged',
    );
  }

  #lost(how: string, cause?: unknown): SshError {
    return new SshError('connection-lost', `The connection to ${this.#hop.name} was lost: ${how}.`, cause);
  }
}

/** Says what was tried, what would be taken, and what to do. */
export function deniedLogin({ name, login, settings }: Hop): SshError {
  const { offers, goodbye: words } = login;
  const isAsked = login.tried.some((what) => !/^no password$|\bkey\b/.test(what));
  const takesPasswords = offers.includes('password') || offers.includes('keyboard-interactive');
  const hints = [
    words === '' ? undefined : `It said: “${words}”.`,
    offers.length === 0 ? undefined : `It takes: ${offers.join(', ')}.`,
    ...login.remarks,
    takesPasswords && !isAsked
      ? 'No password was given: run hwdiag in a terminal, where it asks for one, or hand it over with --password-stdin.'
      : undefined,
    takesPasswords && isAsked && settings.user === 'root'
      ? 'Is the password right, and may root log in with one? It is the one of the router’s web page, not that of the Wi-Fi.'
      : undefined,
    takesPasswords && isAsked && settings.user !== 'root' ? 'Are user name and password right?' : undefined,
    offers.length > 0 && !takesPasswords
      ? 'It takes no passwords: name the right key with --identity, or let the system’s own client log in with --ssh-command ssh.'
      : undefined,
  ];
  return new SshError(
    'login-denied',
    [`${name} does not let us in. Tried: ${login.tried.join(', ')}.`, ...hints]
      .filter((hint) => hint !== undefined)
      .join(' '),
  );
}

/** The end of a login that took too long. */
export function loginTimedOut({ settings: { host, port } }: Hop): SshError {
  return timedOut(`${host} port ${port}`);
}
