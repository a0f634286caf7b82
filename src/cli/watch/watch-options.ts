import type { Command } from 'commander';
import { withLoginOptions } from '../login-options.ts';
import {
  formatOption,
  formats,
  type ReportOptions,
  reportOptions,
  wholeNumber,
  withReportOptions,
} from '../report-options.ts';
import { type ParsedSshOptions, type SshOptions, sshOptions } from '../ssh-options.ts';
import { usage } from '../usage.ts';

export type RouterOptions = Pick<
  SshOptions,
  | 'target'
  | 'port'
  | 'identity'
  | 'sshConfig'
  | 'sshCommand'
  | 'acceptNew'
  | 'connectTimeout'
  | 'passwordStdin'
  | 'timeout'
  | 'save'
  | 'redact'
  | 'overwrite'
>;

/** What `hwdiag watch` is asked for. */
export interface WatchOptions extends ReportOptions {
  /** How to log in to the router; null where the log comes on standard input. */
  readonly router: RouterOptions | null;
  /** The router is read first, as `ssh` does. */
  readonly collect: boolean;
  /** Seconds after which it ends by itself; null for never. */
  readonly seconds: number | null;
  /** It ends when an attempt came up or failed. */
  readonly once: boolean;
}

/** Options of `watch` as Commander hands them over. */
export interface ParsedWatchOptions extends ParsedSshOptions {
  /** `--no-collect` makes it false. */
  readonly collect: boolean;
  readonly for?: number;
  readonly once?: true;
}

/** @param command what is to be described: `hwdiag watch` */
export function describeWatch(command: Command): Command {
  command
    .usage('[options] [USER@]ROUTER|-')
    .argument('<router>', "as for ssh; '-': a log that comes on standard input, as of logread -f")
    .option('--once', 'end when an attempt came up or failed')
    .option('--for <seconds>', 'end after this time', wholeNumber(1, 604_800))
    .option('--no-collect', 'follow the log only, without reading the router first');
  return withReportOptions(withLoginOptions(command).addOption(formatOption(formats))).addHelpText(
    'after',
    helpTail,
  );
}

const helpTail = `
Shows the ladder while the router dials, and prints the report when it ends: with Ctrl-C, with the connection, or as --once and
--for say. What is seen meanwhile goes to standard error, the report to standard output. It only reads; the router dials when
its own programs do, as after “ifup wan” in another window.

Examples:
  hwdiag watch root@192.168.1.1                   look on while it dials
  hwdiag watch router --once --format json        the next attempt, for scripts
  ssh router logread -f | hwdiag watch -          a log from elsewhere`;

/** Options that only a router has a use for. */
const ofRouters = [
  ['port', '--port'],
  ['identity', '--identity'],
  ['sshConfig', '--ssh-config'],
  ['sshCommand', '--ssh-command'],
  ['acceptNew', '--accept-new'],
  ['passwordStdin', '--password-stdin'],
  ['connectTimeout', '--connect-timeout'],
  ['timeout', '--timeout'],
  ['save', '--save'],
  ['redact', '--no-redact'],
  ['overwrite', '--overwrite'],
  ['collect', '--no-collect'],
] as const;

/**
 * @param command the one that was parsed
 * @throws {Failure} `usage`
 */
export function watchOptions(target: string, parsed: ParsedWatchOptions, command: Command): WatchOptions {
  const { collect, once = false } = parsed;
  const [, given] =
    ofRouters.find(([name]) => target === '-' && command.getOptionValueSource(name) === 'cli') ?? [];
  if (given !== undefined) throw usage(`${given} goes with a router, not with standard input.`);
  if (!collect && command.getOptionValueSource('timeout') === 'cli')
    throw usage('--timeout does not go with --no-collect: the router is asked nothing.');
  const router = target === '-' ? null : sshOptions(target, parsed, command);
  return { ...reportOptions(parsed, command), router, collect, seconds: parsed.for ?? null, once };
}
