import process from 'node:process';
import { isatty } from 'node:tty';
import { exitCode } from './exit-code.ts';
import { run } from './program.ts';

const interruption = new AbortController();
// Once: a second Ctrl-C ends the process the system's way, whatever it is doing.
process.once('SIGINT', () => interruption.abort());

const code = await run(process.argv.slice(2), {
  // Opened when it is read: a terminal or a pipe that is never asked for must not keep the process waiting.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  stdinIsTerminal: isatty(0),
  stdoutIsTerminal: isatty(1),
  columns: process.stdout.columns,
  env: process.env,
  platform: process.platform,
  interruption: interruption.signal,
});
process.exitCode = code;
// A read that waits for a keyboard or a silent pipe cannot be taken back.
if (code === exitCode.interrupted) process.exit();
