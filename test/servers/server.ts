import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { programPath } from './programs.ts';

/** An SSH server on loopback. */
export interface TestServer {
  readonly port: number;
  /** What it has logged so far. */
  log(): string;
  /** Ends the server and everything it has started. */
  stop(): Promise<void>;
}

export interface DropbearOptions {
  /** Files of host keys in dropbear's format. */
  readonly hostKeys: readonly string[];
  /** `-B` for the empty password, `-s` for no passwords. */
  readonly flags?: readonly string[];
}

export async function startDropbear({ hostKeys, flags = [] }: DropbearOptions): Promise<TestServer> {
  const port = await freePort();
  const keys = hostKeys.flatMap((key) => ['-r', key]);
  // In the foreground, its log on standard error. It takes the file of its process number away when it is told to end, and
  // would take /dev/null away.
  const pidFile = join(tmpdir(), `hwdiag-dropbear-${port}.pid`);
  return await startServer(
    'dropbear',
    ['-F', '-E', '-P', pidFile, '-p', `127.0.0.1:${port}`, ...keys, ...flags],
    port,
  );
}

export interface SshdOptions {
  readonly folder: string;
  readonly hostKeys: readonly string[];
  /** Lines of sshd_config; what is said first counts. */
  readonly settings?: readonly string[];
}

export async function startSshd({ folder, hostKeys, settings = [] }: SshdOptions): Promise<TestServer> {
  const port = await freePort();
  // sshd locks itself up in this one before somebody is logged in.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const config = join(folder, `sshd_config.${port}`);
  writeFileSync(
    config,
    [
      ...settings,
      'ListenAddress 127.0.0.1',
      `Port ${port}`,
      'PidFile none',
      'LogLevel VERBOSE',
      'StrictModes no',
      'UsePAM no',
      'KbdInteractiveAuthentication no',
      ...hostKeys.map((key) => `HostKey ${key}`),
      '',
    ].join('\n'),
  );
  return await startServer(programPath('sshd') ?? 'sshd', ['-D', '-e', '-f', config], port);
}

/** Starts a program that serves a port, and waits until it answers. */
export async function startServer(
  program: string,
  args: readonly string[],
  port: number,
): Promise<TestServer> {
  // A process group of its own, so that what serves a login ends with it.
  const server = spawn(programPath(program) ?? program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const stop = () => ended(server);
  try {
    await answering(port, server, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, log: () => log, stop };
}

async function answering(port: number, server: ChildProcess, log: () => string): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${log()}`);
    if (await answers(port)) return;
    await delay(25);
  }
  throw new Error(`The server does not answer: ${log()}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function ended(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const isGone = server.exitCode !== null || server.signalCode !== null;
  try {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  } catch {
    // Nothing of its group is left.
  }
  if (!isGone) await gone;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('There is no free port.'));
      });
    });
  });
}
