import { type Command, InvalidArgumentError, Option } from 'commander';
import { type FailOn, failOnLevels } from './exit-code.ts';
import { type ColorMode, colorModes, narrowest } from './terminal.ts';
import { usage } from './usage.ts';

export const formats = ['text', 'json', 'markdown', 'bbcode', 'sarif', 'html'] as const;
type Format = (typeof formats)[number];

/** How a diagnosis is to be told. */
export interface ReportOptions {
  /** What to post back, in place of the report. */
  readonly reply: boolean;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly color: ColorMode;
  /** Columns; null for the width of the terminal. */
  readonly width: number | null;
  /** False: ASCII only. True: whatever the terminal is able to show. */
  readonly unicode: boolean;
  readonly verbose: boolean;
  /** Ids of the only rules that are asked; empty for all. */
  readonly rules: readonly string[];
  /** Ids of rules that are not asked. */
  readonly ignore: readonly string[];
  /** A configuration file; null for the usual one, false for none. */
  readonly config: string | null | false;
  /** What the command line itself says, which goes before a configuration file. */
  readonly given: ReadonlySet<GivenOption>;
}

/** Options that a configuration file may set, too. */
export type GivenOption = 'rules' | 'ignore' | 'format' | 'failOn' | 'width' | 'unicode' | 'verbose';

/** `--format`, the first choice being the usual one. */
export function formatOption(choices: readonly string[]): Option {
  return new Option('--format <format>', 'form of the report').choices(choices).default('text');
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'exit with 1 from this severity up')
    .choices(failOnLevels)
    .default('error');
}

/** A whole number in a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,6}$/.test(text) ? Number(text) : -1;
    if (number < least || number > most)
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** Options as Commander hands them over, with its names and defaults; the choices are checked by it. */
export interface ParsedReportOptions {
  readonly reply?: true;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly color: ColorMode;
  readonly width?: number;
  readonly unicode: boolean;
  readonly verbose?: true;
  readonly rule: readonly string[];
  readonly ignore: readonly string[];
  /** `--no-config` makes it false. */
  readonly config?: string | false;
}

/** Names of our options by Commander's, of those that a configuration file may set. */
const settable: readonly (readonly [commander: string, own: GivenOption])[] = [
  ['rule', 'rules'],
  ['ignore', 'ignore'],
  ['format', 'format'],
  ['failOn', 'failOn'],
  ['width', 'width'],
  ['unicode', 'unicode'],
  ['verbose', 'verbose'],
];

function givenIn(command: Command): ReadonlySet<GivenOption> {
  return new Set(
    settable.flatMap(([name, own]) => (command.getOptionValueSource(name) === 'cli' ? [own] : [])),
  );
}

/** `--rule a --rule b,c` */
function collectIds(words: string, known: readonly string[]): readonly string[] {
  return [...known, ...words.split(',').filter((id) => id !== '')];
}

/** What a report can be asked to be, on a command that makes one. */
export function withReportOptions(command: Command): Command {
  return command
    .option('--reply', 'print what to post back: at most 15 lines, without secrets')
    .addOption(failOnOption())
    .addOption(new Option('--color <when>', 'colour the report').choices(colorModes).default('auto'))
    .addOption(
      new Option(
        '--width <columns>',
        "columns of the text report (default: the terminal's, else 80)",
      ).argParser(wholeNumber(narrowest, 9999)),
    )
    .option('--no-unicode', 'draw with ASCII only')
    .addOption(
      new Option('--rule <id>', 'ask this rule only; may be given several times')
        .default([], 'all')
        .argParser(collectIds),
    )
    .addOption(
      new Option('--ignore <id>', 'do not ask this rule; may be given several times')
        .default([], 'none')
        .argParser(collectIds),
    )
    .option(
      '--config <file>',
      'read settings from this file (default: hwdiag.config.json, where there is one)',
    )
    .option('--no-config', 'read no settings')
    .option('--verbose', 'tell everything that was found and looked for');
}

/**
 * What a command line says of the report.
 *
 * @throws {Failure} `usage`
 */
export function reportOptions(parsed: ParsedReportOptions, command: Command): ReportOptions {
  const { reply = false, format, failOn, color, width = null, unicode, verbose = false } = parsed;
  const { rule: rules, ignore, config: file } = parsed;
  const given = givenIn(command);
  if (reply && given.has('format') && format !== 'text')
    throw usage('--reply is text: it takes no --format.');
  const config = typeof file === 'string' ? file : file === false ? false : null;
  return { reply, format, failOn, color, width, unicode, verbose, rules, ignore, config, given };
}
