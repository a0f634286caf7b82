import { Command, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { exitCodeTable, type FailOn } from './exit-code.ts';
import { Failure } from './failure.ts';
import {
  failOnOption,
  formatOption,
  formats,
  type ParsedReportOptions,
  type ReportOptions,
  reportOptions,
  wholeNumber,
  withReportOptions,
} from './report-options.ts';
import { reservedCommands } from './reserved-commands.ts';
import { describeSsh, type ParsedSshOptions, type SshOptions, sshOptions } from './ssh-options.ts';
import { usage, usageOf } from './usage.ts';
import {
  describeWatch,
  type ParsedWatchOptions,
  type WatchOptions,
  watchOptions,
} from './watch/watch-options.ts';

/** What lists and counts can be printed as. */
const plainFormats = ['text', 'json'] as const;
type PlainFormat = (typeof plainFormats)[number];

/** What a command line asks for. */
export type Request =
  | { readonly type: 'ask'; readonly options: AskOptions }
  | { readonly type: 'compare'; readonly options: CompareOptions }
  | { readonly type: 'diagnose'; readonly options: DiagnoseOptions }
  | { readonly type: 'eval'; readonly options: EvalOptions }
  | { readonly type: 'explain'; readonly options: ExplainOptions }
  | { readonly type: 'redact'; readonly options: FilesOptions }
  | { readonly type: 'rules'; readonly options: RulesOptions }
  | { readonly type: 'ssh'; readonly options: SshOptions }
  | { readonly type: 'triage'; readonly options: TriageOptions }
  | { readonly type: 'watch'; readonly options: WatchOptions }
  /** `--help`, `--version`. */
  | { readonly type: 'print'; readonly text: string };

/** What the command without a name is asked for. */
export interface DiagnoseOptions extends ReportOptions {
  /** Paths in the order given, `-` for standard input; never empty. */
  readonly inputs: readonly string[];
  /** Each input is a capture of its own. */
  readonly each: boolean;
}

/** What `hwdiag explain` is asked for: an id, a code or a line. */
export interface ExplainOptions {
  readonly subject: string;
}

/** What `hwdiag redact` is asked for. */
export interface FilesOptions {
  /** Paths in the order given, `-` for standard input. */
  readonly inputs: readonly string[];
}

/** What `hwdiag ask` is asked for. */
export interface AskOptions extends FilesOptions {
  readonly format: PlainFormat;
  /** A script that collects all of it, instead of what is missing. */
  readonly script: boolean;
}

/** Options of `ask` as they were typed. */
interface AskFlags {
  readonly format: PlainFormat;
  readonly script?: true;
}

/** What `hwdiag compare` is asked for. */
export interface CompareOptions {
  /** A file, a folder, an archive, or `-` for standard input; no more than one of them is `-`. */
  readonly before: string;
  readonly after: string;
  readonly format: PlainFormat;
}

export interface RulesOptions {
  readonly format: PlainFormat;
}

const triageFormats = ['ndjson', 'csv', 'html'] as const;

/** What `hwdiag triage` is asked for. */
export interface TriageOptions {
  /** Folders of bundles, and bundles. */
  readonly inputs: readonly string[];
  readonly format: (typeof triageFormats)[number];
  readonly failOn: FailOn;
  /** Workers; null for one on each core. */
  readonly jobs: number | null;
  /** Seconds that a bundle may take. */
  readonly timeout: number;
  /** A file with the verdicts of earlier runs, to which those of this one are added. */
  readonly resume: string | null;
  /** Verdicts come in the order of the input. */
  readonly ordered: boolean;
  /** Progress is told to what is no terminal, too. */
  readonly progress: boolean;
}

/** What `hwdiag eval` is asked for. */
export interface EvalOptions {
  /** A folder of cases, or one case. */
  readonly folder: string;
  readonly format: PlainFormat;
}

/** The program's version, as published. */
export const version: string = manifest.version;

/**
 * @param argv what follows the program's name
 * @param width columns for the help text
 * @throws {Failure} `usage`
 */
export function parseCommandLine(argv: readonly string[], width: number): Request {
  let request: Request | null = null;
  let printed = '';
  const program = describeProgram()
    .configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => width,
    })
    .action(
      (
        files: readonly string[],
        options: ParsedReportOptions & { readonly each?: true },
        command: Command,
      ) => {
        request = { type: 'diagnose', options: diagnoseOptions(files, options, command) };
      },
    );
  program
    .command('help', { hidden: true })
    .helpOption(false)
    .allowUnknownOption()
    .argument('[words...]')
    .action(() => program.outputHelp());
  subcommand(program, 'rules', 'list all rules')
    .addOption(formatOption(plainFormats))
    .action(({ format }: { readonly format: PlainFormat }) => {
      request = { type: 'rules', options: { format } };
    });
  subcommand(program, 'explain', 'explain a rule, an error code, or a line of a log')
    .argument('<subject...>', 'a rule id, a code such as "+CME ERROR: 30", or a whole line in quotes')
    .action((words: readonly string[]) => {
      const subject = words.join(' ');
      if (subject.trim() === '') throw usage('what is to be explained is empty.');
      request = { type: 'explain', options: { subject } };
    });
  subcommand(program, 'redact', 'print a text with tokens in place of its secrets')
    .argument('[file...]', "logs, posts, archives, folders; '-' or none: standard input")
    .action((files: readonly string[]) => {
      request = { type: 'redact', options: { inputs: inputsOf(files) } };
    });
  subcommand(program, 'ask', 'print the commands whose output a diagnosis still needs')
    .argument('[file...]', "what is there already; '-': standard input; none: all commands")
    .addOption(formatOption(plainFormats))
    .option('--script', 'a script that reads all of it on the router, fit for a forum: secrets hidden there')
    .action((files: readonly string[], { format, script }: AskFlags) => {
      if (script && files.length > 0) throw usage('--script asks for all there is, and takes no file.');
      if (script && format !== 'text') throw usage('--script prints a script, in no other format.');
      request = {
        type: 'ask',
        options: { inputs: files.length === 0 ? [] : inputsOf(files), format, script: script === true },
      };
    });
  subcommand(program, 'compare', 'say what changed between two captures')
    .argument(
      '<before>',
      "a file, a folder or archive with the files of one capture, or '-' for standard input",
    )
    .argument('<after>', 'likewise')
    .addOption(formatOption(plainFormats))
    .addHelpText('after', compareHelpTail)
    .action((before: string, after: string, { format }: { readonly format: PlainFormat }) => {
      inputsOf([before, after]);
      request = { type: 'compare', options: { before, after, format } };
    });
  subcommand(program, 'eval', 'diagnose labelled cases and count how often the labels agree')
    .argument('<dir>', 'cases: folders with input.txt and case.json')
    .addOption(formatOption(plainFormats))
    .action((folder: string, { format }: { readonly format: PlainFormat }) => {
      request = { type: 'eval', options: { folder, format } };
    });
  describeTriage(subcommand(program, 'triage', 'sort a folder of captures: a verdict on each')).action(
    (inputs: readonly string[], options: ParsedTriageOptions) => {
      request = { type: 'triage', options: triageOptions(inputs, options) };
    },
  );
  describeSsh(subcommand(program, 'ssh', 'log in to a router, read what a diagnosis needs, and say')).action(
    (target: string, options: ParsedSshOptions, command: Command) => {
      request = { type: 'ssh', options: sshOptions(target, options, command) };
    },
  );
  describeWatch(subcommand(program, 'watch', 'follow the log of a router and show how far it comes')).action(
    (target: string, options: ParsedWatchOptions, command: Command) => {
      request = { type: 'watch', options: watchOptions(target, options, command) };
    },
  );
  for (const name of reservedCommands) {
    program
      .command(name, { hidden: true })
      .helpOption(false)
      .allowUnknownOption()
      .argument('[words...]')
      .action(() => {
        throw new Failure(
          'usage',
          `Version ${version} does not have the command '${name}' yet. A file of that name can be given as ./${name}.`,
        );
      });
  }
  let named: string | null = null;
  program.hook('preSubcommand', (_, command) => {
    named = command.name();
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    // Commander ends --help and --version with an error of exit code 0.
    if (error instanceof CommanderError && error.exitCode === 0) return { type: 'print', text: printed };
    const failure = error instanceof CommanderError ? usageFailure(error, named, width) : error;
    throw named !== null && failure instanceof Failure ? usageOf(named, failure) : failure;
  }
  return request ?? { type: 'print', text: printed };
}

