import { say, speaker } from '../declaration.ts';
import { protoShellRemarks } from '../remarks/proto-shell.ts';

/**
 * The shell and the small tools that handler scripts run; their complaints reach the log through netifd. Source: busybox
 * ash.c, test.c, ip and others; iproute2; uci cli.c.
 */
export const protoShell = speaker(
  'proto-shell',
  [],
  [
    say('shell.command-missing', '<script:word>: line <line:int>: <command:text>: not found'),
    say('shell.command-missing', '<script:word>: eval: line <line:int>: <command:text>: not found'),
    say('shell.command-refused', '<script:word>: line <line:int>: <command:text>: Permission denied'),
    say('shell.command-refused', '<script:word>: eval: line <line:int>: <command:text>: Permission denied'),
    say('shell.no-device', "ip: can't find device '<device:word>'"),
    say('shell.no-device', 'Cannot find device "<device:word>"'),
    say('shell.no-device', 'ip: SIOCGIFFLAGS: No such device'),
    say('shell.no-device', 'ifconfig: SIOCGIFFLAGS: No such device'),
    say('shell.crashed', 'Segmentation fault'),
    say('shell.killed', 'Terminated'),
    say('shell.killed', 'Killed'),
    say('shell.port-unopened', 'FATAL: cannot open <port:path>: <reason:text>'),
    say('shell.port-unopened', "microcom: can't open '<port:path>': <reason:text>"),
  ],
  { remarks: [protoShellRemarks], relayed: true },
);
