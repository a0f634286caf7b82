import type { ShellCommand } from '../section.ts';

/** Matches a command line that runs one of these programs, also behind `sudo`, a path or a pipe: `sudo /sbin/uqmi -d …`. */
export function callOf(...programs: readonly string[]): RegExp {
  return new RegExp(String.raw`(?:^|[\s/|;&(])(?:${programs.join('|')})(?=[\s|;&)]|$)`);
}

/** Whether a line may be output of such a command. */
export function printedBy(command: ShellCommand | null, call: RegExp): boolean {
  return command !== null && call.test(command.text);
}
