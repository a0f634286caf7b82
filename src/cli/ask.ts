import { askBlock, missingComments } from '../report/ask/block.ts';
import { allQuestions, missingQuestions, type Question } from '../report/ask/questions.ts';
import { printableJson } from '../report/printable.ts';
import { redactedDiagnosis } from '../report/redacted.ts';
import { rules } from '../rules/list.ts';
import type { MissingOutput } from '../situation/situation.ts';
import type { AskOptions } from './command-line.ts';
import { looker } from './diagnose.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';

/** After so long the script for a forum ends itself, with what it has read. */
const scriptSeconds = 180;

/** What `--format json` prints; `schema/ask.v1.json` describes it. */
interface AskReport {
  readonly schemaVersion: 1;
  /** The most telling first; empty where nothing is missing. */
  readonly commands: readonly Question[];
  /** All of them as one text to paste into a shell; null where nothing is missing. */
  readonly block: string | null;
  /** Commands of a collection that were not run or did not finish; not there where there are none. */
  readonly missingOutputs?: readonly Pick<MissingOutput, 'what' | 'command' | 'reason'>[];
}

/**
 * `hwdiag ask FILE…`: the commands whose output is missing for a diagnosis, as one block to paste; without a file all of them;
 * with `--script` a script that collects all there is.
 *
 * @throws {InputError} for the first input that cannot be looked at
 */
export async function ask(
  { inputs, format, script }: AskOptions,
  io: Io,
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): Promise<ExitCode> {
  if (script) {
    const { collectionScript } = await import('../collect/router/collection-script.ts');
    await stdout.write(collectionScript({ mode: 'forum', deadlineSeconds: scriptSeconds }));
    return exitCode.nothingFound;
  }
  const diagnosis = inputs.length === 0 ? null : redactedDiagnosis(await looker(io, stderr, rules)(inputs));
  const commands = diagnosis === null ? allQuestions() : missingQuestions(diagnosis);
  const missing = diagnosis?.situation.missingOutputs ?? [];
  const block = commands.length === 0 ? null : askBlock(commands);
  if (format === 'json') {
    const missingOutputs = missing.map(({ what, command, reason }) => ({ what, command, reason }));
    const report: AskReport = {
      schemaVersion: 1,
      commands,
      block,
      ...(missing.length === 0 ? {} : { missingOutputs }),
    };
    await stdout.write(`${printableJson(JSON.stringify(report, null, 2))}\n`);
  } else {
    await stdout.write(missingComments(missing));
    await stdout.write(block ?? '# Nothing is missing: hwdiag has no further question about this.\n');
  }
  return exitCode.nothingFound;
}
