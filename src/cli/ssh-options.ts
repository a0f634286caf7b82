import type { Command } from 'commander';
import { withLoginOptions } from './login-options.ts';
import {
  formatOption,
  formats,
  type ParsedReportOptions,
  type ReportOptions,
  reportOptions,
  withReportOptions,
} from './report-options.ts';
import { usage } from './usage.ts';

/** What `hwdiag ssh` is asked for. */
export interface SshOptions extends ReportOptions {
  /** As typed: `root@192.168.1.1`, `ssh://root@router:2222`, a name of the ssh configuration. */
  readonly target: string;
  readonly port: number | null;
  /** A file of a private key. */
  readonly identity: string | null;
  /** Another ssh configuration than the usual one; `none` for none. */
  readonly sshConfig: string | null;
  /** The system's own client with its options, in place of ours: `ssh -v`. */
  readonly sshCommand: string | null;
  readonly acceptNew: boolean;
  /** The password is the first line of standard input. */
  readonly passwordStdin: boolean;
  /** Seconds for connecting and logging in to each host. */
  readonly connectTimeout: number;
  /** Seconds for all that is asked. */
  readonly timeout: number;
  /** Where the bundle goes; null for none. */
  readonly save: string | null;
  /** The bundle has tokens in place of secrets. */
  readonly redact: boolean;
  readonly overwrite: boolean;
  /** What is to be tested on the router; null where it is only read. */
  readonly dial: DialOptions | null;
}

/** What a live test may do. */
export interface DialOptions {
  /** Name of the interface; null for the one that the diagnosis is about. */
  readonly interface: string | null;
  /** The plan is shown, and nothing done. */
  readonly dryRun: boolean;
  /** Nobody is asked: what costs nothing is agreed to. */
  readonly yes: boolean;
  readonly allowCost: boolean;
  readonly allowCut: boolean;
}

/** Options of `ssh` as Commander hands them over. */
export interface ParsedSshOptions extends ParsedReportOptions {
  readonly port?: number;
  readonly identity?: string;
  readonly sshConfig?: string;
  readonly sshCommand?: string;
  readonly acceptNew?: true;
  readonly passwordStdin?: true;
  readonly connectTimeout: number;
  readonly timeout: number;
  readonly save?: string;
  /** `--no-redact` makes it false. */
  readonly redact: boolean;
  readonly overwrite?: true;
  readonly dial?: true;
  readonly interface?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly allowCost?: true;
  readonly allowCut?: true;
}

/** @param command what is to be described: `hwdiag ssh` */
export function describeSsh(command: Command): Command {
  command
    .usage('[options] [USER@]ROUTER')
    .argument('<router>', 'name or address, ssh://user@router:port, or a name of your ssh configuration');
  withLoginOptions(command)
    .option('--dial', 'test on the router what the logs say: shows what it will do, and asks first')
    .option('--interface <name>', 'with --dial: the interface to test')
    .option('--dry-run', 'with --dial: show what it would do, and do nothing')
    .option('-y, --yes', 'with --dial: do not ask; what may cost money is left out')
    .option('--allow-cost', 'with --dial: also what may cost money: roaming, packets of full size')
    .option('--allow-cut', 'with --dial: also where that may end this very session')
    .addOption(formatOption(formats));
  return withReportOptions(command).addHelpText('after', helpTail);
}

const helpTail = `
Without --dial it only reads: no setting is changed, no interface is touched, nothing is sent to the modem but questions. What
is read, and what never is, stands in docs/ssh.md; what --dial does, and how it is undone, in docs/dial.md.

Examples:
  hwdiag ssh root@192.168.1.1                     look, and say what is wrong
  hwdiag ssh router --save ticket.tar.gz          and keep it, to show to others
  hwdiag ssh router --format markdown >post.md    for a forum
  hwdiag ssh router --dial                        and test on the router whether that is so
  hwdiag ssh router --ssh-command ssh             keys in hardware, ControlMaster, ProxyCommand`;

/**
 * @param command the one that was parsed
 * @throws {Failure} `usage`
 */
export function sshOptions(target: string, parsed: ParsedSshOptions, command: Command): SshOptions {
  const { redact, connectTimeout, timeout } = parsed;
  if (target === '') throw usage('the name of the router is empty.');
  if (target.startsWith('-')) throw usage(`'${target}' is no name of a router.`);
  for (const file of [parsed.save, parsed.identity, parsed.sshConfig]) {
    if (file === '') throw usage('the name of a file is empty.');
  }
  if (!redact && parsed.save === undefined) throw usage('--no-redact goes with --save.');
  if (parsed.overwrite && parsed.save === undefined) throw usage('--overwrite goes with --save.');
  if (parsed.sshCommand !== undefined && (parsed.passwordStdin || parsed.acceptNew)) {
    throw usage(
      `${parsed.acceptNew ? '--accept-new' : '--password-stdin'} does not go with --ssh-command: that client asks itself.`,
    );
  }
  return {
    ...reportOptions(parsed, command),
    target,
    port: parsed.port ?? null,
    identity: parsed.identity ?? null,
    sshConfig: parsed.sshConfig ?? null,
    sshCommand: parsed.sshCommand ?? null,
    acceptNew: parsed.acceptNew ?? false,
    passwordStdin: parsed.passwordStdin ?? false,
    connectTimeout,
    timeout,
    save: parsed.save ?? null,
    redact,
    overwrite: parsed.overwrite ?? false,
    dial: dialOptions(parsed),
  };
}

function dialOptions(parsed: ParsedSshOptions): DialOptions | null {
  const { dryRun = false, yes = false, allowCost = false, allowCut = false } = parsed;
  const name = parsed.interface ?? null;
  if (parsed.dial === undefined) {
    const alone = [
      ['--interface', name !== null],
      ['--dry-run', dryRun],
      ['--yes', yes],
      ['--allow-cost', allowCost],
      ['--allow-cut', allowCut],
    ] as const;
    const [given] = alone.find(([, isGiven]) => isGiven) ?? [];
    if (given !== undefined) throw usage(`${given} goes with --dial.`);
    return null;
  }
  // It becomes part of commands on the router.
  if (name !== null && !/^\w{1,32}$/.test(name)) throw usage(`'${name}' is no name of an interface.`);
  return { interface: name, dryRun, yes, allowCost, allowCut };
}
