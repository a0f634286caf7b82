import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileInto } from '../collect/files.ts';
import { Diagnoser } from '../diagnosis.ts';
import { type LabelledCase, readLabelledCase } from '../evaluation/labelled-case.ts';
import { type CaseResult, judge, score } from '../evaluation/score.ts';
import { scoreToJson, scoreToText } from '../evaluation/score-text.ts';
import { printable, printableJson } from '../report/printable.ts';
import type { EvalOptions } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { hasUnicode } from './terminal.ts';

const labelName = 'case.json';
const inputName = 'input.txt';

/**
 * `hwdiag eval DIR`: diagnoses labelled cases and counts how often the diagnosis agrees with their labels.
 *
 * @returns 0 where all of them are told rightly, 1 where one is missed, alarmed or wrongly proven
 * @throws {Failure} `could-not-look` for a folder without cases, and for a case that cannot be used
 * @throws {InputError} for an input that cannot be read
 */
export async function evaluate({ folder, format }: EvalOptions, io: Io, stdout: Output): Promise<ExitCode> {
  const results: CaseResult[] = [];
  for (const path of await caseFolders(folder)) {
    io.interruption.throwIfAborted();
    const label = await labelOf(path);
    const diagnoser = new Diagnoser();
    await readFileInto(diagnoser.capture, join(path, inputName), io.interruption);
    results.push(
      judge(
        label,
        io.computing('other', () => diagnoser.finish()),
      ),
    );
  }
  const total = score(results);
  if (format === 'json') await stdout.write(printableJson(scoreToJson(total)));
  else {
    const lines = scoreToText(total).split('\n');
    await stdout.write(lines.map((line) => printable(line, hasUnicode(io))).join('\n'));
  }
  const isRight = total.misses.length + total.falseAlarms.length + total.wrongProven.length === 0;
  return isRight ? exitCode.nothingFound : exitCode.findings;
}

/** A folder that is a case itself, or the cases below it, by name. */
async function caseFolders(folder: string): Promise<readonly string[]> {
  const names = await namesIn(folder);
  if (names.includes(labelName) || names.includes(inputName)) return [folder];
  const cases: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const inside = await namesIn(path, true);
    if (inside.includes(labelName) || inside.includes(inputName)) cases.push(path);
  }
  if (cases.length === 0) {
    throw new Failure(
      'could-not-look',
      `${folder} holds no labelled case: each is a folder with ${inputName}, what somebody would paste, and ${labelName}, what is right to say of it.`,
    );
  }
  return cases;
}

/** @param lenient a file has no names in it, instead of being an error */
async function namesIn(folder: string, lenient = false): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    // By code units: the same on every machine.
    return names.sort((one, other) => (one < other ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (lenient && code === 'ENOTDIR') return [];
    const sentence =
      code === 'ENOTDIR'
        ? `${folder} is no folder.`
        : `The folder ${folder} ${code === 'ENOENT' ? 'does not exist' : 'cannot be read'}.`;
    throw new Failure('could-not-look', sentence, error);
  }
}

async function labelOf(path: string): Promise<LabelledCase> {
  const file = join(path, labelName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isMissing ? `is missing beside ${inputName}` : 'cannot be read';
    throw new Failure('could-not-look', `${file} ${reason}.`, error);
  }
  const label = readLabelledCase(text, path.split(/[\\/]/).at(-1) ?? path);
  if ('problem' in label) throw new Failure('could-not-look', `${file} ${label.problem}.`);
  return label;
}