/** A command with a name, which speaks and fails like the one without. */
function subcommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .copyInheritedSettings(program)
    .description(description)
    .option('--debug', 'print the stack of an internal error')
    .helpOption('-h, --help', 'print this help');
}

function describeTriage(command: Command): Command {
  return command
    .usage('[options] DIR|FILE...')
    .argument('<path...>', 'folders whose entries are one capture each, or such captures: files, archives')
    .addOption(
      new Option('--format <format>', 'form of the verdicts').choices(triageFormats).default('ndjson'),
    )
    .addOption(failOnOption())
    .addOption(
      new Option('--jobs <count>', 'diagnose so many at once (default: one on each core)').argParser(
        wholeNumber(1, 1024),
      ),
    )
    .addOption(
      new Option('--timeout <seconds>', 'give up on a capture that takes longer')
        .default(60)
        .argParser(wholeNumber(1, 86_400)),
    )
    .option('--resume <file>', 'go on with the verdicts of this file, and add to it')
    .option('--ordered', 'verdicts in the order of the names, not as they are done')
    .option('--progress', 'tell the progress even where standard error is no terminal')
    .addHelpText('after', triageHelpTail);
}

const triageHelpTail = `
Captures may be text, .gz, .tar, .tar.gz, .zip, or a folder of these. A verdict is a line of JSON, described by
schema/triage.v1.json; the summary goes to standard error, or to standard output with --resume.

Examples:
  hwdiag triage tickets >verdicts.ndjson      one line for each entry of the folder
  hwdiag triage tickets --resume done.ndjson  only what is new or changed since
  hwdiag triage tickets --format html >a.html  a page for people`;

