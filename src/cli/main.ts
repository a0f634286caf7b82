import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { exitCode } from './exit-code.ts';
import { run } from './program.ts';

/** Ctrl-C, and what ends a job from outside: timeout(1), systemd. Both let the program clean up behind itself. */
const interruptions = ['SIGINT', 'SIGTERM'] as const;

/**
 * The process: its streams, signals and exit code.
 *
 * @returns whether it made one diagnosis, and so used what code most runs use: less than a run that makes many
 */
export async function main(): Promise<boolean> {
  let diagnoses = 0;
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  // Once: a second Ctrl-C ends the process the system's way.
  const listen = () => {
    for (const name of interruptions) process.once(name, interrupt);
  };
  listen();

  const code = await run(process.argv.slice(2), {
    // Opened when it is read: a terminal or a pipe that is never asked for must not keep the process waiting.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    stdinIsTerminal: isatty(0),
    stdoutIsTerminal: isatty(1),
    stderrIsTerminal: isatty(2),
    columns: process.stdout.columns,
    env: process.env,
    platform: process.platform,
    computing: (what, work) => {
      if (what === 'diagnosis') diagnoses += 1;
      for (const name of interruptions) process.off(name, interrupt);
      try {
        return work();
      } finally {
        if (!interruption.signal.aborted) listen();
      }
    },
    interruption: interruption.signal,
  });
  process.exitCode = code;
  if (code === exitCode.interrupted) {
    // A read of a file that is on its way ends by itself; one of a named pipe may never, and then process.exit() would wait
    // for it. The signal does not, and shells count it as the same code.
    await delay(50);
    const readIsStuck = process.getActiveResourcesInfo().includes('FSReqPromise');
    if (readIsStuck) process.kill(process.pid, 'SIGINT');
    // A read of standard input cannot be taken back while it waits for a keyboard.
    else process.exit();
  }
  return diagnoses === 1;
}
