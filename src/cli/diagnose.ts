import { InputError, type InputErrorCode } from '../collect/input-error.ts';
import { type Report, toJson } from '../report/json.ts';
import { printable, printableJson } from '../report/printable.ts';
import { type TextOptions, toText } from '../report/text/to-text.ts';
import type { Diagnosis } from '../rules/finding.ts';
import type { ListedRule } from '../rules/listed-rule.ts';
import { chosenRules } from './chosen-rules.ts';
import type { DiagnoseOptions } from './command-line.ts';
import { answerCode, type ExitCode, exitCode, joinExitCodes } from './exit-code.ts';
import { failureText } from './failure.ts';
import { InputCapture } from './input-capture.ts';
import { readInputs } from './inputs.ts';
import type { Io } from './io.ts';
import type { Output, Outputs } from './output.ts';
import { hasUnicode } from './terminal.ts';
import { pageOf, replyText, reportText, shareableReport } from './told.ts';

/**
 * The command without a name: reads the inputs, diagnoses them, prints the report.
 *
 * @throws {InputError} for the first input that cannot be looked at; with `--each` it is told and the others go on
 * @throws {Failure} `output-not-writable`
 * @throws the reason of the interruption
 */
export async function diagnose(options: DiagnoseOptions, io: Io, outputs: Outputs): Promise<ExitCode> {
  const look = looker(io, outputs.stderr, chosenRules(options.rules, options.ignore));
  const page = pageOf(options, io);
  if (options.each) return await diagnoseEach(options, page, look, outputs);
  const diagnosis = await look(options.inputs);
  await outputs.stdout.write(await reportText(options, diagnosis, page));
  return answerCode(diagnosis, options.failOn);
}

type Look = (inputs: readonly string[]) => Promise<Diagnosis>;

/** Reads and diagnoses inputs as one capture; throws the reason of the interruption once there is one. */
export function looker(io: Io, stderr: Output, rules: readonly ListedRule[]): Look {
  const { interruption } = io;
  const interrupted = new Promise<never>((_, reject) => {
    interruption.addEventListener('abort', () => reject(interruption.reason), { once: true });
  });
  // It may come while a report is written; that is finished, so nobody waits for this promise then.
  interrupted.catch(() => undefined);
  return async (inputs) => {
    interruption.throwIfAborted();
    // Opening a named pipe, or reading one, notices no signal.
    return await Promise.race([read(inputs, io, stderr, rules), interrupted]);
  };
}

async function read(
  inputs: readonly string[],
  io: Io,
  stderr: Output,
  rules: readonly ListedRule[],
): Promise<Diagnosis> {
  const capture = new InputCapture();
  await readInputs(inputs, capture, io, stderr);
  const diagnosis = await capture.finish(rules, (work) => io.computing('diagnosis', work));
  for (const { why } of capture.untold) await stderr.write(failureText(why, hasUnicode(io)));
  return diagnosis;
}

/**
 * One input of `--each` in the JSON array that `--format json` prints, in the order of the command line. Exactly one of
 * `report` and `error` is not null.
 */
interface EachReport {
  /** The path as given, `-` for standard input. */
  readonly file: string;
  readonly report: Report | null;
  /** Why the file could not be looked at. */
  readonly error: { readonly code: InputErrorCode; readonly message: string } | null;
}

async function diagnoseEach(
  options: DiagnoseOptions,
  page: TextOptions,
  look: Look,
  { stdout, stderr }: Outputs,
): Promise<ExitCode> {
  const { inputs, format, failOn, reply } = options;
  const shareable = await shareableReport(options);
  const reports: EachReport[] = [];
  const codes: ExitCode[] = [];
  let separator = '';
  for (const file of inputs) {
    const answer = await unlessUnreadable(look([file]));
    if (answer instanceof InputError) {
      codes.push(exitCode.couldNotLook);
      shareable?.failed(file, answer.message);
      reports.push({ file, report: null, error: { code: answer.code, message: answer.message } });
      await stderr.write(failureText(answer.message, page.unicode));
    } else {
      codes.push(answerCode(answer, failOn));
      if (shareable !== null) {
        shareable.diagnosed(file, answer);
      } else if (format === 'json') {
        reports.push({ file, report: toJson(answer), error: null });
      } else {
        const text = reply ? await replyText(answer, page) : toText(answer, page);
        await stdout.write(`${separator}==> ${printable(file, page.unicode)} <==\n\n${text}`);
        separator = '\n';
      }
    }
  }
  if (shareable !== null) await stdout.write(shareable.text());
  else if (format === 'json') await stdout.write(`${printableJson(JSON.stringify(reports, null, 2))}\n`);
  return joinExitCodes(codes);
}

async function unlessUnreadable(diagnosis: Promise<Diagnosis>): Promise<Diagnosis | InputError> {
  try {
    return await diagnosis;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