/** Options of `triage` as Commander hands them over. */
interface ParsedTriageOptions {
  readonly format: TriageOptions['format'];
  readonly failOn: FailOn;
  readonly jobs?: number;
  readonly timeout: number;
  readonly resume?: string;
  readonly ordered?: true;
  readonly progress?: true;
}

function triageOptions(inputs: readonly string[], parsed: ParsedTriageOptions): TriageOptions {
  const { format, failOn, timeout } = parsed;
  if (inputs.includes('') || parsed.resume === '') throw usage('the name of a file is empty.');
  if (inputs.includes('-')) throw usage('triage reads files and folders, not standard input.');
  return {
    inputs,
    format,
    failOn,
    jobs: parsed.jobs ?? null,
    timeout,
    resume: parsed.resume ?? null,
    ordered: parsed.ordered ?? false,
    progress: parsed.progress ?? false,
  };
}

function describeProgram(): Command {
  const program = new Command('hwdiag')
    .description(
      'Says where the connection of a cellular modem on an OpenWrt-type router stops, why, and what to do about it, ' +
        'with the lines that prove it. Reads what people paste: logs, configuration, commands with their output, whole forum threads.',
    )
    .usage('[options] [FILE...|-]')
    .argument(
      '[file...]',
      "logs, posts, archives, folders, together one capture; '-' or none: standard input",
    )
    .addOption(formatOption(formats))
    .option('--each', 'take each file as a capture of its own (json: an array, sarif: a run each)');
  return (
    withReportOptions(program)
      .option('--debug', 'print the stack of an internal error')
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .helpCommand(false)
      .addHelpText('after', helpTail())
      // Words after the name of a command are that command's own.
      .enablePositionalOptions()
      .exitOverride()
  );
}

