import {
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
  spawn,
  spawnSync,
} from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it is published. */
export const bundle = fileURLToPath(new URL('../../dist/hwdiag.cjs', import.meta.url));
if (!existsSync(bundle)) throw new Error(`${bundle} is missing: npm run build makes it.`);

/** What one process left behind. */
export interface ProcessOutcome {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program in a process of its own, in a UTF-8 locale; `env` adds to its environment. */
export function start(
  argv: readonly string[],
  { env = {}, ...options }: SpawnOptionsWithoutStdio & { readonly command?: readonly string[] } = {},
): ChildProcessWithoutNullStreams {
  const [program = process.execPath, ...before] = options.command ?? [process.execPath, bundle];
  return spawn(program, [...before, ...argv], { ...options, env: { ...surroundings(), ...env } });
}

/** The environment of the tests without what changes a report. */
function surroundings(): NodeJS.ProcessEnv {
  const settings = ['NO_COLOR', 'FORCE_COLOR', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TERM', 'NODE_OPTIONS'];
  const rest = Object.entries(process.env).filter(([name]) => !settings.includes(name));
  // Tests leave nothing in the folders of who runs them.
  const XDG_CACHE_HOME = join(tmpdir(), 'hwdiag-tests');
  return { ...Object.fromEntries(rest), XDG_CACHE_HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color' };
}

/** Waits for the end of a process; its output is kept from now on. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<ProcessOutcome> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Runs the program with a text or bytes on standard input. */
export async function runProcess(
  argv: readonly string[],
  stdin: string | Uint8Array = '',
  options: Parameters<typeof start>[1] = {},
): Promise<ProcessOutcome> {
  const child = start(argv, options);
  // The program may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return await ended(child);
}

/** Resolves when a stream has said the words. */
export async function said(stream: NodeJS.ReadableStream, words: string): Promise<void> {
  let heard = '';
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer | string) => {
      heard += chunk.toString();
      if (heard.includes(words)) resolve();
    });
    stream.on('end', () => reject(new Error(`"${words}" was never said, only: ${heard}`)));
  });
}

/** Python with its terminal module, for tests that need a terminal; null where there is none. */
export const python: string | null =
  spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0 ? 'python3' : null;

/** The command in front of the program's that gives it a terminal. */
export function inTerminal(columns: number): readonly string[] {
  const script = fileURLToPath(new URL('terminal.py', import.meta.url));
  return [python ?? '', script, String(columns), process.execPath, bundle];
}
