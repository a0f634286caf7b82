import type { DiagnoseOptions } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { hasColor } from './terminal.ts';

/** Diagnoses the inputs and prints the report. The diagnosis itself is not connected yet. */
export async function diagnose(
  options: DiagnoseOptions,
  io: Io,
  _stdout: Output,
  _stderr: Output,
): Promise<ExitCode> {
  hasColor(options.color, io);
  throw new Failure('usage', 'this version cannot diagnose yet', null);
}
