import { readTextInto } from '../collect/files.ts';
import { InputError, type InputErrorCode } from '../collect/input-error.ts';
import { Diagnoser } from '../diagnosis.ts';
import { type Report, toJson, toJsonText } from '../report/json.ts';
import { printable, printableJson } from '../report/printable.ts';
import type { ShareableReport } from '../report/shareable/shareable-report.ts';
import { plainPalette } from '../report/text/palette.ts';
import { type TextOptions, toText } from '../report/text/to-text.ts';
import type { Diagnosis } from '../rules/finding.ts';
import type { ListedRule } from '../rules/listed-rule.ts';
import { chosenRules } from './chosen-rules.ts';
import { terminalPalette } from './colors.ts';
import { type DiagnoseOptions, version } from './command-line.ts';
import { answerCode, type ExitCode, exitCode, joinExitCodes } from './exit-code.ts';
import { failureText } from './failure.ts';
import { readInputs } from './inputs.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { hasColor, hasUnicode, naturalWidth } from './terminal.ts';

/** Streams to write to, beside what the process brings along. */
interface Outputs {
  readonly stdout: Output;
  readonly stderr: Output;
}

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
  const text = options.reply ? await replyText(diagnosis, page) : await reportText(options, diagnosis, page);
  await outputs.stdout.write(text);
  return answerCode(diagnosis, options.failOn);
}

async function reportText(
  options: DiagnoseOptions,
  diagnosis: Diagnosis,
  page: TextOptions,
): Promise<string> {
  const shareable = await shareableReport(options);
  if (shareable === null) return options.format === 'json' ? toJsonText(diagnosis) : toText(diagnosis, page);
  shareable.diagnosed(null, diagnosis);
  return shareable.text();
}

/** An empty report of a form that is made to be handed on; null for text and JSON. Loaded when one is asked for. */
async function shareableReport(options: DiagnoseOptions): Promise<ShareableReport | null> {
  switch (options.format) {
    case 'text':
    case 'json':
      return null;
    case 'markdown': {
      const { MarkdownReport } = await import('../report/shareable/to-markdown.ts');
      return new MarkdownReport(options);
    }
    case 'bbcode': {
      const { BbcodeReport } = await import('../report/shareable/to-bbcode.ts');
      return new BbcodeReport(options);
    }
    case 'sarif': {
      const { SarifReport } = await import('../report/shareable/to-sarif.ts');
      return new SarifReport(version);
    }
    case 'html': {
      const { HtmlReport } = await import('../report/shareable/to-html.ts');
      return new HtmlReport(options);
    }
  }
}

/** Loaded when it is asked for: a diagnosis needs nothing of it. */
async function replyText(diagnosis: Diagnosis, { unicode }: TextOptions): Promise<string> {
  const { toReply } = await import('../report/reply.ts');
  return toReply(diagnosis, unicode);
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
  const diagnoser = new Diagnoser();
  const { capture } = diagnoser;
  await readInputs(inputs, (name, text) => readTextInto(capture, name, text), io, stderr);
  return io.computing('diagnosis', () => diagnoser.finish(rules));
}

function pageOf(options: DiagnoseOptions, io: Io): TextOptions {
  return {
    width: options.width ?? naturalWidth(io.columns),
    unicode: options.unicode && hasUnicode(io),
    verbose: options.verbose,
    palette: hasColor(options.color, io) ? terminalPalette : plainPalette,
  };
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
