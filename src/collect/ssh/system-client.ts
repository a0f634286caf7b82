import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { finished } from 'node:stream/promises';
import type { RemoteCommand, RemoteEnd, RouterConnection } from '../router/router-connection.ts';
import { reasonOf } from './ssh-config.ts';
import { SshError } from './ssh-error.ts';
import { parseTarget, type Target } from './target.ts';

export interface SystemClientOptions {
  /** `--ssh-command`: a program and its first arguments, as one would type them; no shell reads it. */
  readonly command: string;
  readonly port?: number | undefined;
  readonly identity?: string | undefined;
  readonly configFile?: string | undefined;
  readonly acceptNew?: boolean | undefined;
}

/** The status that ssh ends with where it is itself at fault, not the command (ssh(1), “EXIT STATUS”). */
const ownFault = 255;
/** What is kept of the client's words, for a message. */
const longestWords = 4_096;
/** How long a client may take to end when it is told to. */
const patienceMs = 1_000;

/**
 * A session that the system's own client carries: each command is a run of it. Keys of hosts, passwords and hosts on the way are
 * its business; it asks at the terminal itself.
 *
 * @throws {SshError} `config` where the words of the command cannot be told apart, or the target names no router
 */
export function systemClient(
  target: string,
  options: SystemClientOptions,
  signal: AbortSignal,
): RouterConnection {
  const [program, ...first] = commandWords(options.command);
  if (program === undefined) throw new SshError('config', 'What to start is missing: --ssh-command ssh.');
  const place = parseTarget(target);
  return new SystemClient(program, [...first, ...argumentsFor(place, options)], target, signal);
}

/**
 * The words of a command as a POSIX shell would cut them, with quotes and backslashes, and nothing else of a shell.
 *
 * @throws {SshError} `config`
 */
export function commandWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < command.length; at += 1) {
    const sign = command.charAt(at);
    if (quote === undefined && /\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign === quote) {
      quote = undefined;
    } else if (quote === undefined && (sign === '"' || sign === "'")) {
      quote = sign;
      word ??= '';
    } else if (sign === '\\' && quote !== "'" && isEscaped(command[at + 1], quote)) {
      at += 1;
      word = `${word ?? ''}${command[at]}`;
    } else {
      word = `${word ?? ''}${sign}`;
    }
  }
  if (quote !== undefined)
    throw new SshError('config', `A quotation mark is not closed in --ssh-command: ${command}`);
  if (word !== undefined) words.push(word);
  return words;
}

/** Within double quotes a backslash is one but for what it must protect; a path of Windows keeps its own anywhere. */
function isEscaped(sign: string | undefined, quote: string | undefined): boolean {
  return sign !== undefined && (quote === undefined ? /[\s"'\\]/ : /["\\]/).test(sign);
}

function argumentsFor({ user, host, port }: Target, options: SystemClientOptions): string[] {
  const { identity, configFile, acceptNew } = options;
  const chosenPort = options.port ?? port;
  return [
    '-T',
    ...(chosenPort === undefined ? [] : ['-p', String(chosenPort)]),
    ...(identity === undefined ? [] : ['-i', identity]),
    ...(configFile === undefined ? [] : ['-F', configFile]),
    ...(acceptNew === true ? ['-o', 'StrictHostKeyChecking=accept-new'] : []),
    // Where none is given, the client knows: by its configuration, or it takes the local one.
    ...(user === undefined ? [] : ['-l', user]),
    // It never begins with a hyphen. Clients other than OpenSSH's do not know “--”.
    host,
  ];
}

class SystemClient implements RouterConnection {
  readonly name: string;
  /** The client's own configuration may lead over another host, and it does not say. */
  readonly ownEnd = { localAddress: null, isOverJumpHost: false };
  readonly #program: string;
  readonly #arguments: readonly string[];
  readonly #signal: AbortSignal;
  #running: ChildProcessWithoutNullStreams | undefined;

  constructor(program: string, args: readonly string[], name: string, signal: AbortSignal) {
    this.name = name;
    this.#program = program;
    this.#arguments = args;
    this.#signal = signal;
  }

  async start(command: string): Promise<RemoteCommand> {
    this.#signal.throwIfAborted();
    if (this.#running !== undefined) throw new Error('A command runs already on this connection.');
    const client = spawn(this.#program, [...this.#arguments, command], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#running = client;
    try {
      await new Promise<void>((resolve, reject) => {
        client.once('spawn', resolve);
        client.once('error', reject);
      });
    } catch (error) {
      this.#running = undefined;
      throw new SshError(
        'no-client',
        `${this.#program} cannot be started: ${reasonOf(error)}. Is it installed, and spelt right after --ssh-command?`,
        error,
      );
    }
    return this.#started(client);
  }

  async close(): Promise<void> {
    const client = this.#running;
    if (client === undefined) return;
    const gone = new Promise((resolve) => client.once('close', resolve));
    client.kill('SIGTERM');
    const timer = setTimeout(() => client.kill('SIGKILL'), patienceMs);
    await gone;
    clearTimeout(timer);
  }

  #started(client: ChildProcessWithoutNullStreams): RemoteCommand {
    let words = '';
    client.stderr.on('data', (chunk: Buffer) => {
      if (words.length < longestWords) words += chunk.toString('utf8');
    });
    const stop = () => client.kill('SIGTERM');
    this.#signal.addEventListener('abort', stop, { once: true });
    // A client that has ended does not read its input: its status says why.
    client.stdin.on('error', () => undefined);
    client.on('error', () => undefined);
    let isStopped = false;
    const whole = async (): Promise<RemoteEnd> => {
      const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
        client.once('exit', (code, signal) => resolve({ code, signal }));
      });
      await Promise.allSettled([finished(client.stdout), finished(client.stderr), exit]);
      const { code, signal } = await exit;
      this.#running = undefined;
      this.#signal.removeEventListener('abort', stop);
      if (isStopped) return { code: null, signal: null };
      this.#signal.throwIfAborted();
      // A signal ended the client, not the command: of what became of that nothing is known.
      if (signal !== null)
        throw new SshError('connection-lost', `${this.#program} was ended by a signal (${signal}).`);
      if (code === ownFault) throw this.#failed(words);
      return { code, signal: null };
    };
    const end = whole();
    // Who awaits it gets the error; who does not must not end the program by it.
    end.catch(() => undefined);
    return {
      stdin: client.stdin,
      stdout: client.stdout,
      stderr: client.stderr,
      end,
      stop: () => {
        isStopped = true;
        client.kill('SIGTERM');
        client.stdout.resume();
        client.stderr.resume();
      },
    };
  }

  #failed(words: string): SshError {
    const said = words
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    // It says what happened last; before that come notes and banners of the server.
    const last = said.length === 0 ? null : `“${said.slice(-3).join(' / ')}”`;
    const told = last === null ? 'It said nothing.' : `It said: ${last}`;
    return new SshError(
      'client-failed',
      `${this.#program} did not get a session on ${this.name}. ${told} Does “${this.#program} ${this.name}” work by itself?`,
      undefined,
      last === null ? null : `${this.#program} said ${last}`,
    );
  }
}
