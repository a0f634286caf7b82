import type { Command } from 'commander';
import {
  formatOption,
  formats,
  type ParsedReportOptions,
  type ReportOptions,
  reportOptions,
  wholeNumber,
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
}

/** @param command what is to be described: `hwdiag ssh` */
export function describeSsh(command: Command): Command {
  command
    .usage('[options] [USER@]ROUTER')
    .argument('<router>', 'name or address, ssh://user@router:port, or a name of your ssh configuration')
    .option('-p, --port <port>', 'port of the SSH server', wholeNumber(1, 65_535))
    .option('-i, --identity <file>', 'try this private key first')
    .option('-F, --ssh-config <file>', "settings in place of ~/.ssh/config; 'none': no settings")
    .option('--ssh-command <command>', "log in with the system's own client: ssh, or 'ssh -v'")
    .option('--accept-new', 'trust the key of a router that is not known yet, and note it')
    .option('--password-stdin', 'take the password from the first line of standard input')
    .option(
      '--connect-timeout <seconds>',
      'time for connecting and logging in',
      wholeNumber(1, 3600),
      usualConnectTimeout,
    )
    .option(
      '--timeout <seconds>',
      'time for all that the router is asked',
      wholeNumber(5, 3600),
      usualTimeout,
    )
    .option('--save <file>', 'save what was read, secrets replaced, as FILE.tar.gz')
    .option('--no-redact', 'save it with all secrets')
    .option('--overwrite', 'write over a file that is there')
    .addOption(formatOption(formats));
  return withReportOptions(command).addHelpText('after', helpTail);
}

const usualConnectTimeout = 30;
const usualTimeout = 180;

const helpTail = `
It only reads: no setting is changed, no interface is touched, nothing is sent to the modem but questions. What is read, and
what never is, stands in docs/ssh.md.

Examples:
  hwdiag ssh root@192.168.1.1                     look, and say what is wrong
  hwdiag ssh router --save ticket.tar.gz          and keep it, to show to others
  hwdiag ssh router --format markdown >post.md    for a forum
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
  };
}