function helpTail(): string {
  const codes = exitCodeTable.map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`);
  return `
Examples:
  hwdiag syslog.txt dmesg.txt              two files from one router
  hwdiag ssh root@192.168.1.1              log in to the router, and look
  hwdiag watch root@192.168.1.1            look on while it dials
  ssh root@192.168.1.1 logread | hwdiag    a pipe
  hwdiag                                   paste, and end with Ctrl-D
  hwdiag backup.tar.gz                     an archive or folder, as one capture
  hwdiag --each posts/*.txt                one report per file
  hwdiag --format json - <thread.txt       for programs
  hwdiag --format markdown log.txt         for a forum, secrets replaced
  hwdiag explain apn-typo                  what a rule means
  hwdiag explain "+CME ERROR: 30"          what a code means, or a line of a log
  hwdiag redact thread.txt                 the same text without its secrets
  hwdiag --reply thread.txt                what to post back
  hwdiag ask thread.txt                    what to run on the router next
  hwdiag compare before.txt after.txt      what changed
  hwdiag triage tickets                    a verdict on each capture in a folder
  hwdiag eval cases                        check it on labelled cases

Exit codes:
${codes.join('\n')}

Environment:
  NO_COLOR, FORCE_COLOR                    as --color never, --color always
  LC_ALL, LC_CTYPE, LANG                   ASCII only, unless they name UTF-8`;
}

const compareHelpTail = `
Exit codes: 0 no difference that matters, 1 differences, 3 one of them cannot be
read or says nothing about a modem.`;

function diagnoseOptions(
  files: readonly string[],
  parsed: ParsedReportOptions & { readonly each?: true },
  command: Command,
): DiagnoseOptions {
  return { ...reportOptions(parsed, command), inputs: inputsOf(files), each: parsed.each ?? false };
}

/** Files as the command line names them; standard input where it names none. */
function inputsOf(files: readonly string[]): readonly string[] {
  if (files.includes('')) throw usage('the name of a file is empty.');
  if (files.filter((file) => file === '-').length > 1) {
    throw new Failure('usage', "Standard input can be read only once, and '-' is given twice.");
  }
  return files.length === 0 ? ['-'] : files;
}

/** Commander's words as a sentence of ours. */
function usageFailure(error: CommanderError, command: string | null, width: number): Failure {
  // A sample: error: unknown option '--fromat=json'
  const assigned = /^error: unknown option '(--[^'=\s]+)=/.exec(error.message)?.[1];
  if (assigned !== undefined) return assignmentFailure(assigned, command, width);
  // A sample: error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.
  const choice =
    /^error: option '(--[^'\s]+)[^']*' argument '(.*)' is invalid\. Allowed choices are ([^.]*)\.$/s.exec(
      error.message,
    );
  if (choice !== null) {
    const [, option = '', value = '', choices = ''] = choice;
    return usage(`${option} takes ${choices.replace(/, ([^,]*)$/, ' or $1')}, not ${value}.`, error);
  }
  // A sample, of two lines: error: unknown option '--fromat'\n(Did you mean --format?)
  const sentence = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean ([^\n]*)\?\)$/, '; did you mean $1?')
    .replace(/(?<![.?])$/, '.');
  return usage(sentence, error);
}

/** Commander looks for no similar name when a value is tied to the option, and knows no such option for a flag. */
function assignmentFailure(option: string, command: string | null, width: number): Failure {
  try {
    parseCommandLine(command === null ? [option] : [command, option], width);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // A flag that is known may lack what else the command wants.
    if (error.message.startsWith(`Unknown option '${option}'`)) return error;
  }
  return usage(`option '${option}' takes no value.`);
}
