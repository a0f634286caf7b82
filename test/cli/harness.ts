import { Readable, Writable } from 'node:stream';
import type { ExitCode } from '../../src/cli/exit-code.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';

/** What one run of the program gave. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run finds around it; by default pipes on Linux with a UTF-8 locale. */
export interface Surroundings extends Partial<Omit<Io, 'stdin'>> {
  readonly stdin?: string | Uint8Array | Readable;
}

/** A stream that keeps what is written to it. */
export class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** Runs the program in this process. */
export async function runHere(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const stdout = new Collected();
  const stderr = new Collected();
  const { stdin = '', ...rest } = surroundings;
  const code = await run(argv, {
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    columns: undefined,
    env: { LANG: 'C.UTF-8' },
    platform: 'linux',
    computing: (_, work) => work(),
    interruption: new AbortController().signal,
    ...rest,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
