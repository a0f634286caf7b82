import type { InputSink, NotRead } from '../collect/bundle.ts';
import { standardInput } from '../collect/files.ts';
import { readInput } from '../collect/inputs.ts';
import { failureText } from './failure.ts';
import { invitation } from './invitation.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { hasUnicode } from './terminal.ts';

/**
 * Reads inputs one after the other, and says on standard error what was passed over in archives and folders.
 *
 * @throws {InputError} for the first input in which nothing can be read
 */
export async function readInputs(
  inputs: readonly string[],
  sink: InputSink,
  io: Io,
  stderr: Output,
): Promise<void> {
  const notRead: NotRead[] = [];
  for (const input of inputs) {
    if (input === standardInput && io.stdinIsTerminal) await stderr.write(`${invitation(io.platform)}\n`);
    notRead.push(...(await readInput(input, () => io.stdin, sink, io.interruption)));
  }
  if (notRead.length === 0) return;
  const { notReadWords } = await import('./not-read.ts');
  await stderr.write(failureText(notReadWords(notRead), hasUnicode(io)));
}
