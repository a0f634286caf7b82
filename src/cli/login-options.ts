import type { Command } from 'commander';
import { wholeNumber } from './report-options.ts';

const usualConnectTimeout = 30;
const usualTimeout = 180;

/** What a command that logs in to a router and reads it can be told. */
export function withLoginOptions(command: Command): Command {
  return command
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
    .option('--overwrite', 'write over a file that is there');
}
