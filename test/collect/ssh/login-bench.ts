import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { type ConnectOptions, connect } from '../../../src/collect/ssh/connect.ts';
import { SshError } from '../../../src/collect/ssh/ssh-error.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import type { TestServer } from '../../servers/server.ts';

/** Somebody's computer: a home folder with what ssh keeps in it, and what is asked there. */
export class LoginBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'hwdiag-ssh-'));
  readonly #open: RouterConnection[] = [];
  readonly #agents: string[] = [];

  /** A new home with these files below `.ssh`. */
  home(files: Readonly<Record<string, string>> = {}): string {
    const home = mkdtempSync(join(this.folder, 'home-'));
    mkdirSync(join(home, '.ssh'), { mode: 0o700 });
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(home, '.ssh', name), content, { mode: 0o600 });
    }
    return home;
  }

  /** Logs in, and closes the connection after the test. Without settings of its own no file of settings is read. */
  async logIn(
    target: string,
    {
      home = this.home(),
      questions = new ScriptedQuestions(),
      agent,
      signal = new AbortController().signal,
      ...options
    }: Partial<ConnectOptions> & {
      readonly home?: string;
      readonly questions?: ScriptedQuestions;
      readonly agent?: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<RouterConnection> {
    const connection = await connect(
      target,
      {
        configFile: 'none',
        surroundings: {
          env: agent === undefined ? {} : { SSH_AUTH_SOCK: agent },
          platform: 'linux',
          homeFolder: home,
          localUser: 'somebody',
          localHost: 'here.example',
        },
        ...options,
      },
      questions,
      signal,
    );
    this.#open.push(connection);
    return connection;
  }

  /** A real agent with these keys; its socket. */
  agent(...keyFiles: readonly string[]): string {
    const socket = join(mkdtempSync(join(this.folder, 'a-')), 's');
    const shown = execFileSync('ssh-agent', ['-a', socket], { encoding: 'utf8' });
    const pid = /SSH_AGENT_PID=(\d+)/.exec(shown)?.[1];
    if (pid !== undefined) this.#agents.push(pid);
    for (const file of keyFiles) {
      execFileSync('ssh-add', ['-q', file], {
        env: { ...process.env, SSH_AUTH_SOCK: socket },
        stdio: 'pipe',
      });
    }
    return socket;
  }

  async closeAll(): Promise<void> {
    for (const connection of this.#open.splice(0)) await connection.close();
  }

  async end(): Promise<void> {
    await this.closeAll();
    for (const pid of this.#agents) process.kill(Number(pid));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The line that makes a server known. */
export function knownLine(server: TestServer, publicLine: string): string {
  return `[127.0.0.1]:${server.port} ${publicLine.split(' ').slice(0, 2).join(' ')}\n`;
}

export function knownHosts(home: string): string {
  return readFileSync(join(home, '.ssh', 'known_hosts'), 'utf8');
}

/** What a command prints. */
export async function printed(connection: RouterConnection, command: string, input = ''): Promise<string> {
  const running = await connection.start(command);
  running.stdin.end(input);
  running.stderr.resume();
  const [output] = await Promise.all([text(running.stdout), running.end]);
  return output;
}

/** The error of a login that fails. */
export async function faultOf(login: Promise<RouterConnection>): Promise<SshError> {
  const outcome = await login.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof SshError) return outcome;
  throw new Error(`It is no SshError: ${String(outcome)}`, { cause: outcome });
}
