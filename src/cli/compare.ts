import { compare as compareDiagnoses } from '../report/compare/comparison.ts';
import { comparisonText } from '../report/compare/to-text.ts';
import { printableJson } from '../report/printable.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { rules } from '../rules/list.ts';
import type { CompareOptions } from './command-line.ts';
import { looker } from './diagnose.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { explanationPage } from './page.ts';

/**
 * `hwdiag compare BEFORE AFTER`: what changed between two captures.
 *
 * @returns as diff: 0 where nothing that matters differs, 1 where something does; 3 where one of them says nothing about a
 *   modem
 * @throws {InputError} for the first input that cannot be looked at
 * @throws {Failure} `could-not-look`
 */
export async function compare(
  { before, after, format }: CompareOptions,
  io: Io,
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): Promise<ExitCode> {
  const look = looker(io, stderr, rules);
  const first = await captureIn(before, look);
  const second = await captureIn(after, look);
  const comparison = compareDiagnoses(first, second);
  await stdout.write(
    format === 'json'
      ? `${printableJson(JSON.stringify(comparison, null, 2))}\n`
      : comparisonText(comparison, explanationPage(io)),
  );
  return comparison.differences.length === 0 ? exitCode.nothingFound : exitCode.findings;
}

/** @throws {Failure} `could-not-look` for a capture that says nothing about a modem */
async function captureIn(path: string, look: ReturnType<typeof looker>): Promise<Diagnosis> {
  const diagnosis = await look([path]);
  if (diagnosis.verdict.state !== 'no-modem-data') return diagnosis;
  throw new Failure('could-not-look', `Nothing in ${path} is about a modem.`);
}
